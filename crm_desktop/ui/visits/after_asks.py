"""What a visit brought to light: preferences that were used, and answers to MAN questions."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.playbook import Playbook
from crm_desktop.services.visit_capture import Ask, VisitCapture
from crm_desktop.text import Language
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.man.answers import Said, mark_of, marks
from crm_desktop.ui.man.level_scale import LevelScale
from crm_desktop.ui.visits.after_lines import TellLine
from crm_desktop.ui.visits.after_told import Reply

TEXT_PX = 300


class UsedPanel(QFrame):
    """The preferences the brief carried, ticked where they were of use."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._boxes: dict[int, QCheckBox] = {}
        self.setProperty("look", "surface")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 12, 14, 12)
        self._rows.setSpacing(4)
        self._rows.addWidget(Label(language.text("What you made use of"), "heading"))
        self._surprise = Label("", "muted")
        self._surprise.setWordWrap(True)
        self._rows.addWidget(self._surprise)
        self._place = QVBoxLayout()
        self._place.setSpacing(2)
        self._rows.addLayout(self._place)

    @property
    def used(self) -> frozenset[int]:
        """The keys of those that are ticked."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    def show_offered(self, capture: VisitCapture, used: frozenset[int]) -> None:
        """Show what could be used; the panel goes where there is nothing."""
        empty(self._place)
        self._boxes = {}
        for of in capture.offered:
            words = of.record.text
            words = self._language.with_note(words, of.person) if of.person else words
            box = QCheckBox()
            elided = box.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, TEXT_PX)
            box.setText(elided.replace("&", "&&"))
            box.setAccessibleName(words)
            box.setChecked(of.record.id in used)
            box.clicked.connect(self.changed)
            set_tip(box, words)
            self._boxes[of.record.id or 0] = box
            self._place.addWidget(box)
        surprise = capture.visit.surprise
        text = self._language.text("Planned surprise: {text}", text=surprise) if surprise else ""
        self._surprise.setText(text)
        self._surprise.setVisible(bool(surprise))
        self.setVisible(bool(capture.offered or surprise))


class AsksPanel(QFrame):
    """A scale for each open MAN question, and why once it is answered (D2)."""

    changed = Signal()

    def __init__(self, language: Language, playbook: Playbook) -> None:
        super().__init__()
        self._language, self._playbook = language, playbook
        self._replies: dict[Question, Reply] = {}
        self._scales: dict[Question, LevelScale] = {}
        self.setProperty("look", "surface")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 12, 14, 12)
        rows.setSpacing(6)
        rows.addWidget(Label(language.text("What did you find out?"), "heading"))
        self._place = QVBoxLayout()
        self._place.setSpacing(4)
        rows.addLayout(self._place)

    @property
    def replies(self) -> dict[Question, Reply]:
        """What was answered here by now."""
        return dict(self._replies)

    def show_asks(self, capture: VisitCapture, replies: Mapping[Question, Reply]) -> None:
        """Show the questions with what is known; the panel goes where MAN does not belong."""
        empty(self._place)
        self._replies, self._scales = dict(replies), {}
        for one in capture.asks:
            self._place.addWidget(self._ask(one, capture))
        self.setVisible(bool(capture.asks))

    def _ask(self, one: Ask, capture: VisitCapture) -> QWidget:
        code, question = self._language.code, one.question
        texts = self._playbook.man[capture.kind][question]
        widget = QWidget()
        rows = QVBoxLayout(widget)
        rows.setContentsMargins(0, 0, 0, 6)
        rows.setSpacing(2)
        ask = Label(f"{question}  {texts.ask.get(code)}", "small")
        ask.setWordWrap(True)
        scale, why = LevelScale(self._language), TellLine()
        scale.offer(marks(question, capture.kind), tuple(one.get(code) for one in texts.levels))
        scale.setAccessibleName(f"{question} {texts.label.get(code)}: {texts.ask.get(code)}")
        why.setPlaceholderText(self._language.text("What was said or seen"))
        why.setAccessibleName(
            self._language.labelled(str(question), self._language.text("Evidence"))
        )
        self._fill(one, scale, why)
        scale.said.connect(lambda mark: self._said(question, mark, why))
        scale.moved.connect(lambda step: self._move(scale, step))
        why.textEdited.connect(lambda text: self._because(question, text))
        for row in (ask, scale, why):
            rows.addWidget(row)
        self._scales[question] = scale
        return widget

    def _fill(self, one: Ask, scale: LevelScale, why: TellLine) -> None:
        reply = self._replies.get(one.question)
        if reply is not None:
            scale.show_mark(reply.mark if isinstance(reply.mark, int) else Said(reply.mark))
        else:
            scale.show_mark(mark_of(one.answer))
        known = one.answer.evidence if one.answer is not None and one.is_told else ""
        why.setText(reply.evidence if reply is not None else known)
        why.setVisible(reply is not None or one.is_told)

    def _said(self, question: Question, mark: int | Said, why: TellLine) -> None:
        plain = mark if isinstance(mark, int) else mark.value
        self._replies[question] = Reply(plain, why.text().strip())
        why.show()
        self.changed.emit()

    def _because(self, question: Question, text: str) -> None:
        mark = self._scales[question].mark
        plain = mark if isinstance(mark, int) else mark.value
        self._replies[question] = Reply(plain, text.strip())
        self.changed.emit()

    def _move(self, scale: LevelScale, step: int) -> None:
        scales = list(self._scales.values())
        at = scales.index(scale) + step
        if 0 <= at < len(scales):
            scales[at].setFocus()
