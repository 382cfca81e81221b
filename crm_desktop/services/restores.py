"""A backup put in the place of a customer file, after a look at what that would change.

Killed at any moment there is the old file or the restored one; what it replaces is kept as a
backup. Off the UI thread, with the file closed.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crm_desktop.domain.backups import Backup, Differences, Places, Reason
from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import backups
from crm_desktop.services.erase_backups import memory_of
from crm_desktop.services.erase_replay import Memory, replay
from crm_desktop.services.file_hold import FileHold
from crm_desktop.services.restored_copies import make_copy, readable
from crm_desktop.storage import backup_folder, restore_journal
from crm_desktop.storage.backup import sync_file
from crm_desktop.storage.backup_differences import counts_by_kind, differences_between
from crm_desktop.storage.database import (
    Database,
    open_file,
    schema_version,
    utc_now,
)
from crm_desktop.storage.durable import write_failure
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import fitting_key, is_protected, key_path
from crm_desktop.storage.file_lock import locked_alone

LOST_SHOWN = 20
"""So many entries of the change log that a restore would lose are told one by one."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; ``before`` is the file as it was, None where there was none.

    A ``before`` that is not verified is the damaged file itself with its log, set aside.
    ``erased`` came back with the backup and were erased again.
    """

    path: Path
    backup: Backup
    before: Backup | None
    erased: int = 0


def restore(
    path: Path,
    backup: Backup,
    places: Places,
    key: DataKey | None = None,
    progress: Progress | None = None,
    *,
    clock: Callable[[], datetime] = utc_now,
) -> Restored:
    """Put a backup in the place of a file, which may be damaged or gone; the file must be closed.

    ``key`` is that of the backup. Raises InputError ``file_held``, ``backup_damaged``,
    ``file_newer``, ``file_protected`` or ``key_of_other_file``, FailureError ``file_locked``,
    ``restore_no_room``, ``cannot_write`` or ``restore_waits``, and CancelledError. After any but
    ``restore_waits`` the old file is as it was.
    """
    named, path = path, Path(os.path.realpath(path))
    hold = FileHold.take(path)
    try:
        restore_journal.finish(path)
        with _told(path), _drafted(path) as draft:
            make_copy(backup, draft, key, progress or NoProgress())
            erased = _bring_up_to_memory(draft, memory_of(path, places, key), backup, key)
            before = _backed_up(path, key, places)
            stamp = _stamp(path)
            with locked_alone(path):
                # Whoever wrote after that backup keeps what was written: the file itself stays.
                kept = before if stamp == _stamp(path) else None
                aside = _aside(places, clock())
                takes_key = not _opens_with_same_key(path, draft, key)
                _exchange(path, restore_journal.Exchange(aside, kept is None, takes_key))
        return Restored(named, backup, kept or _set_aside(aside), erased)
    finally:
        hold.let_go()


def differences(
    path: Path, backup: Backup, key: DataKey | None = None, *, most: int = LOST_SHOWN
) -> Differences:
    """Return what putting a backup in the place of a file would change; nothing is written.

    ``key`` is that of the backup. Raises InputError ``backup_damaged``, ``file_protected`` or
    ``key_of_other_file``.
    """
    with readable(backup, key) as then:
        if path.is_file():
            try:
                with closing(Database(path, _key_of(path, key))) as now:
                    return differences_between(now, then, most)
            except CrmError as error:
                if error.problem.params.get("path") == str(backup.path):
                    raise
        with then.read() as reading:
            return Differences(counts_by_kind(reading), None)


def backup_at(path: Path) -> Backup:
    """Return a backup by its path, wherever it was brought; raises InputError ``file_missing``."""
    if not path.is_file():
        raise InputError("file_missing", path=str(path))
    for one in backup_folder.backups_in(path.parent):
        if one.path.name == path.name:
            return one
    found = path.stat()
    moment = datetime.fromtimestamp(found.st_mtime).astimezone()
    return Backup(path, 0, moment, Reason.BY_HAND, found.st_size, is_protected=is_protected(path))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell trouble of the system with the new file as expected trouble."""
    try:
        yield
    except OSError as error:
        raise write_failure(error, path) from error


@contextmanager
def _drafted(path: Path) -> Iterator[Path]:
    """Give the place for the new file; what is left there goes unless it is to be exchanged."""
    draft = restore_journal.draft_path(path)
    restore_journal.forget(draft)
    try:
        yield draft
    finally:
        if not restore_journal.journal_path(path).exists():
            with suppress(OSError):
                restore_journal.forget(draft)


def _backed_up(path: Path, key: DataKey | None, places: Places) -> Backup | None:
    """Make a backup of the file as it is; None where that can't be, so that it is set aside."""
    if not path.exists():
        return None
    try:
        # Looked at from outside first: SQLite would take away the log of what it can't open.
        schema_version(path, key, is_still=True)
        with closing(open_file(path, _key_of(path, key))) as database:
            return backups.make(database, Reason.BEFORE_RESTORE, places).backup
    except CrmError:
        return None


def _bring_up_to_memory(draft: Path, memory: Memory, backup: Backup, key: DataKey | None) -> int:
    """Erase in the draft whom the file knows as erased, and let its log of exports go on."""
    with closing(Database(draft, _key_of(draft, key))) as database:
        note = TrustNote(TrustCode.RESTORED, name=backup.path.name)
        count = replay(database, memory, note)
    sync_file(draft)
    return count


def _key_of(path: Path, key: DataKey | None) -> DataKey | None:
    try:
        return fitting_key(path, key)
    except InputError:
        return None


def _opens_with_same_key(path: Path, draft: Path, key: DataKey | None) -> bool:
    """True where the key file there is opens the new file too: its passphrase is the newest."""
    is_same = is_protected(draft) and _key_of(path, key) is not None
    return is_same and key_path(path).exists()


def _stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Return what tells whether somebody wrote to a file or to its log meanwhile."""
    found = []
    for one in (path, path.with_name(f"{path.name}-wal")):
        with suppress(OSError):
            stat = one.stat()
            found.append((stat.st_size, stat.st_mtime_ns))
    return tuple(found)


def _aside(places: Places, now: datetime) -> Path:
    name = backup_folder.name_of(backups.next_number(places), now, Reason.BEFORE_RESTORE)
    return places.beside / name


def _set_aside(aside: Path) -> Backup | None:
    return backup_at(aside) if aside.exists() else None


def _exchange(path: Path, exchange: restore_journal.Exchange) -> None:
    restore_journal.begin(path, exchange)
    try:
        restore_journal.finish(path)
    except FailureError as error:
        if restore_journal.give_up(path):
            raise FailureError("file_locked", path=str(path)) from error
        raise
