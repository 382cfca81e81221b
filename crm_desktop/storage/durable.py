"""Files that are there whole after a power cut, or are as they were."""

import contextlib
import errno
import os
from pathlib import Path

from crm_desktop.domain.problems import FailureError

_PRIVATE = 0o600
_ZEROS = bytes(1 << 20)
_NAME_LENGTH = 20


def write_durably(path: Path, content: bytes) -> None:
    """Write a small file for its owner's eyes in place of whatever is there.

    Raises FailureError ``disk_full_for`` or ``cannot_write``; what was there is then as it was.
    """
    from secrets import token_hex  # no window needs it to show its first rows

    # Named so that what a killed process left is swept away with the drafts of customer files.
    draft = path.with_name(f".{path.name[:_NAME_LENGTH]}.{token_hex(6)}.draft")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise write_failure(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def overwrite(path: Path) -> None:
    """Write zeros over a file nobody has open, as far as the file system keeps it in place."""
    with contextlib.suppress(OSError), path.open("rb+") as file:
        fill_with_zeros(file.fileno())


def fill_with_zeros(handle: int) -> None:
    """Write zeros over all of an open file, through to the disk; raises OSError."""
    size = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    for at in range(0, size, len(_ZEROS)):
        os.write(handle, _ZEROS[: size - at])
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system can open folders."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_failure(error: OSError, path: Path) -> FailureError:
    """Return what to tell of a file that could not be written."""
    if is_disk_full(error):
        return FailureError("disk_full_for", path=str(path))
    return FailureError("cannot_write", path=str(path), reason=error.strerror or str(error))


def is_disk_full(error: OSError) -> bool:
    """Return whether there was no room, on the disk or in what this person may use of it."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
