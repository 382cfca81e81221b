"""The canvas reports are drawn on: ReportLab's, writing its numbers once and its streams as bytes.

WORKAROUND ReportLab 5.1 (lib/rl_accel.py): without its C helper, `fp_str` formats each coordinate
in Python, 1,400 times a brief, and a day's briefs ask for the same ones again; that was a quarter
of the time to draw. Streams in base 85 are encoded in Python too and are a fifth longer.
"""

from functools import lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib import rl_accel
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas, pathobject, textobject
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.reports.fonts import REGULAR
from crm_desktop.text import Language

PROGRAM = "CRM Desktop"
PDF_VERSION = (1, 5)
"""The first that knows everything our tags use."""

_remembered = lru_cache(maxsize=20_000)(rl_accel.fp_str)


def number_text(*numbers: Any) -> str:
    """Numbers as PDF writes them, or those of one sequence."""
    if len(numbers) == 1 and isinstance(numbers[0], list):
        numbers = tuple(numbers[0])
    return str(_remembered(*numbers))


def new_canvas(file: Any, size: tuple[float, float], language: Language) -> Canvas:
    """A canvas for pages of ``size`` points that writes to a binary file.

    The language is that of most of the document. Our fonts must be loaded already.
    """
    canvas = Canvas(
        file,
        pagesize=size,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=language_tag(language),
        pdfVersion=PDF_VERSION,
    )
    canvas.setCreator(PROGRAM)
    canvas.setAuthor(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def language_tag(language: Language) -> str:
    """A language as PDF names it, as in ``zh-CN``."""
    return language.code.replace("_", "-")


for _module in (canvas, pathobject, pdfdoc, textobject):
    _module.fp_str = number_text
rl_config.useA85 = 0
