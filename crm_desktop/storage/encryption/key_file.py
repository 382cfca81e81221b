"""The key file beside an encrypted file: its data key, wrapped once for each passphrase."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.storage.durable import write_durably
from crm_desktop.storage.encryption.header import key_path
from crm_desktop.storage.encryption.wrapping import Slot

_FORMAT = "crm-desktop key file"
_VERSION = 1
_NOTE = (
    "Opens the encrypted customer file beside it, together with the passphrase. Keep both together."
)
_LARGEST = 64 * 1024


def read_slots(path: Path) -> tuple[Slot, ...]:
    """Return the slots of the key file of a customer file.

    Raises InputError ``key_file_missing``, ``key_file_newer`` and ``key_file_damaged``, and
    FailureError ``file_cannot_open``.
    """
    place = key_path(path)
    try:
        with place.open("rb") as file:
            content = file.read(_LARGEST)
    except FileNotFoundError as error:
        raise InputError("key_file_missing", path=str(path), key=str(place)) from error
    except OSError as error:
        raise FailureError("file_cannot_open", path=str(place)) from error
    try:
        document = json.loads(content)
        if document["checksum"] != _checksum(document):
            raise ValueError("checksum")
        is_newer = document["version"] > _VERSION
        slots = () if is_newer else tuple(map(Slot.from_json, document["slots"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("key_file_damaged", path=str(path), key=str(place)) from error
    if is_newer:
        raise InputError("key_file_newer", path=str(path), key=str(place))
    return slots


def write_slots(path: Path, slots: Iterable[Slot]) -> None:
    """Write the key file of a customer file, whole or not at all; raises FailureError."""
    document: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "note": _NOTE,
        "slots": [slot.as_json() for slot in slots],
    }
    document["checksum"] = _checksum(document)
    write_durably(key_path(path), json.dumps(document, indent=1).encode() + b"\n")


def _checksum(document: dict[str, Any]) -> str:
    """Return what tells a damaged file from a wrong passphrase; it protects from nobody."""
    said = {name: value for name, value in document.items() if name != "checksum"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
