"""How the links of an influence map run between the boxes: around others where they can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, hypot

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.contacts import LinkKind
from crm_desktop.domain.influence_layout import Box
from crm_desktop.domain.influence_layout_blocks import COLUMN, ROW

Point = tuple[float, float]

_CELL = 110.0
_BUS_ROOM = 18.0
"""So far below a superior somebody stands at least whose link runs in right angles."""
_SAMPLES = 16
_BENDS = (0.1, -0.1, 0.24, -0.24, 0.42, -0.42, 0.65, -0.65)
"""How far aside a curve swings, as part of its length; the first that meets no box is taken."""
_LEAST_BEND = 14.0
_TOOTH = 9.0
_DEPTH = 4.0
_CORNER = 8.0
_OUTSIDE = 20.0
"""Curves leave the rectangle around all boxes no further."""


@dataclass(frozen=True, slots=True)
class Route:
    """A link as a line of points from who to whom.

    A curve is given by points close together; the line of a conflict is jagged.
    """

    edge: MapEdge
    points: tuple[Point, ...]

    @property
    def middle(self) -> Point:
        """The point half way along."""
        return _at_half(self.points)

    def distance(self, x: float, y: float) -> float:
        """Return how far a point lies from the line."""
        return min(_away((x, y), start, end) for start, end in pairwise(self.points))


class Ground:
    """The boxes of a map, found by place."""

    def __init__(self, boxes: Mapping[int, Box]) -> None:
        self.boxes = boxes
        self._cells: dict[tuple[int, int], list[tuple[int, Box]]] = {}
        some = boxes.values()
        self._across = (
            min((box.left for box in some), default=0.0) - _OUTSIDE,
            max((box.right for box in some), default=0.0) + _OUTSIDE,
        )
        self._down = (
            min((box.top for box in some), default=0.0) - _OUTSIDE,
            max((box.bottom for box in some), default=0.0) + _OUTSIDE,
        )
        for key, box in boxes.items():
            for cell in _cells_of(box):
                self._cells.setdefault(cell, []).append((key, box))

    def within(self, points: Iterable[Point]) -> tuple[Point, ...]:
        """Return points drawn back to where the drawing ends."""
        (left, right), (top, bottom) = self._across, self._down
        return tuple((min(max(x, left), right), min(max(y, top), bottom)) for x, y in points)

    def holds(self, x: float, y: float, besides: Iterable[int]) -> bool:
        """Return whether a point lies in a box other than some."""
        return any(
            key not in besides
            and abs(x - box.x) < box.width / 2
            and abs(y - box.y) < box.height / 2
            for key, box in self._cells.get((int(x // _CELL), int(y // _CELL)), ())
        )

    def is_free(self, x: float, span: tuple[float, float], besides: Iterable[int]) -> bool:
        """Return whether an upright line meets no box other than some."""
        first, last = sorted(span)
        for row in range(int(first // _CELL), int(last // _CELL) + 1):
            for key, box in self._cells.get((int(x // _CELL), row), ()):
                is_met = abs(x - box.x) < box.width / 2 and box.top < last and box.bottom > first
                if is_met and key not in besides:
                    return False
        return True


def routes(boxes: Mapping[int, Box], edges: Sequence[MapEdge]) -> list[Route]:
    """Return how the links run whose both ends stand on the map, in their order."""
    ground = Ground(boxes)
    used: dict[frozenset[int], set[float]] = {}
    found = []
    for edge in edges:
        if edge.start == edge.end or not {edge.start, edge.end} <= boxes.keys():
            continue
        taken = used.setdefault(frozenset((edge.start, edge.end)), set())
        found.append(_angular(ground, edge) or _curved(ground, edge, taken))
    return found


def straight_line(kind: LinkKind, length: float) -> tuple[Point, ...]:
    """Return a level line of a kind, as a legend shows it."""
    points = tuple((length * at / _SAMPLES, 0.0) for at in range(_SAMPLES + 1))
    return tuple(_jagged(points)) if kind is LinkKind.CONFLICTS else points


def _angular(ground: Ground, edge: MapEdge) -> Route | None:
    """A report to somebody above, in right angles as in an organisation chart."""
    own, boss = ground.boxes[edge.start], ground.boxes[edge.end]
    if edge.kind is not LinkKind.REPORTS_TO or own.top - boss.bottom < _BUS_ROOM:
        return None
    level = boss.y + ROW / 2
    if level > own.top - _BUS_ROOM / 3:
        level = (boss.bottom + own.top) / 2
    ends = (edge.start, edge.end)
    end: tuple[Point, ...] = ((boss.x, level), (boss.x, boss.bottom))
    straight = ((own.x, own.top), (own.x, level), *end)
    if ground.is_free(own.x, (level, own.top), ends):
        return Route(edge, _rounded(_merged(straight)))
    sides = ((own.x - COLUMN / 2, own.left), (own.x + COLUMN / 2, own.right))
    for trunk, side in sorted(sides, key=lambda one: abs(one[0] - boss.x)):
        if ground.is_free(trunk, (level, own.y), ends):
            points = ((side, own.y), (trunk, own.y), (trunk, level), *end)
            return Route(edge, _rounded(_merged(points)))
    return Route(edge, _rounded(_merged(straight)))


def _curved(ground: Ground, edge: MapEdge, taken: set[float]) -> Route:
    """A curve that meets the fewest boxes; two between the same people swing to different sides."""
    side = 1.0 if edge.start < edge.end else -1.0
    best: tuple[int, int, float, tuple[Point, ...]] | None = None
    for rank, bend in enumerate(_BENDS):
        if bend * side in taken:
            continue
        points = ground.within(_curve(ground.boxes[edge.start], ground.boxes[edge.end], bend))
        met = sum(ground.holds(x, y, (edge.start, edge.end)) for x, y in points)
        if best is None or (met, rank) < best[:2]:
            best = (met, rank, bend, points)
        if not met:
            break
    if best is None:
        points = _curve(ground.boxes[edge.start], ground.boxes[edge.end], _BENDS[0])
    else:
        points = best[3]
        taken.add(best[2] * side)
    is_jagged = edge.kind is LinkKind.CONFLICTS
    return Route(edge, tuple(_jagged(points)) if is_jagged else points)


def _curve(start: Box, end: Box, bend: float) -> tuple[Point, ...]:
    across, down = end.x - start.x, end.y - start.y
    length = hypot(across, down) or 1.0
    aside = bend * length if abs(bend * length) > _LEAST_BEND else _LEAST_BEND * (bend > 0 or -1)
    middle = (
        (start.x + end.x) / 2 - down / length * aside,
        (start.y + end.y) / 2 + across / length * aside,
    )
    first, last = _border(start, middle), _border(end, middle)
    return tuple(_bent(first, middle, last, at / _SAMPLES) for at in range(_SAMPLES + 1))


def _bent(first: Point, middle: Point, last: Point, part: float) -> Point:
    a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return (
        a * first[0] + b * middle[0] + c * last[0],
        a * first[1] + b * middle[1] + c * last[1],
    )


def _border(box: Box, towards: Point) -> Point:
    """Return where the line from a box's middle to a point leaves the box."""
    across, down = towards[0] - box.x, towards[1] - box.y
    reach = min(
        box.width / 2 / abs(across) if across else 1e9,
        box.height / 2 / abs(down) if down else 1e9,
    )
    return (box.x + across * reach, box.y + down * reach) if reach < 1e9 else (box.right, box.y)


def _jagged(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points of a curve as the teeth of a saw."""
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    teeth = max(2, ceil(length / _TOOTH))
    yield points[0]
    for tooth in range(1, teeth):
        at = tooth / teeth * (len(points) - 1)
        before = points[int(at)]
        after = points[min(int(at) + 1, len(points) - 1)]
        across, down = after[0] - before[0], after[1] - before[1]
        step = hypot(across, down) or 1.0
        aside = _DEPTH if tooth % 2 else -_DEPTH
        part = at - int(at)
        yield (
            before[0] + across * part - down / step * aside,
            before[1] + down * part + across / step * aside,
        )
    yield points[-1]


def _merged(points: Sequence[Point]) -> tuple[Point, ...]:
    """Leave out points that repeat the one before or lie within a straight line."""
    found: list[Point] = []
    for point in points:
        if found and hypot(point[0] - found[-1][0], point[1] - found[-1][1]) < 0.5:
            continue
        if len(found) > 1 and _is_straight(found[-2], found[-1], point):
            found.pop()
        found.append(point)
    return tuple(found)


def _rounded(points: Sequence[Point]) -> tuple[Point, ...]:
    """Cut the corners of a line in small curves."""
    found = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        first, last = _towards(corner, before), _towards(corner, after)
        found += [_bent(first, corner, last, at / 4) for at in range(5)]
    return (*found, points[-1])


def _towards(corner: Point, other: Point) -> Point:
    """Return where a line leaves a corner: a radius away, half way at most."""
    across, down = other[0] - corner[0], other[1] - corner[1]
    length = hypot(across, down)
    part = min(_CORNER, length / 2) / length
    return corner[0] + across * part, corner[1] + down * part


def _is_straight(a: Point, b: Point, c: Point) -> bool:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) < 1e-6


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def _at_half(points: Sequence[Point]) -> Point:
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    left = sum(lengths) / 2
    for (start, end), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length:
            part = left / length
            return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
        left -= length
    return points[-1]


def _away(point: Point, start: Point, end: Point) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    square = across**2 + down**2
    part = 0.0
    if square:
        part = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / square
    part = min(1.0, max(0.0, part))
    return hypot(point[0] - start[0] - part * across, point[1] - start[1] - part * down)
