"""Who was erased from a file: known again by a salted hash, so that nobody comes back unseen."""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Tombstone
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.types import from_moment, to_moment
from crm_desktop.storage.writing import Writing

_SALT_BYTES = 16


def add(work: Writing, kind: Kind, uids: Iterable[bytes]) -> list[Tombstone]:
    """Note that records of these identities were erased now; return what was not noted yet."""
    found = work.one("SELECT salt FROM tombstone ORDER BY id DESC LIMIT 1")
    # One salt for all of a file: a restore then hashes each record once, not once a tombstone.
    salt = bytes(found[0]) if found else secrets.token_bytes(_SALT_BYTES)
    return carry(work, [Tombstone(kind, salt, digest_of(salt, uid), work.now) for uid in uids])


def carry(work: Writing, stones: Iterable[Tombstone]) -> list[Tombstone]:
    """Take tombstones in as they are and return those that were not here yet."""
    known = set(stored(work))
    new = [one for one in stones if one not in known]
    work.execute_many(
        "INSERT INTO tombstone (kind, salt, digest, erased_at) VALUES (?, ?, ?, ?)",
        ((one.kind.value, one.salt, one.digest, to_moment(one.erased_at)) for one in new),
    )
    return new


def stored(reading: Reading) -> list[Tombstone]:
    """Return every tombstone in the order of its making."""
    rows = reading.rows("SELECT kind, salt, digest, erased_at FROM tombstone ORDER BY id")
    return [
        Tombstone(Kind(kind), bytes(salt), bytes(digest), from_moment(moment))
        for kind, salt, digest, moment in rows
    ]


def risen(reading: Reading) -> list[tuple[Kind, int]]:
    """Return kind and key of who is in the file although a tombstone says they were erased."""
    found = []
    stones = stored(reading)
    for kind, salt in dict.fromkeys((one.kind, one.salt) for one in stones):
        erased = {one.digest for one in stones if (one.kind, one.salt) == (kind, salt)}
        rows = reading.rows(f"SELECT id, uid FROM {kind.value} ORDER BY id")
        found += [(kind, key) for key, uid in rows if digest_of(salt, bytes(uid)) in erased]
    return found


def known_as(reading: Reading, kind: Kind, uid: bytes) -> str:
    """Return the salted hash of somebody who was erased, as hexadecimal digits."""
    found = reading.one(
        "SELECT salt FROM tombstone WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind.value,)
    )
    return digest_of(bytes(found[0]), uid).hex() if found else ""


def identity(reading: Reading, kind: Kind, key: int) -> bytes:
    """Return the identity of a record, empty where there is none."""
    found = reading.one(f"SELECT uid FROM {kind.value} WHERE id = ?", (key,))
    return bytes(found[0]) if found else b""


def digest_of(salt: bytes, uid: bytes) -> bytes:
    """Return what a tombstone keeps of an identity."""
    return sha256(salt + uid).digest()
