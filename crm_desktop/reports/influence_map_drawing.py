"""The influence map on paper: the drawing of the window, cut into parts where it is too large."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_values import InfluenceMap, MapEdge, MapNode
from crm_desktop.domain.contacts import Coverage, LinkKind
from crm_desktop.domain.influence_layout import Box, MapLayout, arrange
from crm_desktop.domain.influence_layout_routes import Route, routes, straight_line
from crm_desktop.reports.blocks import Beside, Block, Drawn, Stack
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.influence_map_marks import (
    RING_PT,
    SIGN_PT,
    BoxText,
    Pen,
    box_text,
    draw_box,
    draw_dots,
    draw_ring,
    draw_route,
    draw_sign,
    sign_text,
)
from crm_desktop.reports.style import MM
from crm_desktop.text import mark
from crm_desktop.wording import card as card_words
from crm_desktop.wording.people_map import RINGS, stance_words
from crm_desktop.wording.standing import ALARMS, STATUSES

FULL_SCALE = 0.62
"""Points a unit where there is room: the largest box is 42 mm wide."""
LEAST_SCALE = 0.36
"""Below that a name of eight points has no room in its box."""
SMALL_SCALE = 0.5
"""Where it would be drawn smaller, a wide map may stand on its side."""
_WORTH_TURNING = 1.15
_CLEAR = 12.0
"""So far from a box a cut runs: signs stand out of it."""
_HEAD_PT = 64.0
"""The head of the sheet, and a label above the map on small sheets."""
_STANCES = (2, 1, 0, -1, -2, None)
_RINGS = (Coverage.NONE, Coverage.BRIEF, Coverage.MULTIPLE, Coverage.DEEP, Coverage.UNKNOWN)
_LEGEND_GAP = 3.0


@dataclass(frozen=True)
class _Chart:
    """A map that was laid out, with its links and the texts of its boxes.

    ``room`` is how much of a sheet it may take, in points across and down; ``is_turned`` says that
    it stands on its side.
    """

    layout: MapLayout
    routes: Sequence[Route]
    nodes: Sequence[tuple[MapNode, Box, BoxText]]
    scale: float
    room: tuple[float, float]
    is_turned: bool


def influence_map(setting: Setting, chart: InfluenceMap, width: float) -> Block:
    """The map over its legend: on one piece where names can be read, else in several."""
    legend, standing = _legend(setting, width), _standing(setting, chart, width)
    taken = legend.height + sum(one.height for one in standing)
    drawn = _laid_out(setting, chart, (width, setting.sheet.height - taken - _HEAD_PT))
    return Stack((*standing, *_parts(drawn), legend), gap=_LEGEND_GAP)


def _standing(setting: Setting, chart: InfluenceMap, width: float) -> tuple[Block, ...]:
    """How we stand with who decides, and what is missing: the sentence of the window."""
    reading = chart.reading
    if reading is None:
        return ()
    status = (setting.body(_sentence(setting.say(STATUSES[reading.status])), bold=True),)
    alarms = [_sentence(setting.say(ALARMS[one])) for one in reading.alarms]
    lines = setting.entry((*status, *setting.tail(*alarms)), width, None)
    return (lines,)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _laid_out(setting: Setting, chart: InfluenceMap, room: tuple[float, float]) -> _Chart:
    layout = arrange([node.affiliation for node in chart.nodes], chart.edges)
    upright, turned = _fit(layout, room), _fit(layout, room[::-1])
    is_turned = upright < SMALL_SCALE and turned > upright * _WORTH_TURNING
    scale = max(turned if is_turned else upright, LEAST_SCALE)
    boxes = layout.boxes
    nodes = [
        (node, boxes[node.key], box_text(setting, node, boxes[node.key], scale))
        for node in chart.nodes
    ]
    lines = routes(boxes, chart.edges)
    return _Chart(layout, lines, nodes, scale, room, is_turned)


def _fit(layout: MapLayout, room: tuple[float, float]) -> float:
    return min(FULL_SCALE, room[0] / layout.width, room[1] / layout.height)


def _parts(chart: _Chart) -> list[Block]:
    """The drawing as one piece, or as pieces of a sheet that are laid beside each other."""
    layout, scale = chart.layout, chart.scale
    wide, high = chart.room[::-1] if chart.is_turned else chart.room
    boxes = list(layout.boxes.values())
    across = _cuts([(one.left, one.right) for one in boxes], layout.width, wide / scale)
    down = _cuts([(one.top, one.bottom) for one in boxes], layout.height, high / scale)
    return [
        _part(chart, (left, right), (top, bottom)) for top, bottom in down for left, right in across
    ]


def _cuts(
    spans: Sequence[tuple[float, float]], whole: float, room: float
) -> list[tuple[float, float]]:
    """Return the stretches a length is cut into, through no box where that can be."""
    found, start = [], 0.0
    while whole - start > room + 0.5:
        end = start + room
        met = [first for first, last in spans if first < end < last]
        clear = min(met, default=end) - _CLEAR
        if met and clear > start + room / 3:
            end = clear
        found.append((start, end))
        start = end
    return [*found, (start, whole)]


def _part(chart: _Chart, across: tuple[float, float], down: tuple[float, float]) -> Drawn:
    scale = chart.scale
    wide, high = (across[1] - across[0]) * scale, (down[1] - down[0]) * scale
    on_paper = (high, wide) if chart.is_turned else (wide, high)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        left = x + (chart.room[0] - on_paper[0]) / 2
        canvas.saveState()
        canvas.translate(left, top - wide if chart.is_turned else top)
        if chart.is_turned:
            canvas.rotate(90)
        window = canvas.beginPath()
        window.rect(0.0, -high, wide, high)
        canvas.clipPath(window, stroke=0, fill=0)
        _paint(Pen(canvas, scale, -across[0] * scale, down[0] * scale), chart, (across, down))
        canvas.restoreState()

    return Drawn(on_paper[1], paint)


def _paint(pen: Pen, chart: _Chart, seen: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Draw the links, and over them whoever stands in the part that is seen."""
    (left, right), (top, bottom) = seen
    for route in chart.routes:
        draw_route(pen, route)
    for node, box, text in chart.nodes:
        is_across = box.right > left and box.left < right
        if is_across and box.bottom > top and box.top < bottom:
            draw_box(pen, box, node, text)


def _legend(setting: Setting, width: float) -> Block:
    """What lines, signs, rings and dots mean."""
    links = [_link_key(setting, kind) for kind in LinkKind]
    signs = [_sign_key(setting, stance) for stance in _STANCES]
    rings = [_ring_key(setting, coverage) for coverage in _RINGS]
    return Stack(
        (
            *_flowing([*links, _dots_key(setting)], width),
            *_flowing(signs, width),
            *_flowing(rings, width),
        ),
        gap=_LEGEND_GAP,
    )


Keyed = tuple[Block, float]
"""A sign with its words, and how wide both are."""
Paint = Callable[[Canvas, float, float], None]
"""Paints a sign from its left end in the middle of a line."""


def _flowing(keys: Sequence[Keyed], width: float) -> list[Block]:
    rows: list[list[tuple[float, Block]]] = [[]]
    x = 0.0
    for block, wide in keys:
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, block))
        x += wide + 4 * MM
    return [Beside(tuple(row)) for row in rows]


def _keyed(setting: Setting, words: str, room: float, drawn: Paint) -> Keyed:
    name = setting.entry((setting.light(words),), setting.full / 2, 1)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        drawn(canvas, x, top - name.height / 2)

    return Beside(((0.0, Drawn(name.height, paint)), (room, name))), room + name.width


def _link_key(setting: Setting, kind: LinkKind) -> Keyed:
    long = 10 * MM

    def paint(canvas: Canvas, x: float, y: float) -> None:
        edge = MapEdge(1, 2, kind)
        line = Route(edge, straight_line(kind, long))
        draw_route(Pen(canvas, 1.0, x, y), line)

    return _keyed(setting, setting.say(card_words.LINKS[kind]), long + 2 * MM, paint)


def _sign_key(setting: Setting, stance: int | None) -> Keyed:
    sign = sign_text(setting, stance)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        draw_sign(canvas, sign, (x + SIGN_PT, y), stance)

    return _keyed(setting, stance_words(setting.language, stance), 2 * SIGN_PT + MM, paint)


def _ring_key(setting: Setting, coverage: Coverage) -> Keyed:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        draw_ring(canvas, (x + RING_PT, y), RING_PT, coverage)

    return _keyed(setting, setting.say(RINGS[coverage]), 2 * RING_PT + MM, paint)


def _dots_key(setting: Setting) -> Keyed:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        draw_dots(canvas, (x + 3, y), 3)

    return _keyed(setting, setting.say(mark("influence 0 to 4")), 7 * MM, paint)
