"""Taking whole records into an empty file, with the keys and stamps they had elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import insert_rows
from crm_desktop.storage.writing import Writing

_AT_ONCE = 1_000


def is_empty(reading: Reading) -> bool:
    """True for a file that holds nothing but settings."""
    kinds = (kind for kind in Kind if kind is not Kind.SETTING)
    return all(reading.one(f"SELECT 1 FROM {kind.value} LIMIT 1") is None for kind in kinds)


def take_settings_out(work: Writing) -> None:
    """Make room for the settings that come."""
    work.remove_many(Kind.SETTING, [one.id for one in work.values(Kind.SETTING)])


def defer_references(work: Writing) -> None:
    """Let records come before what they refer to; all must be there at the end."""
    work.execute("PRAGMA defer_foreign_keys=ON")


def check_references(work: Writing) -> None:
    """Raise InputError ``export_contradicts`` where a record refers to one that did not come."""
    found = work.one("PRAGMA foreign_key_check")
    if found is not None:
        raise InputError("export_contradicts", kind=str(found[0]))


def add_whole(work: Writing, kind: Kind, rows: Iterable[Sequence[Any]]) -> int:
    """Store whole rows and return how many; a few of them are in memory at a time.

    Raises InputError ``export_contradicts`` where a key or identity comes a second time.
    """
    sql, names = insert_rows(kind)
    place, count = names.index("id"), 0
    waiting: list[Sequence[Any]] = []
    for row in rows:
        waiting.append(row)
        count += 1
        if len(waiting) == _AT_ONCE:
            _store(work, kind, sql, waiting, place)
            waiting = []
    _store(work, kind, sql, waiting, place)
    return count


def _store(work: Writing, kind: Kind, sql: str, rows: list[Sequence[Any]], place: int) -> None:
    try:
        work.execute_many(sql, rows)
    except dbapi2.IntegrityError as error:
        raise InputError("export_contradicts", kind=kind.value) from error
    for run in _runs(sorted(row[place] for row in rows)):
        work.log_range(kind, run)


def _runs(keys: list[int]) -> list[range]:
    found: list[range] = []
    for key in keys:
        if found and found[-1].stop == key:
            found[-1] = range(found[-1].start, key + 1)
        else:
            found.append(range(key, key + 1))
    return found
