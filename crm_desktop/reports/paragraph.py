"""A paragraph for ReportLab's page frames that breaks Chinese, shapes Arabic, mixes fonts."""

from copy import copy
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.geomutils import normalizeTRBL
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from crm_desktop.reports.layout import Layout
from crm_desktop.reports.linebreaking import Line, fill, widest_word
from crm_desktop.reports.writing import Writer

# Of the type size, the part of a line above the baseline; the rest hangs below.
ASCENT = 0.88


class Paragraph(Flowable):  # type: ignore[misc]  # ReportLab carries no types
    """A laid-out text that takes the width it is given and may split between two lines.

    Of the style it honours font, size, leading, colour, alignment (justified is set left),
    indents, bullet indent, space before and after, keepWithNext, orphans and widows, background
    and border. Type stands in the middle of its leading.
    """

    def __init__(
        self, layout: Layout, style: ParagraphStyle, *, first: int = 0, bullet: Layout | None = None
    ) -> None:
        super().__init__()
        self.layout = layout
        self.style = style
        self.bullet = bullet
        self._first = first
        self._end = layout.length
        self.lines: list[Line] = []
        self._broken_for: float | None = None

    @property
    def text(self) -> str:
        """The plain text of this paragraph, or of this part of a split one."""
        return self.layout.measured.text[self._first : self._end]

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Break the lines for a width and return width and height in points."""
        del available_height
        if available_width != self._broken_for:
            inner = available_width - self.style.leftIndent - self.style.rightIndent
            self.lines = self._broken(inner)
            self._broken_for = available_width
        self.width = available_width
        self.height = len(self.lines) * self.style.leading
        return self.width, self.height

    def _broken(self, width: float) -> list[Line]:
        lines = fill(
            self.layout.measured,
            self._first,
            first_width=width - self._first_indent(),
            width=width,
        )
        return [line for line in lines if line.start < self._end]

    def _first_indent(self) -> float:
        indent: float = self.style.firstLineIndent
        if self.bullet is None:
            return indent
        bullet_end = self.style.bulletIndent + self.bullet.measured.edges[-1] + self._gap()
        return float(max(indent, bullet_end - self.style.leftIndent))

    def _gap(self) -> float:
        return float(self.style.fontSize) * 0.4

    def minWidth(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the width in points below which words have to be cut."""
        indents: float = self.style.leftIndent + self.style.rightIndent
        return widest_word(self.layout.measured) + indents

    def split(self, available_width: float, available_height: float) -> list["Paragraph"]:
        """Return two paragraphs of which the first fits the height, or none when it can't."""
        self.wrap(available_width, available_height)
        fitting = int((available_height + 1e-6) / self.style.leading)
        if fitting >= len(self.lines):
            return [self]
        if not self.style.allowWidows and len(self.lines) - fitting == 1:
            fitting -= 1
        if fitting < (1 if self.style.allowOrphans else 2):
            return []
        return [self._part(0, fitting), self._part(fitting, len(self.lines))]

    def _part(self, first_line: int, end_line: int) -> "Paragraph":
        style, bullet, first = self.style, self.bullet, self._first
        if first_line:
            style = copy(style)
            style.firstLineIndent = 0
            bullet, first = None, self.lines[first_line].start
        part = Paragraph(self.layout, style, first=first, bullet=bullet)
        is_last = end_line == len(self.lines)
        part._end = self._end if is_last else self.lines[end_line].start
        part.lines = self.lines[first_line:end_line]
        part._broken_for = self._broken_for
        return part

    def draw(self) -> None:
        """Draw the lines on the canvas ReportLab has set."""
        self._draw_box()
        size, leading = self.style.fontSize, self.style.leading
        baseline = self.height - (leading - size) / 2 - ASCENT * size
        writer = Writer(self.canv, self.layout.fonts)
        if self.bullet is not None and self.lines:
            writer.move(self.style.bulletIndent, baseline)
            writer.line(self.bullet, Line(0, self.bullet.length))
        for number, line in enumerate(self.lines):
            start = self._line_start(line, is_first=number == 0)
            writer.move(start, baseline - number * leading)
            writer.line(self.layout, line)
        writer.finish()

    def _line_start(self, line: Line, *, is_first: bool) -> float:
        indent: float = self.style.leftIndent + (self._first_indent() if is_first else 0)
        width = self.layout.measured.width(line.start, line.end)
        room: float = self.width - indent - self.style.rightIndent - width
        return indent + room * {TA_CENTER: 0.5, TA_RIGHT: 1.0}.get(self.style.alignment, 0.0)

    def _draw_box(self) -> None:
        style = self.style
        has_border = bool(style.borderColor and style.borderWidth)
        if not (style.backColor or has_border):
            return
        canvas: Any = self.canv
        canvas.saveState()
        if has_border:
            canvas.setStrokeColor(style.borderColor)
            canvas.setLineWidth(style.borderWidth)
        if style.backColor:
            canvas.setFillColor(style.backColor)
        top, right, bottom, left = normalizeTRBL(style.borderPadding)
        width = self.width - style.leftIndent - style.rightIndent + left + right
        canvas.roundRect(
            style.leftIndent - left,
            -bottom,
            width,
            self.height + top + bottom,
            style.borderRadius or 0,
            stroke=int(has_border),
            fill=int(bool(style.backColor)),
        )
        canvas.restoreState()
