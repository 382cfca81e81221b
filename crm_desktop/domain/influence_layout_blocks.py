"""Blocks of a layout: things with a size that stand beside or below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

COLUMN = 220.0
"""From the middle of a box to that beside it, in map units."""
ROW = 112.0
"""From the middle of a box to that of who reports there; between them is room for arrows."""
STACK_ROW = 88.0
"""From the middle of a box to that below it where no arrow runs between."""
TALLEST = 64.0
"""The height of the largest box."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle with people in it: ``people`` are keys with the middle of their boxes.

    ``parts`` are further blocks with the place of their upper left corner. ``anchor`` is how far
    from the left its first person stands.
    """

    width: float
    height: float
    people: tuple[tuple[int, float, float], ...] = ()
    parts: tuple[tuple["Block", float, float], ...] = ()
    anchor: float = 0.0

    def flat(self) -> Iterator[tuple[int, float, float]]:
        """Yield everybody with the middle of their box."""
        waiting: list[tuple[Block, float, float]] = [(self, 0.0, 0.0)]
        while waiting:
            block, right, down = waiting.pop()
            for key, x, y in block.people:
                yield key, x + right, y + down
            waiting += [(one, right + x, down + y) for one, x, y in block.parts]


def beside(blocks: Sequence[Block], gap: float) -> Block:
    """Return blocks side by side, their upper edges level."""
    x, parts = 0.0, []
    for block in blocks:
        parts.append((block, x, 0.0))
        x += block.width + gap
    height = max((one.height for one in blocks), default=0.0)
    return Block(max(0.0, x - gap), height, parts=tuple(parts))


def below(blocks: Sequence[Block], gap: float) -> Block:
    """Return blocks one below the other, their left edges level."""
    y, parts = 0.0, []
    for block in blocks:
        parts.append((block, 0.0, y))
        y += block.height + gap
    width = max((one.width for one in blocks), default=0.0)
    return Block(width, max(0.0, y - gap), parts=tuple(parts))


def grid(keys: Sequence[int], across: int) -> Block:
    """Return people in rows of ``across``."""
    people = tuple(
        (key, (at % across + 0.5) * COLUMN, at // across * STACK_ROW + TALLEST / 2)
        for at, key in enumerate(keys)
    )
    rows = -(-len(keys) // across) if keys else 0
    width = min(across, len(keys)) * COLUMN
    return Block(width, max(0.0, (rows - 1) * STACK_ROW + TALLEST), people, anchor=width / 2)
