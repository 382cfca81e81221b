"""The keyring of the system: remembers keys for people who want to type no passphrase here.

Whoever can use this account can then open the file. Calls may wait for the system to ask a person,
so they stay off the UI thread. Without a keyring, as on a machine without a desktop, nothing is
remembered and nothing is said.
"""

from pathlib import Path
from typing import Any

from crm_desktop.storage.encryption.data_key import KEY_LENGTH, DataKey
from crm_desktop.storage.encryption.header import first_bytes

_SERVICE = "CRM Desktop"
_LEAST_PRIORITY = 1
"""Backends below it keep secrets in plain files, or nowhere."""


def can_remember() -> bool:
    """Return whether the system has a keyring that is safe to use."""
    return _backend() is not None


def remember(path: Path, key: DataKey) -> bool:
    """Keep the key of a file and return whether the system did; a moved file is still known."""
    keyring = _backend()
    if keyring is None:
        return False
    try:
        keyring.set_password(_SERVICE, key.salt.hex(), key.raw.hex())
    except _errors():
        return False
    return remembered(path) == key


def remembered(path: Path) -> DataKey | None:
    """Return the key the system remembers for a file, None where it has none that fits."""
    keyring = _backend()
    if keyring is None:
        return None
    start = first_bytes(path)
    try:
        raw = bytes.fromhex(keyring.get_password(_SERVICE, start.hex()) or "")
    except (ValueError, *_errors()):
        return None
    key = DataKey(raw) if len(raw) == KEY_LENGTH else None
    return key if key is not None and key.salt == start else None


def forget(path: Path) -> None:
    """Take the key of a file out of the keyring, where it is there."""
    keyring = _backend()
    if keyring is None:
        return
    try:
        if remembered(path) is not None:
            keyring.delete_password(_SERVICE, first_bytes(path).hex())
    except _errors():
        return


def _backend() -> Any:
    """Return the system's keyring, None where there is none worth the name."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        found = keyring.get_keyring()
        return found if found.priority >= _LEAST_PRIORITY else None
    except (*_errors(), RuntimeError):
        return None


def _errors() -> tuple[type[BaseException], ...]:
    """Return what a keyring raises: its own errors, and those of the bus or the system below it."""
    from keyring.errors import KeyringError

    return (KeyringError, OSError)
