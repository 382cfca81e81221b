"""Where the rows of the stream stand: heights measured as far as somebody has scrolled."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics

from crm_desktop.domain.timeline import Entry, Event, Group
from crm_desktop.ui.card.records.service.stream_rows import StreamRow, is_new_month

Key = tuple[Event, int]
_LASTING = frozenset(Group) - {Group.COMPLAINTS, Group.PURCHASES}
"""Groups whose words change with the record and the people alone: no clock, no lines of goods."""

CHUNK = 120
"""So many rows are measured at a time."""
MONTH_PX = 40
RAIL_PX = 70
"""Where the line of pictures stands."""
TEXT_PX = 96
RIGHT_PX = 12
ABOVE_PX, BELOW_PX = 8, 8
QUIET_PX = 32
DETAIL_PX = 19
STEP_PX = 25
MOST_LINES = 2
BADGE_GAP_PX = 8
BADGE_PADDING_PX = 7
BADGE_PX = 19


@dataclass(slots=True)
class Placed:
    """A row with its place; ``top`` is that of its month where one stands above it."""

    row: StreamRow
    top: int
    height: int
    has_month: bool
    has_day: bool
    lines: int
    badge_px: int

    @property
    def line_top(self) -> int:
        """Where the row itself begins, below its month."""
        return self.top + (MONTH_PX if self.has_month else 0)

    @property
    def bottom(self) -> int:
        """Where the next one begins."""
        return self.top + self.height

    @property
    def steps_top(self) -> int:
        """Where what it led to begins."""
        return self.bottom - BELOW_PX - len(self.row.steps) * STEP_PX


class StreamLayout:
    """Places entries beneath each other; an open one leaves room for what is open below it."""

    def __init__(self, words: Callable[[Entry], StreamRow]) -> None:
        self._words = words
        self._entries: Sequence[Entry] = ()
        self._width = 0
        self._font = QFont()
        self.placed: list[Placed] = []
        self._known: dict[Key, StreamRow] = {}
        self._stamp: object = None
        self.open_at = -1
        self.open_px = 0

    @property
    def height(self) -> int:
        """The height of all that is placed."""
        return self._top_after(len(self.placed))

    @property
    def is_whole(self) -> bool:
        """True where every entry is placed."""
        return len(self.placed) == len(self._entries)

    def start(self, entries: Sequence[Entry], font: QFont, *, stamp: object) -> None:
        """Place entries anew; words of interactions are taken over while ``stamp`` is the same."""
        if stamp != self._stamp:
            self._known.clear()
        for one in self.placed if stamp == self._stamp else ():
            if one.row.entry.group in _LASTING:
                self._known[one.row.entry.key] = one.row
        self._entries, self._font, self._stamp = entries, font, stamp
        self.placed = []
        self.extend()

    def set_width(self, width: int) -> None:
        """Measure for a width from the next start on."""
        self._width = width

    def reach(self, bottom: int) -> None:
        """Place entries as far down as somebody sees, and some more."""
        while not self.is_whole and self.height < bottom:
            self.extend()

    def extend(self, count: int = CHUNK) -> None:
        """Place some more."""
        first = len(self.placed)
        for at in range(first, min(first + count, len(self._entries))):
            self.placed.append(self._place(at))

    def at(self, y: int) -> int:
        """Return the row at a height, -1 outside."""
        shifted = y
        if self.open_at >= 0 and y >= self._bottom_of(self.open_at):
            if y < self._bottom_of(self.open_at) + self.open_px:
                return -1
            shifted = y - self.open_px
        found = bisect_right(self.placed, shifted, key=lambda one: one.top) - 1
        return found if found >= 0 and shifted < self.placed[found].bottom else -1

    def shift(self, at: int) -> int:
        """Return how far a row is moved down by an open one above it."""
        return self.open_px if 0 <= self.open_at < at else 0

    def _bottom_of(self, at: int) -> int:
        return self.placed[at].bottom if at < len(self.placed) else 0

    def _top_after(self, count: int) -> int:
        bottom = self.placed[count - 1].bottom if count else 0
        return bottom + (self.open_px if self.open_at >= 0 else 0)

    def _place(self, at: int) -> Placed:
        entry = self._entries[at]
        before = self._entries[at - 1].on if at else None
        row = self._known.get(entry.key)
        if row is None or row.entry != entry:
            row = self._words(entry)
        has_month = is_new_month(before, entry.on)
        top = self.placed[at - 1].bottom if at else 0
        metrics = QFontMetrics(self._font)
        badge_px = 0
        if row.badge:
            badge_px = metrics.horizontalAdvance(row.badge) + 2 * BADGE_PADDING_PX
            badge_px = min(badge_px, self._room() // 2)
        height, lines = self._height(row, badge_px, metrics)
        height += MONTH_PX if has_month else 0
        return Placed(row, top, height, has_month, before != entry.on, lines, badge_px)

    def _height(self, row: StreamRow, badge_px: int, metrics: QFontMetrics) -> tuple[int, int]:
        if row.is_quiet:
            return QUIET_PX, 1
        room = self._room() - (badge_px + BADGE_GAP_PX if badge_px else 0)
        is_long = metrics.horizontalAdvance(row.title) > room
        lines = MOST_LINES if is_long else 1
        steps = len(row.steps) * STEP_PX
        text = lines * metrics.lineSpacing()
        return ABOVE_PX + text + 2 + DETAIL_PX + steps + BELOW_PX, lines

    def _room(self) -> int:
        return max(80, self._width - TEXT_PX - RIGHT_PX - 52)
