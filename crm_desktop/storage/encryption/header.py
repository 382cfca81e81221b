"""Whether a file is encrypted and by which key, told from its first bytes."""

from pathlib import Path

from crm_desktop.domain.problems import FailureError
from crm_desktop.storage.durable import write_durably
from crm_desktop.storage.encryption.data_key import MAGIC, SALT_LENGTH, DataKey

KEY_ENDING = ".key"
_PLAIN = b"SQLite format 3\0"
_SAME_BYTES = (SALT_LENGTH - len(MAGIC)) // 2


def key_path(path: Path) -> Path:
    """Return where the key file of a customer file lies: beside it."""
    return path.with_name(path.name + KEY_ENDING)


def is_protected(path: Path) -> bool:
    """Return whether a file is encrypted; False where there is none or it can't be read.

    A file whose first bytes are damaged counts as encrypted where a key file lies beside it.
    """
    start = _first_bytes(path)
    if start.startswith(MAGIC):
        return True
    return len(start) == SALT_LENGTH and start != _PLAIN and key_path(path).exists()


def belongs(key: DataKey, path: Path) -> bool:
    """Return whether a file was encrypted with a key, though some of its first bytes be damaged.

    Half of them are enough: those of two keys agree in so many once in a billion.
    """
    start = _first_bytes(path)
    same = sum(a == b for a, b in zip(start[len(MAGIC) :], key.salt[len(MAGIC) :], strict=False))
    return not start.startswith(MAGIC) or same >= _SAME_BYTES


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


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SALT_LENGTH)
    except OSError:
        return b""
