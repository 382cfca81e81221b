"""Driver errors turned into expected trouble a person can act on."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.storage.encryption.header import is_protected

_INPUT = {"SQLITE_NOTADB": "file_not_ours", "SQLITE_CORRUPT": "file_damaged"}
_FAILURE = {
    "SQLITE_BUSY": "file_locked",
    "SQLITE_LOCKED": "file_locked",
    "SQLITE_PROTOCOL": "file_locked",
    "SQLITE_FULL": "disk_full",
    "SQLITE_READONLY": "file_read_only",
    "SQLITE_CANTOPEN": "file_cannot_open",
    "SQLITE_PERM": "file_cannot_open",
    "SQLITE_IOERR": "disk_error",
}
# WORKAROUND: the driver gives the errors of a backup no name, and SQLCipher those of its export
# one that says nothing; only SQLite's text tells.
_BY_TEXT = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "database is locked": "SQLITE_BUSY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
# The driver gives it no name; no text of ours was ever anything but UTF-8.
_NO_TEXT = "Could not decode to UTF-8"
_LEAST_ROOM = 64 * 1024


class TookTooLongError(Exception):
    """A reading with a limit gave up; nothing is wrong with the file."""


def as_problem(error: dbapi2.Error, path: Path) -> CrmError | None:
    """Return the expected trouble behind ``error``, or None for what is a bug."""
    if str(error).startswith(_NO_TEXT):
        return InputError("file_damaged", path=str(path))
    name = getattr(error, "sqlite_errorname", None) or ""
    if name in ("", "SQLITE_ERROR"):
        name = _BY_TEXT.get(str(error), name)
    base = "_".join(name.split("_")[:2])
    if base == "SQLITE_NOTADB" and is_protected(path):
        return InputError("file_damaged", path=str(path))
    if base in _INPUT:
        return InputError(_INPUT[base], path=str(path))
    if base == "SQLITE_IOERR" and _is_full(path):
        return FailureError("disk_full", path=str(path))
    if base in _FAILURE:
        return FailureError(_FAILURE[base], path=str(path))
    return None


def _is_full(path: Path) -> bool:
    """True where not even the shared memory beside a file can grow, which is no broken disk."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def raise_translated(error: dbapi2.Error, path: Path) -> NoReturn:
    """Raise ``error`` as InputError or FailureError; a bug is raised unchanged.

    A reading that was to give up raises TookTooLongError.
    """
    if getattr(error, "sqlite_errorname", None) == "SQLITE_INTERRUPT":
        raise TookTooLongError from error
    problem = as_problem(error, path)
    if problem is None:
        raise error
    raise problem from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise driver errors as InputError or FailureError; bugs pass unchanged."""
    try:
        yield
    except dbapi2.Error as error:
        raise_translated(error, path)
    except UnicodeDecodeError as error:  # the driver could not even say what is wrong
        raise InputError("file_damaged", path=str(path)) from error
