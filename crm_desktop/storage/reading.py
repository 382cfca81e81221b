"""A unit of work that reads: one snapshot of the file, closed at its end."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlcipher3 import dbapi2

from crm_desktop.storage.errors import raise_translated, translated

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Kind

Selection = range | Collection[int] | None
"""Keys to read: a run of them, some of them, or None for all."""
Row = tuple[Any, ...]
Parameters = Sequence[Any] | Mapping[str, Any]

LOOKED_EVERY = 1_000
"""So many steps of SQLite, 20 microseconds, between two looks at the clock."""


class Reading:
    """One read transaction; every query in it sees the same state of the file.

    Raises TookTooLongError where a query would go on after ``within_s`` seconds; what a single
    step of SQLite takes, such as gathering the beginnings of words, is not cut short.
    """

    _begin = "BEGIN"

    def __init__(self, database: Any, within_s: float | None = None) -> None:
        self._database, self._within_s = database, within_s
        self._connection: Any = None
        self._can_stop = False

    def __enter__(self) -> Self:
        with translated(self._database.path):
            self._connection = self._database.connections.take()
            try:
                self._connection.execute(self._begin)
            except BaseException:
                self._database.connections.give_back(self._connection)
                raise
        if self._within_s is not None:
            self.stop_when(_past(perf_counter() + self._within_s))
        return self

    def stop_when(self, is_over: Callable[[], bool]) -> None:
        """Ask again and again while queries run; they raise TookTooLongError once it is over."""
        self._can_stop = True
        self._connection.set_progress_handler(is_over, LOOKED_EVERY)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def _close(self) -> None:
        """End the transaction, keeping nothing that was not committed."""
        with translated(self._database.path):
            try:
                if self._can_stop:
                    self._connection.set_progress_handler(None, 0)
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            finally:
                self._database.connections.give_back(self._connection)

    def execute(self, sql: str, parameters: Parameters = ()) -> Any:
        """Run one statement and return the driver's cursor.

        Raises InputError or FailureError for a file that is damaged, locked, full and the like.
        """
        with translated(self._database.path):
            return self._connection.execute(sql, parameters)

    def copy_pages(self, target: Any, pages: int, copied: Callable[[int, int, int], None]) -> None:
        """Copy the whole file, ``pages`` at once, into a connection of the driver.

        ``copied`` gets SQLite's status, the pages left and all of them. Raises errors of the
        driver: it does not tell which of the two files they are of.
        """
        self._connection.backup(target, pages=pages, progress=copied)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all driver rows of a query."""
        # A card is forty of these: the context manager would cost as much as a short query.
        try:
            return self._connection.execute(sql, parameters).fetchall()  # type: ignore[no-any-return]
        except dbapi2.Error as error:
            raise_translated(error, self._database.path)

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Yield driver rows one at a time, where all would fill the memory; raises like ``execute``
        at any of them."""
        with translated(self._database.path):
            yield from self._connection.execute(sql, parameters)

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first driver row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def values(self, kind: "Kind", where: str = "", parameters: Parameters = ()) -> list[Any]:
        """Return the values of a kind; ``where`` is SQL from WHERE or ORDER BY on."""
        # Not before it is needed: making every class of values is half the start of a list.
        from crm_desktop.storage.records import codec

        record = codec(kind)
        return record.decode_all(self.rows(f"{record.select} {where}", parameters))

    def get(self, kind: "Kind", record_id: int) -> Any | None:
        """Return one value by its key, or None."""
        found = self.values(kind, "WHERE id = ?", (record_id,))
        return found[0] if found else None

    def by_ids(self, kind: "Kind", column: str, ids: Iterable[int]) -> list[Any]:
        """Return the values whose ``column`` is one of ``ids``, in key order."""
        return self.values(kind, f"WHERE {column} IN ({id_list(ids)}) ORDER BY id")


def _past(end: float) -> Callable[[], bool]:
    return lambda: perf_counter() > end


def id_list(ids: Iterable[int]) -> str:
    """Return keys as the inside of an SQL list; anything that is no number is refused."""
    return ", ".join(str(int(key)) for key in ids)


def among(column: str, keys: Selection) -> str:
    """Return the SQL condition, from AND on, that keeps rows whose ``column`` is selected."""
    if keys is None:
        return ""
    if isinstance(keys, range) and keys:
        return f" AND {column} BETWEEN {keys[0]} AND {keys[-1]}"
    return f" AND {column} IN ({id_list(keys)})"
