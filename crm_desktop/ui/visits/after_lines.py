"""Lines of which Enter adds one more: what was promised, what was noticed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import Language
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TellLine(QLineEdit):
    """A line that Enter takes; ``entered`` carries its text, ``passed`` asks for the next stop.

    ``emptied`` tells of a Backspace where nothing is left to delete.
    """

    entered = Signal(str)
    passed = Signal()
    emptied = Signal()

    def event(self, event: QEvent) -> bool:
        """While it is empty, undo belongs to the window."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent):
            undoes = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if not self.text() and any(event.matches(key) for key in undoes):
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Delete:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the line, or go on from an empty one."""
        if event.key() in _ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            text = self.text().strip()
            if text:
                self.entered.emit(text)
            else:
                self.passed.emit()
            return
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)


def tell_line(name: str, hint: str) -> TellLine:
    """Return a line with its name and what helps to fill it."""
    line = TellLine()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


class LineList(QWidget):
    """The line that adds a row and the rows beneath it; ``changed`` tells of rows and of typing.

    ``read`` makes a row of what was typed, ``write`` the line of a row to type it anew, ``renew``
    one of a new row and the one it was before. ``body`` makes the widget that shows a row and lets
    it be changed.
    """

    changed = Signal()

    def __init__(self, language: Language, icons: Icons, name: str, hint: str) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self._rows: list[Any] = []
        self._taken: Any = None
        self.read: Callable[[str], Any] = str
        self.write: Callable[[Any], str] = str
        self.renew: Callable[[Any, Any], Any] = lambda row, _: row
        self.body: Callable[[Any, Callable[[Any], None]], QWidget] = lambda row, _: Label(str(row))
        self.line = tell_line(name, hint)
        self.line.entered.connect(self._enter)
        self.line.emptied.connect(self._take_back_last)
        self.line.textEdited.connect(lambda _: self.changed.emit())
        self._place = QVBoxLayout()
        self._place.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addLayout(self._place)

    @property
    def rows(self) -> tuple[Any, ...]:
        """What is told, one row each."""
        return tuple(self._rows)

    def show_rows(self, rows: tuple[Any, ...], line: str = "") -> None:
        """Show rows, and what stands in the line."""
        self._rows, self._taken = list(rows), None
        self.line.setText(line)
        self._draw()

    def _enter(self, text: str) -> None:
        row, before = self.read(text), self._taken
        self._rows.append(row if before is None else self.renew(row, before))
        self._taken = None
        self.line.clear()
        self._draw()
        self.changed.emit()

    def _take_back_last(self) -> None:
        if self._rows:
            self._take_back(len(self._rows) - 1)

    def _take_back(self, at: int) -> None:
        """Put a row back into the line, to be typed anew."""
        if self.line.text().strip():
            self._enter(self.line.text())
        self._taken = self._rows.pop(at)
        self.line.setText(self.write(self._taken))
        self.line.setFocus()
        self._draw()
        self.changed.emit()

    def _remove(self, at: int) -> None:
        self._rows.pop(at)
        self.line.setFocus()
        self._draw()
        self.changed.emit()

    def _replace(self, at: int, row: Any) -> None:
        self._rows[at] = row
        self.changed.emit()

    def _draw(self) -> None:
        empty(self._place)
        before: QWidget = self.line
        for at, row in enumerate(self._rows):
            shown = self._row(at, row)
            self._place.addWidget(shown)
            for stop in shown.findChildren(QWidget):
                # A choice box has a list of its own, in a window of its own.
                if isinstance(stop, QAbstractButton | QComboBox):
                    QWidget.setTabOrder(before, stop)
                    before = stop

    def _row(self, at: int, row: Any) -> QWidget:
        widget = QWidget()
        across = QHBoxLayout(widget)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        across.addWidget(self.body(row, lambda changed: self._replace(at, changed)), 1)
        text = self._language.text
        for icon, words, act in (
            ("pencil", text("Type anew: {text}", text=row.text), self._take_back),
            ("x", text("Take out: {text}", text=row.text), self._remove),
        ):
            button = QToolButton()
            button.setIcon(self._icons.icon(icon, size=14))
            button.setAccessibleName(words)
            set_tip(button, words)
            button.clicked.connect(lambda _=False, act=act: act(at))
            across.addWidget(button)
        return widget
