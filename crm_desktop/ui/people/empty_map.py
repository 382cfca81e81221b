"""What the influence map says while nobody is known: whom to add first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.text import Language, mark
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label

_LINES = (
    mark("Who decides here, and who has their ear?"),
    mark(
        "Add the person you talk to, then who decides and who signs. Then draw who reports to whom,"
        " who listens to whom and who quarrels: the map says who is missing and whom to visit next."
    ),
)


class EmptyMap(QFrame):
    """Two sentences and the button to begin with."""

    add_wanted = Signal()

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(32, 24, 32, 24)
        rows.setSpacing(10)
        rows.addStretch(1)
        for words, look in zip(_LINES, ("heading", "muted"), strict=True):
            label = Label(language.text(words), look)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            rows.addWidget(label)
        self.add = icon_button(icons, "user-plus", language.text("Add contact"))
        self.add.clicked.connect(self.add_wanted)
        rows.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignCenter)
        rows.addStretch(1)
