"""Counting what a reader takes for one character."""

import unicodedata

_JOINER = "\u200d"
_FLAGS = ("\U0001f1e6", "\U0001f1ff")


def count_graphemes(text: str) -> int:
    """How many characters a reader sees: marks, joined emoji and flags count with their first.

    Close to Unicode's rule (UAX 29); Hangul letters that are not composed count one by one.
    """
    count, previous, flags = 0, "", 0
    for character in text:
        flags = flags + 1 if _FLAGS[0] <= character <= _FLAGS[1] else 0
        is_second_flag = flags > 0 and flags % 2 == 0
        if not (is_second_flag or previous == _JOINER or _continues(character)) or not count:
            count += 1
        previous = character
    return count


def _continues(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in (_JOINER, "\u200c")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )
