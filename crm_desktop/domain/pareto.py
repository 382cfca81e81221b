"""The Pareto curve: what share of the revenue the best customers bring (D3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """``customers`` and ``revenue`` are cumulative shares 0-1, the highest revenue first."""

    customers: float
    revenue: float


def curve(revenues: Sequence[int], *, points: int = 200) -> tuple[CurvePoint, ...]:
    """Return at most ``points`` + 1 points from (0, 0) to (1, 1); revenue below 0 counts as 0.

    Empty where nobody earned anything, since there is no share to show then.
    """
    reached = list(accumulate(sorted((max(value, 0) for value in revenues), reverse=True)))
    if not reached or reached[-1] == 0:
        return ()
    count, total = len(reached), reached[-1]
    steps = min(points, count)
    places = [count * step // steps for step in range(1, steps + 1)]
    return (
        CurvePoint(0, 0),
        *(CurvePoint(place / count, reached[place - 1] / total) for place in places),
    )
