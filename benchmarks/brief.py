"""A visit brief from click to paper, a pile of them, and the tier list as a file.

Limits are what the bare means cost in the same run: the same lines set by platypus for a brief, one
process for a pile, a plain canvas and csv for the list.
"""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
import xlsxwriter
from measure import Row, Sample, best_ms
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from crm_desktop.reports import tier_list_pdf, tier_list_xlsx
from crm_desktop.reports.brief import PrintOptions
from crm_desktop.reports.fonts import load_fonts
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.tier_list_table import columns_of
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_printing import Printed, PrintJob, render_all
from crm_desktop.services.briefs import BriefOrder, build
from crm_desktop.services.playbook import load_playbook
from crm_desktop.storage.database import Database, open_file
from crm_desktop.text import Language, LanguageCode

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
MOMENT = Moment(NOW.date(), NOW)
RICH, PILE, LIST_ROWS = 200, 200, 10_000


def rows(sample: Sample) -> Iterator[Row]:
    """Measure gathering, click to paper in both languages, a pile, a first brief, a tier list."""
    database = open_file(sample.path)
    yield _gathering(database)
    for code in LanguageCode:
        yield _click_to_paper(database, code)
    database.close()
    yield _pile(sample.path)
    first = min(_measured(_FIRST, sample.path)[0] for _ in range(3))
    yield Row("first brief of a process", first, 60, "ms", "preloaded, as after a click")
    yield from _tier_list()


def _gathering(database: Database) -> Row:
    playbook, turn = load_playbook(RESOURCES / "playbook"), count()

    def gather() -> None:
        with database.read() as reading:
            for _ in range(10):
                order = BriefOrder(1 + next(turn) % RICH)
                build(reading, order, MOMENT, playbook)

    return Row("gather a brief", best_ms(gather, times=20) / 10, 3, "ms", "a card of every kind")


def _click_to_paper(database: Database, code: LanguageCode) -> Row:
    playbook, job = load_playbook(RESOURCES / "playbook"), job_in(code)

    def ours() -> bytes:
        with database.read() as reading:
            brief = build(reading, BriefOrder(7), MOMENT, playbook)
        (outcome,) = render_all([brief], job)
        assert isinstance(outcome, Printed)
        return outcome.rendered.pdf

    lines, style = _lines(ours()), _style(is_chinese=code is LanguageCode.CHINESE)

    def platypus() -> None:
        story: list[Flowable] = [Paragraph(escape(line), style) for line in lines]
        SimpleDocTemplate(io.BytesIO(), initialFontName=style.fontName).build(story)

    pairs = [(best_ms(ours, times=1), best_ms(platypus, times=1)) for _ in range(40)]
    time, bare = (min(pair[at] for pair in pairs) for at in (0, 1))
    note = f"{time:.1f} ms; platypus {bare:.1f} ms for {len(lines)} bare lines"
    return Row(f"brief, click to paper, {code}", time / bare, 1, note=note)


def _pile(path: Path) -> Row:
    """Gather and print a pile in a process of its own, whose main module costs helpers nothing."""
    pairs = [_measured(_PILE, path) for _ in range(3)]
    shared, alone = (min(pair[at] for pair in pairs) for at in (0, 1))
    note = f"{shared:.0f} ms with helpers, {alone:.0f} ms alone"
    return Row(f"{PILE} briefs with helpers", shared / alone, 0.6, note=note)


def _measured(script: str, path: Path) -> list[float]:
    """Run a script in a fresh process that is preloaded; return the numbers it prints."""
    folders = [str(ROOT), str(ROOT / "benchmarks")]
    command = [sys.executable, "-c", _PREPARED + script, str(path), *folders]
    return [float(word) for word in subprocess.check_output(command).split()]


_PREPARED = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from time import perf_counter
import brief as b
from crm_desktop.services.brief_preload import preload
database = b.open_file(Path(sys.argv[1]))
playbook, job = b.load_playbook(b.RESOURCES / "playbook"), b.job_in(b.LanguageCode.ENGLISH)
preload(b.RESOURCES)
def gathered():
    for key in range(1, b.PILE + 1):
        yield b.build(reading, b.BriefOrder(key), b.MOMENT, playbook)
"""
_FIRST = """
started = perf_counter()
with database.read() as reading:
    list(b.render_all([next(gathered())], job))
print((perf_counter() - started) * 1000)
"""
_PILE = """
with database.read() as reading:
    list(b.render_all([next(gathered())], job))
    started = perf_counter()
    for brief in gathered():
        list(b.render_all([brief], job))
    alone = perf_counter() - started
    started = perf_counter()
    assert sum(1 for _ in b.render_all(gathered(), job)) == b.PILE
    print((perf_counter() - started) * 1000, alone * 1000)
"""


def _tier_list() -> Iterator[Row]:
    sys.path.append(str(ROOT / "tests" / "reports"))
    examples: Any = import_module("tier_list_examples")
    found, language = examples.quota_list(LIST_ROWS), _language(LanguageCode.ENGLISH)
    pen = Pen(Canvas(io.BytesIO()), load_fonts(RESOURCES / "fonts"))
    columns = columns_of(found, language, pen)
    cells = [[column.words(row) for column in columns] for row in found.rows]
    _style(is_chinese=False)
    fonts = load_fonts(RESOURCES / "fonts")
    bare = best_ms(lambda: _bare_canvas(cells), times=3)
    pdf = best_ms(lambda: tier_list_pdf.render(found, language, fonts), times=3)
    plain = best_ms(lambda: csv.writer(io.StringIO(newline="")).writerows(cells), times=3)
    xlsx = best_ms(lambda: tier_list_xlsx.render(found, language), times=3)
    name, size = f"tier list of {LIST_ROWS:,}", f"{len(cells[0])} columns"
    note = f"{pdf:.0f} ms; bare canvas {bare:.0f} ms, {size}"
    yield Row(f"{name} as PDF", pdf / bare, 2, note=note)
    bare = best_ms(lambda: _bare_workbook(cells), times=3)
    note = f"{xlsx:.0f} ms; bare XlsxWriter {bare:.0f} ms, csv {plain:.0f} ms, {size}"
    yield Row(f"{name} as workbook", xlsx / bare, 2, note=note)


def _bare_canvas(cells: list[list[str]], on_page: int = 38) -> None:
    canvas = Canvas(io.BytesIO(), pageCompression=1)
    for at, row in enumerate(cells):
        if at % on_page == 0:
            if at:
                canvas.showPage()
            canvas.setFont("Platypus", 7.5)
        for place, text in enumerate(row):
            canvas.drawString(30 + 40 * place, 800 - 20 * (at % on_page), text)
    canvas.save()


def _bare_workbook(cells: list[list[str]]) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for at, row in enumerate(cells):
        for place, text in enumerate(row):
            sheet.write_string(at, place, text)
    book.close()


def job_in(code: LanguageCode) -> PrintJob:
    """Return a print job as a person orders it."""
    return PrintJob(RESOURCES, (code,), PrintOptions(), NOW)


def _language(code: LanguageCode) -> Language:
    return Language.load(code, RESOURCES / "locale")


def _lines(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return [line for line in text.splitlines() if line.strip()]


def _style(*, is_chinese: bool) -> ParagraphStyle:
    if "Platypus" not in pdfmetrics.getRegisteredFontNames():
        path = RESOURCES / "fonts" / "CRMSansCore-Regular.ttf"
        pdfmetrics.registerFont(TTFont("Platypus", str(path)))
    wrap = "CJK" if is_chinese else None
    return ParagraphStyle("line", fontName="Platypus", fontSize=8.8, leading=11, wordWrap=wrap)
