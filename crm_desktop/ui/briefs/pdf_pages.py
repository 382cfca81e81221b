"""Pages of a PDF as pictures and text; PDFium may be called by one thread at a time."""

from contextlib import closing
from dataclasses import dataclass
from threading import Lock

from pypdfium2 import PdfBitmap, PdfDocument, PdfTextPage
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
_PDFIUM = Lock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where searched words stand: page from 0, rectangles in points from the top left."""

    page: int
    areas: tuple[QRectF, ...]


class PdfPages:
    """A finished PDF in memory; every call may come from any thread.

    Opening takes 0.2 ms, so each call opens anew and no handle outlives it.
    """

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with _PDFIUM, _opened(pdf) as document:
            sizes = (document.get_page_size(number) for number in range(len(document)))
            self.sizes = tuple(PageSize(*size) for size in sizes)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def picture(self, number: int, scale: float) -> QImage:
        """Return a page, counted from 0, at ``scale`` pixels a point."""
        size = self.sizes[number]
        return self.band(number, scale, 0, size.height)

    def band(self, number: int, scale: float, top: float, bottom: float) -> QImage:
        """Return a page from ``top`` to ``bottom``, points from its upper edge, on white."""
        height = self.sizes[number].height
        crop = (0.0, max(height - bottom, 0.0), 0.0, top)
        with _PDFIUM, _opened(self._pdf) as document, closing(document[number]) as page:
            bitmap = page.render(scale=scale, crop=crop, rev_byteorder=False, prefer_bgrx=True)
            return _image(bitmap)

    def text(self, number: int) -> str:
        """Return the text of a page."""
        with (
            _PDFIUM,
            _opened(self._pdf) as document,
            closing(document[number]) as page,
            closing(page.get_textpage()) as text,
        ):
            return str(text.get_text_range())

    def find(self, words: str) -> list[Hit]:
        """Return every place where ``words`` stand, in whatever case, in reading order."""
        found: list[Hit] = []
        if not words.strip():
            return found
        with _PDFIUM, _opened(self._pdf) as document:
            for number, size in enumerate(self.sizes):
                with closing(document[number]) as page, closing(page.get_textpage()) as text:
                    found += _hits(text, words.strip(), number, size.height)
        return found


def _opened(pdf: bytes) -> "closing[PdfDocument]":
    return closing(PdfDocument(pdf))


def _image(bitmap: PdfBitmap) -> QImage:
    form = QImage.Format.Format_RGB32 if bitmap.n_channels == 4 else QImage.Format.Format_BGR888
    view = memoryview(bitmap.buffer).cast("B")
    image = QImage(view, bitmap.width, bitmap.height, bitmap.stride, form).copy()
    bitmap.close()
    return image


def _hits(text: PdfTextPage, words: str, number: int, height: float) -> list[Hit]:
    searcher = text.search(words, match_case=False)
    found = []
    while (place := searcher.get_next()) is not None:
        start, count = place
        areas = []
        for index in range(text.count_rects(start, count)):
            left, bottom, right, top = text.get_rect(index)
            areas.append(QRectF(left, height - top, right - left, top - bottom))
        found.append(Hit(number, tuple(areas)))
    searcher.close()
    return found
