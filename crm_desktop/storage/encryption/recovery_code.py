"""The recovery code: the key of a file as a person can print it, keep it and type it again."""

import unicodedata
from hashlib import blake2b

from crm_desktop.storage.encryption.data_key import KEY_LENGTH, DataKey

LINES = 4
GROUPS_A_LINE = 4
_GROUP = 4
_LINE_CHARACTERS = GROUPS_A_LINE * _GROUP
_KEY_BYTES = KEY_LENGTH // LINES
_CHECK_BYTES = 2
_BITS = 5
# Without I, L, O and U, which are misread; what is typed for them is understood.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")


class MistypedError(ValueError):
    """A text has the form of a recovery code and one of its lines, from 1, is wrong."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def recovery_code(key: DataKey) -> str:
    """Return the code of a key: four lines of four groups of four characters.

    Every line ends in a check of its own, so that a slip is found where it was made.
    """
    parts = (key.raw[at : at + _KEY_BYTES] for at in range(0, KEY_LENGTH, _KEY_BYTES))
    return "\n".join(
        _grouped(part + _check(number, part)) for number, part in enumerate(parts, start=1)
    )


def key_of_code(text: str) -> DataKey | None:
    """Return the key of a code however it was typed, None for a text of another form.

    Raises MistypedError.
    """
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).upper()))
    plain = plain.translate(_MISREAD)
    if len(plain) != LINES * _LINE_CHARACTERS or not set(plain) <= set(_ALPHABET):
        return None
    lines = [plain[at : at + _LINE_CHARACTERS] for at in range(0, len(plain), _LINE_CHARACTERS)]
    return DataKey(b"".join(_part(number, line) for number, line in enumerate(lines, start=1)))


def _part(number: int, line: str) -> bytes:
    value = 0
    for character in line:
        value = value << _BITS | _ALPHABET.index(character)
    content = value.to_bytes(_KEY_BYTES + _CHECK_BYTES, "big")
    part, check = content[:_KEY_BYTES], content[_KEY_BYTES:]
    if check != _check(number, part):
        raise MistypedError(number)
    return part


def _check(number: int, part: bytes) -> bytes:
    return blake2b(part, digest_size=_CHECK_BYTES, salt=bytes([number])).digest()


def _grouped(content: bytes) -> str:
    value = int.from_bytes(content, "big")
    places = range(_BITS * (_LINE_CHARACTERS - 1), -1, -_BITS)
    line = "".join(_ALPHABET[value >> place & 31] for place in places)
    return " ".join(line[at : at + _GROUP] for at in range(0, _LINE_CHARACTERS, _GROUP))
