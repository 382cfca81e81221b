"""Where the people of an influence map stand: one drawing for the window and for paper (D1).

Lengths are in map units; a unit is a pixel of the window at 100 %. Nothing here depends on
anything but its arguments: the same people and links always stand in the same places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.contacts import FARTHEST, Affiliation
from crm_desktop.domain.influence_layout_blocks import (
    COLUMN,
    ROW,
    STACK_ROW,
    TALLEST,
    Block,
    below,
    beside,
    grid,
)
from crm_desktop.domain.influence_layout_forest import Forest, grow
from crm_desktop.domain.influence_layout_tree import tree_block

MARGIN = 28.0
"""Room around the drawing, for what stands out of a box."""

_SIZES: Mapping[int | None, tuple[float, float]] = {
    None: (164.0, 50.0),
    0: (152.0, 46.0),
    1: (164.0, 50.0),
    2: (172.0, 54.0),
    3: (182.0, 59.0),
    4: (192.0, TALLEST),
}
_APART = 60.0
"""Between trees, and before those who have no link."""
_GAP = 14.0
"""Between boxes that were put by hand: what stands out of them."""
_ROOM = (1000.0, 430.0)
"""What is seen at 100 %: about the map in a window of 1280 x 720, and half a sheet of paper."""
_DEPTHS = (1, 2, 3, 4, 6, 8, 12, 16, 25)
_WRAPS = (5, 8, 12, 18, 27)


@dataclass(frozen=True, slots=True)
class Box:
    """A person's box: the middle, the width and the height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """The left edge."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """The upper edge; y grows downwards."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height / 2

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        """True where two boxes come closer than ``gap``."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap
            and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )

    def moved(self, right: float, down: float) -> "Box":
        """Return the box somewhere else."""
        return Box(self.x + right, self.y + down, self.width, self.height)


@dataclass(frozen=True, slots=True)
class MapLayout:
    """The boxes by contact, all inside ``width`` x ``height``, which start at 0."""

    boxes: Mapping[int, Box]
    width: float
    height: float


def arrange(people: Sequence[Affiliation], edges: Sequence[MapEdge]) -> MapLayout:
    """Return where everybody stands; somebody laid out by hand stays where they were put.

    Whoever reports to somebody stands below them, those without any link aside by influence.
    Places that were not saved never overlap others, whatever circles the links form.
    """
    by_key = {one.contact_id: one for one in people}
    boxes = _automatic(by_key, edges)
    saved = {
        key: Box(one.map_x, one.map_y, *box_size(one.influence))
        for key, one in by_key.items()
        if one.map_x is not None and one.map_y is not None
    }
    if saved:
        boxes = _around(saved, boxes, edges)
    return _framed(boxes)


def box_size(influence: int | None) -> tuple[float, float]:
    """Return width and height of a box: the more influence, the larger."""
    return _SIZES.get(influence, _SIZES[None])


def nearest_free(box: Box, others: Iterable[Box]) -> Box:
    """Return a box where it overlaps no other: where it is, else as near as can be."""
    known = list(others)
    if not any(box.overlaps(one, _GAP) for one in known):
        return box
    tried = [
        box.moved(side * (one.width + box.width + 2 * _GAP) / 2 + one.x - box.x, 0.0)
        for one in known
        for side in (-1, 1)
    ] + [
        box.moved(0.0, side * (one.height + box.height + 2 * _GAP) / 2 + one.y - box.y)
        for one in known
        for side in (-1, 1)
    ]
    free = [one for one in tried if not any(one.overlaps(other, _GAP * 0.99) for other in known)]
    return min(free, key=lambda one: abs(one.x - box.x) + abs(one.y - box.y), default=box)


def saved_places(boxes: Mapping[int, Box]) -> dict[int, tuple[int, int]]:
    """Return boxes as whole places to be saved, shifted until none is negative."""
    left = min([0.0, *(box.x for box in boxes.values())])
    top = min([0.0, *(box.y for box in boxes.values())])
    return {
        key: (min(round(box.x - left), FARTHEST), min(round(box.y - top), FARTHEST))
        for key, box in boxes.items()
    }


def _automatic(by_key: Mapping[int, Affiliation], edges: Sequence[MapEdge]) -> dict[int, Box]:
    order = sorted(by_key, key=lambda key: -_rank(by_key[key].influence))
    known = [one for one in edges if one.start != one.end and {one.start, one.end} <= set(by_key)]
    forest = grow(order, known)
    linked = {key for one in known for key in (one.start, one.end)}
    loose = [key for key in order if key not in linked]
    block = _best(forest, loose)
    return {key: Box(x, y, *box_size(by_key[key].influence)) for key, x, y in block.flat()}


def _rank(influence: int | None) -> float:
    return -0.5 if influence is None else influence


def _best(forest: Forest, loose: Sequence[int]) -> Block:
    """Return the block that is seen largest; of equals the plainest."""
    best, best_fit = None, -1.0
    for block in _candidates(forest, loose):
        fit = min(1.0, _ROOM[0] / max(block.width, 1), _ROOM[1] / max(block.height, 1))
        if fit > best_fit + 1e-9:
            best, best_fit = block, fit
    return best or Block(0.0, 0.0)


def _candidates(forest: Forest, loose: Sequence[int]) -> Iterable[Block]:
    if not forest.roots:
        for rows in range(1, max(1, len(loose)) + 1):
            yield _loose(loose, ceil(len(loose) / rows))
        return
    for depth in _depths(forest):
        trees = [tree_block(forest, root, depth) for root in forest.roots]
        widest = max(tree.width for tree in trees)
        for wrap in _WRAPS:
            woods = _shelved(trees, max(wrap * COLUMN, widest))
            if not loose:
                yield woods
                continue
            across = max(1, int((woods.width + 1) // COLUMN))
            yield below([woods, _loose(loose, across)], _APART)
            down = max(1, int((woods.height - TALLEST) // STACK_ROW) + 1)
            yield beside([woods, _loose(loose, ceil(len(loose) / down))], _APART)


def _depths(forest: Forest) -> Sequence[int]:
    most = max((len(some) for some in forest.children.values()), default=0)
    return [depth for depth in _DEPTHS if depth == 1 or depth < most * 2]


def _shelved(trees: Sequence[Block], widest: float) -> Block:
    """Trees side by side, on a further shelf where one is full."""
    shelves: list[list[Block]] = [[]]
    for tree in trees:
        used = sum(one.width + _APART for one in shelves[-1])
        if shelves[-1] and used + tree.width > widest:
            shelves.append([])
        shelves[-1].append(tree)
    return below([beside(shelf, _APART / 2) for shelf in shelves], _APART)


def _loose(keys: Sequence[int], across: int) -> Block:
    """People without links in even rows, who has most influence first."""
    rows = ceil(len(keys) / max(1, across))
    even = ceil(len(keys) / max(1, rows))
    return grid(keys, even)


def _around(
    saved: dict[int, Box], automatic: Mapping[int, Box], edges: Sequence[MapEdge]
) -> dict[int, Box]:
    """Place newcomers beside what was laid out by hand: below their superior, else at the foot."""
    boxes = dict(saved)
    above: dict[int, int] = {}
    for edge in edges:
        above.setdefault(edge.start, edge.end)
    waiting = sorted(automatic, key=lambda key: (automatic[key].y, automatic[key].x, key))
    foot = max(box.y for box in saved.values()) + ROW
    start = min(box.x for box in saved.values())
    for key in waiting:
        if key not in boxes:
            boss = boxes.get(above.get(key, key))
            x, y = (boss.x, boss.y + ROW) if boss is not None else (start, foot)
            box = Box(x, y, automatic[key].width, automatic[key].height)
            boxes[key] = _free(box, boxes.values(), both_ways=boss is not None)
    return boxes


def _free(box: Box, others: Iterable[Box], *, both_ways: bool) -> Box:
    """Return the nearest place in a box's row that is free."""
    known = list(others)
    for step in range(len(known) * 3 + 1):
        for side in (step, -step) if both_ways and step else (step,):
            tried = box.moved(side * COLUMN, 0.0)
            if not any(tried.overlaps(one) for one in known):
                return tried
    right = max(one.right for one in known)
    return Box(right + COLUMN, box.y, box.width, box.height)


def _framed(boxes: Mapping[int, Box]) -> MapLayout:
    if not boxes:
        return MapLayout({}, 2 * MARGIN, 2 * MARGIN)
    left = min(box.left for box in boxes.values()) - MARGIN
    top = min(box.top for box in boxes.values()) - MARGIN
    placed = {key: box.moved(-left, -top) for key, box in boxes.items()}
    return MapLayout(
        placed,
        max(box.right for box in placed.values()) + MARGIN,
        max(box.bottom for box in placed.values()) + MARGIN,
    )
