"""What the program remembers about a file without a log entry, by key."""

from crm_desktop.storage.reading import Reading


def write(work: Reading, key: str, value: str) -> None:
    """Remember a value (JSON) in place of the one before."""
    work.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))


def remove(work: Reading, key: str) -> None:
    """Forget a value; one that is not there is none."""
    work.execute("DELETE FROM state WHERE key = ?", (key,))


def starting(reading: Reading, start: str) -> list[tuple[str, str]]:
    """Return keys and values whose key begins with ``start`` (which ends in ``:``), by key."""
    end = f"{start[:-1]};"
    sql = "SELECT key, value FROM state WHERE key >= ? AND key < ? ORDER BY key"
    return reading.rows(sql, (start, end))
