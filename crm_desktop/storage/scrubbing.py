"""Cleaning what SQLite leaves in free space and in its log after an erase.

``secure_delete`` overwrites what is deleted, yet pages that were balanced keep copies of what once
stood in them; only a file that was written anew is known to have none.
"""

from contextlib import closing
from pathlib import Path
from typing import Any

from crm_desktop.domain.problems import FailureError
from crm_desktop.storage import state
from crm_desktop.storage.database import Database
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect
from crm_desktop.storage.errors import translated
from crm_desktop.storage.writing import Writing

_KEY = "erase:unclean"
IN_MEMORY_BYTES = 200_000_000
"""A larger file is written anew by way of the disk, not of memory."""


def mark_unclean(work: Writing) -> None:
    """Remember, in the transaction of an erase, that the file is still to be cleaned."""
    state.write(work, _KEY, "true")


def is_unclean(database: Database) -> bool:
    """True after an erase whose cleaning did not come to its end."""
    with database.read() as reading:
        return bool(state.starting(reading, _KEY.partition(":")[0] + ":"))


def scrub(database: Database) -> None:
    """Write the file anew and empty its log; takes about a second for 100 MB.

    Raises FailureError ``file_locked`` while another reads an older state of the file, or
    ``disk_full``; the file stays marked then, and the next opening cleans it.
    """
    with translated(database.path):
        connection = database.connections.take()
        try:
            is_large = database.path.stat().st_size > IN_MEMORY_BYTES
            connection.execute(f"PRAGMA temp_store={'FILE' if is_large else 'MEMORY'}")
            _empty_log(connection, database.path)
            connection.execute("VACUUM")
            connection.execute("DELETE FROM state WHERE key = ?", (_KEY,))
            _empty_log(connection, database.path)
        finally:
            connection.execute("PRAGMA temp_store=MEMORY")
            database.connections.give_back(connection)


def leave_no_log(path: Path, key: DataKey | None) -> None:
    """Let a closed file be one file again, as backups are."""
    with translated(path), closing(connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def finish(database: Database) -> None:
    """Clean a file whose erase was cut short; raises like :func:`scrub`."""
    if is_unclean(database):
        scrub(database)


def _empty_log(connection: Any, path: Path) -> None:
    is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise FailureError("file_locked", path=str(path))
