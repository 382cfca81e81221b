"""The keyring of the system: remembers keys for people who want to type no passphrase here.

Whoever can use this account can then open the file. Calls may wait for the system to ask a person,
so they stay off the UI thread. Without a keyring, as on a machine without a desktop, nothing is
remembered and nothing is said.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from crm_desktop.storage.encryption.data_key import KEY_LENGTH, DataKey
from crm_desktop.storage.encryption.header import first_bytes

_SERVICE = "CRM Desktop"
_LEAST_PRIORITY = 1
"""Backends below it keep secrets in plain files, or nowhere."""

T = TypeVar("T")


def can_remember() -> bool:
    """Return whether the system has a keyring that is safe to use."""
    return _asked(bool, False)


def remember(path: Path, key: DataKey) -> bool:
    """Keep the key of a file and return whether the system did; a moved file is still known."""
    name, secret = key.salt.hex(), key.raw.hex()
    _asked(lambda keyring: keyring.set_password(_SERVICE, name, secret), None)
    return remembered(path) == key


def remembered(path: Path) -> DataKey | None:
    """Return the key the system remembers for a file, None where it has none that fits."""
    start = first_bytes(path)
    secret = _asked(lambda keyring: keyring.get_password(_SERVICE, start.hex()), None)
    try:
        raw = bytes.fromhex(secret or "")
    except ValueError:
        return None
    key = DataKey(raw) if len(raw) == KEY_LENGTH else None
    return key if key is not None and key.salt == start else None


def forget(path: Path) -> None:
    """Take the key of a file out of the keyring, where it is there."""
    if remembered(path) is not None:
        name = first_bytes(path).hex()
        _asked(lambda keyring: keyring.delete_password(_SERVICE, name), None)


def _asked(ask: Callable[[Any], T], otherwise: T) -> T:
    """Return what the system's keyring answers, ``otherwise`` where there is none worth the name.

    What goes wrong in it is an error of its system, of a bus or of a person who said no, and comes
    as any exception; none of them may keep a file shut.
    """
    try:
        import keyring

        found = keyring.get_keyring()
        return ask(found) if found.priority >= _LEAST_PRIORITY else otherwise
    except Exception:
        return otherwise
