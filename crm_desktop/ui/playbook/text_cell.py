"""A text of the playbook being written: saved when it is left, kept while it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.graphemes import count_graphemes
from crm_desktop.domain.problems import Problem
from crm_desktop.services.playbook_hygiene import LONGEST_TEXT
from crm_desktop.text import Language
from crm_desktop.ui.forms.editors import NoteEditor
from crm_desktop.ui.forms.fields import DRAFTED_AFTER_MS
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.ui.later import later
from crm_desktop.ui.own_keys import keeps
from crm_desktop.wording.problems import problem_text

EDGE_PX = 12
"""What frame and padding of the editor add to its lines."""
_COUNTED_FROM = 0.8


class TextEditor(NoteEditor):
    """One text over as many lines as it needs; Enter is done with it."""

    def __init__(self) -> None:
        super().__init__(1)
        box = self.box
        box.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        box.document().setDocumentMargin(1)
        box.textChanged.connect(self.fit)
        self.fit()
        self._watch = _BoxWatch(self)
        box.installEventFilter(self._watch)

    def value(self) -> object:
        """Return the text on one line."""
        return " ".join(self.box.toPlainText().split())

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self.fit()

    def fit(self) -> None:
        """Be as high as the text is on the width there is; its document counts in lines."""
        lines = max(1, round(self.box.document().size().height()))
        height = lines * self.box.fontMetrics().lineSpacing() + EDGE_PX
        if height != self.box.height():
            self.box.setFixedHeight(height)


class _BoxWatch(QObject):
    """Takes Enter for done, as the text is one line however it wraps; grows with the text."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Resize:
            later(self, self._editor.fit)  # behind the new line breaks
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._editor.box.focusNextChild()
                return True
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class CellWords:
    """What a cell says: its accessible name, and what stands in while it is empty."""

    name: str
    empty: str = ""


Told = Callable[[Problem | None], None]
Save = Callable[[object, Told], None]
"""Saves a value and tells what is wrong with it, or None when it is saved."""


class TextCell(QWidget):
    """A text with what is wrong beneath; ``words`` are divided by semicolons."""

    drafted = Signal(str)
    """The typing as it stands, once it rests; empty when it is saved or given up."""

    def __init__(self, language: Language, words: CellWords, *, is_words: bool = False) -> None:
        super().__init__()
        self._language, self._is_words = language, is_words
        self.save: Save | None = None
        """None where the cell belongs to an entry that is added as a whole."""
        self.editor = TextEditor()
        # Without a parent it outlives the cell, and what listens to it lives on with it.
        self.editor.setParent(self)
        box = self.editor.box
        box.setAccessibleName(words.name)
        box.setPlaceholderText(words.empty)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(box)
        rows.addStretch(1)
        self._rest = QTimer(self, singleShot=True, interval=DRAFTED_AFTER_MS)
        self._rest.timeout.connect(lambda: self.drafted.emit(self.raw if self.is_dirty else ""))
        self.editor.typed.connect(self._typed)
        self.editor.left.connect(self._left)

    @cached_property
    def _problem(self) -> Label:
        """What is wrong; hardly any cell needs it, and an entry has dozens of cells."""
        return self._beneath("problem")

    @cached_property
    def _count(self) -> Label:
        """How much of a long text is used up."""
        return self._beneath("small")

    def _beneath(self, look: str) -> Label:
        label = Label("", look)
        label.setWordWrap(True)
        self._rows.insertWidget(self._rows.count() - 1, label)
        return label

    @property
    def raw(self) -> str:
        """What is typed, as it stands."""
        return self.editor.raw()

    @property
    def is_dirty(self) -> bool:
        """True while something is typed that is not saved."""
        return self.editor.is_dirty()

    def fill(self, text: str) -> None:
        """Show what is stored; typing that is not saved stays."""
        if not self.is_dirty:
            self.editor.show_value(text)

    def accept(self, text: str) -> None:
        """Show what is stored in place of anything typed."""
        self.editor.show_value(text)
        self.show_problem(None)

    def show_problem(self, problem: Problem | None) -> None:
        """Say beneath the text what is wrong with it; None takes it away."""
        words = problem_text(self._language, problem) if problem is not None else ""
        if words or "_problem" in vars(self):
            self._problem.setText(words)
            self._problem.setVisible(bool(words))
        self.editor.box.setAccessibleDescription(words)
        restyle(self.editor.box, "state", "wrong" if words else "")

    def value(self) -> object:
        """Return the text, or the tuple of words."""
        if not self._is_words:
            return self.editor.value()
        text = self.raw.replace("；", ";").replace("\n", ";")
        return tuple(filter(None, (" ".join(one.split()) for one in text.split(";"))))

    def take_focus(self) -> None:
        """Put the keyboard behind the text."""
        box = self.editor.box
        box.setFocus(Qt.FocusReason.TabFocusReason)
        cursor = box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        box.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Keep Delete from the window, which would take it for more."""
        return keeps(event, Qt.Key.Key_Delete) or super().event(event)

    def _typed(self) -> None:
        self._rest.start()
        if self._is_words:
            return
        used = count_graphemes(self.raw.strip())
        is_near = used > LONGEST_TEXT * _COUNTED_FROM
        if is_near or "_count" in vars(self):
            self._count.setText(f"{used} / {LONGEST_TEXT}")
            self._count.setVisible(is_near)
            restyle(self._count, "look", "problem" if used > LONGEST_TEXT else "small")

    def _left(self) -> None:
        self._rest.stop()
        if self.save is None:
            self.drafted.emit(self.raw if self.is_dirty else "")
            return
        if not self.is_dirty:
            self.show_problem(None)
            self.drafted.emit("")
            return
        raw = self.raw
        self.save(self.value(), lambda problem: self._saved(raw, problem))

    def _saved(self, raw: str, problem: Problem | None) -> None:
        if problem is not None:
            self.show_problem(problem)
            self.drafted.emit(self.raw)
        elif self.raw == raw:
            self.accept(raw)
            self.drafted.emit("")
