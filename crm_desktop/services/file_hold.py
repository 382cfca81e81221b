"""One window a file: a lock beside it that the system lets go of when its holder dies."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from crm_desktop.domain.problems import InputError


class FileHold:
    """The right to write a customer file by hand; kept until it is let go or the process ends."""

    def __init__(self, path: Path, lock: IO[bytes] | None) -> None:
        self._path, self._lock = path, lock

    @classmethod
    def take(cls, file: Path) -> Self:
        """Hold a file; raises InputError ``file_held`` where a window already does.

        Where no lock can be written beside the file, as on a medium that is only read, nothing is
        held: whoever writes there fails by itself.
        """
        path = lock_path(file)
        while True:
            try:
                lock = path.open("ab")
            except OSError:
                return cls(path, None)
            if not _try_lock(lock):
                lock.close()
                raise InputError("file_held", path=str(file))
            if _is_still(lock, path):
                return cls(path, lock)
            lock.close()

    def let_go(self) -> None:
        """Give the right back; safe to call twice."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        if sys.platform != "win32":  # an open file can't be removed there
            with suppress(OSError):  # a drive that was pulled: the lock goes with it
                self._path.unlink()
        with suppress(OSError):
            lock.close()


def check_free(file: Path) -> None:
    """Raise InputError ``file_held`` where a window holds the file."""
    if lock_path(file).exists():
        FileHold.take(file).let_go()


def lock_path(file: Path) -> Path:
    """Return where the lock of a file lies, the same by whatever link the file is named."""
    real = Path(os.path.realpath(file))
    return real.with_name(f".{real.name}.lock")


def _is_still(lock: IO[bytes], path: Path) -> bool:
    """False when the holder before removed the file that was locked here."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(lock: IO[bytes]) -> bool:
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(lock: IO[bytes]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
