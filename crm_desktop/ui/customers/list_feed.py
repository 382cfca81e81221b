"""Brings what is asked for into the list: first rows, then every key, then what changed."""

from array import array
from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import list_pages
from crm_desktop.services.list_pages import FIRST, PageRow
from crm_desktop.ui.customers.list_table import ListTable
from crm_desktop.ui.workspace import Workspace

TOPIC = "customers.rows"
REST_MS = 120
"""Every key is read once typing rests, so that the next letter finds the machine free."""

NEAR = 1_000
"""After a change most customers stand within so many rows of where they stood."""
FEW = 300
SOUGHT_SINGLY = 4
"""Finding a customer in a million takes 10 ms, looking at each of a million 60 ms."""
Read = TypeVar("Read")
Found = tuple["array[int]", int]


class ListFeed(QObject):
    """Reads on the worker, newest wish first; ``arrived`` tells that the list shows its answer.

    ``total`` is how many customers the file has, ``is_whole`` whether every key is there.
    """

    arrived = Signal()

    def __init__(self, workspace: Workspace, table: ListTable) -> None:
        super().__init__(table)
        self._workspace, self._table = workspace, table
        self._query = ListQuery()
        self._wanted: int | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask_keys)
        self.total = 0
        self.is_whole = False

    @property
    def is_settled(self) -> bool:
        """True while the list shows all there is of what was asked last."""
        return self.is_whole and not self._rest.isActive()

    @property
    def rests_in_ms(self) -> int:
        """How long until typing counts as ended, below 0 while nobody types."""
        return self._rest.remainingTime()

    def show_at_once(self, query: ListQuery, wanted: int | None) -> None:
        """Show the first rows before anything else, as the first paint of the window needs."""
        self._query, self._wanted = query, wanted
        self._take_first(list_pages.first_rows(self._workspace.database, query, FIRST), FIRST)
        self._ask_keys()

    def ask(self, query: ListQuery, *, wanted: int | None = None) -> None:
        """Show another query; ``wanted`` is the customer to stay at, None for the first hit.

        Where that hardly takes time the answer is there at once, and painted with the letter.
        """
        self._query, self._wanted = query, wanted
        self._rest.start()
        database, limit = self._workspace.database, self._table.rows_in_sight() + 1
        try:
            rows = list_pages.first_rows_at_once(database, query, limit)
        except CrmError as error:
            self._workspace.tell_problem(error)
            return
        if rows is not None:
            self._workspace.tasks.forget(TOPIC)
            self._take_first(rows, limit)
            return
        self._look_up(
            lambda: list_pages.first_rows(database, query, limit),
            lambda rows: self._take_first(rows, limit),
        )

    def refresh(self) -> None:
        """Show the same query after a change; who was chosen and in sight stays so."""
        self._ask_keys()

    def _ask_keys(self) -> None:
        database, query = self._workspace.database, self._query

        def read() -> Found:
            found = list_pages.keys(database, query)
            return found, list_pages.count(database)

        self._look_up(read, self._take_keys, is_long=True)

    def _look_up(
        self, work: Callable[[], Read], then: Callable[[Read], None], *, is_long: bool = False
    ) -> None:
        self._workspace.tasks.look_up(
            TOPIC,
            work,
            then,
            failed=self._workspace.tell_problem,
            owner=self,
            is_long=is_long,
        )

    def _take_first(self, rows: list[PageRow], limit: int) -> None:
        keys = array("q", [row.id for row in rows])
        self.is_whole = len(rows) < limit
        self._table.list_model.show_keys(keys, rows)
        self._table.scrollToTop()
        place = _place(keys, self._wanted)
        is_known = place >= 0 or self._wanted is None or self.is_whole
        self._go_to(max(place, 0) if keys and is_known else -1)
        if place >= 0:
            self._wanted = None  # who is chosen next is chosen by the person
        self.arrived.emit()

    def _take_keys(self, found: Found) -> None:
        keys, self.total = found
        model, is_first_time = self._table.list_model, not self.is_whole
        self.is_whole = True
        if keys == model.keys:
            model.refresh()
        elif is_first_time and keys[: len(model.keys)] == model.keys:
            model.extend(keys)
        else:
            self._replace(keys)
        if self._wanted is not None:
            place = _place(keys, self._wanted)
            if self._table.current_key() != self._wanted or place < 0:
                self._go_to(place if place >= 0 else (0 if keys else -1))
            self._wanted = None
        self.arrived.emit()

    def _replace(self, keys: "array[int]") -> None:
        """Take another snapshot; who was chosen is chosen again wherever they stand now."""
        table, model = self._table, self._table.list_model
        is_all = table.chosen_count() == len(model.keys) > 1
        current, top = table.currentIndex().row(), table.rowAt(0)
        chosen = [] if is_all else table.chosen_places()
        marks = [(row, model.key_at(row)) for row in (current, top) if row >= 0]
        places = new_places(keys, [*chosen, *marks])
        start = max(current, 0)
        neighbours = [(row, model.key_at(row)) for row in range(start, len(model.keys))[:FEW]]
        current_key = model.key_at(current) if current >= 0 else None
        top_key = model.key_at(top) if top >= 0 else None
        model.show_keys(keys)
        rows = [places[key] for _, key in chosen if key in places]
        if current_key in places:
            now = places[current_key]
        else:
            now = next_place(keys, neighbours)
            rows = rows or ([now] if now >= 0 else [])
        first = places.get(top_key, -1) if top_key is not None else -1
        table.choose_rows(range(len(keys)) if is_all else rows, now, top=first)

    def _go_to(self, row: int) -> None:
        self._table.choose_rows([row] if row >= 0 else [], row)


def new_places(keys: "array[int]", old: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return where customers stand in a new snapshot; ``old`` are their former rows and keys.

    Whoever is not in it is left out. Looks near the former rows first: 0.1 ms at any size.
    """
    former = list(old)
    found: dict[int, int] = {}
    for row, key in former if len(former) <= FEW else ():
        place = _place_near(keys, row, key)
        if place >= 0:
            found[key] = place
    missing = {key for _, key in former} - found.keys()
    if len(missing) <= SOUGHT_SINGLY:
        places = ((key, _place(keys, key)) for key in missing)
        found.update((key, place) for key, place in places if place >= 0)
    else:
        found.update((key, row) for row, key in enumerate(keys) if key in missing)
    return found


def next_place(keys: "array[int]", former: Iterable[tuple[int, int]]) -> int:
    """Return where the first of some former neighbours stands now, else the last row."""
    places = (_place_near(keys, row, key) for row, key in former)
    return next((place for place in places if place >= 0), len(keys) - 1)


def _place_near(keys: "array[int]", row: int, key: int) -> int:
    start = max(0, row - NEAR)
    place = _place(keys[start : row + NEAR], key)
    return start + place if place >= 0 else -1


def _place(keys: "array[int]", key: int | None) -> int:
    try:
        return -1 if key is None else keys.index(key)
    except ValueError:
        return -1
