"""Where a line may end: between words, and between Chinese characters but for their marks.

WORKAROUND ReportLab 5.1: its `wordWrap='CJK'` lets a closing mark start a line when two stand
together, cuts e-mail addresses, and its `<b>` gets lost inside a change of font; the plain mode
never breaks Chinese at all. Our paragraphs therefore break lines here, over the whole text,
whatever fonts and weights it changes between.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NO_START = frozenset(
    "，。、；：？！）》〉」』】〕〗〙〛｝］＞％‰‱℃°ー々〻ゝゞヽヾ・·…‥—–～〜’”〞｠､｡｣﹐﹑﹒﹔﹕﹖﹗"
    "／ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.;:?!)]}%"
)
NO_END = frozenset(
    "（《〈「『【〔〖〘〚｛［＜‘“〝｟｢￥＄￡¥$£€＃＠№([{①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳☐☑☒✓✔✗✘▲△▶●○■□★☆⚠→"
)
SPACE = " "
# An address wider than a line is cut behind one of these where one stands near the end.
JOINTS = frozenset("@./-_?&=#")
# A rounding slip of measured widths must not push a word to the next line.
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: what is drawn is `text[start:end]`, without the spaces at its end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A text and where its characters start, in points: one edge more than characters."""

    text: str
    edges: Sequence[float]

    def width(self, start: int, end: int) -> float:
        """Return the width of `text[start:end]`."""
        return self.edges[end] - self.edges[start]

    def longest_within(self, width: float) -> int:
        """Return how many characters from the start fit into a width."""
        return max(bisect_right(self.edges, width + TOLERANCE) - 1, 0)


def is_wide(char: str) -> bool:
    """Say whether a character is Chinese or set like it, so that lines break beside it."""
    return char >= "\u2e80" and (
        char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\ufe4f"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U0001f000"
    )


def can_break(text: str, index: int) -> bool:
    """Say whether a new line may start at an index inside a text without line ends."""
    before, after = text[index - 1], text[index]
    if before == SPACE != after:
        return _can_start_word(text[max(index - 2, 0)], after)
    if after == SPACE or after in NO_START or before in NO_END:
        return False
    if is_wide(before) or is_wide(after):
        return not unicodedata.combining(after)
    return before == "-" and _is_hyphenated_word(text, index)


def _can_start_word(before_space: str, char: str) -> bool:
    # In Latin text a word such as ".net" may stand anywhere; in Chinese a lone mark may not.
    is_bound = char in NO_START and (not char.isascii() or is_wide(before_space))
    return not is_bound and before_space not in NO_END


def _is_hyphenated_word(text: str, index: int) -> bool:
    start = text.rfind(SPACE, 0, index) + 1
    end = text.find(SPACE, index)
    word = text[start : end if end >= 0 else len(text)]
    is_address = "@" in word or "/" in word
    return not is_address and text[index].isalpha() and text[index - 2 : index - 1].isalpha()


def fill(measured: Measured, width: float) -> Iterator[Line]:
    """Yield the lines of the text for a width in points.

    A line end in the text always ends a line. A word is cut only where it is wider than a whole
    line, and then behind a joint such as "@" or "/" if one stands in its last third, else between
    characters, never between a letter and its accent. Each line takes at least one character,
    so any width comes to an end.
    """
    text, start, stop = measured.text, 0, -1
    while start < len(text):
        if stop < start:
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
        following = _next_start(measured, start, stop, width)
        yield Line(start, _visible_end(text, start, following))
        start = following + 1 if following == stop else following


def _next_start(measured: Measured, start: int, stop: int, room: float) -> int:
    text = measured.text
    limit = measured.edges[start] + room + TOLERANCE
    fitting = min(bisect_right(measured.edges, limit, lo=start + 1) - 1, stop)
    index = fitting
    while index < stop and text[index] == SPACE:
        index += 1
    if index == stop:
        return stop
    while index > start:
        if can_break(text, index):
            return index
        index -= 1
    return _cut(text, start, max(fitting, start + 1))


def _cut(text: str, start: int, index: int) -> int:
    for joint in range(index, start + (index - start) * 2 // 3, -1):
        if text[joint - 1] in JOINTS and text[joint].isalnum():
            return joint
    while index > start + 1 and unicodedata.category(text[index]).startswith("M"):
        index -= 1
    return index


def _visible_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n":
        end -= 1
    return end
