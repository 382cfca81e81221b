"""A data key wrapped by a passphrase.

Argon2id makes the passphrase slow to guess, ChaCha20-Poly1305 tells a wrong one from the right one.
"""

import json
import secrets
import unicodedata
from dataclasses import dataclass, fields
from typing import Any

from crm_desktop.storage.encryption.data_key import KEY_LENGTH, DataKey

_SALT_BYTES = 16
_NONCE_BYTES = 12
_CHECKED_BYTES = KEY_LENGTH + 16
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 100
_MOST_LANES = 64


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs; kept with the key, so that it can grow in newer programs.

    Twice the memory that RFC 9106 advises where memory is short: 0.3 to 0.5 s on a laptop.
    """

    memory_kib: int = 128 * 1024
    passes: int = 3
    lanes: int = 4

    def is_bearable(self) -> bool:
        """False for what would only keep a machine busy; no program of ours writes it."""
        limits = (_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES)
        values = (self.memory_kib, self.passes, self.lanes)
        is_in_range = all(1 <= one <= most for one, most in zip(values, limits, strict=True))
        return is_in_range and self.memory_kib >= 8 * self.lanes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to a data key; ``opens`` are the first bytes of the file that the key opens."""

    opens: bytes
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def __post_init__(self) -> None:
        lengths = (len(self.salt), len(self.nonce), len(self.wrapped))
        if lengths != (_SALT_BYTES, _NONCE_BYTES, _CHECKED_BYTES) or not self.cost.is_bearable():
            raise ValueError("not a slot of ours")

    def as_json(self) -> dict[str, Any]:
        """Return what the key file keeps of it."""
        return {
            "kind": "passphrase",
            "kdf": "argon2id",
            "cipher": "chacha20-poly1305",
            **{field.name: getattr(self.cost, field.name) for field in fields(Cost)},
            "opens": self.opens.hex(),
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Slot":
        """Return what :meth:`as_json` wrote; raises ValueError, KeyError or TypeError else."""
        cost = Cost(**{field.name: int(record[field.name]) for field in fields(Cost)})
        parts = (bytes.fromhex(record[name]) for name in ("salt", "nonce", "wrapped"))
        return cls(bytes.fromhex(record["opens"]), cost, *parts)


def wrap(key: DataKey, passphrase: str, cost: Cost) -> Slot:
    """Return a slot in which a passphrase finds a key; takes as long as ``cost`` says."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    cipher = _cipher(passphrase, salt, cost)
    bound = _bound(key.salt, cost)
    return Slot(key.salt, cost, salt, nonce, cipher.encrypt(nonce, key.raw, bound))


def unwrap(slot: Slot, passphrase: str) -> DataKey | None:
    """Return the key of a slot, None for a wrong passphrase; takes as long as the slot says."""
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(passphrase, slot.salt, slot.cost)
    try:
        return DataKey(cipher.decrypt(slot.nonce, slot.wrapped, _bound(slot.opens, slot.cost)))
    except InvalidTag:
        return None


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> Any:
    # Only whoever opens an encrypted file waits for these.
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt,
        length=KEY_LENGTH,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return ChaCha20Poly1305(kdf.derive(_plain(passphrase)))


def _plain(passphrase: str) -> bytes:
    """Return a passphrase as bytes, the same from every keyboard: full-width signs count as theirs
    of half the width, composed letters as one."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _bound(opens: bytes, cost: Cost) -> bytes:
    """Return what a slot says of itself and nobody may change without the passphrase."""
    said = {"opens": opens.hex(), "memory_kib": cost.memory_kib, "passes": cost.passes}
    return json.dumps(said | {"lanes": cost.lanes}, sort_keys=True).encode()
