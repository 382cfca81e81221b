"""One verified copy of an open customer file, and the check of a copy there is.

Readers and writers go on meanwhile: the copy is that of the moment it began.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.domain.backups import Contents
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.storage.durable import is_disk_full
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import APPLICATION_ID, connect
from crm_desktop.storage.errors import as_problem, translated
from crm_desktop.storage.read_only import has_log, may_write
from crm_desktop.storage.table_digest import fact_tables, table_digest

PAGES_AT_ONCE = 1_024
"""4 MB are copied between two looks at whether to stop."""

_LOOKED_EVERY = 100_000
_READ_AT_ONCE = 1 << 20
_STEPS = 100
_COPIED, _CHECKED = 40, 70
_OF_TARGET = frozenset({"disk_full", "file_read_only", "file_cannot_open", "disk_error"})
_REASONS = {
    "file_read_only": "Read-only file system",
    "file_cannot_open": "Permission denied",
    "disk_error": "Input/output error",
}
# WORKAROUND: the driver gives the errors of its backup no name, only SQLite's text.
_BY_TEXT = {
    "database or disk is full": "disk_full",
    "attempt to write a readonly database": "file_read_only",
    "unable to open database file": "file_cannot_open",
}
_MARK = "SELECT id, happened_at FROM operation ORDER BY id DESC LIMIT 1"


def write_copy(path: Path, key: DataKey | None, copy: Path, progress: Progress) -> Contents:
    """Copy a customer file to ``copy``, read the copy again, and return what both hold.

    The copy is one file without a log, written through to the disk. Raises what is wrong with the
    file, FailureError ``backup_disk_full``, ``backup_cannot_write`` or ``backup_not_same``, and
    CancelledError; a copy that is there then is none.
    """
    # On a disc one may only read, SQLite can't make what it wants beside the file.
    is_still = not may_write(path) and not has_log(path)
    with translated(path), closing(connect(path, key, is_still=is_still)) as source:
        source.execute("BEGIN")
        # What is read first fixes the moment for the digest and for the copy.
        expected = contents_of(source, _ticking(progress, 0))
        with _told_of_folder(copy):
            copy_pages(source, copy, key, progress)
    with _told_of_folder(copy):
        sync_file(copy)
        found = verified_contents(copy, key, progress)
    if found != expected:
        raise FailureError("backup_not_same", path=str(copy.parent))
    return found


def verified_contents(path: Path, key: DataKey | None, progress: Progress) -> Contents:
    """Return what a copy holds after reading every page of it; the copy is not touched.

    Raises InputError ``file_damaged`` or ``file_not_ours``, what else keeps it from being read,
    and CancelledError.
    """
    is_still = not has_log(path)
    with translated(path), closing(connect(path, key, is_still=is_still)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise InputError("file_not_ours", path=str(path))
        check_integrity(connection, path, progress)
        return contents_of(connection, _ticking(progress, _CHECKED))


def check_integrity(connection: Any, path: Path, progress: Progress) -> None:
    """Raise InputError ``file_damaged`` where SQLite finds anything wrong, or CancelledError."""
    with stopped_by(connection, _ticking(progress, _COPIED)):
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise InputError("file_damaged", path=str(path))


def contents_of(connection: Any, step: Callable[[], None] = lambda: None) -> Contents:
    """Return what a file of any schema holds; ``step`` may raise to stop."""
    names = set(fact_tables(connection))
    counts = {
        kind: connection.execute(f"SELECT count(*) FROM {kind.value}").fetchone()[0]
        for kind in Kind
        if kind.value in names
    }
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    return Contents(table_digest(connection, step), mark_of(connection), schema, counts)


def mark_of(connection: Any) -> str:
    """Return what names the newest entry of the change log, empty for an empty log."""
    found = connection.execute(_MARK).fetchone()
    return "" if found is None else f"{found[0]}@{found[1]}"


def write_log_beside(path: Path, key: DataKey | None) -> None:
    """Let a copy that was one file be written as customer files are: with a log beside it."""
    with translated(path), closing(connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def sync_file(path: Path) -> None:
    """Write a file through to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    running = sha256()
    with path.open("rb") as file:
        while part := file.read(_READ_AT_ONCE):
            running.update(part)
    return running.hexdigest()


@contextmanager
def stopped_by(connection: Any, step: Callable[[], None]) -> Iterator[None]:
    """Let ``step`` raise out of a long statement of SQLite."""
    raised: list[BaseException] = []

    def is_over() -> bool:
        try:
            step()
        except BaseException as error:  # the driver would turn it into an error of its own
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(is_over, _LOOKED_EVERY)
    try:
        yield
    except dbapi2.Error:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def copy_pages(source: Any, copy: Path, key: DataKey | None, progress: Progress) -> None:
    """Copy all pages as they are, unread; raises FailureError about the folder of the copy."""
    with closing(connect(copy, key)) as target:
        # A half copy is thrown away: it needs no log and no waiting for the disk.
        target.execute("PRAGMA synchronous=OFF")
        target.execute("PRAGMA journal_mode=OFF")

        def copied(_status: int, remaining: int, total: int) -> None:
            done = _COPIED * (total - remaining) // max(total, 1)
            progress.report(done, _STEPS)

        try:
            source.backup(target, pages=PAGES_AT_ONCE, progress=copied)
        except dbapi2.Error as error:
            raise _failure(_BY_TEXT.get(str(error), "disk_error"), copy.parent) from error
        target.execute("PRAGMA journal_mode=DELETE")


def _ticking(progress: Progress, done: int) -> Callable[[], None]:
    return lambda: progress.report(done, _STEPS)


@contextmanager
def _told_of_folder(copy: Path) -> Iterator[None]:
    """Tell trouble with a copy as trouble with its folder; the file itself is well."""
    folder = copy.parent
    try:
        yield
    except dbapi2.Error as error:
        problem = as_problem(error, copy)
        if problem is None or problem.problem.code not in _OF_TARGET:
            raise
        raise _failure(problem.problem.code, folder) from error
    except CrmError as error:
        code = error.problem.code
        if code == "file_damaged":
            raise FailureError("backup_not_same", path=str(folder)) from error
        if code in _OF_TARGET:
            raise _failure(code, folder) from error
        raise
    except OSError as error:
        raise os_failure(error, folder) from error


def _failure(code: str, folder: Path) -> FailureError:
    if code == "disk_full":
        return FailureError("backup_disk_full", path=str(folder))
    return FailureError("backup_cannot_write", path=str(folder), reason=_REASONS[code])


def os_failure(error: OSError, folder: Path) -> FailureError:
    """Return what to tell of a folder for backups that can't be written."""
    if is_disk_full(error):
        return FailureError("backup_disk_full", path=str(folder))
    return FailureError(
        "backup_cannot_write", path=str(folder), reason=error.strerror or str(error)
    )
