"""One way on among a few, told in full: a picture, what it does, and a note beneath."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label


class ChoiceButton(QPushButton):
    """As wide as its column; a ``large`` one stands on a screen that offers little else."""

    def __init__(
        self,
        icons: Icons,
        icon: str,
        words: tuple[str, str],
        act: Callable[[], None],
        *,
        large: bool = False,
    ) -> None:
        """``words`` are the title and the note."""
        super().__init__()
        title, note = words
        self.setProperty("look", "choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((18, 10, 18, 10) if large else (16, 8, 16, 8)))
        row.setSpacing(16 if large else 14)
        picture = Label()
        picture.setPixmap(icons.pixmap(icon, 26 if large else 22, "accent"))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(Label(title, "heading" if large else ""))
        lines.addWidget(Label(note, "muted" if large else "small"))
        row.addWidget(picture)
        row.addLayout(lines, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(act)
