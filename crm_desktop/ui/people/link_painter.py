"""Draws the links of the influence map: whole arrows, dashed ones, and teeth with a cross."""

from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from crm_desktop.domain.contacts import LinkKind
from crm_desktop.domain.influence_layout_routes import Route
from crm_desktop.ui.theme import Theme

_TOKENS = {
    LinkKind.REPORTS_TO: "icon",
    LinkKind.INFLUENCES: "accent",
    LinkKind.CONFLICTS: "danger",
}
_WIDTH = 1.7
_HEAD = 9.0
_CROSS_R = 8.0


class LinkPainter:
    """Paints links in map units."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def draw(self, painter: QPainter, route: Route, *, is_chosen: bool = False) -> None:
        """Draw a link; a chosen one stands on a broad ground."""
        kind = route.edge.kind
        colour = self.colour(_TOKENS[kind])
        path = path_of(route)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_chosen:
            painter.setPen(_round_pen(self.colour("selected"), 9))
            painter.drawPath(path)
        pen = _round_pen(colour, _WIDTH + (0.8 if is_chosen else 0))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if kind is LinkKind.INFLUENCES:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawPath(path)
        if kind is LinkKind.CONFLICTS:
            self._draw_cross(painter, QPointF(*route.middle), colour)
        else:
            self._draw_head(painter, route, colour)

    def draw_wish(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        """Draw the line a person is drawing."""
        painter.setPen(QPen(self.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(start, end)

    def colour(self, token: str) -> QColor:
        """Return a colour of the theme."""
        return QColor(self._theme.colour(token))

    def _draw_head(self, painter: QPainter, route: Route, colour: QColor) -> None:
        end, before = QPointF(*route.points[-1]), QPointF(*route.points[-2])
        angle = atan2(end.y() - before.y(), end.x() - before.x())
        sides = [
            end + QPointF(cos(angle + side), sin(angle + side)) * _HEAD
            for side in (pi * 0.86, -pi * 0.86)
        ]
        painter.setPen(QPen(colour, _WIDTH))
        if route.edge.kind is LinkKind.REPORTS_TO:
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([sides[0], end, sides[1]]))
        else:
            painter.drawPolyline(QPolygonF([sides[0], end, sides[1]]))

    def _draw_cross(self, painter: QPainter, middle: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(self.colour("surface"))
        painter.drawEllipse(middle, _CROSS_R, _CROSS_R)
        painter.setPen(QPen(colour, 2))
        for rise in (1, -1):
            arm = QPointF(3.4, 3.4 * rise)
            painter.drawLine(middle - arm, middle + arm)


def path_of(route: Route) -> QPainterPath:
    """Return the line of a link."""
    path = QPainterPath(QPointF(*route.points[0]))
    for point in route.points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _round_pen(colour: QColor, width: float) -> QPen:
    solid, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    return QPen(colour, width, solid, cap, Qt.PenJoinStyle.RoundJoin)
