"""How a prospect's MAN score moved from one dated assessment to the next (D2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The result of one snapshot: overall score 0-100 and class."""

    assessed_on: date
    overall: Fraction
    man_class: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Snapshots oldest first; the newest is compared with the one before it."""

    points: tuple[TrendPoint, ...]

    @property
    def change(self) -> Fraction | None:
        """Points won or lost since the snapshot before; None with fewer than two snapshots."""
        if len(self.points) < 2:
            return None
        return self.points[-1].overall - self.points[-2].overall


def trend(snapshots: Iterable[TrendPoint], *, as_of: date) -> Trend:
    """Order snapshots by day, leaving out those dated after the day; one day keeps given order."""
    known = (point for point in snapshots if point.assessed_on <= as_of)
    return Trend(tuple(sorted(known, key=lambda point: point.assessed_on)))
