"""What the page of the tiers tells above itself: what a first run does, and why it was refused."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.tiers.what_if import Outlook


class FirstRun(QFrame):
    """Teaches what tiers are for until some are applied."""

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self._language = language
        self._title = Label("", "heading")
        self._words = Label()
        self.setProperty("look", "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        picture = Label()
        picture.setPixmap(icons.pixmap("chart-column", 24, "accent"))
        row.addWidget(picture)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        rows.addWidget(self._title)
        self._words.setWordWrap(True)
        rows.addWidget(self._words)
        row.addLayout(rows, 1)
        self.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what fits the plan; nothing once tiers were applied."""
        text = self._language.text
        self.setVisible(outlook.is_first or outlook.is_empty)
        if outlook.is_empty:
            self._title.setText(text("Nobody can be tiered yet"))
            self._words.setText(
                text(
                    "A tier needs a purchase, a running contract or a tier set by hand. Import"
                    " purchases or note one on a card, and the plan appears here."
                )
            )
            return
        self._title.setText(text("The first tiers: nothing changes until you apply them"))
        self._words.setText(
            text(
                "Customers are ranked by a value index and get A, B or C: how closely they are"
                " served. Try the settings, see who would stand where, then apply; it can be"
                " undone."
            )
        )


class Refusal(QFrame):
    """Says in place why a plan was refused; ``again`` is the wish to make it anew."""

    again = Signal()

    def __init__(self, language: Language, icons: Icons) -> None:
        super().__init__()
        self.words = Label()
        self.again_button = QPushButton(language.text("Make the plan again"))
        self.setProperty("look", "caution")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        picture = Label()
        picture.setPixmap(icons.pixmap("triangle-alert", 18, "warning"))
        row.addWidget(picture)
        self.words.setWordWrap(True)
        row.addWidget(self.words, 1)
        row.addWidget(self.again_button)
        self.again_button.clicked.connect(self.again)
        self.hide()

    def show_problem(self, text: str, *, offers_again: bool) -> None:
        """Say what is wrong, and offer to make the plan again where that helps."""
        self.words.setText(text)
        self.again_button.setVisible(offers_again)
        self.show()
