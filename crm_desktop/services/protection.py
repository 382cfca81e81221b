"""Encrypted customer files: made so, opened by passphrase or recovery code, and given new keys.

Everything here is slow on purpose or by its size and stays off the UI thread: a passphrase takes
half a second, writing a file of 100,000 customers again some 20.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.passphrases import is_long_enough
from crm_desktop.domain.problems import CrmError, FailureError, InputError, Problem
from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import backups
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.file_hold import FileHold
from crm_desktop.services.files import finish_restore, revision
from crm_desktop.services.passphrase_strength import strength
from crm_desktop.services.system_keyring import can_remember, forget, remember, remembered
from crm_desktop.services.trust_log import note_alone
from crm_desktop.storage.database import (
    SCHEMA_VERSION,
    check_file,
    open_file,
    schema_version,
)
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import first_bytes, is_opened_by, is_protected, key_path
from crm_desktop.storage.encryption.key_file import read_slots, write_slots
from crm_desktop.storage.encryption.recovery_code import MistypedError, key_of_code, recovery_code
from crm_desktop.storage.encryption.wrapping import Cost, Slot, unwrap, wrap
from crm_desktop.storage.reencryption import Keys, write_again

__all__ = [
    "Cost",
    "DataKey",
    "back_up_first",
    "can_remember",
    "change_passphrase",
    "check_plain",
    "forget",
    "is_protected",
    "key_path",
    "looks_like_code",
    "prepared",
    "protect",
    "recovery_code",
    "remember",
    "remembered",
    "rotate_key",
    "strength",
    "unlock",
    "unprotect",
]

USUAL_COST = Cost()
"""What a guess costs where nobody says otherwise."""


def unlock(path: Path, secret: str) -> DataKey:
    """Return the key of an encrypted file for a passphrase or a recovery code.

    Raises InputError ``file_not_protected``, ``passphrase_wrong``, ``recovery_code_wrong``,
    ``recovery_code_mistyped``, ``key_file_missing``, ``key_file_damaged``, ``key_file_newer`` or
    ``key_of_other_file``, what ``check_file`` raises, and FailureError.
    """
    finish_restore(path)
    check_file(path)
    if not is_protected(path):
        raise InputError("file_not_protected", path=str(path))
    start = first_bytes(path)
    try:
        key = key_of_code(secret)
    except MistypedError as error:
        raise InputError("recovery_code_mistyped", line=error.line) from error
    if key is None:
        return _key_for_passphrase(path, start, secret)
    if not is_opened_by(start, key.salt):
        raise InputError("recovery_code_wrong", path=str(path))
    return key


def looks_like_code(text: str) -> bool:
    """Return whether a text has the form of a recovery code, mistyped or not."""
    try:
        return key_of_code(text) is not None
    except MistypedError:
        return True


def check_plain(path: Path) -> None:
    """Raise InputError ``file_already_protected``, or what ``check_file`` raises."""
    check_file(path)
    if is_protected(path):
        raise InputError("file_already_protected", path=str(path))


def protect(
    path: Path, passphrase: str, progress: Progress | None = None, *, cost: Cost | None = None
) -> str:
    """Encrypt a closed file and return its recovery code, which is kept nowhere.

    The old content is overwritten, as far as the file system keeps it in place. Killed at any
    moment there is the old file or the new one. Raises InputError ``file_already_protected``,
    ``passphrase_short``, ``file_held``, what keeps a file from opening, FailureError, and
    CancelledError; the file is then as it was.
    """
    key = DataKey.new()
    with _held(path) as real:
        check_plain(real)
        _check_schema(real, None)
        write_slots(real, [_slot(key, passphrase, cost)])
        try:
            write_again(real, Keys(None, key), progress or NoProgress())
        finally:
            if not is_protected(real):
                _leave(real, [])
    _note(real, key, TrustCode.PROTECTED)
    return recovery_code(key)


def unprotect(path: Path, secret: str, progress: Progress | None = None) -> None:
    """Make a plain file of a closed encrypted one and remove its key file.

    Raises what :func:`unlock` and :func:`protect` raise; the file is then as it was.
    """
    key = unlock(path, secret)
    with _held(path) as real:
        _check_schema(real, key)
        forget(real)
        write_again(real, Keys(key, None), progress or NoProgress())
        _leave(real, [])
    _note(real, None, TrustCode.UNPROTECTED)


def back_up_first(path: Path, key: DataKey, config: Path) -> tuple[Problem, ...]:
    """Back up an encrypted file under its present key, before it is written again under another.

    Only what the newest backup does not hold yet; a plain file that is to be encrypted gets none,
    which anybody could read. Returns what went wrong: it need keep nobody from going on.
    """
    places = places_of(path, config)
    try:
        with closing(open_file(path, key)) as database:
            if not revision(database):
                return ()
            made = backups.make_if_changed(database, Reason.BEFORE_REKEY, places)
    except FailureError as error:
        return (error.problem,)
    return made.troubles if made else ()


def change_passphrase(path: Path, old: str, new: str, *, cost: Cost | None = None) -> None:
    """Wrap the key of a file with a new passphrase; the file itself and its code stay the same.

    ``old`` may be the recovery code, and the key file may be lost. Key files of backups made before
    keep the old passphrase. Raises what :func:`unlock` raises and ``passphrase_short``; the key
    file is then as it was.
    """
    key = unlock(path, old)
    write_slots(path, [_slot(key, new, cost)])
    _note(path, key, TrustCode.WORDS_CHANGED)


def rotate_key(
    path: Path,
    secret: str,
    passphrase: str,
    progress: Progress | None = None,
    *,
    cost: Cost | None = None,
) -> str:
    """Write a closed file again under a new key and return its new recovery code.

    The old code opens it no more. Until the new file is there the key file opens both, the old one
    by the old passphrase. Raises what :func:`unlock` and :func:`protect` raise.
    """
    old, new = unlock(path, secret), DataKey.new()
    slot = _slot(new, passphrase, cost)
    with _held(path) as real:
        _check_schema(real, old)
        before = _slots_of(real, old)
        write_slots(real, [*before, slot])
        forget(real)
        try:
            write_again(real, Keys(old, new), progress or NoProgress())
        finally:
            is_new = is_opened_by(first_bytes(real), new.salt)
            _leave(real, [slot] if is_new else before)
    _note(real, new, TrustCode.KEY_ROTATED)
    return recovery_code(new)


@contextmanager
def prepared(path: Path, passphrase: str, *, cost: Cost | None = None) -> Iterator[DataKey]:
    """Give a key for a file that is to be made at ``path``, with its key file already there.

    Where no file was made in the block, no key file is left. Raises InputError ``file_exists``,
    ``folder_missing``, ``key_file_left_behind``, ``passphrase_short`` and FailureError.
    """
    if path.exists():
        raise InputError("file_exists", path=str(path))
    if not path.parent.is_dir():
        raise InputError("folder_missing", path=str(path.parent))
    if key_path(path).exists():
        raise InputError("key_file_left_behind", path=str(path), key=str(key_path(path)))
    key = DataKey.new()
    write_slots(path, [_slot(key, passphrase, cost)])
    try:
        yield key
    finally:
        if not path.exists():
            _leave(path, [])


def _key_for_passphrase(path: Path, start: bytes, passphrase: str) -> DataKey:
    slots = read_slots(path)
    ours = [slot for slot in slots if is_opened_by(start, slot.opens)]
    keys = (unwrap(slot, passphrase) for slot in ours or slots)
    key = next(filter(None, keys), None)
    if key is None:
        raise InputError("passphrase_wrong", path=str(path))
    if not ours:
        raise InputError("key_of_other_file", path=str(path), key=str(key_path(path)))
    return key


def _slot(key: DataKey, passphrase: str, cost: Cost | None) -> Slot:
    if not is_long_enough(passphrase):
        raise InputError("passphrase_short")
    return wrap(key, passphrase, cost or USUAL_COST)


def _slots_of(path: Path, key: DataKey) -> list[Slot]:
    """Return the slots that hold a key; none where the recovery code opened a file without them."""
    try:
        return [slot for slot in read_slots(path) if slot.opens == key.salt]
    except InputError:
        return []


def _leave(path: Path, slots: list[Slot]) -> None:
    if slots:
        write_slots(path, slots)
    else:
        with suppress(OSError):
            key_path(path).unlink()


@contextmanager
def _held(path: Path) -> Iterator[Path]:
    """Hold a file against windows and give the place it really has, so that a link stays one."""
    finish_restore(path)
    check_file(path)
    real = Path(os.path.realpath(path))
    hold = FileHold.take(real)
    try:
        yield real
    finally:
        hold.let_go()


def _check_schema(path: Path, key: DataKey | None) -> None:
    if schema_version(path, key) > SCHEMA_VERSION:
        raise InputError("file_newer", path=str(path))


def _note(path: Path, key: DataKey | None, code: TrustCode) -> None:
    """Note what was done; where that fails, it was done all the same and its code is needed."""
    with suppress(CrmError), closing(open_file(path, key)) as database:
        note_alone(database, TrustNote(code))
