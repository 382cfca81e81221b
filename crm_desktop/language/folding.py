"""One key for all the ways a name is written: case, accents, width, traditional or simplified."""

import re
import unicodedata
from functools import cache

from crm_desktop.language.tables import simplified

# Letters that Unicode does not take apart into a letter and its accent.
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ȷ": "j", "ŋ": "n",
    "ĸ": "k", "æ": "ae", "œ": "oe", "þ": "th", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ɨ": "i", "ʉ": "u",
    "ɉ": "j", "ƀ": "b", "ǥ": "g", "ƶ": "z", "ȼ": "c", "ⱥ": "a", "ɫ": "l", "ƙ": "k", "ə": "e",
    "ǝ": "e", "ʼ": "'", "ʻ": "'", "’": "'", "‘": "'", "‛": "'",
    "‐": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "・": "·", "•": "·", "‧": "·", "∙": "·", "⋅": "·", "᛫": "·",
}  # fmt: skip
_MARK_BLOCKS = (
    range(0x0300, 0x0370), range(0x0483, 0x0488), range(0x0591, 0x05C8), range(0x0610, 0x06EE),
    range(0x0730, 0x074B), range(0x08D3, 0x0900), range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00),
    range(0x20D0, 0x20F1), range(0xFE20, 0xFE30),
)  # fmt: skip
_ZEROS = (
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810,
)  # fmt: skip
# No form of Unicode takes these apart or puts them together; most Chinese names are nothing else.
_is_everyday_han = re.compile("[\u4e00-\u9fff]+").fullmatch
_INVISIBLE = (0x00AD, 0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


def fold(text: str) -> str:
    """`text` as a key for search, duplicates and conflict checks (D26): lower case, no accents
    (Łódź → lodz, ß → ss, ı → i), half width, simplified characters, ASCII digits. Idempotent.

    Vowel signs of Indic scripts, kana voicing and Hangul stay: they are letters, not accents.
    """
    if text.isascii():
        return text.lower()
    if _is_everyday_han(text) and simplified().keys().isdisjoint(text):
        return text
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_table())
    return unicodedata.normalize("NFKC", text)


@cache
def _table() -> dict[int, str | None]:
    marks = (code for block in _MARK_BLOCKS for code in block if _is_accent(code))
    table: dict[int, str | None] = dict.fromkeys((*_INVISIBLE, *marks))
    table |= {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    table |= {ord(source): target for source, target in _LETTERS.items()}
    return table | {ord(source): target for source, target in simplified().items()}


def _is_accent(code: int) -> bool:
    """Unicode's combining classes: 1 overlays, 10-36 Hebrew and Arabic points, 200+ accents."""
    combining = unicodedata.combining(chr(code))
    return combining == 1 or 10 <= combining <= 36 or combining >= 200
