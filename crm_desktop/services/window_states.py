"""How the window on a file was left, kept in the file itself: what is sought names customers."""

import json
from collections.abc import Mapping
from typing import Any

from crm_desktop.storage import state
from crm_desktop.storage.database import Database

_PREFIX = "window"
_STATE, _UNKEPT_CODE = f"{_PREFIX}:state", f"{_PREFIX}:recovery-code-unkept"


def keep(database: Database, left: Mapping[str, Any]) -> None:
    """Keep pages and filters; leaves no entry in the change log. Raises FailureError."""
    with database.write("window") as work:
        state.write(work, _STATE, json.dumps(dict(left)))


def kept(database: Database) -> dict[str, Any]:
    """Return what was kept last, empty where nothing was."""
    with database.read() as reading:
        stored = dict(state.starting(reading, f"{_PREFIX}:")).get(_STATE, "{}")
    found = json.loads(stored)
    return found if isinstance(found, dict) else {}


def note_code(database: Database, *, is_kept: bool) -> None:
    """Note whether the person said that the recovery code is kept outside the file."""
    with database.write("window") as work:
        if is_kept:
            state.remove(work, _UNKEPT_CODE)
        else:
            state.write(work, _UNKEPT_CODE, "true")


def is_code_unkept(database: Database) -> bool:
    """Return whether a recovery code was made that nobody has said to have kept."""
    with database.read() as reading:
        return any(key == _UNKEPT_CODE for key, _ in state.starting(reading, f"{_PREFIX}:"))
