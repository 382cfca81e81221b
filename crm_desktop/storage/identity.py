"""World-wide identities of records: UUID version 7 (RFC 9562), so that files can be merged."""

import os
from datetime import datetime

_RANDOM_BYTES = 10
_VERSION = 0x70
_VARIANT = 0x80


def new_uids(count: int, now: datetime) -> list[bytes]:
    """Return ``count`` UUIDv7 of 16 bytes that carry ``now`` in milliseconds."""
    stamp = int(now.timestamp() * 1000).to_bytes(6, "big")
    noise = bytearray(os.urandom(_RANDOM_BYTES * count))
    noise[0::_RANDOM_BYTES] = bytes(_VERSION | byte & 0x0F for byte in noise[0::_RANDOM_BYTES])
    noise[2::_RANDOM_BYTES] = bytes(_VARIANT | byte & 0x3F for byte in noise[2::_RANDOM_BYTES])
    return [
        stamp + noise[start : start + _RANDOM_BYTES]
        for start in range(0, len(noise), _RANDOM_BYTES)
    ]
