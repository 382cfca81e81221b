"""Who was there, how each stands to us now, and what mood was in the room (D1, D13)."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.interactions import Emotion
from crm_desktop.services.visit_capture import Met, VisitCapture
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.after_scales import KeyRow, Option
from crm_desktop.wording.card import EMOTIONS, STANCES
from crm_desktop.wording.levels import INTENSITIES

INDENT_PX = 24


class AfterPeople(QFrame):
    """Everybody who may have been there; ``changed`` tells of a tick, a stance, a mood."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._boxes: dict[int, QCheckBox] = {}
        self._scales: dict[int, KeyRow] = {}
        self._stances: dict[int, int] = {}
        self._rows_widget: QWidget | None = None
        self.setProperty("look", "surface")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 12, 14, 12)
        self._rows.setSpacing(6)
        self._rows.addWidget(Label(language.text("Who was there, and how they stand"), "heading"))
        self.mood = self._mood()
        self.intensity = KeyRow(language, language.text("How strong"), self._intensities())
        self.intensity.chosen.connect(lambda _: self.changed.emit())
        self._rows.addWidget(Label(language.text("Mood"), "small"))
        self._rows.addWidget(self.mood)
        self._rows.addWidget(self.intensity)

    @property
    def attending(self) -> tuple[int, ...]:
        """Who is ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    @property
    def stances(self) -> dict[int, int]:
        """The stances that were changed, of who is ticked."""
        return {key: level for key, level in self._stances.items() if key in self.attending}

    @property
    def emotion(self) -> Emotion | None:
        """The mood that was noticed."""
        at = self.mood.currentIndex()
        return list(Emotion)[at - 1] if at > 0 else None

    def show_people(
        self, capture: VisitCapture, attending: tuple[int, ...], stances: Mapping[int, int]
    ) -> None:
        """Show who may have been there, those who were ticked, with the stances told by now."""
        self._stances, self._boxes, self._scales = dict(stances), {}, {}
        if self._rows_widget is not None:
            self._rows_widget.hide()
            self._rows_widget.deleteLater()
        self._rows_widget = QWidget()
        place = QVBoxLayout(self._rows_widget)
        place.setContentsMargins(0, 0, 0, 6)
        place.setSpacing(2)
        for one in capture.people:
            self._add(place, one, is_there=one.contact_id in attending)
        self._rows.insertWidget(1, self._rows_widget)
        self._rows_widget.setVisible(bool(capture.people))

    def show_mood(self, emotion: Emotion | None, intensity: int | None) -> None:
        """Show a mood and how strong it was."""
        self.mood.setCurrentIndex(list(Emotion).index(emotion) + 1 if emotion else 0)
        self.intensity.show_value(intensity)
        self.intensity.setVisible(emotion is not None)

    def _add(self, place: QVBoxLayout, one: Met, *, is_there: bool) -> None:
        key = one.contact_id
        box = self._boxes[key] = QCheckBox(one.name.replace("&", "&&"))
        box.setChecked(is_there)
        box.clicked.connect(lambda: self._tick(key))
        place.addWidget(box)
        if one.place is None:
            return
        before = one.place.stance
        stance = self._language.text("Stance of {name}", name=one.name)
        scale = self._scales[key] = KeyRow(self._language, stance, self._levels())
        was = Label("", "small")
        scale.show_value(self._stances.get(key, before))
        scale.chosen.connect(lambda level: self._take(key, level, before, was))
        for widget in (scale, was):
            widget.setContentsMargins(INDENT_PX, 0, 0, 0)
            place.addWidget(widget)
        self._tell_before(was, self._stances.get(key, before), before)
        scale.setVisible(is_there)

    def _take(self, key: int, level: object, before: int | None, was: Label) -> None:
        if isinstance(level, int) and level != before:
            self._stances[key] = level
        else:
            self._stances.pop(key, None)
            self._scales[key].show_value(before)
        self._tell_before(was, self._stances.get(key, before), before)
        self.changed.emit()

    def _tell_before(self, was: Label, now: int | None, before: int | None) -> None:
        text = self._language.text
        words = text(STANCES[before]) if before in STANCES else text("not known")
        was.setText(text("until now: {stance}", stance=words))
        was.setVisible(now != before)

    def _tick(self, key: int) -> None:
        if key in self._scales:
            self._scales[key].setVisible(self._boxes[key].isChecked())
        self.changed.emit()

    def _levels(self) -> list[Option]:
        return [
            Option(level, f"{level:+d}" if level else "0", str(at), self._language.text(words))
            for at, (level, words) in enumerate(STANCES.items(), 1)
        ]

    def _intensities(self) -> list[Option]:
        return [
            Option(level, str(level), str(level), self._language.text(words))
            for level, words in INTENSITIES.items()
        ]

    def _mood(self) -> QComboBox:
        text = self._language.text
        combo = QComboBox()
        combo.addItem(text("nothing out of the ordinary"))
        for emotion in Emotion:
            combo.addItem(text(EMOTIONS[emotion]))
        combo.setAccessibleName(text("Mood"))
        combo.activated.connect(self._choose_mood)
        return combo

    def _choose_mood(self, at: int) -> None:
        self.intensity.setVisible(at > 0)
        if at == 0:
            self.intensity.show_value(None)
        self.changed.emit()
