"""The one door of user text to paper: plain text in, lines of type out."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from crm_desktop.reports.fonts import Fonts
from crm_desktop.reports.layout import Inked, Layout, lay_out
from crm_desktop.reports.linebreaking import Line
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


def clean(text: str) -> str:
    """Return a text as paper can carry it: composed, line ends as \\n, nothing without ink."""
    if text.isascii() and text.isprintable():
        return text
    if _UNUSUAL.search(text):
        inked = _INKLESS.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
        text = _STRAY_JOINERS.sub("", inked)
    return unicodedata.normalize("NFC", text)


def text_width(ink: Inked, fonts: Fonts) -> float:
    """Return the width in points of a text on one line."""
    return _single_line(ink, fonts).measured.edges[-1]


def draw_text(canvas: Any, position: tuple[float, float], ink: Inked, fonts: Fonts) -> float:
    """Draw a text on one line whose baseline starts at a position; return its width in points."""
    layout = _single_line(ink, fonts)
    writer = Writer(canvas, fonts)
    writer.move(*position)
    writer.line(layout, Line(0, layout.length))
    writer.finish()
    return layout.measured.edges[-1]


def fit(ink: Inked, width: float, fonts: Fonts) -> str:
    """Return the text, or as much of its start as fits into a width (points) before a "…"."""
    layout = _single_line(ink, fonts)
    if layout.measured.edges[-1] <= width:
        return layout.measured.text
    room = width - text_width(replace(ink, text=ELLIPSIS), fonts)
    end = layout.measured.longest_within(room)
    while end > 0:
        shortened = layout.measured.text[:end].rstrip() + ELLIPSIS
        if text_width(replace(ink, text=shortened), fonts) <= width:
            return shortened
        end -= 1
    return ELLIPSIS


def _single_line(ink: Inked, fonts: Fonts) -> Layout:
    return lay_out([replace(ink, text=clean(ink.text).replace("\n", " "))], fonts)
