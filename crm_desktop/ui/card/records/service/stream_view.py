"""The stream with its head and filters; long histories are put together off the UI thread."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.timeline import Entry, Event, FollowUp, Group, stream
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card.records.service.stream_canvas import StreamCanvas
from crm_desktop.ui.card.records.service.stream_filter import StreamFilter, Wish
from crm_desktop.ui.card.records.service.stream_rows import StreamRows
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import RowBody
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import CardTab

LONG = 800
"""A card of more records than that is put together and looked through by a worker."""
_LONGEST_NAMED = 60
_PROMISES = (Event.PROMISED, Event.KEPT, Event.BROKEN)
_TABS = {Event.BOUGHT: CardTab.PURCHASES, Event.ASSESSED: CardTab.MAN}

Found = tuple[tuple[Entry, ...], list[Entry]]


class StreamView(QWidget):
    """Everything that happened, the newest first."""

    promise_wanted = Signal(int)
    """The key of a promise that was chosen."""

    def __init__(self, shown: Shown, icons: Icons, make_body: Callable[[Entry], RowBody]) -> None:
        super().__init__()
        self._shown = shown
        self._workspace = shown.workspace
        self._rows = StreamRows(shown)
        self._all: tuple[Entry, ...] = ()
        self._view: CardView | None = None
        self._wanted: int | None = None
        self._then: Callable[[RowBody], None] | None = None
        self.filter = StreamFilter(shown, icons)
        self.filter.changed.connect(self._narrow)
        self.canvas = StreamCanvas(shown.workspace, icons, self._rows, make_body)
        self.canvas.chosen.connect(self._lead_on)
        self.canvas.removal_wanted.connect(self.remove)
        self.canvas.tick_wanted.connect(self.tick)
        self._count = Label("", "muted")
        self._empty = Label("", "muted")
        self._empty.setWordWrap(True)
        self._clear = QPushButton(shown.text("Show everything"))
        self._clear.setProperty("look", "quiet")
        self._clear.clicked.connect(self._show_all)
        self._build()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything on the card, the newest first."""
        return self._all

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""
        if self._view is None or view.customer_id != self._view.customer_id:
            self.filter.clear()
            self._wanted = None
        self._view = view
        card = view.card
        if len(card.interactions) + len(card.purchases) + len(card.promises) <= LONG:
            self._take(stream(card))
            return
        self._workspace.tasks.look_up(
            "stream",
            lambda: (view.customer_id, stream(card)),
            lambda found: self._take(found[1]) if self._is_shown(found[0]) else None,
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def refresh(self) -> None:
        """Say anew what depends on the time of day."""
        self._narrow()

    def open_interaction(
        self, interaction_id: int, then: Callable[[RowBody], None] | None = None
    ) -> None:
        """Open an entry, now or as soon as it is there; what the filters leave out comes back."""
        key = (Event.INTERACTION, interaction_id)
        if not any(one.key == key for one in self._all):
            self._wanted, self._then = interaction_id, then
            return
        self._wanted = None
        if not self.filter.wish().is_empty:
            self._show_all()
        body = self.canvas.open_entry(key)
        if body is not None and then is not None:
            then(body)

    def remove(self, entry: Entry) -> None:
        """Remove an interaction or a promise; the notice offers to undo it."""
        kinds = {
            Event.INTERACTION: Kind.INTERACTION,
            Event.PROMISED: Kind.PROMISE,
            Event.DONE: Kind.RELATIONSHIP_ACTION,
        }
        kind = kinds.get(entry.event)
        if kind is None:
            words = self._shown.text("This stands here as it was noted elsewhere; remove it there.")
            self._workspace.tell(words)
            return
        database, author, key = self._workspace.database, self._workspace.author, entry.key[1]
        text = " ".join(getattr(entry.record, "summary", getattr(entry.record, "text", "")).split())
        text = text if len(text) <= _LONGEST_NAMED else f"{text[:_LONGEST_NAMED]}…"
        self._workspace.write(
            lambda: card_edits.remove_record(database, kind, key, author=author),
            notice=self._shown.text("Removed: {text}", text=text or "-"),
        )

    def tick(self, one: FollowUp) -> None:
        """Note that a promise was kept or an action done, today."""
        key, today = one.id or 0, self._shown.today
        if isinstance(one, RelationshipAction):
            done = self._shown.text("Done")
            self._shown.set(Kind.RELATIONSHIP_ACTION, key, done, done_on=today)
            return
        kept = self._shown.text("Kept")
        self._shown.set(Kind.PROMISE, key, kept, state=PromiseState.KEPT, closed_on=today)

    def _is_shown(self, customer_id: int) -> bool:
        return self._view is not None and self._view.customer_id == customer_id

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self._all = entries
        counts: Counter[Group] = Counter(one.group for one in entries)
        self.filter.show_counts(counts)
        self._narrow()
        if self._wanted is not None:
            self.open_interaction(self._wanted, self._then)

    def _narrow(self) -> None:
        wish, entries, rows = self.filter.wish(), self._all, self._rows
        if wish.is_empty or len(entries) <= LONG or not (wish.words or wish.contact_id):
            self._show(entries, _taken(entries, wish, rows), wish)
            return
        self._workspace.tasks.look_up(
            "stream-filter",
            lambda: _taken(entries, wish, rows),
            lambda found: self._show(entries, found, wish),
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _show(self, whole: tuple[Entry, ...], found: Sequence[Entry], wish: Wish) -> None:
        if whole is not self._all or wish != self.filter.wish() or self._view is None:
            return
        self.canvas.show_entries(found, customer_id=self._view.customer_id)
        number = self._shown.language.number
        count = number(len(found)) if whole else ""
        if len(found) < len(whole):
            count = self._shown.text(
                "{found} of {all}", found=number(len(found)), all=number(len(whole))
            )
        self._count.setText(count)
        if whole:
            words = self._shown.text("Nothing of that kind is on this card.")
        else:
            words = self._shown.text(
                "Nothing is logged yet. Type a line above and press Enter: that is the first entry."
            )
        self._empty.setText(words)
        self._empty.setVisible(not found)
        self.canvas.setVisible(bool(found))
        self._clear.setVisible(not wish.is_empty)

    def _show_all(self) -> None:
        self.filter.clear()
        self._narrow()

    def _lead_on(self, entry: Entry) -> None:
        """Go to where an entry that is no interaction belongs."""
        navigation, customer_id = self._workspace.navigation, self._shown.customer_id
        if entry.event is Event.VISIT_HELD:
            navigation.visit_wanted.emit(customer_id, entry.record.id)
        elif entry.event in _PROMISES:
            self.promise_wanted.emit(entry.record.id)
        elif entry.event in _TABS:
            navigation.card_wanted.emit(customer_id, _TABS[entry.event])
        elif entry.event is Event.DONE:
            navigation.card_wanted.emit(customer_id, CardTab.DEVELOPMENT)
        elif entry.event is Event.PRINTED and entry.record.visit_id is not None:
            navigation.visit_wanted.emit(customer_id, entry.record.visit_id)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self._shown.text("Timeline"), "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._clear)
        head.addWidget(self.filter.head)
        rows.addLayout(head)
        rows.addWidget(self.filter)
        rows.addWidget(self._empty)
        rows.addWidget(self.canvas)


def _taken(entries: Sequence[Entry], wish: Wish, rows: StreamRows) -> list[Entry]:
    if wish.is_empty:
        return list(entries)
    return [one for one in entries if wish.takes(one, rows)]
