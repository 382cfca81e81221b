"""A unit of work that reads: one snapshot of the file, closed at its end."""

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.errors import translated
from crm_desktop.storage.records import codec

Parameters = Sequence[Any] | Mapping[str, Any]


class Reading:
    """One read transaction; every query in it sees the same state of the file."""

    _begin = "BEGIN"

    def __init__(self, database: Any) -> None:
        self._database = database
        self._pooled: Any = None
        self.connection: Any = None

    def __enter__(self) -> Self:
        with translated(self._database.path):
            self._pooled = self._database.engine.raw_connection()
            self.connection = self._pooled.driver_connection
            try:
                self.connection.execute(self._begin)
            except BaseException:
                self._pooled.close()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close("ROLLBACK")

    def _close(self, statement: str) -> None:
        try:
            if self.connection.in_transaction:
                self.connection.execute(statement)
        finally:
            self._pooled.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Return all driver rows of a query."""
        with translated(self._database.path):
            return self.connection.execute(sql, parameters).fetchall()  # type: ignore[no-any-return]

    def one(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """Return the first driver row, or None."""
        with translated(self._database.path):
            return self.connection.execute(sql, parameters).fetchone()  # type: ignore[no-any-return]

    def values(self, kind: Kind, where: str = "", parameters: Parameters = ()) -> list[Any]:
        """Return the values of a kind; ``where`` is SQL from WHERE or ORDER BY on."""
        record = codec(kind)
        decode = record.decode
        return [decode(row) for row in self.rows(f"{record.select} {where}", parameters)]

    def get(self, kind: Kind, record_id: int) -> Any | None:
        """Return one value by its key, or None."""
        found = self.values(kind, "WHERE id = ?", (record_id,))
        return found[0] if found else None

    def by_ids(self, kind: Kind, column: str, ids: Iterable[int]) -> list[Any]:
        """Return the values whose ``column`` is one of ``ids``, in key order."""
        return self.values(kind, f"WHERE {column} IN ({id_list(ids)}) ORDER BY id")


def id_list(ids: Iterable[int]) -> str:
    """Return keys as the inside of an SQL list; anything that is no number is refused."""
    return ", ".join(str(int(key)) for key in ids)
