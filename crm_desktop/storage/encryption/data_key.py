"""The key of one encrypted file: 32 random bytes that never show themselves."""

from dataclasses import dataclass, field

KEY_LENGTH = 32
MAGIC = b"CRMDC1"
"""How an encrypted file of ours begins; a plain one begins as every SQLite file does."""

SALT_LENGTH = 16
_MARK = b"crm-desktop file"


@dataclass(frozen=True, slots=True)
class DataKey:
    """Opens the pages of one file; equal keys open the same files."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_LENGTH:
            raise ValueError("a data key has 32 bytes")

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
