"""Prints briefs for tests and reads the paper back: its text by page, its streams, its type."""

import re
import zlib
from dataclasses import dataclass
from functools import cache

import brief_examples as examples
import pypdfium2
from pypdfium2 import raw

from crm_desktop.domain.brief_rules import DEFAULT_SECTIONS
from crm_desktop.domain.briefs import PrivacyLevel, Section, VisitBrief
from crm_desktop.reports.brief import PrintOptions, RenderedBrief, render
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.reports.style import Paper
from crm_desktop.text import Language, LanguageCode

LOCALE = examples.FONTS.parent / "locale"


@cache
def language(code: str) -> Language:
    return Language.load(LanguageCode(code), LOCALE)


@dataclass(frozen=True)
class Sheets:
    """A printed brief as a reader finds it; ``pages`` hold the text of each without any space."""

    rendered: RenderedBrief
    raw_pages: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(squeezed(page) for page in self.raw_pages)

    @property
    def text(self) -> str:
        return "".join(self.pages)


def squeezed(text: str) -> str:
    """Text without spaces and line ends, as lines may break anywhere."""
    return re.sub(r"[\s\x02\u00ad\ufffe]", "", text)


def printed(
    brief: VisitBrief,
    *codes: str,
    privacy: PrivacyLevel = PrivacyLevel.FULL,
    paper: Paper = Paper.A4,
    one_page: bool = False,
    sections: tuple[Section, ...] = DEFAULT_SECTIONS,
) -> Sheets:
    """The brief printed in the languages of ``codes``, English when none is given."""
    rendered = render(
        brief,
        [language(code) for code in codes or ("en",)],
        load_fonts(examples.FONTS),
        options=PrintOptions(privacy, paper, one_page, sections),
        printed_at=examples.PRINTED_AT,
    )
    return Sheets(rendered, page_texts(rendered.pdf))


def page_texts(pdf: bytes) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(pdf)
    texts = tuple(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return texts


def type_sizes(pdf: bytes) -> set[float]:
    """Every type size on the paper, in pt."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = set()
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            if text.get_text_range(at, 1).strip():
                sizes.add(round(raw.FPDFText_GetFontSize(text, at), 2))
    document.close()
    return sizes


def streams(pdf: bytes) -> bytes:
    """The file with its streams unpacked."""
    parts = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\s*endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(match.group(1)))
        except zlib.error:
            parts.append(match.group(1))
    return b"\n".join(parts)
