"""The key of one encrypted file: 32 random bytes that never show themselves.

No dataclass: a plain file is opened for its first rows without loading what makes them.
"""

KEY_LENGTH = 32
MAGIC = b"CRMDC1"
"""How an encrypted file of ours begins; a plain one begins as every SQLite file does."""

SALT_LENGTH = 16
_MARK = b"crm-desktop file"


class DataKey:
    """Opens the pages of one file; equal keys open the same files."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_LENGTH:
            raise ValueError("a data key has 32 bytes")
        self._raw = raw

    @property
    def raw(self) -> bytes:
        """The 32 bytes."""
        return self._raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and self._raw == other.raw

    def __hash__(self) -> int:
        return hash(self._raw)

    def __repr__(self) -> str:
        return "DataKey()"

    @classmethod
    def new(cls) -> "DataKey":
        """Return a key nobody has."""
        from secrets import token_bytes

        return cls(token_bytes(KEY_LENGTH))

    @property
    def salt(self) -> bytes:
        """The first 16 bytes of a file of this key: ours, and told from that of other keys.

        A salt keeps two files of one passphrase apart. No two keys of ours are equal, so it may
        follow from the key; a one-way hash of 32 random bytes tells nothing of them.
        """
        # Hashes take milliseconds to load, which only an encrypted file is worth.
        from hashlib import blake2b

        check = blake2b(self.raw, digest_size=SALT_LENGTH - len(MAGIC), person=_MARK)
        return MAGIC + check.digest()

    def key_specification(self) -> str:
        """Return what PRAGMA key and ATTACH take: the raw key and the salt. Never to be shown."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"
