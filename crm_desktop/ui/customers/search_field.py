"""The field over the list that filters while a person types."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from crm_desktop.text import Language
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.filter_line import put_sign
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.own_keys import keeps

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """``list_wanted`` asks for the keyboard in the list, ``opened`` for the card of its first row;
    ``left`` tells of Escape, which takes away what is typed, or the chips where nothing is."""

    list_wanted = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self.setProperty("look", "search")
        self.setPlaceholderText(language.text("Filter: name, pinyin, phone, tier:A …"))
        self.setAccessibleName(language.text("Filter the list"))
        self.setClearButtonEnabled(True)
        words = language.with_note(language.text("Filter the list"), shown_keys(ActionCode.FILTER))
        put_sign(self, icons, "filter", words)

    def type_on(self, letters: str) -> None:
        """Take letters that were typed elsewhere, and the keyboard."""
        self.setFocus()
        self.setText(self.text() + letters)
        self.textEdited.emit(self.text())

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the field, before the window goes back by it."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Down goes to the list, Enter opens its first card, Escape leaves."""
        if event.key() in _DOWN:
            self.list_wanted.emit()
        elif event.key() in _ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
