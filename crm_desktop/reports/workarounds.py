"""A ReportLab TrueType font with its three shortcomings for our pages corrected."""

import functools
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import ShapedStr, TTFont

# Supplementary Private Use Area-A: room for every (glyph, text) pair that shaping yields.
FIRST_GLYPH_CODE = 0xF0000
ENTRIES_PER_BLOCK = 100
BYTE_ORDER_MARK = "\ufeff"


class PaperFont(TTFont):  # type: ignore[misc]  # ReportLab carries no types
    """A font whose text can be copied, whose shaped glyphs keep their meaning, and that is fast.

    WORKAROUND ReportLab 5.1 (pdfbase/ttfonts.py):
    `makeToUnicodeCMap` writes characters above U+FFFF as five hex digits, which no reader
    understands, so copy and search of 𬱖 or an emoji fail; `addObjects` here rewrites that map.
    `TTFontParser.get_table` copies the outlines of the whole font for each subset.
    `makeSubset` moves a read position shared by all documents, so two threads must take turns.
    """

    def __init__(self, name: str, file: Path, *, readable_ascii: bool) -> None:
        super().__init__(name, str(file), asciiReadable=readable_ascii)
        self.face.get_table = functools.cache(self.face.get_table)
        # A line end takes no room; it is never drawn, so it needs no glyph.
        self.face.charWidths[ord("\n")] = 0
        self.characters = frozenset(map(chr, self.face.charWidths))
        self._code_of_glyph: dict[tuple[int, str], int] = {}
        self._text_of_code: dict[int, str] = {}
        self._turn = threading.RLock()

    def width_of(self, char: str) -> float:
        """Return the advance of a character of this font in thousandths of the type size."""
        return float(self.face.charWidths[ord(char)])

    def glyph_character(self, glyph: int, text: str) -> str:
        """Return a private character that draws a glyph and is copied as the given text."""
        with self._turn:
            code = self._code_of_glyph.get((glyph, text))
            if code is None:
                code = FIRST_GLYPH_CODE + len(self._code_of_glyph)
                self._code_of_glyph[glyph, text] = code
                self._text_of_code[code] = text
                self.face.charToGlyph[code] = glyph
                self.face.charWidths[code] = self.face.hmetrics[glyph][0]
            return chr(code)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the font's objects to a PDF document, with maps that hold every character."""
        with self._turn:
            subsets = list(self.state[doc].subsets)
            names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
            super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, codes in zip(names, subsets, strict=True):
            stream = doc.idToObject[fonts[name].ToUnicode.name]
            stream.content = to_unicode_map(name, [self._meaning(code) for code in codes])

    def _meaning(self, code: int) -> str:
        return self._text_of_code.get(code, chr(code)) if code else ""


def draw_as(text_object: Any, glyphs: ShapedStr, meaning: str) -> None:
    """Draw shaped glyphs right after a `setFont`; a meaning is what readers copy instead of them.

    WORKAROUND ReportLab 5.1: it has no marked content, and several glyphs of one letter can't be
    mapped back one by one. It also fails (`setRise` on an empty list) when the first glyph of a
    shaped text is raised, unless the font was set just before.
    """
    if not meaning:
        text_object.textOut(glyphs)
        return
    actual = (BYTE_ORDER_MARK + meaning).encode("utf-16-be").hex().upper()
    text_object._code.append(f"/Span <</ActualText <{actual}>>> BDC")
    text_object.textOut(glyphs)
    text_object._code.append("EMC")


def to_unicode_map(name: str, meanings: Sequence[str]) -> str:
    """Return the character map of a font of up to 256 codes; an empty meaning is left out."""
    entries = [
        f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(meanings)
        if text
    ]
    blocks = [
        entries[start : start + ENTRIES_PER_BLOCK]
        for start in range(0, len(entries), ENTRIES_PER_BLOCK)
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name.replace('+', '-')} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
