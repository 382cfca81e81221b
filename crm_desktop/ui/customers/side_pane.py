"""What stands beside the list: the preview, many chosen at once, or a new customer."""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.ui.customers.selection_panel import BulkAction, SelectionPanel
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.ui.customers.add_panel import AddPanel
    from crm_desktop.ui.customers.preview import CustomerPreview

NARROWEST = 290
_PREVIEWED_BY = ("crm_desktop.ui.customers.preview", "crm_desktop.services.playbook")
_ANY_COUNTRY = "CN"


class SidePane(QStackedWidget):
    """One of its parts at a time, each made when it is first needed: the list is painted before.

    ``created`` and ``adding_closed`` end what :meth:`start_adding` began; the other signals are
    wishes for the customer shown.
    """

    card_wanted = Signal()
    brief_wanted = Signal()
    visit_wanted = Signal()
    taboos_wanted = Signal()
    created = Signal(int)
    adding_closed = Signal()

    def __init__(
        self, workspace: Workspace, icons: Icons, act: Callable[[BulkAction], None]
    ) -> None:
        super().__init__()
        self._workspace, self._icons, self._act = workspace, icons, act
        self._is_adding = False
        self._wanted: int | None = None
        self._nobody = _hint(workspace.language.text("Choose a customer to see it here."))
        self.addWidget(self._nobody)
        self.setMinimumWidth(NARROWEST)

    @property
    def is_adding(self) -> bool:
        """True while a new customer is entered."""
        return self._is_adding

    def show_customer(self, customer_id: int | None) -> None:
        """Show one customer, or how to see one."""
        self._is_adding, self._wanted = False, customer_id
        if customer_id is None:
            self.setCurrentWidget(self._nobody)
        elif "_preview" in vars(self):
            self._show_wanted()
        else:
            self._make_preview()

    def show_chosen(self, count: int, names: list[str]) -> None:
        """Show that several customers are chosen."""
        panel, area = self._selection
        self._wanted = None
        panel.show_chosen(count, names)
        self.setCurrentWidget(area)

    def start_adding(self, *, goes_on: bool) -> None:
        """Ask for a new customer; ``goes_on`` where one was entered as the window was left."""
        panel, area = self._add
        self._is_adding, self._wanted = True, None
        self.setCurrentWidget(area)
        panel.start(goes_on=goes_on)

    def _make_preview(self) -> None:
        """Make it when what it needs is imported, which takes longer than the window itself."""
        language = self._workspace.language

        def work() -> None:
            for module in _PREVIEWED_BY:
                import_module(module)
            language.country(_ANY_COUNTRY)

        self._workspace.tasks.look_up(
            "customers.preview",
            work,
            lambda _: self._show_wanted(),
            failed=self._workspace.tell_problem,
            owner=self,
            is_long=True,
        )

    def _show_wanted(self) -> None:
        if self._wanted is not None:
            self._preview.show_customer(self._wanted)
            self.setCurrentWidget(self._preview)

    @cached_property
    def _preview(self) -> "CustomerPreview":
        from crm_desktop.ui.customers.preview import CustomerPreview

        preview = CustomerPreview(self._workspace, self._icons)
        preview.card_wanted.connect(self.card_wanted)
        preview.brief_wanted.connect(self.brief_wanted)
        preview.visit_wanted.connect(self.visit_wanted)
        preview.taboos_wanted.connect(self.taboos_wanted)
        self.addWidget(preview)
        return preview

    @cached_property
    def _selection(self) -> tuple[SelectionPanel, QScrollArea]:
        panel = SelectionPanel(self._workspace.language, self._icons, self._act)
        return panel, self._scrolled(panel)

    @cached_property
    def _add(self) -> "tuple[AddPanel, QScrollArea]":
        from crm_desktop.ui.customers.add_panel import AddPanel

        panel = AddPanel(self._workspace, self._icons)
        panel.created.connect(self.created)
        panel.closed.connect(self.adding_closed)
        return panel, self._scrolled(panel)

    def _scrolled(self, part: QWidget) -> QScrollArea:
        part.setProperty("look", "canvas")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(part)
        self.addWidget(area)
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
