"""Our fonts as ReportLab takes them, written into a document by ourselves."""

import threading
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFObject

from crm_desktop.reports.font_file import FontFile

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


class Written(PDFObject):  # type: ignore[misc]  # ReportLab carries no types
    """An object of a PDF file that is written out already."""

    def __init__(self, data: str | bytes) -> None:
        self.data = data if isinstance(data, bytes) else data.encode("latin-1")

    def format(self, document: Any) -> bytes:
        """Return it as it stands in the file."""
        del document
        return self.data


class _Widths(dict[str, float]):
    """Advances in thousandths of the type size, looked up in the file when first asked.

    A character the font lacks is a ``KeyError``.
    """

    def __init__(self, file: FontFile) -> None:
        # A line end takes no room; it is never drawn, so it needs no glyph.
        super().__init__({"\n": 0.0})
        self._file = file

    def __missing__(self, character: str) -> float:
        glyph = self._file.glyph_of(ord(character))
        if not glyph:
            raise KeyError(character)
        width = self[character] = self._file.advance(glyph) * 1000 / self._file.units
        return width


@dataclass(frozen=True, slots=True)
class _Face:
    """What ReportLab asks of a typeface; in thousandths of the type size."""

    name: str
    ascent: float
    descent: float


class PaperFont:
    """A font for ReportLab, embedded once a document, whose text can be copied.

    WORKAROUND ReportLab 5.1 (pdfbase/ttfonts.py): it embeds a font of its own for every 256
    characters, one after the other from a read position all documents share, which was half the
    time of a Chinese page. Its `makeToUnicodeCMap` writes characters above U+FFFF as five hex
    digits, which no reader understands, so copy and search of 𬱖 or an emoji fail. Here a document
    gets one font with codes of two bytes and a map we write.
    """

    _multiByte = True  # noqa: N815 - ReportLab's name
    _dynamicFont = True  # noqa: N815 - ReportLab's name
    shapable = False

    def __init__(self, name: str, path: Path) -> None:
        self.fontName = name
        self.file = FontFile(path)
        ascent, descent = (self._scaled(one) for one in self.file.numbers("hhea", 4, "hh"))
        self.face = _Face(name, ascent, descent)
        self.widths: dict[str, float] = _Widths(self.file)
        """The advance of each character in thousandths of the type size."""
        self._character_of: dict[tuple[int, str], str] = {}
        self._private: dict[str, tuple[int, str]] = {}
        self._used: WeakKeyDictionary[Any, _Codes] = WeakKeyDictionary()
        self._turn = threading.Lock()

    @cached_property
    def shaping_face(self) -> uharfbuzz.Face:
        """The font as HarfBuzz reads it."""
        return uharfbuzz.Face(self.file.data[:])

    def has(self, character: str) -> bool:
        """Say whether the font can draw a character."""
        return character in self.widths or self.file.glyph_of(ord(character)) > 0

    def width_of(self, char: str) -> float:
        """Return the advance of a character of this font in thousandths of the type size."""
        return self.widths[char]

    def stringWidth(  # noqa: N802 - ReportLab's name
        self, text: str, size: float, encoding: str = "utf-8"
    ) -> float:
        """Return the width of a text of this font alone, in points."""
        del encoding
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def glyph_character(self, glyph: int, text: str) -> str:
        """Return a private character that draws a glyph and is copied as the given text."""
        with self._turn:
            found = self._character_of.get((glyph, text))
            if found is None:
                found = chr(FIRST_GLYPH_CODE + len(self._character_of))
                self._private[found] = glyph, text
                self.widths[found] = self._scaled(self.file.advance(glyph))
                self._character_of[glyph, text] = found
            return found

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
        drawn = [self._private.get(one) or (self._glyph(one), one) for one in characters]
        glyphs = [glyph for glyph, _ in drawn]
        name = f"{_tag(glyphs)}+{self.fontName}"

        def added(data: str | bytes) -> str:
            reference: bytes = doc.Reference(Written(data)).format(doc)
            return reference.decode("latin-1")

        described = added(self._descriptor(name, added(_stream(self.file.subset([0, *glyphs])))))
        widths = [self.widths.get(one, 0.0) for one in characters]
        descendant = added(_descendant(name, described, widths))
        meanings = to_unicode_map(name, [text for _, text in drawn])
        to_unicode = added(_stream(meanings.encode("ascii")))
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[codes.name] = doc.Reference(
            Written(
                f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
                f"/DescendantFonts[{descendant}]/ToUnicode {to_unicode}>>"
            )
        )

    def _glyph(self, character: str) -> int:
        return self.file.glyph_of(ord(character))

    def _scaled(self, length: int) -> float:
        return length * 1000 / self.file.units

    def _descriptor(self, name: str, file: str) -> str:
        box = [self._scaled(one) for one in self.file.numbers("head", 36, "4h")]
        (weight,) = self.file.numbers("OS/2", 4, "H")
        (capitals,) = self.file.numbers("OS/2", 88, "h")
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {_FLAGS}/FontBBox[{_numbers(box)}]"
            f"/ItalicAngle 0/Ascent {self.face.ascent:g}/Descent {self.face.descent:g}"
            f"/CapHeight {self._scaled(capitals):g}/StemV {weight // 5}/FontFile2 {file}>>"
        )


def _descendant(name: str, described: str, widths: Sequence[float]) -> str:
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {described}/DW 0/W[1[{_numbers(widths)}]]>>"
    )


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
        f"<{code:04X}> <{text.encode('utf-16-be').hex()}>"
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
