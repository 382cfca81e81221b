"""A folder of this person alone for a copy that is tried or read, gone afterwards."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_STALE_S = 24 * 60 * 60


@contextmanager
def private_folder(prefix: str, place: Path | None = None) -> Iterator[Path]:
    """Give a folder that :func:`make_private_folder` made for as long as the block runs."""
    folder = make_private_folder(prefix, place)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_private_folder(prefix: str, place: Path | None = None) -> Path:
    """Make a new folder in ``place``, else in that of temporary files; raises OSError.

    Those that a killed process left there a day ago go first: they hold what it had read.
    """
    _sweep(place or Path(tempfile.gettempdir()), prefix)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=place))


def _sweep(place: Path, prefix: str) -> None:
    with suppress(OSError):
        for left in list(place.glob(f"{prefix}*")):
            if left.is_dir() and time.time() - left.stat().st_mtime > _STALE_S:
                shutil.rmtree(left, ignore_errors=True)
