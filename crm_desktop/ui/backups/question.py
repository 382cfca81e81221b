"""A strip that asks something where it stands, and goes again."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.own_keys import keeps


class Question(QFrame):
    """Hidden until it asks; Escape gives it up and does not reach the window."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self.setProperty("look", look)
        self.hide()

    def give_up(self) -> None:
        """Ask no more."""
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window, which would go back a page."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape says no."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def lay_out(self, asked: Iterable[QWidget], answers: Iterable[QPushButton]) -> None:
        """Put what is asked above the buttons that answer it."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 10)
        for widget in asked:
            rows.addWidget(widget)
        buttons = QHBoxLayout()
        for button in answers:
            buttons.addWidget(button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
