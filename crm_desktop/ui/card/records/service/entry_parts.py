"""Parts of an entry that are chosen by a click: the mood, who started it, the moment of truth."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Emotion, Initiative, Interaction
from crm_desktop.domain.moments import moments_for
from crm_desktop.domain.playbook import Moment
from crm_desktop.language.folding import fold
from crm_desktop.ui.card.records.service.choice_chips import ChoiceChips
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.labels import Label
from crm_desktop.wording.timeline import RUNGS

RATINGS = tuple((one, str(one)) for one in range(1, 6))


class EntryPart(QWidget):
    """``edited`` carries fields and their new values; what is shown follows at once."""

    edited = Signal(object)

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    def show_record(self, record: Interaction) -> None:
        """Show a newer state of the entry."""
        raise NotImplementedError

    def _hint(self) -> tuple[QFrame, Label, Label]:
        frame = QFrame()
        frame.setProperty("look", "hint")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(2)
        head, text = Label("", "section"), Label("")
        for label in (head, text):
            label.setWordWrap(True)
            inside.addWidget(label)
        return frame, head, text


class MoodPart(EntryPart):
    """The emotion that showed, how strong, what to do about it at once, and the satisfaction."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        emotions = [(one, shown.words(Kind.INTERACTION, "emotion", one)) for one in Emotion]
        self.emotion = ChoiceChips(shown.text("Emotion"), emotions)
        levels = shown.levels(Kind.INTERACTION, "emotion_intensity", may_be_empty=False)
        self.intensity = ChoiceChips(shown.text("How strong"), levels["emotion_intensity"]())
        rated = shown.levels(Kind.INTERACTION, "satisfaction", may_be_empty=False)
        self.satisfaction = ChoiceChips(shown.text("Satisfaction"), rated["satisfaction"]())
        self._frame, self._head, self.advice = self._hint()
        for part in (self.emotion, self.intensity, self._frame, self.satisfaction):
            self._rows.addWidget(part)
        self.emotion.picked.connect(self._felt)
        self.intensity.picked.connect(lambda value: self.edited.emit({"emotion_intensity": value}))
        self.satisfaction.picked.connect(lambda value: self.edited.emit({"satisfaction": value}))

    def show_record(self, record: Interaction) -> None:
        """Show emotion and satisfaction."""
        self.emotion.show_value(record.emotion)
        self.intensity.show_value(record.emotion_intensity)
        self.satisfaction.show_value(record.satisfaction)
        self._show_advice(record.emotion)

    def _felt(self, emotion: object) -> None:
        self._show_advice(emotion)
        values: dict[str, object] = {"emotion": emotion}
        if emotion is None:
            values["emotion_intensity"] = None
        self.edited.emit(values)

    def _show_advice(self, emotion: object) -> None:
        self.intensity.setVisible(emotion is not None)
        self._frame.setVisible(emotion is not None)
        if not isinstance(emotion, Emotion):
            return
        known = self._shown.workspace.playbook.emotions[emotion]
        code = self._shown.language.code
        self._head.setText(known.headline.get(code))
        self.advice.setText("\n".join(f"•  {one.get(code)}" for one in known.advice))


class RungPart(EntryPart):
    """Who started it and why, each rung of the proactive ladder in a sentence (D22)."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        rungs = [(one, shown.words(Kind.INTERACTION, "initiative", one)) for one in Initiative]
        self.rung = ChoiceChips(shown.text("Who started it"), ())
        self.rung.offer(rungs, [shown.text(RUNGS[one]) for one in Initiative])
        self._sentence = Label("", "muted")
        self._sentence.setWordWrap(True)
        self._rows.addWidget(self.rung)
        self._rows.addWidget(self._sentence)
        self.rung.picked.connect(self._picked)

    def show_record(self, record: Interaction) -> None:
        """Show the rung."""
        self.rung.show_value(record.initiative)
        self._say(record.initiative)

    def _picked(self, value: object) -> None:
        self._say(value)
        self.edited.emit({"initiative": value})

    def _say(self, value: object) -> None:
        if isinstance(value, Initiative):
            self._sentence.setText(self._shown.text(RUNGS[value]))
        else:
            words = self._shown.text("From left to right we did more of our own accord.")
            self._sentence.setText(words)


class MomentPart(EntryPart):
    """Which moment of truth it was, which of its service points were kept, how it went (D6)."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown)
        self._record: Interaction | None = None
        self._offered: tuple[str, ...] = ()
        self.moment = ChoiceChips(shown.text("Moment of truth"), ())
        self._when = Label("", "muted")
        self._when.setWordWrap(True)
        self._points = QWidget()
        self._points_rows = QVBoxLayout(self._points)
        self._points_rows.setContentsMargins(0, 0, 0, 0)
        self._points_rows.setSpacing(4)
        self.points: dict[str, QCheckBox] = {}
        self.rating = ChoiceChips(shown.text("How it went, 1 poor to 5 excellent"), RATINGS)
        for part in (self.moment, self._when, self._points, self.rating):
            self._rows.addWidget(part)
        self.moment.picked.connect(self._picked)
        self.rating.picked.connect(lambda value: self.edited.emit({"moment_rating": value}))

    def show_record(self, record: Interaction) -> None:
        """Show the moment with what was ticked."""
        self._record = record
        self._offer(record.moment)
        self.moment.show_value(record.moment or None)
        self.rating.show_value(record.moment_rating)
        self._show_points(record)

    def _offer(self, chosen: str) -> None:
        found = self._moments()
        codes = tuple(one.code for one in found)
        codes += (chosen,) if chosen and chosen not in codes else ()
        if codes == self._offered:
            return
        self._offered = codes
        self.moment.offer([(code, moment_label(self._shown, code)) for code in codes])

    def _moments(self) -> Sequence[Moment]:
        view = self._shown.view
        industry = view.card.customer.industry if view is not None else ""
        return moments_for(self._shown.workspace.playbook, industry, fold=fold)

    def _show_points(self, record: Interaction) -> None:
        known = self._shown.workspace.playbook.moments.get(record.moment)
        language = self._shown.language.code
        self._when.setText(known.when.get(language) if known else "")
        self._when.setVisible(known is not None)
        self.rating.setVisible(bool(record.moment))
        wanted = {one.code: one.text.get(language) for one in known.points} if known else {}
        if list(wanted) != list(self.points):
            self._make_points(wanted)
        for code, box in self.points.items():
            box.setChecked(code in record.moment_points)
        self._points.setVisible(bool(wanted))

    def _make_points(self, wanted: dict[str, str]) -> None:
        for box in self.points.values():
            box.hide()
            box.deleteLater()
        self.points = {}
        for code, words in wanted.items():
            box = QCheckBox(words.replace("&", "&&"))
            box.setAccessibleName(words)
            box.clicked.connect(self._ticked)
            self._points_rows.addWidget(box, alignment=Qt.AlignmentFlag.AlignLeft)
            self.points[code] = box

    def _picked(self, code: object) -> None:
        values: dict[str, object] = {"moment": code or "", "moment_points": ()}
        if not code:
            values["moment_rating"] = None
        self.edited.emit(values)

    def _ticked(self) -> None:
        kept = tuple(code for code, box in self.points.items() if box.isChecked())
        self.edited.emit({"moment_points": kept})


def mood_summary(shown: Shown, record: Interaction) -> str:
    """Return emotion and satisfaction in a word or two, empty for neither."""
    rating = record.satisfaction
    rated = shown.text("{rating} of 5", rating=rating) if rating else ""
    words = shown.words(Kind.INTERACTION, "emotion", record.emotion) if record.emotion else ""
    return shown.joined(words, rated)


def rung_summary(shown: Shown, record: Interaction) -> str:
    """Return who started it, empty where nobody said so."""
    rung = record.initiative
    return shown.words(Kind.INTERACTION, "initiative", rung) if rung else ""


def moment_summary(shown: Shown, record: Interaction) -> str:
    """Return the name of the moment and how it went, empty for none."""
    if not record.moment:
        return ""
    rating = record.moment_rating
    rated = shown.text("{rating} of 5", rating=rating) if rating else ""
    return shown.joined(moment_label(shown, record.moment), rated)


def moment_label(shown: Shown, code: str) -> str:
    """Return what the playbook calls a moment, the code itself where it knows none."""
    known = shown.workspace.playbook.moments.get(code)
    return known.label.get(shown.language.code) if known else code
