"""The glyphs cut out of a font draw what they drew in it."""

from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.reports.font_file import FontFile
from crm_desktop.reports.fonts import Cut, load_fonts

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
COMPOSED = "ÄéñŁőỆčÅ"


class Strokes:
    """What a glyph is drawn of."""

    def __init__(self) -> None:
        self.found: list[object] = []

    def __getattr__(self, name: str) -> object:
        return lambda *points: self.found.append((name, points))


def font() -> FontFile:
    return load_fonts(FOLDER).font(Cut.CORE, bold=False).file


def drawn(file: bytes, glyph: int) -> tuple[list[object], int]:
    strokes, face = Strokes(), uharfbuzz.Font(uharfbuzz.Face(file))
    face.draw_glyph_with_pen(glyph, strokes)
    return strokes.found, face.get_glyph_h_advance(glyph)


@settings(max_examples=30)
@given(st.text(st.sampled_from(COMPOSED + "Wi.王国鑫€☐"), min_size=1, max_size=20))
def test_each_glyph_of_a_subset_is_the_one_of_its_font(text: str) -> None:
    paper = font()
    glyphs = [paper.glyph_of(ord(char)) for char in text]
    subset = paper.subset([0, *glyphs])

    assert [drawn(subset, number) for number in range(1, len(text) + 1)] == [
        drawn(paper.data[:], glyph) for glyph in glyphs
    ]


@pytest.mark.parametrize("char", COMPOSED)
def test_a_letter_with_an_accent_is_drawn(char: str) -> None:
    paper = font()
    subset = paper.subset([0, paper.glyph_of(ord(char))])

    assert len(drawn(subset, 1)[0]) > 10


@pytest.mark.parametrize("stem", sorted(file.stem for file in FOLDER.glob("*.ttf")))
def test_every_character_finds_the_glyph_other_readers_find(stem: str) -> None:
    path = FOLDER / f"{stem}.ttf"
    paper, reader = FontFile(path), uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    codes = [code for code in range(0x30000) if not 0xD800 <= code < 0xE000]

    assert [paper.glyph_of(code) for code in codes] == [
        reader.get_nominal_glyph(code) or 0 for code in codes
    ]


@pytest.mark.parametrize("stem", ["CRMSansKorean-Regular", "CRMSansWide-Bold", "CRMSans-Regular"])
def test_advances_are_those_other_readers_find(stem: str) -> None:
    path = FOLDER / f"{stem}.ttf"
    paper, reader = FontFile(path), uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))
    (count,) = paper.numbers("maxp", 4, "H")

    assert [paper.advance(glyph) for glyph in range(count)] == [
        reader.get_glyph_h_advance(glyph) for glyph in range(count)
    ]


def test_a_subset_is_a_fraction_of_its_font() -> None:
    paper = font()

    assert len(paper.subset([0, 1, 2])) < 2000
