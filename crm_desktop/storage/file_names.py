"""A customer file has one name: by a second one SQLite would keep a second log of the same file."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.domain.problems import InputError
from crm_desktop.storage.drafts import is_draft_of


def check_one_name(path: Path) -> None:
    """Raise InputError ``file_two_names`` for a file with a hard link beside it.

    Where the other name lies in another folder it is ``file_name_elsewhere``.

    A draft of ours is no second name: a killed program left it, and it is taken away.
    """
    if _names(path) < 2:
        return
    others = list(_beside(path))
    for other in others:
        if is_draft_of(other, path):
            with contextlib.suppress(OSError):
                other.unlink()
    if _names(path) < 2:
        return
    for other in others:
        if other.exists():
            raise InputError("file_two_names", path=str(path), other=str(other))
    raise InputError("file_name_elsewhere", path=str(path))


def _names(path: Path) -> int:
    try:
        return path.stat().st_nlink
    except OSError:
        return 1


def _beside(path: Path) -> Iterator[Path]:
    """Yield the other names of a file in its own folder."""
    real = path.resolve()
    with contextlib.suppress(OSError):
        for one in real.parent.iterdir():
            if one != real and not one.is_symlink() and one.samefile(real):
                yield one
