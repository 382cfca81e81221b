"""One field of a form: label, editor, and the line beneath that says what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.graphemes import count_graphemes
from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.ui.forms.editors import (
    CheckEditor,
    ChoiceEditor,
    DayEditor,
    Editor,
    LineEditor,
    LinesEditor,
    NoteEditor,
)
from crm_desktop.ui.forms.specs import Choice, Entry, FieldSpec, entry_of, field_types
from crm_desktop.ui.forms.typed import Reader
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.own_keys import keeps
from crm_desktop.wording.history import field_label, value_text
from crm_desktop.wording.problems import problem_text

LINE_PX = 31
"""As high as an editor of one line."""
DRAFTED_AFTER_MS = 600
"""Typing rests so long before it is kept against a crash."""


@dataclass(frozen=True)
class FieldContext:
    """What every field of a form is made with."""

    kind: Kind
    reader: Reader
    icons: Icons


class Field(QWidget):
    """A labelled editor over one field of a record.

    ``edited`` carries a new valid value when the person leaves the field; ``drafted`` the typing
    as it stands, once it rests. What is typed is never replaced by news from elsewhere.
    """

    edited = Signal(str, object)
    drafted = Signal(str, str)

    def __init__(
        self,
        spec: FieldSpec,
        context: FieldContext,
        choices: Callable[[], Sequence[Choice]] | None = None,
    ) -> None:
        super().__init__()
        self.spec, self._context = spec, context
        self._stored: object = None
        self._news: object = None
        self._sent: str | None = None
        language = context.reader.language
        label = language.text(spec.label) or field_label(language, context.kind, spec.name)
        self._label = label[:1].upper() + label[1:]
        self.editor = _editor(spec, context, self._label, choices)
        # Without a parent it outlives the field, and what listens to it lives on with it.
        self.editor.setParent(self)
        self._problem, self._warning = Label("", "problem"), Label("", "warning")
        self._conflict: QWidget | None = None
        self._news_words = Label("", "warning", self)
        self._news_words.hide()
        self._counter = Label("", "small", self)
        self._counter.setVisible(bool(spec.most))
        self._rest = QTimer(self, singleShot=True, interval=DRAFTED_AFTER_MS)
        self._build()
        self._rest.timeout.connect(lambda: self.drafted.emit(self.spec.name, self.editor.raw()))
        self.editor.typed.connect(self._typed)
        self.editor.left.connect(self._left)

    @property
    def label(self) -> str:
        """The words of the label."""
        return self._label

    @property
    def stored(self) -> object:
        """The value the file held when the field was shown last."""
        return self._stored

    @property
    def has_caption(self) -> bool:
        """True where the label stands above the editor, not beside a box to tick."""
        return not isinstance(self.editor, CheckEditor)

    @property
    def is_chosen(self) -> bool:
        """True where a value of a list is set, so that there is nothing to type."""
        return isinstance(self.editor, ChoiceEditor) and self.editor.value() not in (None, "")

    def stand_level(self) -> None:
        """Bring a box to tick level with the editors of fields beside it."""
        rows = self.layout()
        if not self.has_caption and isinstance(rows, QVBoxLayout):
            self._counter.ensurePolished()
            rows.insertSpacing(0, self._counter.fontMetrics().height() + rows.spacing())
            self.editor.widget.setMinimumHeight(LINE_PX)

    def fill(self, value: object) -> None:
        """Show the stored value; while something else is typed, offer it instead."""
        if self._sent is not None and self.editor.raw() == self._sent and value != self._stored:
            self.accept(value)
            return
        if self.editor.is_dirty() and value != self._stored:
            self._offer(value)
            return
        self._stored = value
        if not self.editor.is_dirty():
            self.editor.show_value(value)
            self.show_problem(None)

    def accept(self, value: object) -> None:
        """Take a value as saved: what the editor holds is no longer a draft."""
        self._stored, self._sent = value, None
        self.editor.show_value(value)
        self._say("")
        self._count()

    def settle(self, value: object) -> None:
        """End a save with what is stored now, unless news or more typing came meanwhile."""
        is_sent = self._sent is not None and self.editor.raw() == self._sent
        self._sent = None
        if is_sent:
            self.accept(value)

    def show_problem(self, problem: Problem | None) -> None:
        """Say beneath the field what is wrong with it; None takes it away."""
        language = self._context.reader.language
        self._sent = None
        self._say(problem_text(language, problem) if problem is not None else "")

    def warn(self, text: str) -> None:
        """Say beneath the field what to mind; it is saved all the same. Empty takes it away."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        if not self._problem.text():
            self.editor.widget.setAccessibleDescription(text)

    def value(self) -> object:
        """Return the value entered; raises InputError."""
        return self.editor.value()

    def save(self) -> None:
        """Check what was entered and tell it, if it differs from what is stored."""
        if not self.editor.is_dirty():
            self.show_problem(None)
            return
        try:
            value = self.editor.value()
        except CrmError as error:
            self.show_problem(error.problem)
            self.drafted.emit(self.spec.name, self.editor.raw())
            return
        self.show_problem(None)
        if value == self._stored:
            self.accept(value)
            self.drafted.emit(self.spec.name, "")
            return
        self._sent = self.editor.raw()
        self.edited.emit(self.spec.name, value)

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window, which would take it for the customer."""
        return keeps(event, Qt.Key.Key_Delete) or super().event(event)

    def _typed(self) -> None:
        self._rest.start()
        self._count()

    def _count(self) -> None:
        """Say how much of a short text is used up."""
        if self.spec.most:
            used = count_graphemes(self.editor.raw().strip())
            self._counter.setText(f"{used} / {self.spec.most}")
            look = "problem" if used > self.spec.most else "small"
            if self._counter.property("look") != look:
                self._counter.setProperty("look", look)
                self._counter.style().unpolish(self._counter)
                self._counter.style().polish(self._counter)

    def _left(self) -> None:
        was_resting = self._rest.isActive()
        self._rest.stop()
        self.save()
        if was_resting and not self.editor.is_dirty():
            self.drafted.emit(self.spec.name, "")

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        editor = self.editor.widget
        if self.has_caption:
            caption = Label(self._label, "small")
            caption.setBuddy(editor)
            rows.addLayout(self._head(caption))
        editor.setAccessibleName(self._label)
        editor.setObjectName(self.spec.name)
        hint = self._context.reader.language.text(self.spec.hint)
        if hint and hasattr(editor, "setPlaceholderText"):
            editor.setPlaceholderText(hint)
        rows.addWidget(editor)
        self._problem.setWordWrap(True)
        self._problem.hide()
        rows.addWidget(self._problem)
        self._warning.setWordWrap(True)
        self._warning.hide()
        rows.addWidget(self._warning)
        rows.addStretch(1)

    def _head(self, caption: Label) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(caption)
        head.addStretch(1)
        if self.spec.most:
            head.addWidget(self._counter)
        return head

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        editor = self.editor.widget
        editor.setAccessibleDescription(text)
        state = "wrong" if text else ""
        if editor.property("state") != state:
            editor.setProperty("state", state)
            editor.style().unpolish(editor)
            editor.style().polish(editor)

    def _offer(self, value: object) -> None:
        """Somebody changed the field meanwhile: let the person choose."""
        self._news = value
        if self._conflict is None:
            self._conflict = self._conflict_row()
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(layout.indexOf(self._problem) + 1, self._conflict)
        language, kind = self._context.reader.language, self._context.kind
        text = value_text(language, kind, self.spec.name, value) or language.text("empty")
        self._news_words.setText(language.text("Changed meanwhile to: {value}", value=text))
        self._conflict.show()

    def _conflict_row(self) -> QWidget:
        language = self._context.reader.language
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self._news_words.setWordWrap(True)
        self._news_words.show()
        line.addWidget(self._news_words, 1)
        for text, act in (
            (language.text("Keep mine"), self._keep_mine),
            (language.text("Take theirs"), self._take_theirs),
        ):
            button = QPushButton(text)
            button.setProperty("look", "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            line.addWidget(button)
        return row

    def _keep_mine(self) -> None:
        self._close_conflict()
        self._stored = self._news
        self.save()

    def _take_theirs(self) -> None:
        self._close_conflict()
        self.accept(self._news)
        self.drafted.emit(self.spec.name, "")

    def _close_conflict(self) -> None:
        if self._conflict is not None:
            self._conflict.hide()


def _editor(
    spec: FieldSpec,
    context: FieldContext,
    label: str,
    choices: Callable[[], Sequence[Choice]] | None,
) -> Editor:
    entry = entry_of(context.kind, spec)
    if entry is Entry.CHOICE:
        offered = choices or _fixed_choices(spec, context)
        return ChoiceEditor(offered, is_editable=spec.is_editable_choice)
    if entry is Entry.NOTE:
        return NoteEditor(spec.lines)
    if entry is Entry.LINES:
        return LinesEditor(spec.lines)
    if entry is Entry.CHECK:
        return CheckEditor(label)
    if entry is Entry.DAY:
        return DayEditor(context.reader, context.icons)
    suggestions = [words for _, words in choices()] if choices is not None else []
    return LineEditor(entry, context.reader, suggestions=suggestions)


def _fixed_choices(spec: FieldSpec, context: FieldContext) -> Callable[[], Sequence[Choice]]:
    """Return the members of the field's enum in their order, empty first where it may be."""
    found = field_types(context.kind)[spec.name]
    if found.enum is None:
        raise KeyError(spec.name)
    members: list[object] = [*([None] if found.may_be_empty else []), *found.enum]
    language, kind = context.reader.language, context.kind
    words = [
        (one, "" if one is None else value_text(language, kind, spec.name, one)) for one in members
    ]
    return lambda: words
