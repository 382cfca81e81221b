"""Text set in lines of one width: measured once, drawn where the page wants it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.reports.bidi import runs_left
from crm_desktop.reports.fonts import SHAPED, Fonts
from crm_desktop.reports.layout import Inked, Layout, lay_out
from crm_desktop.reports.linebreaking import Line, Measured, fill, is_wide
from crm_desktop.reports.style import INK
from crm_desktop.reports.text import ELLIPSIS, clean
from crm_desktop.reports.writing import Writer

ASCENT = 0.88
"""Of the type size, the part of a line above its base line; the rest hangs below."""

TALL_LEADING = 1.6
"""Leading of scripts that reach far above and below Latin and Chinese."""

LONGEST_CUT = 16
"""A word an ellipsis would tear is left out whole up to this length."""

MOST_OF_A_LINE = 2 / 3
"""What side facts may take of the line in which a text is cut."""

MAX_WHOLE = 24

SEPARATOR = " · "
"""Stands between side facts; names are written with a dot too, but without the spaces."""

_NARROWEST = 0.15
"""No letter that counts is narrower than this part of its size; bounds what is measured."""


def ink(text: str, size: float, *, bold: bool = False, color: Color = INK) -> Inked:
    """User text in one look, cleaned for paper; ``size`` in pt."""
    return Inked(clean(text), bold, size, color)


def parted(
    parts: Iterable[str], look: Callable[[str], Inked], separator: str = SEPARATOR
) -> tuple[Inked, ...]:
    """Texts of one look with a dot between each two; each runs in its own direction."""
    found: list[Inked] = []
    for part in filter(None, parts):
        found += [look(separator), look(part)] if found else [look(part)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Whole(Inked):
    """Text that stays on one line where one line can hold it: a day, a name, an amount."""


@dataclass(frozen=True, slots=True)
class Tied(Inked):
    """A side fact or the dot before it: all in a row stay on one line where it can hold them."""


def whole(one: Inked) -> Inked:
    """Text that stays on one line if it is short, like a day, a name or an amount."""
    if len(one.text) > MAX_WHOLE:
        return one
    return Whole(one.text, one.bold, one.size, one.color)


def count_words(text: str) -> float:
    """Words of a text; two Chinese characters count as one, which is how fast both are read."""
    others, wide = _WIDE.subn(" ", text)
    return len(_WORD.findall(others)) + wide / 2


_WIDE = re.compile("[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"\w\S*")


@dataclass(frozen=True, slots=True)
class Lines:
    """Broken lines of a text; ``end`` stands behind the last one where text was left out.

    It is the ellipsis, and the side facts that must not be missed.
    """

    layout: Layout
    lines: tuple[Line, ...]
    leading: float
    size: float
    end: Layout | None = None

    @property
    def height(self) -> float:
        """Height in points."""
        return self.leading * len(self.lines)

    @property
    def words(self) -> float:
        """What it takes to read, in words."""
        told = self.layout.measured.text[: self.lines[-1].end] if self.lines else ""
        return count_words(told + (self.end.measured.text if self.end else ""))

    @property
    def width(self) -> float:
        """The longest line."""
        measured = self.layout.measured
        return max((measured.width(line.start, line.end) for line in self.lines), default=0.0)

    @property
    def text(self) -> str:
        """What is printed, with the ellipsis where text was left out."""
        text = self.layout.measured.text
        return " ".join(text[line.start : line.end] for line in self.lines) + (
            self.end.measured.text if self.end else ""
        )

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Set every line on its base line, type in the middle of its leading."""
        base = top - (self.leading - self.size) / 2 - ASCENT * self.size
        writer = Writer(canvas, self.layout.fonts)
        for number, line in enumerate(self.lines):
            writer.move(x, base - number * self.leading)
            writer.line(self.layout, line)
        if self.end is not None:
            writer.line(self.end, Line(0, self.end.length))
        writer.finish()

    def rows(self) -> "tuple[Lines, ...]":
        """One row a line."""
        last = len(self.lines) - 1
        return tuple(
            Lines(self.layout, (line,), self.leading, self.size, self.end if at == last else None)
            for at, line in enumerate(self.lines)
        )


def set_lines(
    inks: Sequence[Inked],
    width: float,
    fonts: Fonts,
    *,
    leading: float,
    max_lines: int | None = None,
) -> Lines:
    """Text broken to ``width`` points; beyond ``max_lines`` an ellipsis stands for the rest.

    Side facts at the end of a text stand behind the ellipsis where they leave it some room.
    ``leading`` is a factor of the largest type size; tall scripts get more.
    """
    size = max([one.size for one in inks], default=0.0)
    whole_text = inks
    if max_lines is not None:
        inks = _bounded(inks, round(max_lines * width / (size * _NARROWEST)) + 1)
    layout = lay_out(_merged(inks), fonts)
    leading = max(leading, TALL_LEADING) if _is_tall(layout) else leading
    if layout.measured.edges[-1] <= width and "\n" not in layout.measured.text:
        return Lines(layout, (Line(0, layout.length),), leading * size, size)
    lines = fill(_glued(layout.measured, inks, width), width)
    lines = (_without_separator(layout.measured.text, line) for line in lines)
    if max_lines is None:
        return Lines(layout, tuple(lines), leading * size, size)
    first = tuple(islice(lines, max_lines + 1))
    if len(first) <= max_lines:
        return Lines(layout, first, leading * size, size)
    *before, last = first[:max_lines]
    end, stop = _ending(whole_text, last.start, width, fonts)
    last = Line(last.start, min(last.end, stop))
    short = _shortened(layout, last, width - end.measured.edges[-1])
    return Lines(layout, (*before, short), leading * size, size, end)


def _ending(inks: Sequence[Inked], start: int, width: float, fonts: Fonts) -> tuple[Layout, int]:
    """What stands behind a last line from ``start`` that is cut, and before which character."""
    tail = list(takewhile(lambda one: isinstance(one, Tied), reversed(inks)))[::-1]
    body = inks[: len(inks) - len(tail)]
    stop = sum([len(one.text) for one in body])
    if tail and body and start < stop:
        end = lay_out([_dots(body[0]), replace(tail[0], text=" "), *tail], fonts)
        if end.measured.edges[-1] <= width * MOST_OF_A_LINE:
            return end, stop
    return lay_out([_dots(inks[-1])], fonts), stop + sum([len(one.text) for one in tail])


def _dots(like: Inked) -> Inked:
    return Inked(ELLIPSIS, like.bold, like.size, like.color)


def _is_tall(layout: Layout) -> bool:
    return any(span.run.cut in SHAPED for span in layout.spans)


def _merged(inks: Sequence[Inked]) -> list[Inked]:
    """Neighbours of one look as one text: fewer to measure and to draw.

    Where some run leftwards each stays a text of its own, lest it turn its neighbours round.
    """
    if any(runs_left(one.text) for one in inks):
        return [one for one in inks if one.text]
    found: list[Inked] = []
    for one in inks:
        last = found[-1] if found else None
        if last and (last.bold, last.size, last.color) == (one.bold, one.size, one.color):
            found[-1] = Inked(last.text + one.text, one.bold, one.size, one.color)
        elif one.text:
            found.append(one)
    return found


def _glued(measured: Measured, inks: Sequence[Inked], width: float) -> Measured:
    """The text with its whole parts written as letters, between which no line breaks."""
    parts, start = [], 0
    for is_tied, group in groupby(inks, key=lambda one: isinstance(one, Tied)):
        row = list(group)
        end = start + sum([len(one.text) for one in row])
        is_one = is_tied and measured.width(start, end) <= width
        parts += ["x" * len(one.text) if is_one or _is_whole(one) else one.text for one in row]
        start = end
    return Measured("".join(parts), measured.edges)


def _is_whole(one: Inked) -> bool:
    is_short = len(one.text) <= MAX_WHOLE and one.text != SEPARATOR
    return isinstance(one, Whole) or (isinstance(one, Tied) and is_short)


def _bounded(inks: Sequence[Inked], limit: int) -> Sequence[Inked]:
    """As much of a text as the lines asked for could hold, so that no length costs time."""
    if sum([len(one.text) for one in inks]) <= limit:
        return inks
    found = []
    for one in inks:
        if limit > 0:
            found.append(replace(one, text=one.text[:limit]))
        limit -= len(one.text)
    return found


def _without_separator(text: str, line: Line) -> Line:
    """The line without the dot that would part its end from what follows on the next one."""
    end = line.end
    if text[line.start : end].endswith(SEPARATOR.rstrip()):
        end -= len(SEPARATOR.rstrip())
    return Line(line.start, end)


def _shortened(layout: Layout, line: Line, width: float) -> Line:
    measured, end = layout.measured, line.end
    while end > line.start and measured.width(line.start, end) > width:
        end -= 1
    if _is_torn(measured.text, end):
        space = measured.text.rfind(" ", max(line.start, end - LONGEST_CUT), end)
        end = space if space > line.start else end
    while end > line.start and measured.text[end - 1] == " ":
        end -= 1
    return Line(line.start, end)


def _is_torn(text: str, end: int) -> bool:
    """True where a word goes on behind ``end``; between Chinese characters none does."""
    around = text[end - 1 : end + 1]
    return len(around) == 2 and around.isalnum() and not any(map(is_wide, around))
