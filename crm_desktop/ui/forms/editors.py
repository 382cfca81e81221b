"""The widgets values are typed into, one for each way of entry.

An editor tells ``typed`` when a person changed it and ``left`` when they are done: Enter, Tab or a
click elsewhere. ``Ctrl+Z`` belongs to an editor only while it holds typing that is not saved.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.forms.specs import Choice, Entry
from crm_desktop.ui.forms.typed import Reader, parse_typed, written
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import name_action

LINE_HEIGHT_PX = 20
if TYPE_CHECKING:  # what the shared keys are mixed into
    _Widget = QWidget
else:
    _Widget = object
NOTE_FRAME_PX = 18
"""Border, padding and the margin of the text, above and below."""


class Editor(QObject):
    """The common face of all editors; ``widget`` is what stands in the form."""

    typed = Signal()
    left = Signal()
    widget: QWidget
    reverts = True
    """Whether Escape brings the value back that was shown; a new record has none to go back to."""

    def show_value(self, value: object) -> None:
        """Show a stored value; tells nobody."""
        raise NotImplementedError

    def value(self) -> object:
        """Return what was entered; raises InputError for what can't be understood."""
        raise NotImplementedError

    def raw(self) -> str:
        """Return what is typed as it stands, to be kept as a draft."""
        return ""

    def type_raw(self, text: str) -> None:
        """Put typed text back, as if the person had typed it."""

    def is_dirty(self) -> bool:
        """Return whether the editor holds something other than what was shown last."""
        raise NotImplementedError

    def revert(self) -> None:
        """Show again what was shown last, as if the person had typed it."""
        raise NotImplementedError


class LineEditor(Editor):
    """One line: texts, numbers, days, times, words."""

    def __init__(self, entry: Entry, reader: Reader, *, suggestions: Sequence[str] = ()) -> None:
        super().__init__()
        self._entry, self._reader = entry, reader
        self._value: object = "" if entry is Entry.LINE else None
        self._shown = ""
        self.line = _Line(self)
        self.widget = self.line
        if suggestions:
            self._complete(suggestions)
        self.line.textEdited.connect(lambda _: self.typed.emit())
        self.line.editingFinished.connect(self.left)

    def show_value(self, value: object) -> None:
        self._value = value
        self._shown = written(value, self._reader)
        if self.line.text() != self._shown:
            with QSignalBlocker(self.line):
                self.line.setText(self._shown)
                self.line.setCursorPosition(0)

    def value(self) -> object:
        if not self.is_dirty():
            return self._value
        return parse_typed(self._entry, self.line.text(), self._reader)

    def raw(self) -> str:
        return self.line.text()

    def type_raw(self, text: str) -> None:
        self.line.setText(text)
        self.typed.emit()

    def is_dirty(self) -> bool:
        return self.line.text() != self._shown

    def revert(self) -> None:
        self.type_raw(self._shown)

    def _complete(self, suggestions: Sequence[str]) -> None:
        completer = QCompleter(list(suggestions), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)


class DayEditor(LineEditor):
    """A day: typed in any usual way, or picked from a calendar."""

    def __init__(self, reader: Reader, icons: Icons) -> None:
        super().__init__(Entry.DAY, reader)
        place = QLineEdit.ActionPosition.TrailingPosition
        pick = self.line.addAction(icons.icon("calendar", size=16), place)
        pick.setText(reader.language.text("Choose a day"))
        name_action(pick, reader.language.text("Choose a day"))
        pick.triggered.connect(self._pick)

    def _pick(self) -> None:
        popup = QWidget(self.line, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = QVBoxLayout(popup)
        rows.setContentsMargins(4, 4, 4, 4)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._value if isinstance(self._value, date) else self._reader.today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        rows.addWidget(calendar)
        calendar.clicked.connect(lambda chosen: self._take(chosen, popup))
        calendar.activated.connect(lambda chosen: self._take(chosen, popup))
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        popup.show()
        calendar.setFocus()

    def _take(self, chosen: QDate, popup: QWidget) -> None:
        if popup.isVisible():
            popup.close()
            day = date(chosen.year(), chosen.month(), chosen.day())
            self.line.setText(written(day, self._reader))
            self.typed.emit()
            self.left.emit()


class NoteEditor(Editor):
    """Several lines of text; Enter starts a new line, leaving saves."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._shown = ""
        self.box = _Note(self)
        self.widget = self.box
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(lines * LINE_HEIGHT_PX + NOTE_FRAME_PX)
        self.box.textChanged.connect(self.typed)

    def show_value(self, value: object) -> None:
        self._shown = str(value or "")
        if self.box.toPlainText() != self._shown:
            with QSignalBlocker(self.box):
                self.box.setPlainText(self._shown)

    def value(self) -> object:
        return self.box.toPlainText().strip() if self.is_dirty() else self._shown

    def raw(self) -> str:
        return self.box.toPlainText()

    def type_raw(self, text: str) -> None:
        self.box.setPlainText(text)

    def is_dirty(self) -> bool:
        return self.box.toPlainText() != self._shown

    def revert(self) -> None:
        self.type_raw(self._shown)


class LinesEditor(NoteEditor):
    """Several texts, one a line."""

    def show_value(self, value: object) -> None:
        super().show_value("\n".join(value) if isinstance(value, tuple) else "")

    def value(self) -> object:
        lines = (" ".join(one.split()) for one in self.box.toPlainText().splitlines())
        return tuple(one for one in lines if one)


class ChoiceEditor(Editor):
    """One of some values; with ``is_editable`` other texts are taken as they are typed."""

    def __init__(self, choices: Callable[[], Sequence[Choice]], *, is_editable: bool) -> None:
        super().__init__()
        self._choices = choices
        self._value: object = None
        # Qt would hand back a member of an enum of texts as a bare text.
        self._values: list[object] = []
        self.box = _Choice(self)
        self.widget = self.box
        if is_editable:
            self.box.setLineEdit(_Line(self))
        self.box.setMinimumContentsLength(6)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.box.setSizeAdjustPolicy(policy)
        self.box.activated.connect(self._activated)
        line = self.box.lineEdit()
        if line is not None:
            # Completed in the line, "Pump" would become "Pump XL" by Tab alone.
            self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = self.box.completer()
            assert completer is not None
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.textEdited.connect(lambda _: self.typed.emit())
            line.editingFinished.connect(self.left)

    def show_value(self, value: object) -> None:
        self._value = value
        with QSignalBlocker(self.box):
            self._fill(value)

    def value(self) -> object:
        at, text = self.box.currentIndex(), self.box.currentText().strip()
        if self.box.isEditable() and self.box.itemText(at) != text:
            at = self.box.findText(text)
            if at < 0:
                return text
        return self._values[at] if at >= 0 else None

    def raw(self) -> str:
        return self.box.currentText()

    def type_raw(self, text: str) -> None:
        if self.box.isEditable():
            self.box.setEditText(text)
        else:
            self.box.setCurrentIndex(max(0, self.box.findText(text)))
        self.typed.emit()

    def is_dirty(self) -> bool:
        return self.value() != self._value

    def revert(self) -> None:
        self.show_value(self._value)
        self.typed.emit()

    def _activated(self) -> None:
        self.typed.emit()
        self.left.emit()

    def _fill(self, value: object) -> None:
        choices = list(self._choices())
        if value not in [one for one, _ in choices]:
            choices.append((value, "" if value is None else str(value)))
        self._values = [one for one, _ in choices]
        self.box.clear()
        self.box.addItems([words for _, words in choices])
        self.box.setCurrentIndex(self._values.index(value))


class CheckEditor(Editor):
    """Yes or no, saved at once."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._shown = False
        self.box = QCheckBox(words)
        self.widget = self.box
        self.box.clicked.connect(self._clicked)

    def show_value(self, value: object) -> None:
        self._shown = bool(value)
        with QSignalBlocker(self.box):
            self.box.setChecked(self._shown)

    def value(self) -> object:
        return self.box.isChecked()

    def raw(self) -> str:
        return "1" if self.box.isChecked() else "0"

    def type_raw(self, text: str) -> None:
        self.box.setChecked(text == "1")
        self.typed.emit()

    def is_dirty(self) -> bool:
        return self.box.isChecked() != self._shown

    def revert(self) -> None:
        self.box.setChecked(self._shown)

    def _clicked(self) -> None:
        self.typed.emit()
        self.left.emit()


def _is_undo(event: QEvent) -> bool:
    undoing = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in undoing)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _overrides(editor: Editor, event: QEvent) -> bool | None:
    """Say whether an editor takes a shortcut from the window; None leaves it to Qt.

    Undo goes to the window unless there is typing to undo, Escape to the editor while there is.
    """
    if event.type() != QEvent.Type.ShortcutOverride:
        return None
    if _is_undo(event) and not editor.is_dirty():
        event.ignore()
        return False
    if _reverts(editor, event):
        event.accept()
        return True
    return None


def _reverts(editor: Editor, event: QEvent) -> bool:
    return _is_escape(event) and editor.reverts and editor.is_dirty()


class _OwnKeys(_Widget):
    """What all widgets of editors do with Undo and Escape."""

    _editor: Editor

    def event(self, event: QEvent) -> bool:
        taken = _overrides(self._editor, event)
        return super().event(event) if taken is None else taken

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if _reverts(self._editor, event):
            self._editor.revert()
        else:
            super().keyPressEvent(event)


class _Line(_OwnKeys, QLineEdit):
    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor


class _Note(_OwnKeys, QPlainTextEdit):
    def __init__(self, editor: NoteEditor) -> None:
        super().__init__()
        self._editor = editor

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._editor.left.emit()


class _Choice(_OwnKeys, QComboBox):
    def __init__(self, editor: ChoiceEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll the page: a wheel over a closed list must not change a customer."""
        event.ignore()
