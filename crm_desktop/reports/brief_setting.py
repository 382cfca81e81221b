"""The hand every block of a brief is set with: language, sheet, type sizes and common shapes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_asks import Ask
from crm_desktop.domain.brief_values import Wording
from crm_desktop.reports.blocks import Beside, Block, Drawn, Stack, exempt
from crm_desktop.reports.brief_lines import SEPARATOR, Lines, Tied, ink, set_lines
from crm_desktop.reports.brief_words import ASKS
from crm_desktop.reports.fonts import Fonts
from crm_desktop.reports.layout import Inked
from crm_desktop.reports.style import ACCENT, INK, LIGHT, MM, WHITE, Sheet, Type
from crm_desktop.reports.text import clean
from crm_desktop.text import Language, LanguageCode, mark

CELL_GAP = 5 * MM
BOX_INDENT = 4.2 * MM
ITEM_GAP = 1.2


class Density(IntEnum):
    """How short blocks are set: in full, in a line an item, or all in single lines."""

    FULL = 0
    DENSE = 1
    TIGHT = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks need to set their text; widths in points."""

    language: Language
    sheet: Sheet
    scale: Type
    fonts: Fonts
    today: date
    density: Density = Density.FULL

    @property
    def full(self) -> float:
        """Width of a block without its label."""
        return self.sheet.width - self.indent

    @property
    def indent(self) -> float:
        """Distance of a block from the left edge; 0 where labels stand above."""
        sheet = self.sheet
        return (sheet.label_mm + sheet.gutter_mm) * MM if sheet.label_mm else 0.0

    @property
    def half(self) -> float:
        """Width of one of two cells of a block."""
        return (self.full - CELL_GAP) / 2

    def say(self, msgid: str, **params: object) -> str:
        """A fixed phrase in the language of the paper; an empty one stays empty."""
        return self.language.text(msgid, **params) if msgid else ""

    def worded(self, wording: Wording) -> str:
        """A sentence of the playbook in the language of the paper."""
        is_chinese = self.language.code is LanguageCode.CHINESE
        return wording.zh_cn if is_chinese else wording.en

    def day(self, day: date | None) -> str:
        """A day, without its year in the year of the brief; empty where there is none."""
        if day is None:
            return ""
        return self.language.date(day, "month_day" if day.year == self.today.year else "short")

    def moment(self, moment: datetime) -> str:
        """A day and its hour."""
        return f"{self.day(moment.date())} {self.language.time(moment)}"

    def body(self, text: str, *, bold: bool = False, color: Color = INK) -> Inked:
        """Text in body size."""
        return ink(text, self.scale.body, bold=bold, color=color)

    def light(self, text: str) -> Inked:
        """Text in small size and a lighter tone."""
        return ink(text, self.scale.small, color=LIGHT)

    def small(self, text: str, *, color: Color = ACCENT) -> Inked:
        """Text of labels and marks: small and bold."""
        return ink(text, self.scale.small, bold=True, color=color)

    def tail(self, *parts: str) -> tuple[Inked, ...]:
        """Side facts behind a sentence, separated by dots; they stay together where they can."""
        inks: list[Inked] = []
        for part in filter(None, parts):
            inks.append(self._tied(SEPARATOR) if inks else self.light("  "))
            inks.append(self._tied(part))
        return tuple(inks)

    def _tied(self, text: str) -> Tied:
        return Tied(clean(text), bold=False, size=self.scale.small, color=LIGHT)

    def entry(
        self,
        inks: Sequence[Inked],
        width: float,
        max_lines: int | None = 2,
        *,
        single_from: Density = Density.DENSE,
    ) -> Lines:
        """One item of a block, broken to a width; what is capped takes one line where it is dense.

        On a small sheet, whose lines are short, it may take one more. What is needed at the door
        gives way only at the density ``single_from``.
        """
        if max_lines:
            is_single = self.density >= single_from or max_lines == 1
            max_lines = 1 if is_single else max_lines + (not self.indent)
        leading = self.scale.leading_factor
        return set_lines(inks, width, self.fonts, leading=leading, max_lines=max_lines)

    def fact(self, text: str, width: float, *side: str, lead: str = "") -> Lines:
        """A sentence with a bold lead before it and its side facts in a lighter tone behind it."""
        head = (self.body(f"{lead}  ", bold=True),) if lead else ()
        return self.entry((*head, self.body(text), *self.tail(*side)), width)

    def heading(self, msgid: str, width: float) -> Lines:
        """The small heading of a cell."""
        return self.entry((self.small(self.say(msgid)),), width, 1)

    def more(self, left: int, width: float) -> tuple[Block, ...]:
        """A line that says how many items stand on the card only."""
        if not left:
            return ()
        return (self.entry((self.light(self.say(_MORE, count=left)),), width, 1),)

    def question(self, text: str, width: float, color: Color = INK) -> Block:
        """A question with a box to tick."""
        lines = self.entry((self.body(text, color=color),), width - BOX_INDENT, 3)
        return Beside(((0.0, _box(self.scale)), (BOX_INDENT, lines)))

    def asks(self, asks: Iterable[Ask], width: float) -> tuple[Block, ...]:
        """Questions in the place of missing facts."""
        return tuple(
            self.question(self.say(ASKS[ask.code], name=ask.name), width, ACCENT) for ask in asks
        )

    def cell(self, heading: str, items: Iterable[Block], width: float) -> Block | None:
        """Items under their heading; None where there is no item."""
        pieces = tuple(items)
        if not pieces:
            return None
        return Stack((exempt(self.heading(heading, width)), *pieces), gap=ITEM_GAP)

    def cells(self, cells: Iterable[Block | None]) -> Block | None:
        """Cells two and two side by side in the order given; absent ones close up."""
        present = [cell for cell in cells if cell is not None]
        if not present:
            return None
        return Stack(tuple(self.pairs(present)), gap=3.0)

    def pairs(self, blocks: Sequence[Block]) -> list[Beside]:
        """Blocks of half width two and two side by side."""
        step = self.half + CELL_GAP
        pairs = [blocks[number : number + 2] for number in range(0, len(blocks), 2)]
        return [Beside(tuple((step * at, one) for at, one in enumerate(pair))) for pair in pairs]


_MORE = mark("+ {count} more on the card")


def _box(scale: Type) -> Drawn:
    """A box to tick, as tall as a capital letter."""
    leading = scale.leading(scale.body)
    side = scale.body * 0.78

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.8)
        canvas.roundRect(x, top - (leading + side) / 2, side, side, 1.0, stroke=1, fill=0)

    return Drawn(leading, paint)


def badge(setting: Setting, text: str, width: float, color: Color, *, is_filled: bool) -> Drawn:
    """A mark ``width`` points wide, as tall as a line: filled, or drawn as an outline.

    The two forms are told apart in black and white too.
    """
    letters = setting.entry((setting.small(text, color=WHITE if is_filled else color),), width, 1)
    leading = setting.scale.leading(setting.scale.body)
    height = setting.scale.small * 1.32

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(color)
        canvas.setStrokeColor(color)
        canvas.setLineWidth(0.8)
        low = top - (leading + height) / 2
        canvas.roundRect(x, low, width, height, 1.6, stroke=not is_filled, fill=is_filled)
        letters.draw(canvas, x + (width - letters.width) / 2, top - (leading - letters.height) / 2)

    return Drawn(leading, paint)


def labelled(setting: Setting, label: str, content: Block) -> Block:
    """A block with its label in the left column, or above it on a small sheet."""
    if not setting.indent:
        above = (setting.small(setting.say(label), color=INK),)
        return Stack((exempt(setting.entry(above, setting.full, 1)), content), gap=1.0)
    name = (setting.small(setting.say(label)),)
    width = setting.sheet.label_mm * MM
    return Beside(((0.0, exempt(setting.entry(name, width, 2))), (setting.indent, content)))
