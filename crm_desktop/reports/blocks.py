"""Measured blocks of a page: each knows its height before it is drawn and can be cut in rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.reports.style import HAIRLINE, HAIRLINE_PT


class Block(Protocol):
    """Something with a height that draws itself downwards from a top edge, all in points."""

    @property
    def height(self) -> float:
        """Height in points."""

    @property
    def words(self) -> float:
        """What it takes to read, in words; two Chinese characters count as one."""

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw with the upper left corner at ``x``, ``top``."""

    def rows(self) -> "tuple[Block, ...]":
        """The block cut where a page may end; itself where it can't be cut."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other with a gap between them; the height is summed up once."""

    blocks: tuple[Block, ...]
    gap: float = 0.0
    height: float = field(init=False)

    def __post_init__(self) -> None:
        gaps = self.gap * max(len(self.blocks) - 1, 0)
        object.__setattr__(self, "height", sum(one.height for one in self.blocks) + gaps)

    @property
    def words(self) -> float:
        """The words of all blocks."""
        return sum(one.words for one in self.blocks)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the blocks downwards."""
        for block in self.blocks:
            block.draw(canvas, x, top)
            top -= block.height + self.gap

    def rows(self) -> tuple[Block, ...]:
        """The rows of all blocks, the gap kept behind each block but the last."""
        found: list[Block] = []
        for number, block in enumerate(self.blocks):
            if number and self.gap:
                found.append(Space(self.gap))
            found.extend(block.rows())
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks side by side, each at its distance from the left; cut along its tallest block."""

    parts: tuple[tuple[float, Block], ...]
    height: float = field(init=False)

    def __post_init__(self) -> None:
        tallest = max((block.height for _, block in self.parts), default=0.0)
        object.__setattr__(self, "height", tallest)

    @property
    def words(self) -> float:
        """The words of all blocks."""
        return sum(block.words for _, block in self.parts)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw all blocks from one top edge."""
        for offset, block in self.parts:
            block.draw(canvas, x + offset, top)

    def rows(self) -> tuple[Block, ...]:
        """The tallest block's rows, the other blocks standing beside the first of them."""
        if not self.parts:
            return ()
        tallest = max(self.parts, key=lambda part: part[1].height)
        first, *rest = tallest[1].rows() or (Space(0.0),)
        others = [part for part in self.parts if part is not tallest]
        if any(block.height > first.height * 1.5 for _, block in others):
            return (self,)
        head = Beside((*others, (tallest[0], first)))
        return (head, *(Beside(((tallest[0], block),)) for block in rest))


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height."""

    height: float
    words: float = 0.0

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw nothing."""

    def rows(self) -> tuple[Block, ...]:
        """Itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark of fixed height painted by a function of canvas, left and top.

    Its words don't count, so a block painted whole is exempt from the budget of page 1.
    """

    height: float
    paint: Callable[[Canvas, float, float], None]
    words: float = 0.0

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Paint it."""
        self.paint(canvas, x, top)

    def rows(self) -> tuple[Block, ...]:
        """Itself."""
        return (self,)


def hairline(width: float, *, above: float = 2.0, below: float = 2.0) -> Drawn:
    """A thin line with space above and below."""

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        canvas.line(x, top - above, x + width, top - above)

    return Drawn(above + below, paint)


def exempt(block: Block) -> Drawn:
    """A block whose words don't count: labels and headings, which are looked at and not read."""
    return Drawn(block.height, block.draw)


def pages_of(blocks: Iterable[Block], height: float, gap: float) -> list[Stack]:
    """Blocks dealt to pages of a height, ``gap`` between each two of a page.

    One too tall for a page is cut into its rows, which follow each other without a gap.
    """
    pages: list[list[Block]] = [[]]
    left = height
    for block in blocks:
        parts = (block,) if block.height <= height else block.rows()
        for number, part in enumerate(parts):
            space = gap if pages[-1] and not number else 0.0
            if space + part.height > left and pages[-1]:
                pages.append([])
                left, space = height, 0.0
            pages[-1] += [Space(space), part] if space else [part]
            left -= space + part.height
    return [Stack(tuple(page)) for page in pages if page]
