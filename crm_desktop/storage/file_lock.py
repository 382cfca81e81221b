"""Keeping every other program off a customer file that is about to be replaced."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desktop.domain.problems import FailureError

_SHARED_FROM, _SHARED_BYTES = 0x40000002, 510
"""Where SQLite locks a file (SHARED_FIRST of its os.h); who has it open holds one of these."""

if sys.platform == "win32":

    @contextmanager
    def locked_alone(path: Path) -> Iterator[None]:
        """Do nothing: a file that somebody has open can't be renamed there."""
        del path
        yield

else:
    import fcntl

    @contextmanager
    def locked_alone(path: Path) -> Iterator[None]:
        """Let nobody open the file meanwhile; a missing file needs no lock.

        Raises FailureError ``file_locked`` where a program has it open, ``file_cannot_open`` where
        there is no right to it. To be used by who has no connection to it.
        """
        try:
            handle = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            yield
            return
        except OSError as error:
            raise FailureError("file_cannot_open", path=str(path)) from error
        try:
            try:
                mode = fcntl.LOCK_EX | fcntl.LOCK_NB
                fcntl.lockf(handle, mode, _SHARED_BYTES, _SHARED_FROM)
            except OSError as error:
                raise FailureError("file_locked", path=str(path)) from error
            yield
        finally:
            os.close(handle)
