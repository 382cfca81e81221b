"""The fonts of paper: which of them draws which part of a text, each read only when needed."""

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics

from crm_desktop.reports.workarounds import PaperFont


class Cut(StrEnum):
    """A font of the family; the value is the name its regular style has in ReportLab."""

    CORE = "CRMSans"
    FULL = "CRMSansFull"
    WIDE = "CRMSansWide"
    KOREAN = "CRMSansKorean"
    ARABIC = "CRMSansArabic"
    HEBREW = "CRMSansHebrew"
    THAI = "CRMSansThai"
    DEVANAGARI = "CRMSansDevanagari"


REGULAR = str(Cut.CORE)
BOLD = f"{Cut.CORE}-Bold"

SHAPED = frozenset({Cut.ARABIC, Cut.HEBREW, Cut.THAI, Cut.DEVANAGARI})

# HarfBuzz refuses texts of a million letters; a word is never as long as this.
LONGEST_SHAPED = 2000

MISSING_MARK = "□"

_FILE_STEMS = {Cut.CORE: "CRMSansCore", Cut.FULL: "CRMSans"}

_SCRIPTS = (
    (Cut.HEBREW, re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")),
    (Cut.ARABIC, re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")),
    (Cut.DEVANAGARI, re.compile("[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")),
    (Cut.THAI, re.compile("[\u0e00-\u0e7f]")),
    (Cut.KOREAN, re.compile("[\u3131-\u318e\uac00-\ud7a3]")),
)
_JOINERS = frozenset("\u200c\u200d")

_WIDE_MARKS = "‘’“”…—·‥‖"
_CHINESE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
# Chinese and Latin share these code points; the neighbours say which form is meant.
_WIDE_IN_CHINESE = re.compile(
    f"(?<={_CHINESE})[{_WIDE_MARKS}]+(?![a-z])|[{_WIDE_MARKS}]+(?={_CHINESE})"
)

_REGISTERING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that one font draws; `font` is its ReportLab name."""

    font: str
    text: str
    cut: Cut = Cut.CORE


class Fonts:
    """The fonts as one document sees them; `missing` collects what no font could draw.

    Make one for each document by `load_fonts`. May be used off the UI thread.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cuts: dict[tuple[str, bool], Cut | None] = {}
        self._found: dict[tuple[Cut, bool], PaperFont] = {}
        self.missing: set[str] = set()

    def font(self, cut: Cut, *, bold: bool) -> PaperFont:
        """Return a font, reading its file when the process needs it for the first time."""
        found = self._found.get((cut, bold))
        if found is None:
            found = self._found[cut, bold] = _registered(self._folder, cut, bold=bold)
        return found

    def plain_widths(self, text: str, *, bold: bool) -> list[float] | None:
        """Return the advance of each character where the core font draws the whole text.

        In thousandths of the type size; None where another font must help.
        """
        if not text.isascii() and _WIDE_IN_CHINESE.search(text):
            return None
        try:
            return list(map(self.font(Cut.CORE, bold=bold).widths.__getitem__, text))
        except KeyError:
            return None

    def runs(self, text: str, *, bold: bool = False) -> list[Run]:
        """Split a text, in its order, by the font that draws it.

        A character no font has becomes U+25A1 and is added to `missing`.
        """
        marks = [match.span() for match in _WIDE_IN_CHINESE.finditer(text)]
        if all(map(self.font(Cut.CORE, bold=bold).has, set(text))):
            return list(_with_marks(text, marks, bold=bold))
        wide = {i for start, end in marks for i in range(start, end)}
        cuts = self._cuts_along(text, wide, bold=bold)
        return [
            self._joined(cut, chars, bold=bold)
            for cut, pairs in groupby(zip(text, cuts, strict=True), key=lambda pair: pair[1])
            for chars in _chunks(
                [char for char, _ in pairs], LONGEST_SHAPED if cut in SHAPED else 0
            )
        ]

    def _cuts_along(self, text: str, wide: set[int], *, bold: bool) -> list[Cut | None]:
        known = {char: self._cut_of(char, bold=bold) for char in set(text)}
        cuts = [Cut.WIDE if i in wide else known[char] for i, char in enumerate(text)]
        for i, char in enumerate(text):
            if i and cuts[i - 1] in SHAPED and _stays(char, cuts[i - 1 : i + 2]):
                cuts[i] = cuts[i - 1]
        return cuts

    def _cut_of(self, char: str, *, bold: bool) -> Cut | None:
        key = (char, bold)
        if key not in self._cuts:
            self._cuts[key] = self._find_cut(char, bold=bold)
        return self._cuts[key]

    def _find_cut(self, char: str, *, bold: bool) -> Cut | None:
        script = next((cut for cut, letters in _SCRIPTS if letters.match(char)), None)
        for cut in (Cut.CORE, script, Cut.FULL):
            if cut and self.font(cut, bold=bold).has(char):
                return cut
        return None

    def _joined(self, cut: Cut | None, chars: list[str], *, bold: bool) -> Run:
        if cut is None:
            self.missing.update(chars)
            return _run(Cut.CORE, MISSING_MARK * len(chars), bold=bold)
        return _run(cut, "".join(chars), bold=bold)


def load_fonts(folder: Path) -> Fonts:
    """Return the fonts of a folder for one document.

    Both styles of the core font are read and registered with ReportLab once a process (about
    1 ms); the others follow when a text asks for them. Any thread may call it.
    """
    fonts = Fonts(folder)
    fonts.font(Cut.CORE, bold=False)
    fonts.font(Cut.CORE, bold=True)
    return fonts


def _with_marks(text: str, marks: Iterable[tuple[int, int]], *, bold: bool) -> Iterator[Run]:
    """A text of the core font with marks of the wide one, each from a start to an end."""
    done = 0
    for start, end in (*marks, (len(text), len(text))):
        if start > done:
            yield _run(Cut.CORE, text[done:start], bold=bold)
        if end > start:
            yield _run(Cut.WIDE, text[start:end], bold=bold)
        done = end


def _chunks(chars: list[str], limit: int) -> Iterator[list[str]]:
    if not limit or len(chars) <= limit:
        yield chars
        return
    for start in range(0, len(chars), limit):
        yield chars[start : start + limit]


def _stays(char: str, around: list[Cut | None]) -> bool:
    # A space between two shaped words is drawn with them: readers then find it when copying.
    return char in _JOINERS or (char == " " and len(around) == 3 and around[0] == around[2])


def font_name(cut: Cut, *, bold: bool) -> str:
    """Return the ReportLab name of one style of a font."""
    return f"{cut}-Bold" if bold else str(cut)


def _run(cut: Cut, text: str, *, bold: bool) -> Run:
    return Run(font_name(cut, bold=bold), text, cut)


def _registered(folder: Path, cut: Cut, *, bold: bool) -> PaperFont:
    name = font_name(cut, bold=bold)
    with _REGISTERING:
        if name not in pdfmetrics.getRegisteredFontNames():
            stem = _FILE_STEMS.get(cut, str(cut))
            file = folder / f"{stem}-{'Bold' if bold else 'Regular'}.ttf"
            pdfmetrics.registerFont(PaperFont(name, file))
            _map_family(cut)
        font: PaperFont = pdfmetrics.getFont(name)
        return font


def _map_family(cut: Cut) -> None:
    for bold in (False, True):
        for italic in (False, True):
            addMapping(str(cut), int(bold), int(italic), font_name(cut, bold=bold))
