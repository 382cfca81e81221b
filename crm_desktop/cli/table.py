"""Aligned columns for a terminal, with Chinese characters counted as two places."""

import unicodedata
from collections.abc import Sequence

GAP = "  "
NARROWEST = 12


def table_lines(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    flexible: Sequence[int] = (),
    width: int | None = None,
) -> list[str]:
    """Return header and rows as lines; line ends inside a cell become spaces.

    Columns whose place is in ``right`` end flush. Where lines are longer than ``width``, the
    ``flexible`` columns are cut with an ellipsis, in the order named.
    """
    everything = [[" ".join(cell.split()) for cell in row] for row in (header, *rows)]
    widths = _widths(everything, flexible, width)
    return [
        GAP.join(
            _padded(cut(cell, widths[at]), widths[at], right=at in right)
            for at, cell in enumerate(row)
        ).rstrip()
        for row in everything
    ]


def places(text: str) -> int:
    """Return how many places a text takes on a terminal."""
    return sum(_places(character) for character in text)


def cut(text: str, most: int) -> str:
    """Return a text that takes at most so many places, with an ellipsis where it was longer."""
    if places(text) <= most:
        return text
    kept, left = "", most - 1
    for character in text:
        left -= _places(character)
        if left < 0:
            break
        kept += character
    return f"{kept.rstrip()}…"


def _widths(rows: Sequence[Sequence[str]], flexible: Sequence[int], limit: int | None) -> list[int]:
    widths = [max(places(row[at]) for row in rows) for at in range(len(rows[0]))]
    for at in flexible if limit is not None else ():
        excess = sum(widths) + len(GAP) * (len(widths) - 1) - (limit or 0)
        widths[at] = min(widths[at], max(NARROWEST, widths[at] - max(excess, 0)))
    return widths


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - places(text))
    return space + text if right else text + space
