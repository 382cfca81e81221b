"""The influence map on paper: people by level, coloured by stance, sized by influence, arrows."""

from collections.abc import Mapping
from math import atan2, ceil, cos, hypot, pi, sin

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_values import InfluenceMap, MapEdge, MapNode
from crm_desktop.domain.contacts import LinkKind
from crm_desktop.reports.blocks import Beside, Block, Drawn, Stack
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.style import ACCENT, ALARM, INK, LIGHT, MM, WHITE
from crm_desktop.wording import card as card_words

ROW_MM = 28.0
DENSE_ROW_MM = 20.0
ROOMY_ROWS = 5
NODE_GAP_MM = 8.0
_NODE_MM = (37.0, 13.0)
_PITCH_MM = _NODE_MM[0] + NODE_GAP_MM
_ARROW = 4.0

_LINKS = {
    LinkKind.REPORTS_TO: (INK, ()),
    LinkKind.INFLUENCES: (ACCENT, (3, 2)),
    LinkKind.CONFLICTS: (ALARM, (1, 2)),
}

_ASIDE = {LinkKind.REPORTS_TO: 0.0, LinkKind.INFLUENCES: 6.0, LinkKind.CONFLICTS: -6.0}
"""Points an arrow is moved aside, so that two between the same people stay apart."""

Place = tuple[float, float]


def influence_map(setting: Setting, chart: InfluenceMap, width: float) -> Block:
    """The map over its legend; people without a place are set in rows by whom they report to."""
    rows = _rows(chart, max(1, int((width + NODE_GAP_MM * MM) // (_PITCH_MM * MM))))
    places = _places(chart, rows)
    tall = _tall(chart, len(rows))
    boxes = {node.key: _node(setting, node) for node in chart.nodes}
    node_width, node_height = (side * MM for side in _NODE_MM)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        points = {
            key: (
                x + min(max(across * width, node_width / 2), width - node_width / 2),
                top - node_height / 2 - down * (tall - node_height),
            )
            for key, (across, down) in places.items()
        }
        for edge in chart.edges:
            if edge.start in points and edge.end in points:
                _arrow(canvas, edge, points)
        for key, (middle, level) in points.items():
            boxes[key].draw(canvas, middle - node_width / 2, level + node_height / 2)

    return Stack((Drawn(tall, paint), _legend(setting, width)), gap=4.0)


def _rows(chart: InfluenceMap, room: int) -> list[list[MapNode]]:
    """People level by level, a crowded level on several even rows of at most ``room``.

    Within a level whoever reports to the same person stands together, in that person's order.
    """
    above = {edge.start: edge.end for edge in chart.edges if edge.kind is LinkKind.REPORTS_TO}
    order = {node.key: number for number, node in enumerate(chart.nodes)}
    levels: dict[int, list[MapNode]] = {}
    for node in chart.nodes:
        levels.setdefault(_level(chart, node.key), []).append(node)
    rows: list[list[MapNode]] = []
    for level in sorted(levels):
        members = sorted(
            levels[level],
            key=lambda node: (order.get(above.get(node.key, -1), -1), order[node.key]),
        )
        even = ceil(len(members) / ceil(len(members) / room))
        rows += [members[at : at + even] for at in range(0, len(members), even)]
    return rows


def _places(chart: InfluenceMap, rows: list[list[MapNode]]) -> Mapping[int, Place]:
    """Where the middle of each person stands, as parts 0-1 of width and height."""
    places: dict[int, Place] = {}
    for level, row in enumerate(rows):
        down = level / (len(rows) - 1) if len(rows) > 1 else 0.0
        for number, node in enumerate(row):
            places[node.key] = ((number + 0.5) / len(row), down)
    for node in chart.nodes:
        spot = node.affiliation
        if spot.map_x is not None and spot.map_y is not None:
            places[node.key] = (spot.map_x / 1000, spot.map_y / 1000)
    return places


def _tall(chart: InfluenceMap, rows: int) -> float:
    """As many rows as there are; a map somebody laid out by hand gets four."""
    is_placed = any(node.affiliation.map_x is not None for node in chart.nodes)
    count = max(rows, 4 if is_placed else 1)
    pitch = ROW_MM if count <= ROOMY_ROWS else DENSE_ROW_MM
    return ((count - 1) * pitch + _NODE_MM[1]) * MM


def _level(chart: InfluenceMap, key: int) -> int:
    """How many superiors stand above a person; a circle ends the count."""
    above = {edge.start: edge.end for edge in chart.edges if edge.kind is LinkKind.REPORTS_TO}
    seen: set[int] = set()
    while key in above and key not in seen:
        seen.add(key)
        key = above[key]
    return len(seen)


def _stance_colour(stance: int | None) -> Color:
    if stance is None or stance == 0:
        return LIGHT
    return ACCENT if stance > 0 else ALARM


def _node(setting: Setting, node: MapNode) -> Drawn:
    spot = node.affiliation
    wide, high = (side * MM for side in _NODE_MM)
    colour = _stance_colour(spot.stance)
    weight = 0.6 + 0.6 * (spot.influence or 0)
    name = setting.entry((setting.small(node.name, color=INK),), wide - 6, 1)
    role = setting.say(card_words.ROLES[spot.role]) if spot.role else ""
    stance = setting.say(card_words.STANCES[spot.stance]) if spot.stance is not None else ""
    under = " · ".join(part for part in (role, stance) if part)
    lines = Stack((name, setting.entry((setting.light(under),), wide - 6, 1))) if under else name

    def paint(canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColor(WHITE)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(weight)
        canvas.roundRect(x, top - high, wide, high, 5, stroke=1, fill=1)
        lines.draw(canvas, x + 4, top - (high - lines.height) / 2)

    return Drawn(high, paint)


def _arrow(canvas: Canvas, edge: MapEdge, points: Mapping[int, Place]) -> None:
    (x1, y1), (x2, y2) = points[edge.start], points[edge.end]
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return
    aside = _ASIDE[edge.kind]
    right, up = (y2 - y1) / length * aside, (x1 - x2) / length * aside
    from_x, from_y = _border(points[edge.end], points[edge.start])
    to_x, to_y = _border(points[edge.start], points[edge.end])
    _line(canvas, (from_x + right, from_y + up), (to_x + right, to_y + up), edge.kind)


def _border(outside: Place, inside: Place) -> Place:
    """Where the line from ``outside`` meets the box around ``inside``."""
    half_width, half_height = (side * MM / 2 for side in _NODE_MM)
    dx, dy = outside[0] - inside[0], outside[1] - inside[1]
    reach = min(
        half_width / abs(dx) if dx else 1e9,
        half_height / abs(dy) if dy else 1e9,
        1.0,
    )
    return inside[0] + dx * reach, inside[1] + dy * reach


def _line(canvas: Canvas, start: Place, end: Place, kind: LinkKind) -> None:
    colour, dash = _LINKS[kind]
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(0.9)
    canvas.setDash(*([list(dash)] if dash else []))
    canvas.line(*start, *end)
    canvas.restoreState()
    angle = atan2(end[1] - start[1], end[0] - start[0])
    head = canvas.beginPath()
    head.moveTo(*end)
    for side in (pi * 0.87, -pi * 0.87):
        head.lineTo(end[0] + _ARROW * cos(angle + side), end[1] + _ARROW * sin(angle + side))
    head.close()
    canvas.setFillColor(colour)
    canvas.drawPath(head, stroke=0, fill=1)


def _legend(setting: Setting, width: float) -> Block:
    step = width / len(_LINKS)
    return Beside(
        tuple((step * number, _key(setting, kind, step)) for number, kind in enumerate(_LINKS))
    )


def _key(setting: Setting, kind: LinkKind, width: float) -> Block:
    name = setting.entry((setting.light(setting.say(card_words.LINKS[kind])),), width - 14 * MM, 1)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        middle = top - name.height / 2
        _line(canvas, (x, middle), (x + 10 * MM, middle), kind)

    return Beside(((0.0, Drawn(name.height, paint)), (12 * MM, name)))
