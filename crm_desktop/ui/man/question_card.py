"""One MAN question: how to ask it, the scale, what the level means, and what speaks for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.man_questions import Answer, Question
from crm_desktop.domain.playbook import QuestionText
from crm_desktop.domain.problems import CrmError
from crm_desktop.text import mark
from crm_desktop.ui.forms.fields import FieldContext
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.labels import Label
from crm_desktop.ui.man.answers import Mark, mark_of
from crm_desktop.ui.man.level_scale import LevelScale

FIELDS = (
    FieldSpec("evidence", columns=2, hint=mark("What was said or seen")),
    FieldSpec("source", hint=mark("Who or what told us")),
)


class QuestionCard(QFrame):
    """Shows an answer and tells what a person changes of it.

    ``said`` carries a mark, ``noted`` a field with its text, ``drafted`` typing that rests,
    ``confirmed`` that an old answer still holds.
    """

    said = Signal(object)
    noted = Signal(str, str)
    drafted = Signal(str, str)
    confirmed = Signal()

    def __init__(self, question: Question, context: FieldContext) -> None:
        super().__init__()
        self.question = question
        self._language = context.reader.language
        self._today = context.reader.today
        self.setProperty("look", "surface")
        self._title = Label("", "heading")
        self._state = Label("", "small")
        self._still_true = QPushButton(self._language.text("Still true"))
        self._ask = Label("", "muted")
        self._anchor = Label()
        self.problem = Label("", "problem")
        self.scale = LevelScale(self._language)
        self.notes = FieldGrid(FIELDS, context, columns=3)
        self._build()
        self._connect()

    def show_question(self, text: QuestionText, marks: tuple[Mark, ...]) -> None:
        """Show how this kind of customer is asked."""
        code = self._language.code
        label = text.label.get(code)
        self._title.setText(f"{self.question}  {label}")
        ask, find_out = text.ask.get(code), text.find_out.get(code)
        hint = self._language.text("Or find out: {how}", how=find_out)
        self._ask.setText(f"{ask}\n{hint}")
        self.scale.setAccessibleName(f"{self.question} {label}: {ask}")
        self.scale.offer(marks, tuple(level.get(code) for level in text.levels))
        for field in self.notes.fields.values():
            named = self._language.labelled(f"{self.question} {label}", field.label)
            field.editor.widget.setAccessibleName(named)

    def show_answer(self, answer: Answer | None, *, is_stale: bool) -> None:
        """Show an answer; typing that is not saved stays."""
        self.scale.show_mark(mark_of(answer))
        self._show_words(None)
        self.notes.fill(answer or Answer(self.question, None))
        self._state.setText(self._state_text(answer, is_stale=is_stale))
        self._state.setProperty("look", "warning" if is_stale else "small")
        self._state.style().polish(self._state)
        self._still_true.setVisible(is_stale)

    def lock(self, *, is_locked: bool) -> None:
        """Keep an older assessment from being changed, or let the present one be."""
        self.scale.setEnabled(not is_locked)
        self.notes.setEnabled(not is_locked)
        self._still_true.setEnabled(not is_locked)

    def show_problem(self, error: CrmError, text: str) -> None:
        """Say beside the field or beneath the scale why an answer was refused."""
        if not self.notes.show_problem(error):
            self.problem.setText(text)
            self.problem.show()

    def accept_note(self, field: str, text: str) -> None:
        """Take a note as saved, unless it was typed in again meanwhile."""
        self.notes.fields[field].accept(text)

    def _state_text(self, answer: Answer | None, *, is_stale: bool) -> str:
        language = self._language
        if answer is None or answer.answered_on is None:
            return language.text("Never answered") if answer is None else ""
        day = language.date(answer.answered_on)
        if is_stale:
            days = (self._today - answer.answered_on).days
            return language.text("Answered {day}, {days} days ago: ask again", day=day, days=days)
        return language.text("Answered {day}", day=day)

    def _show_words(self, mark: Mark | None) -> None:
        self._anchor.setText(self.scale.words(self.scale.mark if mark is None else mark))

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._state)
        self._still_true.setProperty("look", "quiet")
        self._still_true.setVisible(False)
        head.addWidget(self._still_true)
        rows.addLayout(head)
        for label in (self._ask, self._anchor, self.problem):
            label.setWordWrap(True)
        self.problem.hide()
        rows.addWidget(self._ask)
        rows.addWidget(_left(self.scale))
        rows.addWidget(self._anchor)
        rows.addWidget(self.problem)
        rows.addWidget(self.notes)

    def _connect(self) -> None:
        self.scale.said.connect(self._say)
        self.scale.looked_at.connect(self._show_words)
        self.notes.edited.connect(lambda name, value: self.noted.emit(name, str(value)))
        self.notes.drafted.connect(self.drafted)
        self._still_true.clicked.connect(self.confirmed)

    def _say(self, mark: Mark) -> None:
        self.problem.hide()
        self._show_words(None)
        self.said.emit(mark)


def _left(widget: QWidget) -> QWidget:
    """Keep a widget from growing wider than it needs."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return holder
