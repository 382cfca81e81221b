"""Writing files so that there is the whole new one or the old one, never a half."""

import contextlib
import errno
import os
from pathlib import Path

from crm_desktop.domain.problems import FailureError, InputError


def check_folder(path: Path) -> None:
    """Raise InputError ``folder_missing`` where the folder of ``path`` does not exist."""
    if not path.parent.is_dir():
        raise InputError("folder_missing", path=str(path.parent))


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` by a temporary file beside it and a rename.

    Raises FailureError ``disk_full_for`` or ``cannot_write``; the old file is then as it was.
    """
    check_folder(path)
    draft = path.with_name(f".{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise _failure(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def make_folder(path: Path) -> None:
    """Make a folder and its parents; raises FailureError ``cannot_write``."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failure(error, path) from error


def _failure(error: OSError, path: Path) -> FailureError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FailureError("disk_full_for", path=str(path))
    return FailureError("cannot_write", path=str(path), reason=error.strerror or str(error))
