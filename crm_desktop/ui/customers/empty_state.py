"""What stands where the list would be while it has no rows: what to do first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label

PICTURE = 48
Choice = tuple[str, str, Callable[[], None]]
"""The words of a button, its icon, and what it does."""


class EmptyState(QWidget):
    """A picture, a sentence that teaches, and the ways on."""

    def __init__(self, icons: Icons, picture: str, texts: tuple[str, str]) -> None:
        super().__init__()
        self._icons = icons
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(8)
        rows.addStretch(2)
        image = Label()
        image.setPixmap(icons.pixmap(picture, PICTURE, "muted"))
        image.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(image)
        for text, look in zip(texts, ("heading", "muted"), strict=True):
            label = Label(text, look)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            rows.addWidget(label)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        rows.addSpacing(8)
        rows.addLayout(self._buttons)
        rows.addStretch(3)

    @property
    def has_choices(self) -> bool:
        """True once the ways on are shown."""
        return self._buttons.count() > 0

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the ways on as buttons."""
        self._buttons.addStretch(1)
        for words, icon, act in choices:
            button = icon_button(self._icons, icon, words)
            button.clicked.connect(act)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
