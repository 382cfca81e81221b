"""Aligned columns for a terminal, with Chinese characters counted as two places."""

import unicodedata
from collections.abc import Sequence

GAP = "  "


def table_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> list[str]:
    """Return header and rows as lines; columns whose place is in ``right`` end flush."""
    everything = [list(header), *(list(row) for row in rows)]
    widths = [max(width(row[at]) for row in everything) for at in range(len(header))]
    return [
        GAP.join(
            _padded(cell, widths[at], right=at in right) for at, cell in enumerate(row)
        ).rstrip()
        for row in everything
    ]


def width(text: str) -> int:
    """Return how many places a text takes on a terminal."""
    return sum(_places(character) for character in text)


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _padded(text: str, places: int, *, right: bool) -> str:
    space = " " * (places - width(text))
    return space + text if right else text + space
