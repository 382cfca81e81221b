"""The pages of a PDF on a desk: scrolled, zoomed, searched, and read out."""

from collections.abc import Callable, Sequence
from math import sqrt

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from crm_desktop.ui.briefs.page_layout import Fit, Layout, Zoom, lay_out, stepped
from crm_desktop.ui.briefs.pdf_pages import Hit, PdfPages
from crm_desktop.ui.workspace import Workspace

LARGEST_PIXELS = 16_000_000
"""A picture is never larger than 64 MB; beyond that it is stretched."""

Drawn = tuple[float, QImage]
"""A picture with its scale, in pixels a point."""

KEPT_AROUND = 2
READ_AFTER_MS = 150
"""A page rests so long before its text is read out, so that drawing comes first."""

LINE_PX = 60
OVERLAP_PX = 40
_HIT_ALPHA, _CURRENT_ALPHA = 70, 130


class PageView(QAbstractScrollArea):
    """Pages in a column, drawn by PDFium off the UI thread at the resolution of the screen."""

    place_changed = Signal()
    """Another page is looked at, or there are others."""
    zoom_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._tasks = workspace, workspace.tasks
        self._language, self._theme = workspace.language, workspace.theme
        self._pages: PdfPages | None = None
        self._pictures: dict[int, tuple[float, QPixmap]] = {}
        self._asked: dict[int, float] = {}
        self._hits: Sequence[Hit] = ()
        self._current_hit = -1
        self._current = -1
        self.zoom = Zoom()
        self._rest = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._rest.timeout.connect(self._read_text)
        self._layout = self._laid_out()
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self._read_out()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._pages.count if self._pages else 0

    @property
    def current(self) -> int:
        """The page a person is looking at, from 0."""
        return max(self._current, 0)

    @property
    def percent(self) -> int:
        """The zoom in percent of the size on paper."""
        return self._layout.percent

    @property
    def is_drawn(self) -> bool:
        """True when every page that is seen is drawn sharply."""
        scale = self._picture_scale()
        seen = self._visible()
        return bool(seen) and all(self._pictures.get(at, (0.0,))[0] == scale for at in seen)

    def first_drawer(self) -> Callable[[PdfPages], Drawn | None]:
        """Return what draws the first page as it will be shown; any thread may call it."""
        zoom, width, height = self.zoom, self.viewport().width(), self.viewport().height()
        ratio, is_there = self.devicePixelRatioF(), self.isVisible()

        def draw(pages: PdfPages) -> Drawn | None:
            if not is_there or not pages.count:
                return None
            layout = lay_out(pages.sizes, zoom, width, height)
            scale = _picture_scale(pages, layout.scale * ratio)
            return scale, pages.picture(0, scale)

        return draw

    def show_pages(self, pages: PdfPages | None, first: Drawn | None = None) -> None:
        """Show other pages; where a person looked at stays in view as far as it is there.

        ``first`` is the picture of the first page, where it is drawn already.
        """
        self._pages = pages
        self._asked = {}
        self._hits, self._current_hit = (), -1
        if pages is None:
            self._pictures = {}
        else:
            self._pictures = {at: (0.0, one) for at, (_, one) in self._pictures.items()}
        self._current = -1
        self._lay_out()
        if first is not None:
            self._pictures[0] = (first[0], QPixmap.fromImage(first[1]))

    def show_hits(self, hits: Sequence[Hit], current: int) -> None:
        """Mark places where searched words stand, and bring the current one into view."""
        self._hits, self._current_hit = hits, current
        if 0 <= current < len(hits) and hits[current].areas:
            self._bring_into_view(hits[current].page, hits[current].areas[0])
        self.viewport().update()

    def choose(self, zoom: Zoom, anchor: QPointF | None = None) -> None:
        """Take another zoom; the point under ``anchor`` stays where it is."""
        point = anchor or QPointF(self.viewport().width() / 2, 0)
        place = self._at(point)
        self.zoom = zoom
        self._lay_out()
        if place is not None:
            self._put(place, point)

    def step(self, steps: int, anchor: QPointF | None = None) -> None:
        """Show larger, or with negative ``steps`` smaller."""
        self.choose(Zoom(Fit.FIXED, stepped(self.percent, steps)), anchor)

    def go_to(self, number: int) -> None:
        """Show the top of a page, counted from 0."""
        if 0 <= number < self.count:
            top = self._layout.places[number].top
            self.verticalScrollBar().setValue(round(top - 8))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit again."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Ctrl and the wheel zoom at the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.step(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows, page keys, Home and End move over the pages."""
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        page = self.viewport().height() - OVERLAP_PX
        moves: dict[int, tuple[QScrollBar, int]] = {
            Qt.Key.Key_Down: (bar, bar.value() + LINE_PX),
            Qt.Key.Key_Up: (bar, bar.value() - LINE_PX),
            Qt.Key.Key_Right: (across, across.value() + LINE_PX),
            Qt.Key.Key_Left: (across, across.value() - LINE_PX),
            Qt.Key.Key_PageDown: (bar, bar.value() + page),
            Qt.Key.Key_Space: (bar, bar.value() + page),
            Qt.Key.Key_PageUp: (bar, bar.value() - page),
            Qt.Key.Key_Home: (bar, 0),
            Qt.Key.Key_End: (bar, bar.maximum()),
        }
        move = moves.get(event.key())
        if move is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            move[0].setValue(move[1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw what is there, and ask for what is not."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.colour("desk")))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self._visible():
            self._paint_page(painter, number)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
        self._ask()

    def _paint_page(self, painter: QPainter, number: int) -> None:
        area = self._area(number)
        painter.fillRect(area, QColor(self._theme.colour("page")))
        found = self._pictures.get(number)
        if found is not None:
            painter.drawPixmap(area, found[1], QRectF(found[1].rect()))
        painter.setPen(QColor(self._theme.colour("border")))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        for at, hit in enumerate(self._hits):
            if hit.page == number:
                self._paint_hit(painter, area.topLeft(), hit, is_current=at == self._current_hit)

    def _paint_hit(self, painter: QPainter, origin: QPointF, hit: Hit, *, is_current: bool) -> None:
        colour = QColor(self._theme.colour("danger" if is_current else "accent"))
        colour.setAlpha(_CURRENT_ALPHA if is_current else _HIT_ALPHA)
        for one in hit.areas:
            scale = self._layout.scale
            area = QRectF(one.topLeft() * scale, one.size() * scale).translated(origin)
            painter.fillRect(area.adjusted(-1, -1, 1, 1), colour)

    def _area(self, number: int) -> QRectF:
        place = self._layout.places[number]
        left = place.left - self.horizontalScrollBar().value()
        top = place.top - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), round(place.width), round(place.height))

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.visible(top, top + self.viewport().height())

    def _laid_out(self) -> Layout:
        sizes = self._pages.sizes if self._pages else ()
        port = self.viewport()
        return lay_out(sizes, self.zoom, port.width(), port.height())

    def _lay_out(self) -> None:
        before = self._layout.percent
        self._layout = self._laid_out()
        port, layout = self.viewport(), self._layout
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setPageStep(port.height())
        bar.setSingleStep(LINE_PX)
        across.setPageStep(port.width())
        bar.setRange(0, round(layout.height - port.height()))
        across.setRange(0, round(layout.width - port.width()))
        self._scrolled()
        if layout.percent != before:
            self.zoom_changed.emit()

    def _scrolled(self) -> None:
        current = self._layout.current(self.verticalScrollBar().value(), self.viewport().height())
        if current != self._current:
            self._current = current
            self._read_out()
            self.place_changed.emit()
        self.viewport().update()

    def _at(self, point: QPointF) -> tuple[int, float, float] | None:
        """Return the page at or beneath a point, and where on it, in points."""
        for number in self._visible():
            area = self._area(number)
            if area.bottom() >= point.y():
                inside = (point - area.topLeft()) / self._layout.scale
                return number, inside.x(), inside.y()
        return None

    def _put(self, place: tuple[int, float, float], point: QPointF) -> None:
        """Scroll so that a place on a page comes to stand at a point."""
        number, x, y = place
        if number < self.count:
            page, scale = self._layout.places[number], self._layout.scale
            self.horizontalScrollBar().setValue(round(page.left + x * scale - point.x()))
            self.verticalScrollBar().setValue(round(page.top + y * scale - point.y()))

    def _bring_into_view(self, number: int, area: QRectF) -> None:
        third = QPoint(self.viewport().width() // 2, self.viewport().height() // 3)
        self._put((number, area.center().x(), area.top()), QPointF(third))

    def _picture_scale(self) -> float:
        return _picture_scale(self._pages, self._layout.scale * self.devicePixelRatioF())

    def _ask(self) -> None:
        """Ask for the pictures of the pages that are seen and not drawn sharply."""
        seen, scale = self._visible(), self._picture_scale()
        around = range(seen.start - KEPT_AROUND, seen.stop + KEPT_AROUND)
        self._pictures = {at: one for at, one in self._pictures.items() if at in around}
        for number in seen:
            known = self._pictures.get(number)
            is_sharp = known is not None and known[0] == scale
            if not is_sharp and self._asked.get(number) != scale:
                self._asked[number] = scale
                self._draw(number, scale)

    def _draw(self, number: int, scale: float) -> None:
        pages = self._pages
        if pages is None:
            return

        def draw() -> QImage | None:
            is_wanted = self._pages is pages and self._asked.get(number) == scale
            return pages.picture(number, scale) if is_wanted else None

        def take(image: QImage | None) -> None:
            if image is not None and self._pages is pages and self._asked.get(number) == scale:
                del self._asked[number]
                self._pictures[number] = (scale, QPixmap.fromImage(image))
                self.viewport().update()

        topic, failed = f"page-{id(self)}-{number}", self._workspace.tell_problem
        self._tasks.look_up(topic, draw, take, failed=failed, owner=self)

    def _read_out(self) -> None:
        """Tell a screen reader where it is, and soon what stands there."""
        language, name = self._language, self._language.text("Pages of the brief")
        if self.count:
            number, total = self.current + 1, self.count
            name = language.text("Page {number} of {total}", number=number, total=total)
        self.setAccessibleName(name)
        self.setAccessibleDescription("")
        self._rest.start()

    def _read_text(self) -> None:
        pages, number = self._pages, self.current
        if pages is not None and number < pages.count:
            self._tasks.look_up(
                f"page-text-{id(self)}",
                lambda: pages.text(number),
                self.setAccessibleDescription,
                failed=self._workspace.tell_problem,
                owner=self,
            )


def _picture_scale(pages: PdfPages | None, scale: float) -> float:
    """Pixels a point that a picture has, so that a pixel of it is one of the screen."""
    if pages is None:
        return scale
    pixels = max(one.width * one.height for one in pages.sizes) * scale**2
    return scale * min(1.0, sqrt(LARGEST_PIXELS / pixels))
