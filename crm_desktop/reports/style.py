"""The one style sheet of everything printed: papers in mm, type scale, colours, leading."""

from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.colors import Color, HexColor

MM: float = 72 / 25.4
"""Points in a millimetre."""

INK: Color = HexColor(0x1B1F24)
LIGHT: Color = HexColor(0x66707A)
ACCENT: Color = HexColor(0x14505C)
ALARM: Color = HexColor(0x8F1D1D)
WHITE: Color = HexColor(0xFFFFFF)
HAIRLINE: Color = HexColor(0xC9CFD4)
ACCENT_TINT: Color = HexColor(0xE6EEEF)
ALARM_TINT: Color = HexColor(0xFAF1EF)
HAIRLINE_PT = 0.4
RULE_PT = 1.4

MIN_TYPE_PT = 8.0
"""Nothing on a brief but its footer is ever set smaller."""


class Paper(StrEnum):
    """Sheets a brief can be printed on."""

    A4 = "A4"
    LETTER = "letter"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The geometry of one paper, in mm; ``label_mm`` 0 sets labels above their block.

    ``type_steps`` are the body sizes in pt a crowded page goes down through.
    """

    width_mm: float
    height_mm: float
    margin_mm: float
    top_mm: float
    bottom_mm: float
    label_mm: float
    gutter_mm: float
    type_steps: tuple[float, ...]

    @property
    def width(self) -> float:
        """Width between the margins in points."""
        return (self.width_mm - 2 * self.margin_mm) * MM

    @property
    def height(self) -> float:
        """Height between top margin and footer in points."""
        return (self.height_mm - self.top_mm - self.bottom_mm) * MM

    @property
    def left(self) -> float:
        """Left edge of the text in points."""
        return self.margin_mm * MM

    @property
    def top(self) -> float:
        """Upper edge of the text in points from the foot of the paper."""
        return (self.height_mm - self.top_mm) * MM

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return self.width_mm * MM, self.height_mm * MM


_STEPS = (8.8, 8.4, MIN_TYPE_PT)

SHEETS = {
    Paper.A4: Sheet(210, 297, 15, 10, 12, 19, 3, _STEPS),
    Paper.LETTER: Sheet(215.9, 279.4, 16, 10, 12.5, 19, 3, _STEPS),
    Paper.A5: Sheet(148, 210, 10, 8.5, 11, 0, 4, (MIN_TYPE_PT,)),
}


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in pt derived from the body size, with the leading a script needs."""

    body: float
    leading_factor: float

    @property
    def small(self) -> float:
        """Dates, sources and labels."""
        return max(self.body - 1.0, MIN_TYPE_PT)

    @property
    def lead(self) -> float:
        """The one sentence of a block that matters most."""
        return self.body + 1.0

    @property
    def name(self) -> float:
        """Names of people."""
        return self.body + 1.5

    @property
    def title(self) -> float:
        """The customer's name."""
        return self.body * 2.1

    def leading(self, size: float) -> float:
        """Distance between base lines of a size."""
        return size * self.leading_factor


LEADING = {"en": 1.21, "zh_CN": 1.36}
"""Chinese fills its body and needs more air between the lines."""


def type_scale(body: float, language_code: str) -> Type:
    """The type scale of a language at a body size in pt."""
    return Type(body, LEADING.get(language_code, LEADING["en"]))
