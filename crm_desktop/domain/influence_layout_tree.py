"""One tree of an influence map as a block: everybody above those who report to them."""

from math import ceil

from crm_desktop.domain.influence_layout_blocks import COLUMN, ROW, TALLEST, Block, grid
from crm_desktop.domain.influence_layout_forest import Forest

_FEWEST_STACKED = 2


def tree_block(forest: Forest, root: int, depth: int) -> Block:
    """Return a tree whose leaves stand up to ``depth`` below each other instead of side by side."""
    blocks: dict[int, Block] = {}
    for key in reversed(forest.below(root)):
        parts = _parts(forest, key, depth, blocks)
        blocks[key] = _under(key, parts)
    return blocks[root]


def _parts(forest: Forest, key: int, depth: int, blocks: dict[int, Block]) -> list[Block]:
    """The blocks below somebody from left to right: houses, and leaves in stacks at the end."""
    some = forest.children.get(key, ())
    leaves = [one for one in some if one in forest.led and not forest.children.get(one)]
    if depth == 1 or len(leaves) < _FEWEST_STACKED:
        return [blocks[one] for one in some]
    across = ceil(len(leaves) / depth)
    stack = grid(leaves, across)
    stacked = set(leaves)
    return [*(blocks[one] for one in some if one not in stacked), stack]


def _under(key: int, parts: list[Block]) -> Block:
    if not parts:
        return Block(COLUMN, TALLEST, ((key, COLUMN / 2, TALLEST / 2),), anchor=COLUMN / 2)
    x, placed, anchors = 0.0, [], []
    for part in parts:
        placed.append((part, x, ROW))
        anchors.append(x + part.anchor)
        x += part.width
    middle = (anchors[0] + anchors[-1]) / 2
    height = ROW + max(part.height for part in parts)
    return Block(x, height, ((key, middle, TALLEST / 2),), tuple(placed), middle)
