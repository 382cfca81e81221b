"""The Pareto curve: what part of the revenue the best customers bring (D3)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.pareto import CurvePoint
from crm_desktop.text import Language
from crm_desktop.ui.theme import Theme

LEFT, RIGHT, TOP, BOTTOM = 40.0, 10.0, 8.0, 20.0
MARKS = (0.05, 0.2, 0.5)
"""Shares of customers whose revenue is told in words and marked on the curve."""


class ParetoChart(QWidget):
    """Customers by falling revenue along the bottom, their share of the revenue upward."""

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__()
        self._language, self._theme = language, theme
        self._course: tuple[CurvePoint, ...] = ()
        self.setMinimumSize(QSize(220, 120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(language.text("Pareto curve of the revenue"))

    def show_course(self, course: Sequence[CurvePoint]) -> None:
        """Show a curve; an empty one says that nobody earned anything."""
        self._course = tuple(course)
        self.setAccessibleDescription("; ".join(self.sentences()))
        self.update()

    def sentences(self) -> list[str]:
        """Return the curve in words."""
        if not self._course:
            return [self._language.text("No revenue in the last 12 months.")]
        percent = self._language.percent
        return [
            self._language.text(
                "The best {customers} of the customers bring {revenue} of the revenue",
                customers=percent(one.customers, 0),
                revenue=percent(one.revenue, 0),
            )
            for one in self._marked()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw the frame, the curve and its marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        if not self._course:
            painter.setPen(QColor(self._theme.colour("muted")))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self.sentences()[0])
            return
        self._draw_frame(painter, area)
        places = [self._place(one, area) for one in self._course]
        beneath = QPolygonF([*places, area.bottomRight(), area.bottomLeft()])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour("info_back")))
        painter.drawPolygon(beneath)
        painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
        painter.drawPolyline(QPolygonF(places))
        self._draw_marks(painter, area)

    def _draw_frame(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(self.font())
        for part in (0.0, 0.5, 1.0):
            y = area.bottom() - area.height() * part
            painter.setPen(QPen(QColor(self._theme.colour("border")), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(self._theme.colour("muted")))
            room = QRectF(0, y - 9, LEFT - 6, 18)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), self._language.percent(part))
        below = QRectF(area.left(), area.bottom() + 2, area.width(), 18)
        axis = self._language.text("customers, best first →")
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), axis)

    def _draw_marks(self, painter: QPainter, area: QRectF) -> None:
        percent = self._language.percent
        for one in self._marked():
            place = self._place(one, area)
            painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
            painter.setBrush(QColor(self._theme.colour("surface")))
            painter.drawEllipse(place, 3.5, 3.5)
            painter.setPen(QColor(self._theme.colour("text")))
            words = f"{percent(one.customers, 0)} → {percent(one.revenue, 0)}"
            room = QRectF(place.x() + 8, place.y() + 2, 120, 16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), words)

    def _marked(self) -> list[CurvePoint]:
        found = []
        for wanted in MARKS:
            near = min(self._course, key=lambda one: abs(one.customers - wanted))
            if near.customers > 0 and near not in found:
                found.append(near)
        return found

    def _place(self, one: CurvePoint, area: QRectF) -> QPointF:
        x = area.left() + area.width() * one.customers
        return QPointF(x, area.bottom() - area.height() * one.revenue)
