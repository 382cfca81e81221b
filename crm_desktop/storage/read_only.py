"""Files one may only read: a stick with its switch set, a disc, a share, somebody else's folder.

SQLite wants to write beside a file it reads. Where all is in the file itself it is read as it
stands; where its log holds more, or its schema is older, a private copy of both is read instead.
"""

import contextlib
import os
import shutil
from pathlib import Path

from crm_desktop.storage.durable import write_failure

_FOLDER = "crm-desktop-read-"
_LOG = "-wal"


def may_write(path: Path) -> bool:
    """Return whether the file and its folder may be written to, as far as the system says."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def has_log(path: Path) -> bool:
    """Return whether part of what the file holds stands in the log beside it."""
    log = path.with_name(path.name + _LOG)
    with contextlib.suppress(OSError):
        return log.stat().st_size > 0
    return False


def private_copy(path: Path) -> Path:
    """Copy a file with its log into a folder nobody else may look into; encrypted it stays so.

    Copies a killed process left a day ago go first. Raises FailureError ``disk_full_for`` or
    ``cannot_write``.
    """
    from crm_desktop.storage.private_folder import make_private_folder  # few files need it

    try:
        copy = make_private_folder(_FOLDER) / path.name
        try:
            shutil.copyfile(path, copy)
            if has_log(path):
                shutil.copyfile(path.with_name(path.name + _LOG), copy.with_name(path.name + _LOG))
        except BaseException:
            forget_copy(copy)
            raise
    except OSError as error:
        raise write_failure(error, path) from error
    return copy


def forget_copy(copy: Path) -> None:
    """Remove a private copy with all beside it."""
    shutil.rmtree(copy.parent, ignore_errors=True)
