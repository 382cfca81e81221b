"""A copy of an open file under another name, also of one whose name leads elsewhere by now."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.storage.database import Database
from crm_desktop.storage.drafts import drafted, publish
from crm_desktop.storage.encryption.header import copy_key_file
from crm_desktop.storage.engine import connect

PAGES_AT_ONCE = 1_024
"""4 MB are copied between two looks at whether to stop."""

# WORKAROUND: the driver gives the errors of its backup no name, only SQLite's text.
_FULL = "database or disk is full"


def copy_open(database: Database, path: Path, progress: Progress) -> None:
    """Copy what an open file holds to a path where nothing lies; encrypted it stays so.

    The pages are taken from the file that was opened, whatever lies at its path now. Raises
    InputError ``file_exists`` and ``folder_missing``, FailureError ``disk_full_for``,
    ``cannot_write`` or what is wrong with the file, and CancelledError; then there is no copy.
    """
    if path.exists():
        raise InputError("file_exists", path=str(path))
    if not path.parent.is_dir():
        raise InputError("folder_missing", path=str(path.parent))

    def copied(_status: int, remaining: int, total: int) -> None:
        progress.report(total - remaining, total)

    with drafted(path) as draft:
        try:
            with database.read() as reading, closing(connect(draft, database.key)) as target:
                reading.copy_pages(target, PAGES_AT_ONCE, copied)
                whole = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        except dbapi2.Error as error:
            if str(error) == _FULL:
                raise FailureError("disk_full_for", path=str(path)) from error
            raise FailureError("cannot_write", path=str(path), reason=str(error)) from error
        if whole != "ok":
            raise InputError("file_damaged", path=str(database.path))
        if database.key is not None:
            copy_key_file(database.path, path)
        publish(draft, path)
