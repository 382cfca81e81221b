"""Driver errors turned into expected trouble a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import CrmError, FailureError, InputError

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


def as_problem(error: dbapi2.Error, path: Path) -> CrmError | None:
    """Return the expected trouble behind ``error``, or None for what is a bug."""
    name = getattr(error, "sqlite_errorname", None) or ""
    base = "_".join(name.split("_")[:2])
    if base in _INPUT:
        return InputError(_INPUT[base], path=str(path))
    if base in _FAILURE:
        return FailureError(_FAILURE[base], path=str(path))
    return None


def raise_translated(error: dbapi2.Error, path: Path) -> NoReturn:
    """Raise ``error`` as InputError or FailureError; a bug is raised unchanged."""
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
