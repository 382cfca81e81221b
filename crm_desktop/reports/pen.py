"""Short texts at fixed places on a page, thousands of them: each is measured once a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from math import inf
from typing import Any

from reportlab.lib.colors import Color

from crm_desktop.reports import text as door
from crm_desktop.reports.fonts import Cut, Fonts
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import INK
from crm_desktop.reports.writing import Writer


class Align(IntEnum):
    """Which end of a text its place gives."""

    LEFT = 0
    CENTER = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text looks; ``size`` in points."""

    size: float
    bold: bool = False
    colour: Color = INK

    def of(self, text: str) -> Inked:
        """Return a text that looks like this."""
        return Inked(text, self.bold, self.size, self.colour)


@dataclass(frozen=True, eq=False, slots=True)
class Slot:
    """A place for texts of one look, ``room`` points wide; ``x`` is the end ``align`` names.

    Compared by identity, so that what was set in it is found again without hashing its look.
    """

    x: float
    room: float
    ink: Ink
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Placed:
    """A text cut to its room; ``is_plain`` when one font draws it from left to right."""

    text: str
    width: float
    is_plain: bool


class Pen:
    """Draws on one canvas with one document's fonts."""

    def __init__(self, canvas: Any, fonts: Fonts) -> None:
        self.canvas = canvas
        self._fonts = fonts
        self._placed: dict[Slot, dict[str, Placed]] = {}
        self._widths: dict[Ink, _CharWidths] = {}

    def write(self, y: float, entries: Iterable[tuple[Slot, str]]) -> None:
        """Draw texts on one baseline in reading order; what is too wide ends in an ellipsis."""
        line = Writer(self.canvas, self._fonts)
        for slot, text in entries:
            placed, ink = self.place(slot, text), slot.ink
            x = slot.x - placed.width * slot.align / 2
            if not placed.is_plain:
                door.draw_text(self.canvas, (x, y), ink.of(placed.text), self._fonts)
                continue
            line.look(self._fonts.font(Cut.CORE, bold=ink.bold), ink.size, ink.colour)
            line.move(x, y)
            line.text(placed.text)
        line.finish()

    def place(self, slot: Slot, text: str) -> Placed:
        """Return the text as the slot will show it, with its width in points."""
        known = self._placed.get(slot)
        if known is None:
            known = self._placed[slot] = {}
        found = known.get(text)
        if found is None:
            found = known[text] = self._place(text, slot.room, slot.ink)
        return found

    def width(self, text: str, ink: Ink) -> float:
        """Return the width of a text in points where it has all the room it wants."""
        return self._place(text, inf, ink).width

    def _place(self, text: str, room: float, ink: Ink) -> Placed:
        cleaned = door.clean(text).replace("\n", " ")
        is_plain = self._is_plain(cleaned, ink)
        width = self._measure(cleaned, ink, is_plain=is_plain)
        if width <= room:
            return Placed(cleaned, width, is_plain)
        short = door.fit(ink.of(cleaned), room, self._fonts)
        is_plain = self._is_plain(short, ink)
        return Placed(short, self._measure(short, ink, is_plain=is_plain), is_plain)

    def _measure(self, text: str, ink: Ink, *, is_plain: bool) -> float:
        if not is_plain:
            return door.text_width(ink.of(text), self._fonts)
        widths = self._widths.get(ink)
        if widths is None:
            widths = self._widths[ink] = _CharWidths(self._fonts, ink)
        return sum(map(widths.__getitem__, text))

    def _is_plain(self, text: str, ink: Ink) -> bool:
        runs = self._fonts.runs(text, bold=ink.bold)
        return all(run.cut is Cut.CORE and run.text == text for run in runs)


class _CharWidths(dict[str, float]):
    """Widths of single characters in points, asked of the font once each."""

    def __init__(self, fonts: Fonts, ink: Ink) -> None:
        super().__init__()
        self._font = fonts.font(Cut.CORE, bold=ink.bold)
        self._scale = ink.size / 1000

    def __missing__(self, char: str) -> float:
        width = self[char] = self._font.width_of(char) * self._scale
        return width
