"""Whether records of a customer file name an entry of the playbook."""

from crm_desktop.domain.playbook_entries import Book, EntryKey
from crm_desktop.storage.reading import Reading


def is_named(reading: Reading, key: EntryKey) -> bool:
    """True for a moment of truth that interactions happened at (D6); a scan, for a write alone."""
    sql = "SELECT 1 FROM interaction WHERE moment = ? LIMIT 1"
    return key.book is Book.MOMENTS and reading.one(sql, (key.code,)) is not None
