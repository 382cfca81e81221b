"""How a MAN score went from one dated assessment to the next, as a line."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.man_trend import TrendPoint
from crm_desktop.text import Language
from crm_desktop.ui.theme import Theme

HEIGHT = 150
LEFT, RIGHT, TOP, BOTTOM = 34.0, 24.0, 22.0, 22.0
_TICKS = (0, 50, 100)


class TrendChart(QWidget):
    """Scores 0-100 over the days, the class written at every point."""

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__()
        self._language, self._theme = language, theme
        self._points: tuple[TrendPoint, ...] = ()
        self.setMinimumSize(QSize(240, HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(language.text("MAN score over time"))

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Show points, the oldest first."""
        self._points = tuple(points)
        self.setAccessibleDescription("; ".join(map(self._sentence, self._points)))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as there is room."""
        return QSize(420, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw the lines of the scale, then the course."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        self._draw_scale(painter, area)
        places = [self._place(point, area) for point in self._points]
        painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(QColor(self._theme.colour("surface")))
        for place in places:
            painter.drawEllipse(place, 4, 4)
        self._write(painter, area, places)

    def _draw_scale(self, painter: QPainter, area: QRectF) -> None:
        for tick in _TICKS:
            y = area.bottom() - area.height() * tick / 100
            painter.setPen(QPen(QColor(self._theme.colour("border")), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self._theme.colour("muted")))
            room = QRectF(0, y - 9, LEFT - 6, 18)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), str(tick))

    def _write(self, painter: QPainter, area: QRectF, places: list[QPointF]) -> None:
        metrics = painter.fontMetrics()
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        class_end = day_end = -1.0
        for point, place in zip(self._points, places, strict=True):
            painter.setPen(QColor(self._theme.colour("text")))
            if place.x() - 16 > class_end:
                above = QRectF(place.x() - 24, place.y() - 22, 48, 16)
                painter.drawText(above, centre, point.man_class)
                class_end = place.x() + 16
            day = self._language.date(point.assessed_on, "month_day")
            half = metrics.horizontalAdvance(day) / 2 + 4
            painter.setPen(QColor(self._theme.colour("muted")))
            if place.x() - half > day_end:
                beneath = QRectF(place.x() - half, area.bottom() + 4, 2 * half, 18)
                painter.drawText(beneath, centre, day)
                day_end = place.x() + half

    def _place(self, point: TrendPoint, area: QRectF) -> QPointF:
        first, last = self._points[0].assessed_on, self._points[-1].assessed_on
        span = (last - first).days
        part = (point.assessed_on - first).days / span if span else 0.5
        inner = area.adjusted(16, 0, -16, 0)
        x = inner.left() + inner.width() * part
        return QPointF(x, area.bottom() - area.height() * float(point.overall) / 100)

    def _sentence(self, point: TrendPoint) -> str:
        score = self._language.number(float(point.overall), 0)
        day = self._language.date(point.assessed_on)
        return self._language.labelled(day, f"{point.man_class} {score}")
