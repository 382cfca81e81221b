"""What the tabs of records have in common: lists that each show their part of the card."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.forms.record_list import ListSpec, RecordList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

Select = Callable[[CardView], Sequence[Any]]


class RecordsTab(CardTabView):
    """A column of lists; each is given its records whenever the card changed."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._keep_together()
        self.shown = Shown(workspace)
        self._lists: list[tuple[RecordList, Select]] = []

    def _keep_together(self) -> None:
        """Leave the room below the lists empty instead of drawing them out."""
        around, self.column = self.column, QVBoxLayout()
        self.column.setSpacing(around.spacing())
        around.addLayout(self.column)
        around.addStretch(1)

    def list_of(self, spec: ListSpec, select: Select) -> RecordList:
        """Make a list that shows ``select`` of the card; the caller puts it into its place."""
        made = RecordList(self.workspace, self.icons, spec)
        self.take_in(made, select)
        return made

    def take_in(self, records: RecordList, select: Select) -> None:
        """Let a list of another make show ``select`` of the card, at once where one is shown."""
        self._lists.append((records, select))
        view = self.shown.view
        if view is not None:
            records.show_records(select(view), customer_id=view.customer_id)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        self.shown.show(view)
        for records, select in self._lists:
            records.show_records(select(view), customer_id=view.customer_id)
