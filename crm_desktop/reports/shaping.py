"""Turns the letters of Arabic, Hebrew, Thai and Devanagari into placed glyphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import uharfbuzz

from crm_desktop.reports.workarounds import PaperFont


@dataclass(frozen=True, slots=True)
class Glyph:
    """A placed glyph, in thousandths of the type size; `cluster` is the index of its letter."""

    glyph: int
    cluster: int
    advance: float
    right: float
    up: float


Drawn = tuple[str, Glyph]
"""A private character of a font and the place of its glyph."""


def shape(font: PaperFont, text: str, *, leftwards: bool) -> list[Glyph]:
    """Return the glyphs of a text of one script, from left to right as they are drawn."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    uharfbuzz.shape(uharfbuzz.Font(font.shaping_face), buffer)
    scale = 1000 / font.file.units
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


def parts(font: PaperFont, text: str, *, leftwards: bool) -> Iterator[tuple[list[Drawn], str]]:
    """Yield, from left to right, glyphs and the text they stand for when copied.

    The text is empty where each glyph has its own. Readers of PDF reverse what stands in a
    leftwards line. There a letter of several glyphs is a part of its own, and a text of several
    letters is given in the order drawn.
    """
    glyphs = shape(font, text, leftwards=leftwards)
    if not leftwards:
        yield _drawable(font, [(glyph, "") for glyph in glyphs]), text
        return
    for index, group in groupby(_clusters(glyphs, text), key=_composite_index):
        pairs = [pair for cluster in group for pair in cluster]
        yield _drawable(font, pairs), "" if index is None else pairs[0][1]


Cluster = list[tuple[Glyph, str]]


def _clusters(glyphs: list[Glyph], text: str) -> Iterator[Cluster]:
    ends = _cluster_ends(glyphs, len(text))
    for cluster, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        letters = text[cluster : ends[cluster]][::-1]
        yield [(glyph, letters) for glyph in group]


def _composite_index(cluster: Cluster) -> int | None:
    return cluster[0][0].cluster if len(cluster) > 1 else None


def _drawable(font: PaperFont, pairs: Cluster) -> list[Drawn]:
    return [(font.glyph_character(glyph.glyph, meaning), glyph) for glyph, meaning in pairs]


def _cluster_ends(glyphs: list[Glyph], length: int) -> dict[int, int]:
    starts = sorted({glyph.cluster for glyph in glyphs})
    return dict(zip(starts, [*starts[1:], length], strict=True))
