"""The one door of user text to paper: plain text in, paragraphs and lines of type out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.colors import Color, toColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from crm_desktop.reports.fonts import Fonts
from crm_desktop.reports.layout import Inked, Layout, lay_out
from crm_desktop.reports.linebreaking import Line
from crm_desktop.reports.paragraph import Paragraph
from crm_desktop.reports.writing import Writer

ELLIPSIS = "…"

_OTHER_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n?|[{_OTHER_LINE_ENDS}]")
# No ink: controls, lone surrogates, direction marks, zero-width and variation marks, skin tones.
_WITHOUT_INK = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffc"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
)
_INKLESS = re.compile(f"[{_WITHOUT_INK}]")
_JOINERS = "\u200c\u200d"
# Joiners mean something between Arabic or Indic letters only.
_STRAY_JOINERS = re.compile(f"(?<![\u0600-\u08ff\u0900-\u0dff])[{_JOINERS}]+")
_UNUSUAL = re.compile(f"[\t\r{_OTHER_LINE_ENDS}{_WITHOUT_INK}{_JOINERS}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with how it differs from the style around it; None means as the style says."""

    text: str
    is_bold: bool | None = None
    size: float | None = None
    color: Color | None = None


Text = str | Piece | Sequence[str | Piece]


def bold(text: str | Piece) -> Piece:
    """Return the text set bold."""
    return replace(_piece(text), is_bold=True)


def colored(text: str | Piece, color: Color | str) -> Piece:
    """Return the text in a colour."""
    return replace(_piece(text), color=toColor(color))


def sized(text: str | Piece, size: float) -> Piece:
    """Return the text at a type size in points."""
    return replace(_piece(text), size=size)


def join(separator: str | Piece, pieces: Sequence[str | Piece]) -> list[str | Piece]:
    """Return the pieces with a separator between each two."""
    joined: list[str | Piece] = []
    for number, piece in enumerate(pieces):
        joined += [separator, piece] if number else [piece]
    return joined


def clean(text: str) -> str:
    """Return a text as paper can carry it: composed, line ends as \\n, nothing without ink."""
    if text.isascii() and text.isprintable():
        return text
    if _UNUSUAL.search(text):
        inked = _INKLESS.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
        text = _STRAY_JOINERS.sub("", inked)
    return unicodedata.normalize("NFC", text)


def P(text: Text, style: ParagraphStyle, fonts: Fonts, *, bullet: str = "") -> Paragraph:  # noqa: N802
    """Return user text as a paragraph.

    Nothing in the text is markup: `<b>` prints as it is typed. Weight, size and colour come from
    the style or from pieces made by `bold`, `sized` and `colored`; text of any length and script
    is broken into lines, none is left out.
    """
    mark = _laid_out(bullet, style, fonts) if bullet else None
    return Paragraph(_laid_out(text, style, fonts), style, bullet=mark)


def text_width(text: Text, style: ParagraphStyle, fonts: Fonts) -> float:
    """Return the width in points of a text on one line."""
    return _single_line(text, style, fonts).measured.edges[-1]


def draw_text(
    canvas: Any, position: tuple[float, float], text: Text, style: ParagraphStyle, fonts: Fonts
) -> float:
    """Draw a text on one line and return its width in points.

    The position is where its baseline starts, or its middle or end as the style is aligned.
    """
    layout = _single_line(text, style, fonts)
    width = layout.measured.edges[-1]
    share = {TA_CENTER: 0.5, TA_RIGHT: 1.0}.get(style.alignment, 0.0)
    writer = Writer(canvas, fonts)
    writer.move(position[0] - share * width, position[1])
    writer.line(layout, Line(0, layout.length))
    writer.finish()
    return width


def fit(text: str, width: float, style: ParagraphStyle, fonts: Fonts) -> str:
    """Return the text, or as much of its start as fits into a width (points) before a "…"."""
    layout = _single_line(text, style, fonts)
    if layout.measured.edges[-1] <= width:
        return layout.measured.text
    room = width - text_width(ELLIPSIS, style, fonts)
    end = layout.measured.longest_within(room)
    while end > 0:
        shortened = layout.measured.text[:end].rstrip() + ELLIPSIS
        if text_width(shortened, style, fonts) <= width:
            return shortened
        end -= 1
    return ELLIPSIS


def _piece(text: str | Piece) -> Piece:
    return Piece(text) if isinstance(text, str) else text


def _pieces(text: Text) -> list[Piece]:
    return [_piece(text)] if isinstance(text, str | Piece) else [_piece(part) for part in text]


def _laid_out(text: Text, style: ParagraphStyle, fonts: Fonts) -> Layout:
    return lay_out([_inked(piece, style) for piece in _pieces(text)], fonts)


def _single_line(text: Text, style: ParagraphStyle, fonts: Fonts) -> Layout:
    pieces = [replace(piece, text=clean(piece.text).replace("\n", " ")) for piece in _pieces(text)]
    return _laid_out(pieces, style, fonts)


def _inked(piece: Piece, style: ParagraphStyle) -> Inked:
    is_bold = style.fontName.endswith("-Bold") if piece.is_bold is None else piece.is_bold
    size = style.fontSize if piece.size is None else piece.size
    color = toColor(style.textColor) if piece.color is None else piece.color
    return Inked(clean(piece.text), is_bold, size, color)
