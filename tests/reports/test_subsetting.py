"""The glyphs cut out of a font draw what they drew in it."""

from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.reports.fonts import Cut, load_fonts
from crm_desktop.reports.workarounds import PaperFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
COMPOSED = "ÄéñŁőỆčÅ"


class Strokes:
    """What a glyph is drawn of."""

    def __init__(self) -> None:
        self.found: list[object] = []

    def __getattr__(self, name: str) -> object:
        return lambda *points: self.found.append((name, points))


def font() -> PaperFont:
    return load_fonts(FOLDER).font(Cut.CORE, bold=False)


def drawn(file: bytes, glyph: int) -> tuple[list[object], int]:
    strokes, face = Strokes(), uharfbuzz.Font(uharfbuzz.Face(file))
    face.draw_glyph_with_pen(glyph, strokes)
    return strokes.found, face.get_glyph_h_advance(glyph)


@settings(max_examples=30)
@given(st.text(st.sampled_from(COMPOSED + "Wi.王国鑫€☐"), min_size=1, max_size=20))
def test_each_glyph_of_a_subset_is_the_one_of_its_font(text: str) -> None:
    paper = font()
    glyphs = [paper.face.charToGlyph[ord(char)] for char in text]
    subset = paper.outlines.subset([0, *glyphs])

    assert [drawn(subset, number) for number in range(1, len(text) + 1)] == [
        drawn(paper.face._ttf_data, glyph) for glyph in glyphs
    ]


@pytest.mark.parametrize("char", COMPOSED)
def test_a_letter_with_an_accent_is_drawn(char: str) -> None:
    paper = font()
    subset = paper.outlines.subset([0, paper.face.charToGlyph[ord(char)]])

    assert len(drawn(subset, 1)[0]) > 10


def test_a_subset_is_a_fraction_of_its_font() -> None:
    paper = font()

    assert len(paper.outlines.subset([0, 1, 2])) < 2000
