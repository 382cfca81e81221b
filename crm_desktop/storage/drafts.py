"""A new customer file is made beside its place and gets its name when it is whole."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.storage.durable import sync_folder

SUFFIXES = ("", "-wal", "-shm")
"""A file and what SQLite keeps beside it while it is open."""

_ENDING = ".draft"
_NAME_LENGTH = 20
_STALE_S = 24 * 60 * 60


@contextlib.contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Give a path for a draft of ``path``; whatever is left of the draft afterwards is removed.

    Drafts that a killed process left a day ago go first: they hold what it had read. Trouble with
    the draft is told of ``path``. Raises InputError ``log_left_behind`` where SQLite would take the
    log of another file for that of the new one.
    """
    for suffix in SUFFIXES[1:]:
        left = path.with_name(path.name + suffix)
        if left.exists() and not path.exists():
            raise InputError("log_left_behind", path=str(path), left=str(left))
    start = f".{path.name[:_NAME_LENGTH]}."
    _sweep(path.parent, start)
    draft = path.with_name(f"{start}{token_hex(6)}{_ENDING}")
    try:
        yield draft
    except CrmError as error:
        if error.problem.params.get("path") == str(draft):
            error.tell_of(path)
        raise
    finally:
        for suffix in SUFFIXES:
            with contextlib.suppress(OSError):
                draft.with_name(draft.name + suffix).unlink()


def publish(draft: Path, path: Path) -> None:
    """Give a closed draft its name, never in place of a file that came there meanwhile.

    Raises InputError ``file_made_meanwhile`` then, and FailureError ``cannot_write``, or
    ``disk_full`` where closing could not bring all of its log into the draft, which SQLite keeps
    to itself.
    """
    if draft.with_name(draft.name + SUFFIXES[1]).exists():
        raise FailureError("disk_full", path=str(path))
    try:
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            if path.exists():
                raise FileExistsError from None
            draft.rename(path)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise InputError("file_made_meanwhile", path=str(path)) from error
    except OSError as error:
        raise FailureError("cannot_write", path=str(path), reason=error.strerror) from error


def is_draft_of(other: Path, path: Path) -> bool:
    """Return whether a name is that of a draft of a file."""
    return other.name.startswith(f".{path.name[:_NAME_LENGTH]}.") and other.suffix == _ENDING


def _sweep(folder: Path, start: str) -> None:
    ends = tuple(_ENDING + suffix for suffix in SUFFIXES)
    with contextlib.suppress(OSError):
        for entry in list(folder.iterdir()):
            is_draft = entry.name.startswith(start) and entry.name.endswith(ends)
            if is_draft and time.time() - entry.stat().st_mtime > _STALE_S:
                entry.unlink()
