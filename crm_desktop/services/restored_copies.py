"""A copy of a backup that is ready to be a customer file: read whole and brought up to date."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from crm_desktop.domain.backups import Backup
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.storage.backup import sync_file, verified_contents, write_log_beside
from crm_desktop.storage.database import SCHEMA_VERSION, Database
from crm_desktop.storage.durable import is_disk_full, write_failure
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import copy_key_file, fitting_key, is_protected
from crm_desktop.storage.read_only import has_log
from crm_desktop.storage.restore_journal import forget

_WITH_LOG = ("", "-wal")


def make_copy(backup: Backup, copy: Path, key: DataKey | None, progress: Progress) -> None:
    """Copy a backup, read the copy whole, bring it up to date, and write it to the disk.

    Raises InputError ``backup_damaged``, ``file_newer``, ``file_protected`` or
    ``key_of_other_file``, FailureError ``restore_no_room`` or ``cannot_write``, and CancelledError.
    """
    try:
        _copy_with_log(backup.path, copy)
    except OSError as error:
        if is_disk_full(error):
            raise FailureError("restore_no_room", path=str(copy.parent)) from error
        raise write_failure(error, copy.parent) from error
    used = key_for(copy, backup, key)
    try:
        found = verified_contents(copy, used, progress)
    except InputError as error:
        raise InputError("backup_damaged", path=str(backup.path)) from error
    if found.schema > SCHEMA_VERSION:
        raise InputError("file_newer", path=str(backup.path))
    if backup.contents is not None and found != backup.contents:
        raise InputError("backup_damaged", path=str(backup.path))
    if found.schema < SCHEMA_VERSION:
        # Only for a copy of an older schema: what upgrades it takes a second to import.
        from crm_desktop.storage.migrations.upgrade import upgrade

        forget(upgrade(copy, used))
    write_log_beside(copy, used)
    sync_file(copy)


@contextmanager
def readable(backup: Backup, key: DataKey | None) -> Iterator[Database]:
    """Give a backup to read, as it is; raises InputError ``backup_damaged``."""
    used = key_for(backup.path, backup, key)
    still = None if has_log(backup.path) else backup.path
    try:
        with closing(Database(backup.path, used, read_from=still)) as database:
            yield database
    except InputError as error:
        if error.problem.params.get("path") == str(backup.path):
            raise InputError("backup_damaged", path=str(backup.path)) from error
        raise


def key_for(path: Path, backup: Backup, key: DataKey | None) -> DataKey | None:
    """Return what opens a copy of a backup; raises ``file_protected``, ``key_of_other_file``."""
    try:
        return fitting_key(path, key)
    except InputError as error:
        error.tell_of(backup.path)
        raise


def _copy_with_log(source: Path, target: Path) -> None:
    for ending in _WITH_LOG:
        part = source.with_name(source.name + ending)
        if part.exists():
            shutil.copyfile(part, target.with_name(target.name + ending))
    if is_protected(source):
        copy_key_file(source, target)
