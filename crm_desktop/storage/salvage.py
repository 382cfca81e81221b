"""What can be read of a damaged file put into a new one, row by row, with a count of what can't."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Action, Kind
from crm_desktop.domain.salvage import Salvaged
from crm_desktop.storage.damaged import DamagedFile
from crm_desktop.storage.derived_anew import make_first
from crm_desktop.storage.identity import new_uids
from crm_desktop.storage.listing import LISTED
from crm_desktop.storage.ratings import RATED
from crm_desktop.storage.reading import Row
from crm_desktop.storage.records import STAMPS, codec
from crm_desktop.storage.writing import Writing

LOG = ("operation", "change")
FILES = "blob"
_STATE = "state"
_IN_ORDER = ("trust_log", "tombstone")
"""Tables that take lines in their order alone."""
_STOOD_IN_FOR = (Kind.CUSTOMER.value, Kind.CONTACT.value)
_KEYS_END = 2**32
_AT_ONCE = 500
_LOGGED = "SELECT action, record_id, last_id FROM change WHERE kind = ? ORDER BY id"
_STORY = (
    "SELECT c.action, c.after, o.happened_at FROM change c"
    " JOIN operation o ON o.id = c.operation_id WHERE c.kind = ? AND c.record_id = ? ORDER BY c.id"
)
_ACTIONS, _KINDS = [one.value for one in Action], [one.value for one in Kind]
_UNREADABLE = (
    "UPDATE operation SET params = '{}' WHERE NOT json_valid(params)",
    (
        "DELETE FROM change WHERE (before <> '' AND NOT json_valid(before))"
        " OR (after <> '' AND NOT json_valid(after))"
        " OR action NOT IN (SELECT value FROM json_each(:actions))"
        " OR kind NOT IN (SELECT value FROM json_each(:kinds))"
    ),
    (
        "UPDATE operation SET undone_by = NULL WHERE undone_by IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM operation u WHERE u.id = operation.undone_by AND u.undoes = operation.id)"
    ),
)
"""What makes a change log readable again that was damaged."""


class Salvage:
    """One salvage into an empty file, inside one write without an entry of its own."""

    def __init__(
        self, work: Writing, source: DamagedFile, step: Callable[[], None], *, stand_in: str
    ) -> None:
        """``stand_in`` is the name of a lost card, with ``{id}`` for its key."""
        self._work, self._source, self._step, self._name = work, source, step, stand_in
        self._saved: dict[str, set[int]] = {}
        self.unread: list[str] = []

    def run(self) -> tuple[dict[str, Salvaged], int]:
        """Bring everything over; return counts by table and how many stand-ins were needed."""
        self._work.execute("PRAGMA defer_foreign_keys=ON")
        for table in (*LOG, *_IN_ORDER, FILES, _STATE, *(kind.value for kind in Kind)):
            self._copy(table)
        self._forget_derived_state()
        self._mend_log()
        found = {kind.value: self._made_again(kind) for kind in Kind}
        orphans, stand_ins = self._mend_references()
        for table, count in orphans.items():
            if table in found:
                one = found[table]
                found[table] = Salvaged(one.saved - count, one.lost + count, one.from_log)
        found |= {table: self._counted(table) for table in (*LOG, FILES)}
        make_first(self._work)
        return found, stand_ins

    def _copy(self, table: str) -> None:
        names = self._work.rows(f"PRAGMA table_info({table})")
        known = set(self._source.columns(table))
        columns = [row[1] for row in names if row[1] in known]
        self._saved[table] = set()
        if not columns:
            self.unread.append(table)
            return
        rows: Iterable[Row] = self._source.rows(table, columns)
        if table in _IN_ORDER:
            rows = sorted(rows)
        sql = _insert(table, columns)
        is_sound = _soundness(table, columns)
        waiting: list[Row] = []
        for row in rows:
            if is_sound(row[1:]):
                waiting.append(row)
            if len(waiting) == _AT_ONCE:
                self._store(table, sql, waiting)
                waiting = []
        self._store(table, sql, waiting)

    def _store(self, table: str, sql: str, rows: list[Row]) -> None:
        self._step()
        if not rows:
            return
        self._work.execute("SAVEPOINT some")
        try:
            self._work.execute_many(sql, (row[1:] for row in rows))
            self._saved[table].update(row[0] for row in rows)
        except dbapi2.Error:
            self._work.execute("ROLLBACK TO some")
            for row in rows:
                self._store_one(table, sql, row)
        self._work.execute("RELEASE some")

    def _store_one(self, table: str, sql: str, row: Row) -> None:
        """Store a row; one that breaks a rule of its table was damaged."""
        try:
            self._work.execute(sql, row[1:])
            self._saved[table].add(row[0])
        except dbapi2.Error:
            return

    def _forget_derived_state(self) -> None:
        self._work.execute("DELETE FROM state WHERE key IN (?, ?)", (LISTED, RATED))

    def _mend_log(self) -> None:
        """Take out what the history and an undo could not read."""
        for sql in _UNREADABLE:
            self._work.execute(sql, {"actions": json.dumps(_ACTIONS), "kinds": json.dumps(_KINDS)})

    def _made_again(self, kind: Kind) -> Salvaged:
        """Make lost records again from the change log where that tells all of them."""
        table = kind.value
        saved = self._saved[table]
        lost = (self._logged_keys(kind) | self._source.indexed_keys(table)) - saved
        again = {key for key in sorted(lost) if self._make_again(kind, key)}
        return Salvaged(len(saved) + len(again), len(lost - again), len(again))

    def _logged_keys(self, kind: Kind) -> set[int]:
        found: set[int] = set()
        for action, key, last in self._work.rows(_LOGGED, (kind.value,)):
            match action:
                case Action.ADDED:
                    found.add(key)
                case Action.ADDED_RANGE:
                    found.update(range(key, (last or key) + 1))
                case Action.REMOVED:
                    found.discard(key)
        return found

    def _make_again(self, kind: Kind, key: int) -> bool:
        state: dict[str, Any] = {}
        first = last = version = 0
        for action, after, moment in self._work.rows(_STORY, (kind.value, key)):
            if action == Action.REMOVED:
                state = {}
            else:
                state |= _object(after)
                first, version = (moment, 1) if action == Action.ADDED else (first, version + 1)
            last = moment
        names = codec(kind).names
        if not set(names) <= state.keys():
            return False
        values = [state[name] for name in names]
        if not _soundness(kind.value, names)(values):
            return False
        stamps = (new_uids(1, self._work.now)[0], first, last, version)
        sql = _insert(kind.value, (*names, *STAMPS))
        try:
            self._work.execute(sql, (*values, *stamps))
        except dbapi2.Error:
            return False
        return True

    def _counted(self, table: str) -> Salvaged:
        lost = self._source.indexed_keys(table) - self._saved[table]
        found = self._work.one(f"SELECT count(*) FROM {table}")
        return Salvaged(found[0] if found else 0, len(lost))

    def _mend_references(self) -> tuple[dict[str, int], int]:
        """Give every reference a record to refer to; return what had to go, and the stand-ins."""
        removed: dict[str, int] = {}
        stand_ins = 0
        while broken := self._work.rows("PRAGMA foreign_key_check"):
            for table, key, parent, number in broken:
                column, may_be_none = self._reference(table, number)
                if parent in _STOOD_IN_FOR and self._is_there(parent, table, column, key):
                    continue
                if parent in _STOOD_IN_FOR and self._stand_in(parent, table, column, key):
                    stand_ins += 1
                elif may_be_none:
                    self._work.execute(
                        f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (key,)
                    )
                else:
                    self._work.execute(f"DELETE FROM {table} WHERE rowid = ?", (key,))
                    removed[table] = removed.get(table, 0) + 1
        return removed, stand_ins

    def _reference(self, table: str, number: int) -> tuple[str, bool]:
        rows = self._work.rows(f"PRAGMA foreign_key_list({table})")
        column = next(row[3] for row in rows if row[0] == number)
        info = self._work.rows(f"PRAGMA table_info({table})")
        return column, not next(row[3] for row in info if row[1] == column)

    def _is_there(self, parent: str, table: str, column: str, key: int) -> bool:
        sql = f"SELECT 1 FROM {parent} WHERE id = (SELECT {column} FROM {table} WHERE rowid = ?)"
        return self._work.one(sql, (key,)) is not None

    def _stand_in(self, parent: str, table: str, column: str, key: int) -> bool:
        """Put a card or a person where one is referred to; False for a key that can't be one."""
        found = self._work.one(f"SELECT {column} FROM {table} WHERE rowid = ?", (key,))
        wanted = found[0] if found else None
        if not isinstance(wanted, int) or not 0 < wanted < _KEYS_END:
            return False
        stamp = int(self._work.now.timestamp() * 1_000_000)
        self._work.execute(
            f"INSERT INTO {parent} (id, uid, created_at, updated_at, name) VALUES (?, ?, ?, ?, ?)",
            (wanted, new_uids(1, self._work.now)[0], stamp, stamp, self._name.format(id=wanted)),
        )
        return True


def _insert(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"


def _soundness(table: str, columns: Sequence[str]) -> Callable[[Sequence[Any]], bool]:
    """Return what tells whether a row can be shown: a record must decode to its values."""
    if table not in set(Kind):
        return lambda _row: True
    record = codec(Kind(table))
    if not set(record.names) <= set(columns):
        return lambda _row: True  # an older schema: what is missing has its usual value
    places = [list(columns).index(name) for name in record.names]

    def is_sound(row: Sequence[Any]) -> bool:
        try:
            record.decode([row[place] for place in places])
        except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError):
            return False
        return True

    return is_sound


def _object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
