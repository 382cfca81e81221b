"""Turns the letters of Arabic, Hebrew, Thai and Devanagari into placed glyphs."""

from dataclasses import dataclass
from itertools import groupby

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from crm_desktop.reports.workarounds import PaperFont


@dataclass(frozen=True, slots=True)
class Glyph:
    """A placed glyph, in thousandths of the type size; `cluster` is the index of its letter."""

    glyph: int
    cluster: int
    advance: float
    right: float
    up: float


def shape(font: PaperFont, text: str, *, leftwards: bool) -> list[Glyph]:
    """Return the glyphs of a text of one script, from left to right as they are drawn."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    uharfbuzz.shape(uharfbuzz.Font(font.hbFace), buffer)
    scale = 1000 / font.face.unitsPerEm
    return [
        Glyph(
            info.codepoint,
            info.cluster,
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def advances(font: PaperFont, text: str, *, leftwards: bool) -> list[float]:
    """Return how far each letter moves on, in thousandths; 0 for one merged into another."""
    widths = [0.0] * len(text)
    for glyph in shape(font, text, leftwards=leftwards):
        widths[glyph.cluster] += glyph.advance
    return widths


def shaped_text(font: PaperFont, text: str, *, leftwards: bool) -> ShapedStr:
    """Return the text as ReportLab draws shaped glyphs; copying it gives the letters back."""
    glyphs = shape(font, text, leftwards=leftwards)
    ends = _cluster_ends(glyphs, len(text))
    chars, places = [], []
    for cluster, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        meaning = text[cluster : ends[cluster]]
        for glyph in group:
            char = font.glyph_character(glyph.glyph, meaning)
            width = font.width_of(char)
            places.append(ShapeData(cluster, glyph.advance, 0, glyph.right, glyph.up, width))
            chars.append(char)
            meaning = ""
    return ShapedStr("".join(chars), places)


def _cluster_ends(glyphs: list[Glyph], length: int) -> dict[int, int]:
    starts = sorted({glyph.cluster for glyph in glyphs})
    return dict(zip(starts, [*starts[1:], length], strict=True))
