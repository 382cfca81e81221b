"""One question before something is done that goes back far: a strip with yes and no."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.ui.own_keys import keeps


class ConfirmBar(QFrame):
    """Enter and a click say yes, Escape says no and gives the keyboard back."""

    closed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setProperty("look", "caution")
        self._act: Callable[[], None] = self.give_up
        self._from: QWidget | None = None
        self._words = Label()
        self._words.setWordWrap(True)
        self.yes, self.no = QPushButton(), QPushButton(language.text("Cancel"))
        self.yes.setProperty("look", "primary")
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.give_up)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.addWidget(self._words)
        buttons = QHBoxLayout()
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        self.hide()

    def ask(self, words: str, verb: str, act: Callable[[], None]) -> None:
        """Ask, with the keyboard on yes."""
        self._from = QApplication.focusWidget()
        self._act = act
        self._words.setText(words)
        self.yes.setText(verb)
        self.yes.setAccessibleDescription(words)
        self.show()
        self.yes.setFocus()

    def give_up(self) -> None:
        """Do nothing, with the keyboard back where it was."""
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        self.closed.emit()
        if had_keyboard and self._from is not None:
            self._from.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window, which would go back a page."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape says no."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        self.hide()
        self._act()
