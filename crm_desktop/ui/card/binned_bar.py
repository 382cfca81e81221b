"""The bar that says that a card is in the bin, and takes it out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from crm_desktop.domain.customers import Customer
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace


class BinnedBar(QFrame):
    """Shown only while the customer is in the bin."""

    restore_wanted = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._language = workspace.language
        self.setProperty("look", "caution")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        self._words = Label()
        row.addWidget(self._words, 1)
        button = icon_button(icons, "rotate-ccw", self._language.text("Restore"))
        button.setObjectName("restore")
        button.clicked.connect(self.restore_wanted)
        row.addWidget(button)

    def show_customer(self, customer: Customer) -> None:
        """Show since when the customer is in the bin, or nothing."""
        self.setVisible(customer.binned_at is not None)
        if customer.binned_at is not None:
            day = self._language.date(customer.binned_at.astimezone().date())
            words = self._language.text("This card is in the bin since {day}.", day=day)
            self._words.setText(words)
