"""The tab of everything that happened, what was promised, and what went wrong (D1, D8, D9, D25)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Complaint
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.timeline import Entry
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.card.records.interaction_body import InteractionBody
from crm_desktop.ui.card.records.quick_entry import QuickEntry
from crm_desktop.ui.card.records.records_tab import RecordsTab
from crm_desktop.ui.card.records.service.service_side import MoodPanel
from crm_desktop.ui.card.records.service.stream_view import StreamView
from crm_desktop.ui.card.records.service_lists import complaint_spec, promise_spec
from crm_desktop.ui.forms.list_specs import NEW, RowBody
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

BESIDE_PX = 900
"""From this width on promises and complaints stand beside the stream."""
CLOCK_MS = 60_000
"""Clocks of complaints are read anew so often while they are seen."""


class ServiceTab(RecordsTab):
    """Quick entry on top, the stream below it, mood, promises and complaints beside it."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        shown = self.shown
        self.entry = QuickEntry(shown, icons)
        self.stream = StreamView(shown, icons, self._make_body)
        self.mood = MoodPanel(shown)
        self.promises = self.list_of(promise_spec(shown), _promises)
        self.complaints = self.list_of(complaint_spec(shown), _complaints)
        self.stream.promise_wanted.connect(self.promises.open_record)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self.tell_time)
        self._build()

    def start_entry(self) -> None:
        """Put the keyboard into the quick entry (Ctrl+L)."""
        self.ensureWidgetVisible(self.entry)
        self.entry.start()

    def filter_field(self) -> QLineEdit:
        """The line that looks through the stream."""
        return self.stream.filter.text

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        super().show_view(view)
        self.entry.show_customer(view.customer_id)
        self.mood.show_view(view)
        self.stream.show_view(view)

    def open_record(self, kind: Kind, record_id: int) -> None:
        """Open an entry of the stream, or a promise or complaint beside it."""
        if kind is Kind.INTERACTION:
            self.stream.open_interaction(record_id)
        else:
            super().open_record(kind, record_id)

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back, that of the quick entry and of the form too."""
        found = self.entry.take_up(drafts) + super().take_up(drafts)
        mine = [one for one in drafts if one.place.kind is Kind.INTERACTION]
        key = next((one.place.record_id for one in mine if one.place.record_id != NEW), None)
        if key is None:
            return found
        # One entry is open at a time; what was typed in another one stays kept.
        some = [one for one in mine if one.place.record_id == key]
        self.stream.open_interaction(key, lambda body: _put_back(body, some))
        return found + len(some)

    def tell_time(self) -> None:
        """Say anew how long the clocks have left."""
        view = self.shown.view
        if view is not None:
            records = _complaints(view)
            self.complaints.show_records(records, customer_id=view.customer_id)
            self.stream.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Keep the clocks going while they are seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """Nobody sees the clocks."""
        super().hideEvent(event)
        self._clock.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        is_wide = self.viewport().width() >= BESIDE_PX
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.RightToLeft if is_wide else direction.TopToBottom)

    def _build(self) -> None:
        beside, main = QWidget(), QWidget()
        for widget, parts in (
            (beside, (self.mood, self.promises, self.complaints)),
            (main, (self.stream,)),
        ):
            rows = QVBoxLayout(widget)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(20)
            for part in parts:
                rows.addWidget(part)
            rows.addStretch(1)
        self._halves.setSpacing(24)
        self._halves.addWidget(beside, 2)
        self._halves.addWidget(main, 3)
        self.column.setSpacing(14)
        self.column.addWidget(self.entry)
        self.column.addLayout(self._halves)

    def _make_body(self, entry: Entry) -> RowBody:
        body = InteractionBody(self.shown, self.icons)
        body.removal_wanted.connect(lambda: self.stream.remove(entry))
        body.close_wanted.connect(self.stream.canvas.close_entry)
        body.complaint_wanted.connect(self.complaints.open_record)
        body.ticked.connect(self.stream.tick)
        return body


def _put_back(body: RowBody, drafts: Sequence[KeptDraft]) -> None:
    body.take_up(drafts)


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
