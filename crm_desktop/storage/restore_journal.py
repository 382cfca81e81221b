"""A file put in the place of another, with its log: the old or the new, whenever a kill comes.

The draft of the new file is whole and lies beside the old one when the journal is written; from
then on the exchange is finished, now or when the file is opened next. A log of the old file is
never left for the new one, which SQLite would spoil with it.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from crm_desktop.domain.problems import FailureError
from crm_desktop.storage.durable import sync_folder, write_durably
from crm_desktop.storage.encryption.header import is_protected, key_path

_LOGS = ("-wal", "-shm", "-journal")


class Exchange(NamedTuple):
    """What is to be done: where the old file goes, whether it stays there, and its key file.

    ``takes_key`` is False where the key file beside the file opens the new one too.
    """

    aside: Path
    stays: bool
    takes_key: bool


def draft_path(path: Path) -> Path:
    """Return where the new file lies before it has its name."""
    real = _real(path)
    return real.with_name(f".{real.name}.restoring")


def journal_path(path: Path) -> Path:
    """Return where the journal of a file lies, the same by whatever link it is named."""
    real = _real(path)
    return real.with_name(f".{real.name}.restore.json")


def begin(path: Path, exchange: Exchange) -> None:
    """Write the journal, through to the disk: from now on there is the new file."""
    plan = {
        "aside": exchange.aside.name,
        "folder": exchange.aside.parent.name,
        "stays": exchange.stays,
        "takes_key": exchange.takes_key,
    }
    write_durably(journal_path(path), json.dumps(plan).encode())


def is_pending(path: Path) -> bool:
    """Return whether something of an exchange is left: to be finished, or a draft to be removed."""
    return journal_path(path).exists() or draft_path(path).exists()


def finish(path: Path) -> bool:
    """Finish an exchange that was begun and return whether there was one; safe to do again.

    A draft without a journal is what a kill left before that; it goes. To be asked by whoever
    holds the file. Raises FailureError ``restore_waits`` where a file can't be moved now; nothing
    is lost then.
    """
    path = _real(path)
    exchange = _planned(path)
    if exchange is None:
        with contextlib.suppress(OSError):
            forget(draft_path(path))
        return False
    try:
        if draft_path(path).exists():
            _exchange(path, exchange)
        elif not path.exists() and exchange.aside.exists():
            _move_with_logs(exchange.aside, path)  # whoever took the draft away shall lose nothing
        sync_folder(path.parent)
        if not exchange.stays:
            forget(exchange.aside)
        journal_path(path).unlink()
        sync_folder(path.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FailureError("restore_waits", path=str(path), reason=reason) from error
    return True


def forget(path: Path) -> None:
    """Remove a file with its logs and its key file."""
    for one in (path, key_path(path), *(path.with_name(path.name + log) for log in _LOGS)):
        one.unlink(missing_ok=True)


def give_up(path: Path) -> bool:
    """Take a journal back where nothing was moved yet, and return whether that was so."""
    exchange = _planned(path)
    if exchange is None or exchange.aside.exists() or not draft_path(path).exists():
        return False
    with contextlib.suppress(OSError):
        journal_path(path).unlink()
        forget(draft_path(path))
    return True


def _exchange(path: Path, exchange: Exchange) -> None:
    """Every step looks at what is there, so that it may be done again after a kill."""
    exchange.aside.parent.mkdir(mode=0o700, exist_ok=True)
    # The file goes before its log: without it nobody reads less than it held.
    _move_with_logs(path, exchange.aside)
    if exchange.takes_key:
        new_key = key_path(draft_path(path))
        if new_key.exists() or not is_protected(draft_path(path)):
            _move(key_path(path), key_path(exchange.aside))
        _move(new_key, key_path(path))
    sync_folder(exchange.aside.parent)
    sync_folder(path.parent)
    draft_path(path).replace(path)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _move_with_logs(path: Path, target: Path) -> None:
    for ending in ("", *_LOGS):
        _move(path.with_name(path.name + ending), target.with_name(target.name + ending))


def _move(path: Path, target: Path) -> None:
    if path.exists():
        path.replace(target)


def _planned(path: Path) -> Exchange | None:
    """Return what a journal says; one that can't be read was never whole, so nothing was moved."""
    try:
        plan = json.loads(journal_path(path).read_text(encoding="utf-8"))
        folder, name = str(plan["folder"]), str(plan["aside"])
        aside = _real(path).parent / Path(folder).name / Path(name).name
        return Exchange(aside, bool(plan["stays"]), bool(plan["takes_key"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FailureError("restore_waits", path=str(path), reason=str(error)) from error
