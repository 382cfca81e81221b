"""Pages of a PDF on a printer, drawn by PDFium at the printer's own resolution."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.progress import CancelledError, Progress
from crm_desktop.ui.briefs.pdf_pages import POINTS_PER_INCH, PageSize, PdfPages

FINEST_DPI = 600
BAND_PX = 1024
"""A page is drawn in bands so high, so that 600 dpi need 20 MB and not 140."""

_END_OF_PDF = b"%%EOF"
_TAIL_BYTES = 1024


def set_up(printer: QPrinter, size: PageSize, name: str) -> None:
    """Take paper and orientation of a page, before the person is asked."""
    is_wide = size.width > size.height
    points = QSizeF(min(size.width, size.height), max(size.width, size.height))
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    paper = QPageSize(points, QPageSize.Unit.Point, "", match)
    turn = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turn, QMarginsF()))
    printer.setFullPage(True)
    printer.setDocName(name)
    printer.setCreator("CRM Desktop")


def print_pages(printer: QPrinter, pages: PdfPages, progress: Progress) -> int:
    """Print the pages the person asked for and return how many those were.

    Raises FailureError ``cannot_print``, and CancelledError after taking back what was sent.
    """
    wanted = _wanted(printer, pages.count)
    painter = QPainter()
    if not painter.begin(printer):
        raise FailureError("cannot_print")
    try:
        for done, number in enumerate(wanted):
            progress.report(done, len(wanted))
            if done and not printer.newPage():
                raise FailureError("cannot_print")
            _draw(painter, printer, pages, number)
        progress.report(len(wanted), len(wanted))
    except (CancelledError, FailureError):
        printer.abort()
        painter.end()
        _drop_file(printer)
        raise
    is_done = painter.end() and printer.printerState() is not QPrinter.PrinterState.Error
    if not is_done or not _is_whole(printer):
        _drop_file(printer)
        raise FailureError("cannot_print")
    return len(wanted)


def _wanted(printer: QPrinter, count: int) -> range:
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(count)
    return range(printer.fromPage() - 1, min(printer.toPage(), count))


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """Draw one page in the middle of the paper, as large as it has room."""
    size, paper = pages.sizes[number], printer.paperRect(QPrinter.Unit.DevicePixel)
    scale = min(paper.width() / size.width, paper.height() / size.height)
    left = (paper.width() - size.width * scale) / 2
    upper = (paper.height() - size.height * scale) / 2
    fineness = min(scale, FINEST_DPI / POINTS_PER_INCH)
    step, top = BAND_PX / fineness, 0.0
    while top < size.height:
        bottom = min(top + step, size.height)
        image = pages.band(number, fineness, top, bottom)
        # PDFium rounds a band up to whole pixels; drawn as such, no hair of white is between two.
        high = image.height() / fineness * scale
        target = QRectF(left, upper + top * scale, size.width * scale, high)
        painter.drawImage(target, image)
        top = bottom


def _is_whole(printer: QPrinter) -> bool:
    """A printer that is a file must have been written to its end; a disk may be full."""
    name = printer.outputFileName()
    if not name or printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat:
        return True
    try:
        with Path(name).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            return _END_OF_PDF in file.read()
    except OSError:
        return False


def _drop_file(printer: QPrinter) -> None:
    """Leave no half file behind."""
    if printer.outputFileName():
        with contextlib.suppress(OSError):
            Path(printer.outputFileName()).unlink()
