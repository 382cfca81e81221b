"""The marks of the influence map on paper: boxes, rings, signs, lines; told apart in grey too."""

from dataclasses import dataclass
from math import atan2, cos, pi, sin

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_values import MapNode
from crm_desktop.domain.contacts import Coverage, LinkKind
from crm_desktop.domain.influence_layout import Box
from crm_desktop.domain.influence_layout_routes import Point, Route
from crm_desktop.domain.influence_map import COVERED, SIGNS
from crm_desktop.reports.blocks import Stack
from crm_desktop.reports.brief_lines import Lines
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, ALARM, HAIRLINE, INK, LIGHT, WHITE
from crm_desktop.wording import card as card_words

SIGN_PT = 5.4
"""The radius of the circle that holds a sign."""
RING_PT = 4.2
_HEAD_PT = 5.0
_ROUND_PT = 4.0
_INSET_PT = 4.0
_DOT_PT = 1.5
_MOST_INFLUENCE = 4
_LETTER_FROM_PT = 7.5
_DASHES: dict[LinkKind, list[float]] = {LinkKind.INFLUENCES: [3.5, 2.2]}
_INKS = {
    LinkKind.REPORTS_TO: INK,
    LinkKind.INFLUENCES: ACCENT,
    LinkKind.CONFLICTS: ALARM,
}


@dataclass(frozen=True, slots=True)
class Pen:
    """A canvas with the scale in points a unit and the place of the map's upper left corner."""

    canvas: Canvas
    scale: float
    left: float
    top: float

    def at(self, x: float, y: float) -> Point:
        """Return a place of the map on the paper."""
        return self.left + x * self.scale, self.top - y * self.scale


@dataclass(frozen=True, slots=True)
class BoxText:
    """What stands in a box, set once: the lines, the role above, the letter and the sign."""

    lines: Stack
    role: Lines | None
    letter: Lines | None
    sign: Lines
    face: float
    """The radius of the circle that stands for a face."""


def box_text(setting: Setting, node: MapNode, box: Box, scale: float) -> BoxText:
    """Set the text of a box at a scale; the title gives way where the box is too low for it."""
    spot = node.affiliation
    wide, high = box.width * scale, box.height * scale
    whole = setting.entry((setting.small(node.name, color=INK),), 10 * wide, 1)
    face = max(RING_PT, box.height * scale * 0.29)
    if whole.width > wide - 2 * face - 3 * _INSET_PT:
        face = RING_PT
    room = wide - 2 * face - 3 * _INSET_PT
    name = setting.entry((setting.small(node.name, color=INK),), room, 1)
    lines: tuple[Lines, ...] = (name,)
    if spot.title:
        title = setting.entry((setting.light(spot.title),), room, 1)
        if name.height + title.height <= high - 2 * _INSET_PT:
            lines = (name, title)
    role = None
    if spot.role:
        words = setting.say(card_words.ROLES[spot.role])
        role = setting.entry((setting.small(words, color=INK),), wide - 4 * SIGN_PT, 1)
    letter = None
    if face >= _LETTER_FROM_PT:
        initial = node.name.strip()[:1].upper()
        letter = setting.entry((setting.small(initial, color=INK),), 2 * face, 1)
    return BoxText(Stack(lines), role, letter, sign_text(setting, spot.stance), face)


def sign_text(setting: Setting, stance: int | None) -> Lines:
    """Set the sign of a stance."""
    color = WHITE if stance else INK
    return setting.entry((setting.small(SIGNS[stance], color=color),), 4 * SIGN_PT, 1)


def draw_box(pen: Pen, box: Box, node: MapNode, text: BoxText) -> None:
    """Draw a person: the box by stance, the ring by coverage, the dots by influence."""
    canvas, spot = pen.canvas, node.affiliation
    left, top = pen.at(box.left, box.top)
    wide, high = box.width * pen.scale, box.height * pen.scale
    canvas.saveState()
    canvas.setFillColor(WHITE)
    canvas.setStrokeColor(stance_ink(spot.stance))
    canvas.setLineWidth(1.4 if spot.stance else 0.8)
    if spot.stance is not None and spot.stance < 0:
        canvas.setDash([5, 1.6])
    canvas.roundRect(left, top - high, wide, high, _ROUND_PT, stroke=1, fill=1)
    canvas.restoreState()
    face = text.face
    middle = (left + _INSET_PT + face, top - high / 2)
    draw_ring(canvas, middle, face, spot.coverage)
    if text.letter is not None:
        _centred(canvas, text.letter, middle)
    x = left + 2 * _INSET_PT + 2 * face
    down = (high - text.lines.height) / 2 + (1.6 if text.role is not None else 0.6)
    text.lines.draw(canvas, x, top - down)
    if text.role is not None:
        _pill(canvas, text.role, (left + 6, top))
    draw_sign(canvas, text.sign, (left + wide - 2 * SIGN_PT, top), spot.stance)
    if spot.influence is not None:
        draw_dots(canvas, (left + wide - 22, top - high), spot.influence)


def stance_ink(stance: int | None) -> Color:
    """Return the colour of a stance; the sign says it in grey."""
    if not stance:
        return LIGHT
    return ACCENT if stance > 0 else ALARM


def draw_sign(canvas: Canvas, sign: Lines, middle: Point, stance: int | None) -> None:
    """Draw the circle of a stance with its sign: filled for who has one."""
    canvas.setFillColor(stance_ink(stance) if stance else WHITE)
    canvas.setStrokeColor(stance_ink(stance))
    canvas.setLineWidth(0.8)
    canvas.circle(*middle, SIGN_PT, stroke=1, fill=1)
    _centred(canvas, sign, middle)


def draw_ring(canvas: Canvas, middle: Point, radius: float, coverage: Coverage) -> None:
    """Draw a ring, closed as far as we know the person and dotted where nobody said."""
    x, y = middle
    thirds = COVERED[coverage]
    canvas.saveState()
    canvas.setFillColor(ACCENT_TINT)
    canvas.setStrokeColor(LIGHT if thirds is None else HAIRLINE)
    canvas.setLineWidth(0.7)
    if thirds is None:
        canvas.setDash([1, 1.4])
    canvas.circle(x, y, radius, stroke=1, fill=1)
    canvas.restoreState()
    if thirds:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.5)
        arc = canvas.beginPath()
        arc.arc(x - radius, y - radius, x + radius, y + radius, 90, -120 * thirds)
        canvas.drawPath(arc, stroke=1, fill=0)


def draw_dots(canvas: Canvas, left: Point, influence: int) -> None:
    """Draw four dots on the lower edge of a box, as many filled as the influence counts."""
    x, y = left
    canvas.setFillColor(WHITE)
    canvas.rect(x - 2.5, y - 2, _MOST_INFLUENCE * 4.4 + 1.4, 4, stroke=0, fill=1)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    for at in range(_MOST_INFLUENCE):
        canvas.setFillColor(INK if at < influence else WHITE)
        canvas.circle(x + at * 4.4, y, _DOT_PT, stroke=1, fill=1)


def draw_route(pen: Pen, route: Route) -> None:
    """Draw a link: a full arrow, a dashed one with an open head, or teeth with a cross."""
    kind, points = route.edge.kind, [pen.at(*one) for one in route.points]
    canvas = pen.canvas
    canvas.saveState()
    canvas.setStrokeColor(_INKS[kind])
    canvas.setFillColor(_INKS[kind])
    canvas.setLineWidth(0.9)
    canvas.setLineJoin(1)
    line = canvas.beginPath()
    line.moveTo(*points[0])
    for point in points[1:]:
        line.lineTo(*point)
    canvas.setDash(_DASHES.get(kind, []))
    canvas.drawPath(line, stroke=1, fill=0)
    canvas.setDash([])
    if kind is LinkKind.CONFLICTS:
        _cross(canvas, pen.at(*route.middle))
    else:
        _head(canvas, points[-2], points[-1], is_filled=kind is LinkKind.REPORTS_TO)
    canvas.restoreState()


def _head(canvas: Canvas, before: Point, end: Point, *, is_filled: bool) -> None:
    angle = atan2(end[1] - before[1], end[0] - before[0])
    sides = [
        (end[0] + _HEAD_PT * cos(angle + side), end[1] + _HEAD_PT * sin(angle + side))
        for side in (pi * 0.86, -pi * 0.86)
    ]
    head = canvas.beginPath()
    head.moveTo(*sides[0])
    head.lineTo(*end)
    head.lineTo(*sides[1])
    if is_filled:
        head.close()
    canvas.drawPath(head, stroke=1, fill=is_filled)


def _cross(canvas: Canvas, middle: Point) -> None:
    x, y = middle
    canvas.setFillColor(WHITE)
    canvas.circle(x, y, 4.4, stroke=1, fill=1)
    canvas.setLineWidth(1.2)
    for rise in (1, -1):
        canvas.line(x - 2, y - 2 * rise, x + 2, y + 2 * rise)


def _pill(canvas: Canvas, words: Lines, place: Point) -> None:
    """A label that stands on the upper edge of a box."""
    x, y = place
    high = words.height - 0.8
    canvas.setFillColor(WHITE)
    canvas.setStrokeColor(LIGHT)
    canvas.setLineWidth(0.6)
    canvas.roundRect(x, y - high / 2, words.width + 7, high, high / 2, stroke=1, fill=1)
    words.draw(canvas, x + 3.5, y + words.height / 2)


def _centred(canvas: Canvas, lines: Lines, middle: Point) -> None:
    lines.draw(canvas, middle[0] - lines.width / 2, middle[1] + lines.height / 2)
