"""The order in which right-to-left text is drawn, by the Unicode bidirectional algorithm."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bidi import algorithm  # type: ignore[import-untyped]
from bidi.mirror import MIRRORED  # type: ignore[import-untyped]

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")

_CLOSING = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "《": "》", "「": "」"}
DEEPEST = 62
_ISOLATES = frozenset({"LRI", "RLI", "FSI", "PDI"})
_ZERO_WIDTH_SPACE = "\u200b"


def runs_left(text: str) -> bool:
    """True where some of a text runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def levels(text: str) -> Sequence[int]:
    """Return the embedding level of each character of a paragraph; empty when all run right.

    Odd levels run to the left. The first strong letter gives the paragraph its direction.
    """
    if not runs_left(text):
        return ()
    text = "".join(map(_assigned, text))
    storage: Any = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "LR"[base])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return _spread({char["index"]: char["level"] for char in storage["chars"]}, len(text), base)


def _assigned(char: str) -> str:
    """A character, or one that runs like it and python-bidi knows.

    It fails on code points without a character and on isolates, which no text of ours needs.
    """
    kind = unicodedata.bidirectional(char)
    if kind in _ISOLATES:
        return _ZERO_WIDTH_SPACE
    if kind:
        return char
    return "א" if _RIGHT_TO_LEFT.match(char) else "a"


def _resolve_brackets(chars: Sequence[Any], direction: str) -> None:
    """Give both brackets of a pair one direction (rule N0), which python-bidi leaves out."""
    opened: list[int] = []
    for index, char in enumerate(chars):
        if char["ch"] in _CLOSING:
            opened = [*opened[-DEEPEST:], index]
        elif opened and char["ch"] == _CLOSING[chars[opened[-1]]["ch"]]:
            start = opened.pop()
            found = _bracket_direction(chars, (start, index), direction)
            if found:
                chars[start]["type"] = char["type"] = found


def _bracket_direction(chars: Sequence[Any], pair: tuple[int, int], direction: str) -> str | None:
    inside = {_strong(chars[index]) for index in range(pair[0] + 1, pair[1])} - {None}
    if direction in inside or not inside:
        return direction if inside else None
    before = (_strong(chars[index]) for index in range(pair[0] - 1, -1, -1))
    nearest = next((found for found in before if found), direction)
    return nearest if nearest in inside else direction


def _strong(char: Any) -> str | None:
    # Numbers count as running leftwards here, as N0 says.
    return {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}.get(char["type"])


def _spread(known: dict[int, int], length: int, base: int) -> list[int]:
    # The algorithm leaves out joiners; they stay with the letter before them.
    found: list[int] = []
    for index in range(length):
        found.append(known.get(index, found[-1] if found else base))
    return found


def visual_order(segment_levels: Sequence[int]) -> list[int]:
    """Return the indices of a line's segments from left to right (rule L2)."""
    order = list(range(len(segment_levels)))
    for level in range(max(segment_levels, default=0), 0, -1):
        parts = groupby(order, key=lambda index: segment_levels[index] >= level)
        order = [
            index
            for is_reversed, part in parts
            for index in (reversed(list(part)) if is_reversed else part)
        ]
    return order


def mirrored(text: str) -> str:
    """Return a right-to-left text of single glyphs as it is drawn: reversed, brackets turned."""
    return "".join(MIRRORED.get(char, char) for char in reversed(text))
