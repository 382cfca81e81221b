"""Writes laid-out lines into the content of a page.

WORKAROUND ReportLab 5.1 (pdfgen/textobject.py): its text objects measure each text again, tell
the font for each, format every number in Python and can't draw shaped glyphs with codes of two
bytes, nor say what readers copy instead of them.
"""

from typing import Any

from reportlab.lib.colors import Color

from crm_desktop.reports import bidi, shaping
from crm_desktop.reports.fonts import SHAPED, Fonts
from crm_desktop.reports.layout import Layout, Span
from crm_desktop.reports.linebreaking import Line
from crm_desktop.reports.workarounds import PaperFont

BYTE_ORDER_MARK = "\ufeff"


class Writer:
    """Some lines of type on a canvas; a font or colour is told only when it changes."""

    def __init__(self, canvas: Any, fonts: Fonts) -> None:
        self._canvas, self._fonts = canvas, fonts
        self._operators = ["BT"]
        self._font: tuple[str, float] | None = None
        self._color: Color | None = None
        self._codes: dict[str, str] = {}

    def move(self, x: float, y: float) -> None:
        """Go to a place on the page, in points from its lower left corner."""
        self._operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def line(self, layout: Layout, line: Line) -> None:
        """Write one line at the place reached."""
        for span, text, leftwards in layout.pieces(line):
            font = self._fonts.font(span.run.cut, bold=span.ink.bold)
            self.look(font, span.ink.size, span.ink.color)
            if span.run.cut in SHAPED:
                self._shaped(font, span, (text, leftwards))
            else:
                self.text(bidi.mirrored(text) if leftwards else text)

    def look(self, font: PaperFont, size: float, color: Color) -> None:
        """Say how the texts that follow look; the size is in points, the colour opaque."""
        if self._font != (font.fontName, size):
            self._font = font.fontName, size
            self._codes = font.codes(self._canvas._doc)
            self._operators.append(f"/{self._codes.name} {size:g} Tf")
        if self._color is not color:
            self._color = color
            self._operators.append("{:.4g} {:.4g} {:.4g} rg".format(*color.rgb()))

    def text(self, text: str) -> None:
        """Write a text of single glyphs behind what was written before."""
        self._operators.append(f"<{''.join(map(self._codes.__getitem__, text))}> Tj")

    def finish(self) -> None:
        """Put all of it on the canvas."""
        self._operators.append("ET")
        self._canvas._code.append(" ".join(self._operators))

    def _shaped(self, font: PaperFont, span: Span, directed: tuple[str, bool]) -> None:
        text, leftwards = directed
        for glyphs, meaning in shaping.parts(font, text, leftwards=leftwards):
            # Several glyphs of one letter can't be mapped back one by one.
            if meaning:
                actual = (BYTE_ORDER_MARK + meaning).encode("utf-16-be").hex().upper()
                self._operators.append(f"/Span <</ActualText <{actual}>>> BDC")
            self._glyphs(font, glyphs, span.ink.size)
            if meaning:
                self._operators.append("EMC")

    def _glyphs(self, font: PaperFont, glyphs: list[shaping.Drawn], size: float) -> None:
        rise = 0.0
        for char, place in glyphs:
            if place.up != rise:
                rise = place.up
                self._operators.append(f"{rise * size / 1000:.2f} Ts")
            after = font.width_of(char) + place.right - place.advance
            self._operators.append(f"[{-place.right:g} <{self._codes[char]}> {after:g}] TJ")
        if rise:
            self._operators.append("0 Ts")
