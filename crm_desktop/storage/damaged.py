"""Reading what can be read of a damaged file: by ranges of keys around the pages that can't be."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect_damaged
from crm_desktop.storage.reading import Row

MOST_FAILED = 20_000
"""So many reads of one table may fail: a page holds some dozen rows, a page of pages 10,000."""

MOST_FAILED_ENCRYPTED = 2_000
"""There each failure costs a new connection, 3 ms."""

SMALLEST = 8
"""Keys around which so few can't be read from either end are given up: they share a page."""

HOPELESS = 64
"""A table is given up that gave no row after so many reads all over it failed."""

# The driver fails to decode what SQLite says about a schema that is no text.
_ERRORS = (dbapi2.Error, UnicodeDecodeError)
_HIGHEST = 2**32
_DOWN = " DESC"
_AT_ONCE = 1_000
_PLAIN_START = b"SQLite format 3\0"
_PAGE_SIZE, _HEADER_BYTES = 4096, 100
# The first bytes of every plain file of ours, as they stand in SQLite's description of its format.
_START = _PLAIN_START + _PAGE_SIZE.to_bytes(2, "big")
_FIXED_AT, _FIXED = 20, bytes((0, 64, 32, 32))
_HEADER = (
    (0, _START + bytes((2, 2)) + _FIXED),
    (32, bytes(8)),  # free pages are forgotten
    (44, (4).to_bytes(4, "big")),
    (52, bytes(4)),
    (56, (1).to_bytes(4, "big")),
    (64, bytes(4)),
    (72, bytes(20)),
)
_CHANGES_AT, _PAGES_AT, _PAGES_VALID_AT = 24, 28, 92


class DamagedFile:
    """A private copy of a damaged file, opened so that SQLite minds as little as it can."""

    def __init__(self, path: Path, key: DataKey | None, step: Callable[[], None]) -> None:
        self._path, self._key, self._step = path, key, step
        mend_header(path, key)
        self._connection = connect_damaged(path, key)

    def close(self) -> None:
        """Let the copy go."""
        self._connection.close()

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table, none where the page of the schema can't be read."""
        try:
            rows = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
        except _ERRORS:
            self._reopen()
            return []
        return [row[1] for row in rows]

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """Yield every row that can be read, mostly by key, with the key before its columns."""
        names = ", ".join(f'"{name}"' for name in columns)
        select = f"SELECT rowid, {names} FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        most = MOST_FAILED if self._key is None else MOST_FAILED_ENCRYPTED
        waiting, failed, has_any = deque([(1, self._highest(table))]), 0, False
        while waiting and failed < (most if has_any else HOPELESS):
            first, last = waiting.popleft()
            self._step()
            reached, is_whole = first - 1, True
            for row in self._read(select, first, last):
                if row is None:
                    is_whole = False
                else:
                    reached, has_any = row[0], True
                    yield row
            if is_whole:
                continue
            failed += 1
            before = last + 1
            for row in self._read(select + _DOWN, reached + 1, last):
                if row is not None:
                    before, has_any = row[0], True
                    yield row
            low, high = reached + 1, before - 1
            if high - low >= SMALLEST:
                middle = (low + high) // 2
                waiting += [(low, middle), (middle + 1, high)]

    def indexed_keys(self, table: str) -> set[int]:
        """Return the keys that the indexes of a table tell of, though their rows be gone."""
        found: set[int] = set()
        for name in self._indexes(table):
            sql = f"SELECT rowid FROM {table} INDEXED BY {name}"
            try:
                found.update(key for (key,) in self._connection.execute(sql))
            except _ERRORS:
                self._reopen()
        return found

    def _read(self, sql: str, first: int, last: int) -> Iterator[Row | None]:
        """Yield rows, and None where it breaks off.

        A broken page of pages leads elsewhere or round in circles: keys that don't go on as they
        should are a break too.
        """
        before = None
        try:
            for row in self._connection.execute(sql, (first, last)):
                key = row[0]
                is_next = before is None or (key < before if _DOWN in sql else key > before)
                if not (first <= key <= last and is_next):
                    yield None
                    return
                before = key
                yield row
        except _ERRORS:
            self._reopen()
            yield None

    def _highest(self, table: str) -> int:
        for sql in (
            f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",
            f"SELECT max(rowid) FROM {table}",
        ):
            try:
                found = self._connection.execute(sql).fetchone()
            except _ERRORS:
                self._reopen()
                continue
            if found is not None and isinstance(found[0], int):
                return min(found[0], _HIGHEST)
        return max(self.indexed_keys(table), default=_AT_ONCE)

    def _indexes(self, table: str) -> list[str]:
        try:
            rows = self._connection.execute(f"PRAGMA index_list({table})").fetchall()
        except _ERRORS:
            self._reopen()
            return []
        return [row[1] for row in rows if row[3] == "c" and not row[4]]

    def _reopen(self) -> None:
        """Begin anew after an error: an encrypted file gives nothing more to who met one."""
        if self._key is not None:
            self._connection.close()
            self._connection = connect_damaged(self._path, self._key)


def mend_header(path: Path, key: DataKey | None) -> None:
    """Write the first bytes of a private copy again where SQLite would not know it by them."""
    with path.open("r+b") as file:
        start = file.read(_HEADER_BYTES)
        if key is not None:
            file.seek(0)
            file.write(key.salt)  # what follows it carries a seal and can't be made anew
            return
        is_known = start.startswith(_START) and start[_FIXED_AT:].startswith(_FIXED)
        if is_known or len(start) < _HEADER_BYTES:
            return
        for at, part in _HEADER:
            file.seek(at)
            file.write(part)
        pages = path.stat().st_size // _PAGE_SIZE
        file.seek(_PAGES_AT)
        file.write(pages.to_bytes(4, "big"))
        file.seek(_PAGES_VALID_AT)
        file.write(start[_CHANGES_AT:_PAGES_AT])
