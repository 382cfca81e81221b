"""Backups of a customer file: made, copied to a second folder, listed, pruned.

Nothing here needs the UI thread; a backup of 100,000 customers takes some seconds.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from crm_desktop.domain.backup_plan import superfluous
from crm_desktop.domain.backups import Backup, Made, Places, Reason
from crm_desktop.domain.problems import CrmError, FailureError, InputError, Problem
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.services.backup_places import claim
from crm_desktop.services.file_hold import FileHold
from crm_desktop.storage import backup_folder
from crm_desktop.storage.backup import file_hash, mark_of, os_failure, sync_file, write_copy
from crm_desktop.storage.database import Database
from crm_desktop.storage.durable import sync_folder
from crm_desktop.storage.encryption.header import copy_key_file

_HELD = "making"


def make(
    database: Database, reason: Reason, places: Places, progress: Progress | None = None
) -> Made:
    """Make a backup now, verify it, copy it to the second folder, and remove what may go.

    Where the main folder can't be written the backup lies beside the file, and that is told as a
    trouble, as is all that is wrong with the second folder. Raises FailureError
    ``backup_disk_full``, ``backup_cannot_write``, ``backup_folder_missing``, ``backup_not_same`` or
    ``backup_under_way``, what is wrong with the file itself or where it lay (``file_gone``,
    ``file_replaced``), and CancelledError; no half backup is ever left.
    """
    database.connections.place.check()
    title = next_number(places), reason
    made, troubles = _make_in_first(database, title, places, progress or NoProgress())
    _prune(made.path.parent)
    if places.second is not None and made.path.parent != places.second:
        try:
            made = replace(made, copies=(_copied(made, places.second, database.path),))
            _prune(places.second)
        except CrmError as error:
            troubles.append(_of_second(error))
    return Made(made, tuple(troubles))


def make_if_changed(
    database: Database, reason: Reason, places: Places, progress: Progress | None = None
) -> Made | None:
    """Make a backup where the newest one holds something else; raises what :func:`make` raises."""
    return make(database, reason, places, progress) if is_due(database, places) else None


def is_due(database: Database, places: Places) -> bool:
    """Return whether something was written since the newest good backup that is still there."""
    newest = newest_good(database.path, places)
    if newest is None or newest.contents is None:
        return True
    with database.read() as reading:
        return newest.contents.mark != mark_of(reading)


def all_of(path: Path, places: Places) -> tuple[Backup, ...]:
    """Return every backup of a file that can be reached now, the newest number first.

    One that lies in two folders stands once, with the other as its copy. Copies that migrations
    made stand last.
    """
    found: dict[str, Backup] = {}
    for folder in folders_of(places):
        for one in backup_folder.backups_in(folder):
            known = found.get(one.path.name)
            if known is None:
                found[one.path.name] = one
            elif one.is_verified and not known.is_verified:
                found[one.path.name] = replace(one, copies=(*known.copies, known.path))
            else:
                found[one.path.name] = replace(known, copies=(*known.copies, one.path))
    newest_first = sorted(found.values(), key=lambda one: (one.number, one.made_at), reverse=True)
    return (*newest_first, *backup_folder.copies_before_migration(path))


def good_of(path: Path, places: Places) -> Iterator[Backup]:
    """Yield the verified backups of a file, the newest first."""
    return (one for one in all_of(path, places) if one.is_verified)


def newest_good(path: Path, places: Places) -> Backup | None:
    """Return the newest verified backup of a file that can be reached now."""
    return next(good_of(path, places), None)


def next_number(places: Places) -> int:
    """Return the number that no backup in any of the folders has had."""
    return 1 + max(map(backup_folder.newest_number, folders_of(places)))


def folders_of(places: Places) -> list[Path]:
    """Return the folders where backups may lie, each once, the main one first."""
    folders = (places.own, places.beside, places.second)
    return list(dict.fromkeys(one for one in folders if one is not None))


def remove(backup: Backup) -> None:
    """Remove a backup and its copies; what can't be removed stays."""
    for path in (backup.path, *backup.copies):
        backup_folder.remove(path)


def _make_in_first(
    database: Database, title: tuple[int, Reason], places: Places, progress: Progress
) -> tuple[Backup, list[Problem]]:
    troubles: list[Problem] = []
    folders = list(dict.fromkeys((places.own, places.beside)))
    for folder in folders:
        try:
            return _made_in(folder, database, title, progress), troubles
        except FailureError as error:
            code = error.problem.code
            if folder == folders[-1] or not code.startswith("backup_"):
                raise
            troubles.append(Problem("backup_beside", {"path": str(folder)}))
    raise AssertionError("there is always a folder")


def _made_in(
    folder: Path, database: Database, title: tuple[int, Reason], progress: Progress
) -> Backup:
    number, reason = title
    moment = database.clock().replace(microsecond=0)
    path = folder / backup_folder.name_of(number, moment, reason)
    with held_folder(folder, database.path):
        part = folder / f"{path.name}{backup_folder.PART}"
        try:
            contents = write_copy(database.path, database.key, part, progress)
            made = Backup(
                path,
                number,
                moment,
                reason,
                part.stat().st_size,
                contents,
                file_hash(part),
                is_protected=database.key is not None,
                is_verified=True,
            )
            _publish(made, part, database.path)
        except OSError as error:
            raise os_failure(error, folder) from error
        finally:
            with suppress(OSError):
                part.unlink()
    return made


def _publish(backup: Backup, part: Path, key_of: Path) -> None:
    """Give a whole and synced file its name, after all that belongs beside it."""
    with _told_as_backup(backup.path.parent):
        backup_folder.write_note(backup, backup.path)
        if backup.is_protected:
            copy_key_file(key_of, backup.path)
    part.replace(backup.path)
    sync_folder(backup.path.parent)


def _copied(backup: Backup, folder: Path, file: Path) -> Path:
    """Copy a backup to another folder, byte for byte and read again; return where it lies."""
    target = folder / backup.path.name
    with held_folder(folder, file):
        part = folder / f"{target.name}{backup_folder.PART}"
        try:
            shutil.copyfile(backup.path, part)
            sync_file(part)
            if file_hash(part) != backup.sha256:
                raise FailureError("backup_not_same", path=str(folder))
            _publish(replace(backup, path=target), part, backup.path)
        except OSError as error:
            raise os_failure(error, folder) from error
        finally:
            with suppress(OSError):
                part.unlink()
    return target


def _prune(folder: Path) -> None:
    for one in superfluous(backup_folder.backups_in(folder)):
        backup_folder.remove(one.path)


@contextmanager
def held_folder(folder: Path, file: Path) -> Iterator[None]:
    """Make a folder where need be and be the only one who makes backups in it.

    Raises FailureError ``backup_folder_missing`` where the folder it lies in is not there: a drive
    that is not plugged in.
    """
    if not folder.parent.is_dir():
        raise FailureError("backup_folder_missing", path=str(folder.parent))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise FailureError("backup_cannot_write", path=str(folder), reason="Permission denied")
        hold = FileHold.take(folder / _HELD)
    except InputError as error:
        raise FailureError("backup_under_way", path=str(folder)) from error
    except OSError as error:
        raise os_failure(error, folder) from error
    try:
        claim(folder, file)
        backup_folder.sweep(folder)
        yield
    finally:
        hold.let_go()


@contextmanager
def _told_as_backup(folder: Path) -> Iterator[None]:
    """Tell what can't be written beside a backup as trouble with its folder."""
    try:
        yield
    except FailureError as error:
        if error.problem.code == "disk_full_for":
            raise FailureError("backup_disk_full", path=str(folder)) from error
        reason = error.problem.params.get("reason", "")
        raise FailureError("backup_cannot_write", path=str(folder), reason=reason) from error


def _of_second(error: CrmError) -> Problem:
    """Return what to tell of the second folder; the backup itself was made."""
    params = {"reason": "", **error.problem.params}
    match error.problem.code:
        case "backup_disk_full":
            return Problem("second_disk_full", params)
        case "backup_folder_missing":
            return Problem("second_folder_missing", params)
        case _:
            return Problem("second_cannot_write", params)
