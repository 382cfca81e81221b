"""What stands beside the list: the preview, many chosen at once, or a new customer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.customers.add_panel import AddPanel
from crm_desktop.ui.customers.preview import CustomerPreview
from crm_desktop.ui.customers.selection_panel import SelectionPanel
from crm_desktop.ui.labels import Label

NARROWEST = 290


class SidePane(QStackedWidget):
    """One of its parts at a time."""

    def __init__(
        self,
        language: Language,
        preview: CustomerPreview,
        selection: SelectionPanel,
        add: AddPanel,
    ) -> None:
        super().__init__()
        self._preview, self._selection, self._add = preview, selection, add
        self._nobody = _hint(language.text("Choose a customer to see it here."))
        self._adding, self._chosen = _scrolled(add), _scrolled(selection)
        for part in (self._nobody, preview, self._chosen, self._adding):
            self.addWidget(part)
        self.setMinimumWidth(NARROWEST)

    @property
    def is_adding(self) -> bool:
        """True while a new customer is entered."""
        return self.currentWidget() is self._adding

    def show_customer(self, customer_id: int | None) -> None:
        """Show one customer, or how to see one."""
        if customer_id is None:
            self.setCurrentWidget(self._nobody)
            return
        self._preview.show_customer(customer_id)
        self.setCurrentWidget(self._preview)

    def show_chosen(self, count: int, names: list[str]) -> None:
        """Show that several customers are chosen."""
        self._selection.show_chosen(count, names)
        self.setCurrentWidget(self._chosen)

    def start_adding(self) -> None:
        """Ask for a new customer."""
        self.setCurrentWidget(self._adding)
        self._add.start()


def _scrolled(part: QWidget) -> QScrollArea:
    part.setProperty("look", "canvas")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area


def _hint(text: str) -> QWidget:
    part = QWidget()
    rows = QVBoxLayout(part)
    rows.setContentsMargins(16, 24, 0, 0)
    label = Label(text, "muted")
    label.setWordWrap(True)
    rows.addWidget(label, alignment=Qt.AlignmentFlag.AlignTop)
    rows.addStretch(1)
    return part
