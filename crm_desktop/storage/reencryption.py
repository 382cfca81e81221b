"""A customer file written again under another key, or none, in place of the old one.

The new file is made beside the old one, read again and compared, and takes its name in one step:
killed at any moment, there is the old file or the new one. Nobody else can open the file meanwhile.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_desktop.domain.backups import Contents
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.progress import Progress
from crm_desktop.storage.backup import check_integrity, contents_of, stopped_by, sync_file
from crm_desktop.storage.drafts import SUFFIXES, drafted
from crm_desktop.storage.durable import fill_with_zeros, overwrite, sync_folder, write_failure
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import BUSY_TIMEOUT_MS, connect
from crm_desktop.storage.errors import translated

_STEPS = 100
_READ, _WRITTEN = 20, 60


@dataclass(frozen=True, slots=True)
class Keys:
    """The key of a file as it is and the one it is to have; None is a plain file."""

    old: DataKey | None
    new: DataKey | None


def write_again(
    path: Path, keys: Keys, progress: Progress, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS
) -> None:
    """Write a closed file again under another key, and overwrite what the old one held.

    Raises InputError ``file_damaged`` and what else is wrong with the file, FailureError
    ``file_locked`` where another program has it open, ``cannot_write``, ``disk_full`` or
    ``copy_not_same``, and CancelledError; the file is then as it was.
    """
    with _told(path), drafted(path) as draft, _overwritten(path) as overwrite_old:
        with closing(connect(path, keys.old, busy_timeout_ms=busy_timeout_ms)) as source:
            _have_alone(source)
            expected = contents_of(source, lambda: progress.report(0, _STEPS))
            progress.report(_READ, _STEPS)
            with stopped_by(source, lambda: progress.report(_READ, _STEPS)):
                _export(source, draft, keys.new)
            _verify(draft, keys.new, (path, expected), progress)
            shutil.copymode(path, draft)
            _forget_log(source, path)
            _replace(source, draft, path)
        overwrite_old()


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell trouble of the driver and of the system as expected trouble."""
    try:
        with translated(path):
            yield
    except OSError as error:
        raise write_failure(error, path) from error


def _have_alone(connection: Any) -> None:
    """Keep everybody else from the file until the connection is closed; fails where one is open."""
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(FULL)")


def _export(source: Any, draft: Path, new_key: DataKey | None) -> None:
    specification = new_key.key_specification() if new_key else ""
    source.execute("ATTACH ? AS draft KEY ?", (str(draft), specification))
    try:
        # A half draft is thrown away: it needs no log and no waiting for the disk.
        source.execute("PRAGMA draft.journal_mode=OFF")
        source.execute("PRAGMA draft.synchronous=OFF")
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('draft')").fetchone()
        for name in ("application_id", "user_version"):
            value = source.execute(f"PRAGMA main.{name}").fetchone()[0]
            source.execute(f"PRAGMA draft.{name}={int(value)}")
        source.execute("COMMIT")
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        source.execute("DETACH draft")


def _verify(
    draft: Path, key: DataKey | None, wanted: tuple[Path, Contents], progress: Progress
) -> None:
    """Write the draft through to the disk and read every page and row of it again."""
    path, expected = wanted
    progress.report(_WRITTEN, _STEPS)
    sync_file(draft)
    with closing(connect(draft, key)) as connection:
        with stopped_by(connection, lambda: progress.report(_WRITTEN, _STEPS)):
            check_integrity(connection, draft, progress)
        found = contents_of(connection, lambda: progress.report(_WRITTEN, _STEPS))
        if found != expected:
            raise FailureError("copy_not_same", path=str(path))
        connection.execute("PRAGMA journal_mode=WAL")
    sync_file(draft)


def _forget_log(source: Any, path: Path) -> None:
    """Overwrite the log beside the old file, which holds what was written last, and leave it.

    All of it is in the file by now; closing would else remove what another program begins there.
    """
    overwrite(path.with_name(path.name + SUFFIXES[1]))
    source.execute("PRAGMA journal_mode=DELETE")


def _replace(source: Any, draft: Path, path: Path) -> None:
    if sys.platform == "win32":  # an open file can't be replaced there
        source.close()
    try:
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        source.execute("PRAGMA journal_mode=WAL")
        raise write_failure(error, path) from error


@contextlib.contextmanager
def _overwritten(path: Path) -> Iterator[Callable[[], None]]:
    """Give what writes zeros over a file that lost its name meanwhile.

    As far as the file system keeps them in place. Opened and closed while the driver has the file
    open, a handle of ours would take its locks away: it spans all of that. On Windows it would
    keep the file from being replaced, and nothing is overwritten.
    """
    if sys.platform == "win32":
        yield lambda: None
        return
    old = os.open(path, os.O_RDWR)

    def overwrite_old() -> None:
        with contextlib.suppress(OSError):
            fill_with_zeros(old)

    try:
        yield overwrite_old
    finally:
        os.close(old)
