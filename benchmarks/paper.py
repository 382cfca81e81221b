"""Times a visit brief against the same lines set by ReportLab's platypus in the same run.

`python -m benchmarks.paper` prints the medians and their ratio; the limit is 1.
"""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.reports.brief import PrintOptions, render
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.text import Language, LanguageCode

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "resources" / "fonts"
LOCALE = ROOT / "resources" / "locale"
ROUNDS = 30
WARM_UP = 4


@dataclass(frozen=True, slots=True)
class Timing:
    """Median seconds of what we do and of the limit it is measured against."""

    name: str
    seconds: float
    limit_seconds: float

    @property
    def ratio(self) -> float:
        """Our time in units of the limit; lower is better."""
        return self.seconds / self.limit_seconds


def measure() -> tuple[Timing, ...]:
    """Print a brief with everything known in both languages, A4, two pages, warm."""
    examples = _examples()
    return (
        _timing("brief, English", examples.english(), "en", examples.PRINTED_AT),
        _timing("brief, Chinese", examples.chinese(), "zh_CN", examples.PRINTED_AT),
    )


def _examples() -> Any:
    folder = str(ROOT / "tests" / "reports")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module("brief_examples")


def _timing(name: str, brief: VisitBrief, code: str, printed_at: Any) -> Timing:
    language = Language.load(LanguageCode(code), LOCALE)

    def ours() -> bytes:
        fonts = load_fonts(FONTS)
        return render(brief, [language], fonts, options=PrintOptions(), printed_at=printed_at).pdf

    lines = _lines(ours())
    style = _platypus_style(is_chinese=code == "zh_CN")

    def platypus() -> bytes:
        file = io.BytesIO()
        story: list[Flowable] = [Paragraph(escape(line), style) for line in lines]
        SimpleDocTemplate(file, initialFontName=style.fontName).build(story)
        return file.getvalue()

    seconds, limit = _alternated(ours, platypus)
    return Timing(name, seconds, limit)


def _lines(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return [line for line in text.splitlines() if line.strip()]


def _platypus_style(*, is_chinese: bool) -> ParagraphStyle:
    name = "Platypus"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / "CRMSansCore-Regular.ttf")))
    wrap = "CJK" if is_chinese else None
    return ParagraphStyle("line", fontName=name, fontSize=8.8, leading=11, wordWrap=wrap)


def _alternated(*jobs: Callable[[], object]) -> tuple[float, ...]:
    """Median seconds of each job, run in turns so that a busy machine slows all of them."""
    times: list[list[float]] = [[] for _ in jobs]
    for number in range(WARM_UP + ROUNDS):
        for job, found in zip(jobs, times, strict=True):
            started = time.perf_counter()
            job()
            if number >= WARM_UP:
                found.append(time.perf_counter() - started)
    return tuple(median(found) for found in times)


if __name__ == "__main__":
    for one in measure():
        print(
            f"{one.name}: {one.seconds * 1000:.1f} ms, platypus "
            f"{one.limit_seconds * 1000:.1f} ms, ratio {one.ratio:.2f}"
        )
