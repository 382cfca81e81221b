"""Whether a file is encrypted and by which key, told from its first bytes."""

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.storage.addresses import file_address
from crm_desktop.storage.durable import write_durably
from crm_desktop.storage.encryption.data_key import MAGIC, SALT_LENGTH, DataKey

KEY_ENDING = ".key"
_PLAIN = b"SQLite format 3\0"
_SAME_BYTES = (SALT_LENGTH - len(MAGIC)) // 2
_SMALLEST = 512


def key_path(path: Path) -> Path:
    """Return where the key file of a customer file lies: beside it, whatever link names it."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + KEY_ENDING)


def is_protected(path: Path) -> bool:
    """Return whether a file is encrypted; False where there is none or it can't be read.

    A file whose first bytes are damaged counts as encrypted where a key file lies beside it.
    """
    return _is_protected(first_bytes(path), path)


def is_plain(path: Path) -> bool:
    """Return whether a file begins as every SQLite file that is not encrypted."""
    return first_bytes(path) == _PLAIN


def fitting_key(path: Path, key: DataKey | None) -> DataKey | None:
    """Return the key to open a file with, None for a file that is not encrypted.

    Raises InputError ``file_protected`` where one is needed and ``key_of_other_file``.
    """
    start = first_bytes(path)
    if not _is_protected(start, path):
        return None
    if key is None:
        raise InputError("file_protected", path=str(path))
    if not is_opened_by(start, key.salt):
        raise InputError("key_of_other_file", path=str(path), key=str(key_path(path)))
    return key


def is_opened_by(start: bytes, salt: bytes) -> bool:
    """Return whether a file that starts so was encrypted with the key of a salt.

    Some of the bytes may be damaged: half of them are enough, in which those of two keys agree
    once in a billion. Where we would not even know them as ours, whatever key there is may fit.
    """
    if not start.startswith(MAGIC):
        return True
    pairs = zip(start[len(MAGIC) :], salt[len(MAGIC) :], strict=True)
    return sum(a == b for a, b in pairs) >= _SAME_BYTES


def _is_protected(start: bytes, path: Path) -> bool:
    if start.startswith(MAGIC):
        return True
    return bool(start) and start != _PLAIN and key_path(path).exists()


def copy_key_file(path: Path, copy: Path) -> None:
    """Give a copy of an encrypted file a key file of its own, so that it opens wherever it goes.

    Raises FailureError. Where the original has lost its own, the copy opens by the recovery code.
    """
    own = key_path(path)
    if own.exists():
        try:
            content = own.read_bytes()
        except OSError as error:
            raise FailureError("file_cannot_open", path=str(own)) from error
        write_durably(key_path(copy), content)


def first_bytes(path: Path) -> bytes:
    """Return the first 16 bytes of a file, nothing where it has none.

    The driver reads them, as the salt of a key that is tried on nothing: were we to open and close
    the file ourselves, the system would drop the locks this process holds on it.
    """
    try:
        if path.stat().st_size < _SMALLEST:
            return b""
        address = file_address(path.absolute(), "mode=ro")
        connection = dbapi2.connect(address, uri=True, isolation_level=None)
    except (OSError, ValueError, dbapi2.Error):
        return b""
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{'0' * 64}'\"")
        return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
    except dbapi2.Error:
        return b""
    finally:
        connection.close()
