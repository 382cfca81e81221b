"""One question before something is done that goes back far: a strip with yes and no."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.backups.question import Question
from crm_desktop.ui.labels import Label


class ConfirmBar(Question):
    """Enter and a click say yes, Escape says no and gives the keyboard back."""

    closed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__("caution")
        self._act: Callable[[], None] = self.give_up
        self._from: QWidget | None = None
        self._words = Label()
        self._words.setWordWrap(True)
        self.yes, self.no = QPushButton(), QPushButton(language.text("Cancel"))
        self.yes.setProperty("look", "primary")
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.give_up)
        self.lay_out([self._words], [self.yes, self.no])

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

    def _confirm(self) -> None:
        self.hide()
        self._act()
