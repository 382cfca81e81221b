"""When a card in the bin goes for good: after thirty days on which the program can rely (D28)."""

from collections.abc import Iterable
from datetime import date, timedelta

BIN_DAYS = 30
"""A default, ours: long enough to miss somebody, short enough to keep a promise to forget."""
LONGEST_TERM = 365
LONGEST_SILENCE = timedelta(days=7)
"""A longer gap in the change log counts as this: a clock that jumped looks like one."""


def days_left(binned_on: date, worked_on: Iterable[date], today: date, *, term: int) -> int:
    """Return how many days of the term are left, 0 where it is over.

    ``worked_on`` are the days of the change log. From the day a card was put into the bin to
    ``today`` every gap between two of them counts, but none for more than ``LONGEST_SILENCE``: a
    clock that jumps years, or a long holiday, empties no bin. Days after ``today`` count nothing.
    """
    between = sorted({one for one in worked_on if binned_on < one < today})
    rested, before = timedelta(), binned_on
    for day in [*between, today]:
        rested += min(max(day - before, timedelta()), LONGEST_SILENCE)
        before = max(before, day)
    return max(term - rested.days, 0)
