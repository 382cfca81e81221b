"""A ReportLab TrueType font with its shortcomings for our pages corrected."""

import threading
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.ttfonts import TTFont

from crm_desktop.reports.subsetting import Outlines

# Supplementary Private Use Area-A: room for every (glyph, text) pair that shaping yields.
FIRST_GLYPH_CODE = 0xF0000
ENTRIES_PER_BLOCK = 100
FAST = 1
"""Outlines hardly shrink more at a higher level of zlib, which takes twice the time."""

_FLAGS = 4
_NO_BREAK_SPACE = "\xa0"


class _Codes(dict[str, str]):
    """The codes a document writes characters with, four hex digits each, given when first asked.

    A code is the number of the glyph in the subset; 0 stands for none.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.characters = [""]

    def __missing__(self, character: str) -> str:
        if character == _NO_BREAK_SPACE:
            return self[" "]
        code = self[character] = f"{len(self.characters):04X}"
        self.characters.append(character)
        return code


class _Written(PDFObject):  # type: ignore[misc]  # ReportLab carries no types
    """An object of a PDF file that is written out already."""

    def __init__(self, data: str | bytes) -> None:
        self._data = data if isinstance(data, bytes) else data.encode("latin-1")

    def format(self, document: Any) -> bytes:
        """Return it as it stands in the file."""
        del document
        return self._data


class PaperFont(TTFont):  # type: ignore[misc]  # ReportLab carries no types
    """A font embedded once a document, whose text can be copied, that is fast.

    WORKAROUND ReportLab 5.1 (pdfbase/ttfonts.py): it embeds a font of its own for every 256
    characters, one after the other from a read position all documents share, which was half the
    time of a Chinese page. Its `makeToUnicodeCMap` writes characters above U+FFFF as five hex
    digits, which no reader understands, so copy and search of 𬱖 or an emoji fail. Here a document
    gets one font with codes of two bytes and a map we write.
    """

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, str(file))
        face = self.face
        # A line end takes no room; it is never drawn, so it needs no glyph.
        self.widths = {"\n": 0.0} | {chr(code): width for code, width in face.charWidths.items()}
        """The advance of each character in thousandths of the type size."""
        start, length = face.get_table_pos("glyf")
        self.outlines = Outlines(
            memoryview(face._ttf_data)[start : start + length],
            face.glyphPos,
            face.hmetrics,
            {tag: face.get_table(tag) for tag in face.table if tag in _SMALL_TABLES},
        )
        self._code_of_glyph: dict[tuple[int, str], int] = {}
        self._text_of_character: dict[str, str] = {}
        self._used: WeakKeyDictionary[Any, _Codes] = WeakKeyDictionary()
        self._turn = threading.Lock()

    def width_of(self, char: str) -> float:
        """Return the advance of a character of this font in thousandths of the type size."""
        return float(self.widths[char])

    def glyph_character(self, glyph: int, text: str) -> str:
        """Return a private character that draws a glyph and is copied as the given text."""
        with self._turn:
            code = self._code_of_glyph.get((glyph, text))
            if code is None:
                code = FIRST_GLYPH_CODE + len(self._code_of_glyph)
                self._code_of_glyph[glyph, text] = code
                self._text_of_character[chr(code)] = text
                self.face.charToGlyph[code] = glyph
                self.widths[chr(code)] = self.face.hmetrics[glyph][0]
            return chr(code)

    def codes(self, doc: Any) -> _Codes:
        """Return the codes of a document, which embeds what it asks of them."""
        found = self._used.get(doc)
        if found is None:
            found = self._used[doc] = _Codes(f"F{len(doc.fontMapping) + 1}")
            doc.fontMapping[self.fontName] = "/" + found.name
            doc.delayedFonts.append(self)
        return found

    def splitString(  # noqa: N802 - ReportLab's name
        self, text: str, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return what ReportLab's own text objects write; there is one subset, number 0."""
        del encoding
        return [(0, bytes.fromhex("".join(map(self.codes(doc).__getitem__, text))))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802 - ReportLab's name
        """Return the name pages know the font by."""
        del subset
        return "/" + self.codes(doc).name

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Add the font with the characters asked for, and a map that holds every one of them."""
        codes = self._used.pop(doc)
        characters = codes.characters[1:]
        glyphs = [self.face.charToGlyph.get(ord(character), 0) for character in characters]
        name = f"{_tag(glyphs)}+{self.face.name.decode('latin-1')}"

        def added(data: str | bytes) -> str:
            reference: bytes = doc.Reference(_Written(data)).format(doc)
            return reference.decode("latin-1")

        meanings = [self._text_of_character.get(one, one) for one in characters]
        file = added(_stream(self.outlines.subset([0, *glyphs])))
        described = added(self._descriptor(name, file))
        widths = [self.widths.get(one, 0) for one in characters]
        descendant = added(self._descendant(name, described, widths))
        to_unicode = added(_stream(to_unicode_map(name, meanings).encode("ascii")))
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[codes.name] = doc.Reference(
            _Written(
                f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant}]/ToUnicode {to_unicode}>>"
            )
        )

    def _descriptor(self, name: str, file: str) -> str:
        face = self.face
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_FLAGS}/FontBBox[{_numbers(face.bbox)}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
            f"/CapHeight {face.capHeight:g}/StemV {face.stemV}/FontFile2 {file}>>"
        )

    def _descendant(self, name: str, described: str, widths: Sequence[float]) -> str:
        return (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {described}/DW 0/W[1[{_numbers(widths)}]]>>"
        )


_SMALL_TABLES = frozenset({"head", "hhea", "maxp", "cvt ", "fpgm", "prep"})


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:g}" for value in values)


def _tag(glyphs: Sequence[int]) -> str:
    """Six letters that tell this subset from others of the same font."""
    number, letters = hash(tuple(glyphs)), ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(65 + letter)
    return letters


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, FAST)
    head = f"<</Filter/FlateDecode/Length {len(packed)}/Length1 {len(data)}>>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream"


def to_unicode_map(name: str, meanings: Sequence[str]) -> str:
    """Return the map of a font's codes, from 1 on, to text; an empty meaning is left out."""
    entries = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(meanings, 1)
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
            "<0000> <FFFF>",
            "endcodespacerange",
            *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
