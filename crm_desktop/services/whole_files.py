"""Writing files so that there is the whole new one or the old one, never a half."""

import contextlib
import glob
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from crm_desktop.domain.problems import InputError
from crm_desktop.storage.durable import write_failure

_KEPT_NAME = 40
_STALE_S = 24 * 60 * 60


def check_folder(path: Path) -> None:
    """Raise InputError ``folder_missing`` where the folder of ``path`` does not exist."""
    if not path.parent.is_dir():
        raise InputError("folder_missing", path=str(path.parent))


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` by a temporary file beside it and a rename.

    Raises FailureError ``disk_full_for`` or ``cannot_write``; the old file is then as it was.
    """
    with written_whole(path) as file:
        file.write(content)


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of ``path`` when the block ends well.

    Raises what :func:`write_whole` raises; after any error the old file is as it was.
    """
    check_folder(path)
    _sweep(path)
    draft = path.with_name(f".{os.getpid()}{_ending(path)}")
    try:
        with draft.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise write_failure(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def make_folder(path: Path) -> None:
    """Make a folder and its parents; raises FailureError ``cannot_write``."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_failure(error, path) from error


def _ending(path: Path) -> str:
    return f".{path.name[:_KEPT_NAME]}.part"


def _sweep(path: Path) -> None:
    """Remove the drafts of a file that killed processes left a day ago: they name customers."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f".*{glob.escape(_ending(path))}"):
            is_draft = left.name.removesuffix(_ending(path)).removeprefix(".").isdecimal()
            if is_draft and time.time() - left.stat().st_mtime > _STALE_S:
                left.unlink()
