"""Taking somebody out of a file for good: records, log contents, files, drafts and marks (D28).

The entries of the log keep their place, time and author. Everything happens inside the caller's
unit of work; what SQLite leaves in free space is cleaned afterwards (``scrubbing``).
"""

import json
from collections.abc import Callable

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import CONTENT_ERASED, without
from crm_desktop.storage import state, tombstones
from crm_desktop.storage.erase_scope import EraseScope
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.record_removal import LOOSENED
from crm_desktop.storage.scrubbing import mark_unclean
from crm_desktop.storage.writing import Writing

Names = Callable[[str], bool]
"""Tells whether a text names somebody who is erased."""

_NAMED = {
    Kind.CUSTOMER: ("name", "latin_name", "short_name", "phonetic"),
    Kind.CONTACT: ("name", "latin_name", "phonetic"),
}


def names_in(reading: Reading, scope: EraseScope) -> set[str]:
    """Return every name the erased have or ever had."""
    found: set[str] = set()
    for kind, columns in _NAMED.items():
        keys = id_list(scope.keys(kind))
        sql = f"SELECT {', '.join(columns)} FROM {kind.value} WHERE id IN ({keys})"
        found.update(name for row in reading.rows(sql) for name in row)
        sql = f"SELECT before, after FROM change WHERE kind = ? AND record_id IN ({keys})"
        for logged in (one for row in reading.rows(sql, (kind.value,)) for one in row if one):
            values = json.loads(logged)
            found.update(str(values.get(column) or "") for column in columns)
    return found - {""}


def blobs_in(reading: Reading, scope: EraseScope) -> set[str]:
    """Return the SHA-256 of the files that nobody else has, in the file or in its log."""
    keys = scope.keys(Kind.ATTACHMENT)
    if not keys:
        return set()
    among = f"({id_list(keys)})"
    digest = "json_extract({0}, '$.sha256')"
    logged = " UNION ".join(
        f"SELECT {digest.format(state)} FROM change WHERE kind = 'attachment' AND {state} <> ''"
        " AND record_id {0} IN {1}"
        for state in ("before", "after")
    )
    own = f"SELECT sha256 FROM attachment WHERE id IN {among} UNION {logged.format('', among)}"
    others = (
        f"SELECT sha256 FROM attachment WHERE id NOT IN {among} UNION {logged.format('NOT', among)}"
    )
    rows = reading.rows(f"SELECT * FROM ({own}) EXCEPT SELECT * FROM ({others})")
    return {one for (one,) in rows if one}


def count_log(reading: Reading, scope: EraseScope) -> int:
    """Return how many entries of the log lose their content."""
    found: set[int] = set()
    for kind in scope.kinds:
        keys = id_list(scope.keys(kind))
        rows = reading.rows(
            f"SELECT DISTINCT operation_id FROM change WHERE kind = ? AND record_id IN ({keys})",
            (kind.value,),
        )
        found |= {key for (key,) in rows}
    return len(found)


def erase(
    work: Writing, scope: EraseScope, is_named: Names, *, leaves_stones: bool = True
) -> frozenset[int]:
    """Take everything of a scope out of the file and return the operations that were about it.

    Leaves a tombstone for every customer and person, so that none comes back unseen; what only
    leaves the bin ``leaves_stones`` not, and may come back from a backup.
    """
    mark_unclean(work)
    blobs = blobs_in(work, scope)
    for kind in (Kind.CUSTOMER, Kind.CONTACT) if leaves_stones else ():
        tombstones.add(work, kind, _uids(work, kind, scope))
    assert work.operation_id
    emptied = _empty_log(work, scope, is_named)
    _forget_states(work, scope, is_named)
    _empty_names(work, scope, is_named)
    work.execute("PRAGMA defer_foreign_keys=ON")
    _loosen(work, scope)
    for kind, keys in scope.living.items():
        work.erase(kind, keys)
    work.execute_many("DELETE FROM blob WHERE sha256 = ?", ((one,) for one in blobs))
    return emptied


def _uids(reading: Reading, kind: Kind, scope: EraseScope) -> list[bytes]:
    """Return the identities of the living, and of those the log knows as removed."""
    keys = id_list(scope.keys(kind))
    living = reading.rows(f"SELECT uid FROM {kind.value} WHERE id IN ({keys}) ORDER BY id")
    gone = reading.rows(
        "SELECT DISTINCT json_extract(before, '$.uid') FROM change WHERE kind = ?"
        f" AND action = 'removed' AND before <> '' AND record_id IN ({keys})",
        (kind.value,),
    )
    found = [bytes(uid) for (uid,) in living]
    return list(dict.fromkeys([*found, *(bytes.fromhex(uid) for (uid,) in gone)]))


def _loosen(work: Writing, scope: EraseScope) -> None:
    """What stays no longer points at what goes."""
    for owner, places in LOOSENED.items():
        keys = scope.living.get(owner, frozenset())
        for kind, column in places if keys else ():
            staying = (
                f"{column} IN ({id_list(keys)})"
                f" AND id NOT IN ({id_list(scope.living.get(kind, ()))})"
            )
            work.execute(
                f"UPDATE {kind.value} SET {column} = NULL, version = version + 1 WHERE {staying}"
            )


def _empty_log(work: Writing, scope: EraseScope, is_named: Names) -> frozenset[int]:
    """Empty the states of what is erased, and the words of the operations about it."""
    touched: set[int] = set()
    for kind in scope.kinds:
        where = f"WHERE kind = ? AND record_id IN ({id_list(scope.keys(kind))})"
        rows = work.rows(f"SELECT DISTINCT operation_id FROM change {where}", (kind.value,))
        touched |= {key for (key,) in rows}
        work.execute(
            f"UPDATE change SET before = '', after = '' {where} AND (before <> '' OR after <> '')",
            (kind.value,),
        )
    alone = [(CONTENT_ERASED, key) for key in touched if _is_about(work, key, scope)]
    work.execute_many("UPDATE operation SET code = ?, params = '{}' WHERE id = ?", alone)
    _empty_params(work, is_named)
    return frozenset(touched)


def _is_about(reading: Reading, operation_id: int, scope: EraseScope) -> bool:
    """True for an operation that did nothing but to erased records."""
    lines = reading.stream(
        "SELECT kind, record_id, last_id FROM change WHERE operation_id = ?", (operation_id,)
    )
    return all(
        _holds(scope.keys(Kind(kind)), range(first, (last or first) + 1))
        for kind, first, last in lines
    )


def _holds(keys: frozenset[int], run: range) -> bool:
    return len(run) <= len(keys) and keys.issuperset(run)


def _empty_params(work: Writing, is_named: Names) -> None:
    """Take the names out of the titles of operations about others too, such as a file's name."""
    rows = work.stream("SELECT id, params FROM operation WHERE params <> '{}'")
    changed = []
    for key, params in rows:
        values = json.loads(params)
        kept = without(values, is_named)
        if kept != values:
            changed.append((json.dumps(kept, ensure_ascii=False), key))
    work.execute_many("UPDATE operation SET params = ? WHERE id = ?", changed)


def _forget_states(work: Writing, scope: EraseScope, is_named: Names) -> None:
    """Forget texts that were being typed, what was looked at or sought, and what was removed."""
    places = {(kind.value, str(key)) for kind in scope.kinds for key in scope.keys(kind)}
    for start, of_customer in (("typing:", 1), ("removed:", None)):
        for key, _ in state.starting(work, start):
            parts = key.split(":")
            owner = ("customer", parts[of_customer]) if of_customer else (parts[1], parts[2])
            record = (parts[2], parts[3]) if of_customer else (parts[3], parts[4])
            if owner in places or record in places:
                state.remove(work, key)
    _forget_recent(work, scope.keys(Kind.CUSTOMER))
    for key, value in state.starting(work, "window:"):
        left = json.loads(value)
        kept = without(left, is_named)
        if kept != left:
            state.write(work, key, json.dumps(kept))


def _forget_recent(work: Writing, erased: frozenset[int]) -> None:
    for key, value in state.starting(work, "recent:"):
        known = json.loads(value)
        kept = [one for one in known if one[1] not in erased]
        if kept != known:
            state.write(work, key, json.dumps(kept))


def _empty_names(work: Writing, scope: EraseScope, is_named: Names) -> None:
    """Take the names of files that name them, or that were about them, out of the log of exports.

    The seal of the name stays, so that the chain of the log holds.
    """
    about = {f"{kind.value}:{key}" for kind in _NAMED for key in scope.keys(kind)}
    rows = work.rows("SELECT sequence, subject, name FROM trust_log WHERE name <> ''")
    named = [(key,) for key, subject, name in rows if subject in about or is_named(name)]
    work.execute_many("UPDATE trust_log SET name = '', nonce = '' WHERE sequence = ?", named)
