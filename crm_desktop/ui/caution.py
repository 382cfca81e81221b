"""A frame that says what is wrong, with a sign before the words."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label


def caution(icons: Icons, words: Label) -> QFrame:
    """Return a frame around words that are wrapped where they need more than a line."""
    frame = QFrame()
    frame.setProperty("look", "caution")
    row = QHBoxLayout(frame)
    picture = Label()
    picture.setPixmap(icons.pixmap("circle-alert", 20, "warning"))
    words.setWordWrap(True)
    row.addWidget(picture)
    row.addWidget(words, 1)
    return frame
