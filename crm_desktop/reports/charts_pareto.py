"""The Pareto chart: what share of the revenue which share of the customers brings (D3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color

from crm_desktop.domain.pareto import CurvePoint
from crm_desktop.reports.pen import Align, Ink, Pen, Slot
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, HAIRLINE, HAIRLINE_PT, INK, LIGHT

_CURVE_PT = 1.3
_DOT_PT = 2.1
_TICKS = (0, 0.25, 0.5, 0.75, 1)
_LABEL_GAP = 4.0
_TICK_ROOM = 40.0


@dataclass(frozen=True, slots=True)
class Marker:
    """A named point of the plane: where a tier, or the tiers down to it, really stand."""

    label: str
    point: CurvePoint
    colour: Color


@dataclass(frozen=True, slots=True)
class ParetoChart:
    """What a chart shows; the labels are in the reader's language."""

    curve: Sequence[CurvePoint]
    markers: Sequence[Marker]
    across: str
    upwards: str
    ticks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The plotting area in points; the tick labels stand outside of it."""

    x: float
    y: float
    width: float
    height: float

    def place(self, point: CurvePoint) -> tuple[float, float]:
        """Return where a point lies on the paper."""
        return self.x + point.customers * self.width, self.y + point.revenue * self.height


def draw(pen: Pen, chart: ParetoChart, frame: Frame, *, size: float) -> None:
    """Draw the chart as vectors, its letters ``size`` points tall; without a curve only axes."""
    places = [frame.place(point) for point in chart.curve]
    if places:
        _draw_area(pen.canvas, places, frame)
    _draw_grid(pen, chart, frame, size)
    if places:
        _draw_curve(pen.canvas, places)
    for marker in chart.markers:
        _draw_marker(pen, marker, frame, size)


def _draw_grid(pen: Pen, chart: ParetoChart, frame: Frame, size: float) -> None:
    canvas, ink = pen.canvas, Ink(size, colour=LIGHT)
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(HAIRLINE_PT)
    right = frame.x + frame.width
    ups = [frame.y + tick * frame.height for tick in _TICKS]
    canvas.lines([(frame.x, y, right, y) for y in ups])
    canvas.line(frame.x, frame.y, right, frame.y + frame.height)
    pairs = list(zip(_TICKS, chart.ticks, strict=True))
    left = Slot(frame.x - _LABEL_GAP, _TICK_ROOM, ink, Align.RIGHT)
    for (_, label), y in zip(pairs, ups, strict=True):
        pen.write(y - size * 0.35, [(left, label)])
    below = frame.y - size - _LABEL_GAP
    for at, label in pairs:
        slot = Slot(frame.x + at * frame.width, _TICK_ROOM, ink, Align.CENTER)
        pen.write(below, [(slot, label)])
    above = frame.y + frame.height + _LABEL_GAP
    pen.write(above, [(Slot(frame.x, frame.width, ink), chart.upwards)])
    end = Slot(right, frame.width + _TICK_ROOM, ink, Align.RIGHT)
    pen.write(below - size * 1.3, [(end, chart.across)])


def _draw_area(canvas: Any, places: Sequence[tuple[float, float]], frame: Frame) -> None:
    area = _path(canvas, places)
    area.lineTo(frame.x + frame.width, frame.y)
    area.close()
    canvas.setFillColor(ACCENT_TINT)
    canvas.drawPath(area, stroke=0, fill=1)


def _draw_curve(canvas: Any, places: Sequence[tuple[float, float]]) -> None:
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(_CURVE_PT)
    canvas.setLineJoin(1)
    canvas.drawPath(_path(canvas, places), stroke=1, fill=0)


def _path(canvas: Any, places: Sequence[tuple[float, float]]) -> Any:
    path = canvas.beginPath()
    path.moveTo(*places[0])
    for place in places[1:]:
        path.lineTo(*place)
    return path


def _draw_marker(pen: Pen, marker: Marker, frame: Frame, size: float) -> None:
    canvas = pen.canvas
    x, y = frame.place(marker.point)
    canvas.setFillColor(marker.colour)
    canvas.circle(x, y, _DOT_PT, stroke=0, fill=1)
    slot = Slot(x + _DOT_PT + 2, frame.x + frame.width - x, Ink(size, bold=True, colour=INK))
    pen.write(y - size * 1.05, [(slot, marker.label)])
