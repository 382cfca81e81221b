"""The tab of everything that happened, what was promised, and what went wrong (D1, D8, D9, D25)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.interactions import Complaint, Interaction
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.card.records.kind_chips import KindChips
from crm_desktop.ui.card.records.quick_entry import QuickEntry
from crm_desktop.ui.card.records.records_tab import RecordsTab
from crm_desktop.ui.card.records.service_lists import complaint_spec, promise_spec, timeline_spec
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

BESIDE_PX = 980
"""From this width on promises and complaints stand beside the timeline."""


class ServiceTab(RecordsTab):
    """Quick entry on top, the timeline below it, promises and complaints beside it."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.entry = QuickEntry(shown, icons)
        self.chips = KindChips(shown)
        self.chips.changed.connect(self._filter)
        self.promises = self.list_of(promise_spec(shown), _promises)
        self.complaints = self.list_of(complaint_spec(shown), _complaints)
        self.timeline = self.list_of(timeline_spec(shown), self._chosen)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._build()

    def start_entry(self) -> None:
        """Put the keyboard into the quick entry (Ctrl+L)."""
        self.ensureWidgetVisible(self.entry)
        self.entry.start()

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        if view.customer_id != self.shown.customer_id:
            self.chips.clear()
        self.entry.show_customer(view.customer_id)
        self.chips.show_kinds(view.card.interactions)
        super().show_view(view)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back, that of the quick entry too."""
        return self.entry.take_up(drafts) + super().take_up(drafts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        is_wide = self.viewport().width() >= BESIDE_PX
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.RightToLeft if is_wide else direction.TopToBottom)

    def _build(self) -> None:
        beside, main = QWidget(), QWidget()
        for widget, parts in (
            (beside, (self.promises, self.complaints)),
            (main, (self.chips, self.timeline)),
        ):
            rows = QVBoxLayout(widget)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(20 if widget is beside else 10)
            for part in parts:
                rows.addWidget(part)
            rows.addStretch(1)
        self._halves.setSpacing(20)
        self._halves.addWidget(beside, 2)
        self._halves.addWidget(main, 3)
        self.column.addWidget(self.entry)
        self.column.addLayout(self._halves)

    def _chosen(self, view: CardView) -> Sequence[Interaction]:
        kinds = self.chips.chosen()
        return [one for one in view.card.interactions if not kinds or one.kind in kinds]

    def _filter(self) -> None:
        view = self.shown.view
        if view is not None:
            self.timeline.show_records(self._chosen(view), customer_id=view.customer_id)


def _promises(view: CardView) -> list[Promise]:
    """Open ones first, the most urgent on top; then the closed ones, the newest on top."""
    open_ones = [one for one in view.card.promises if one.state is PromiseState.OPEN]
    closed = [one for one in view.card.promises if one.state is not PromiseState.OPEN]
    open_ones.sort(key=lambda one: (one.due_on or date.max, one.id))
    closed.sort(key=lambda one: (one.closed_on or date.min, one.id), reverse=True)
    return open_ones + closed


def _complaints(view: CardView) -> list[Complaint]:
    received = sorted(view.card.complaints, key=lambda one: one.received_at, reverse=True)
    return sorted(received, key=lambda one: not one.is_open)
