"""What two states of a customer file differ in: records by kind, and entries of the change log."""

from crm_desktop.domain.backups import Differences
from crm_desktop.domain.changes import Kind
from crm_desktop.storage.change_log import operations
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading

_ENTRIES = "SELECT id, happened_at FROM operation ORDER BY id"


def differences_between(now: Database, then: Database, most: int) -> Differences:
    """Return what going back to ``then`` would change; raises what reading a file raises.

    Entries are lost that come after the last one both logs have in common.
    """
    with then.read() as reading:
        counts_then, entries_then = counts_by_kind(reading), reading.rows(_ENTRIES)
    with now.read() as reading:
        counts_now, entries_now = counts_by_kind(reading), reading.rows(_ENTRIES)
        common = max((key for key, _ in set(entries_then) & set(entries_now)), default=0)
        lost = sum(key > common for key, _ in entries_now)
        newest = operations(reading, limit=min(lost, most))
    return Differences(counts_then, counts_now, tuple(newest), lost)


def counts_by_kind(reading: Reading) -> dict[Kind, int]:
    """Return how many records of each kind a file of any schema holds."""
    known = {name for (name,) in reading.rows("SELECT name FROM sqlite_master")}
    found = {}
    for kind in Kind:
        if kind.value in known:
            row = reading.one(f"SELECT count(*) FROM {kind.value}")
            found[kind] = row[0] if row else 0
    return found
