"""Which backups stay: by their sequence, so that a clock that jumps takes none away."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date

from crm_desktop.domain.backups import Backup

LAST, DAYS, WEEKS, MONTHS = 10, 14, 8, 12
UNVERIFIED = 3
"""So many of those stay that were set aside damaged; they push no good one out."""


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups that may go, the oldest first.

    The last 10 stay, and the last one of each of 14 days, 8 weeks and 12 months. Days are counted
    by those that backups were made on, backwards from the newest number, never from today: a
    clock set ahead by years and back again costs two of the 14 days and no more.
    """
    newest_first = sorted(backups, key=lambda one: one.number, reverse=True)
    good = [one for one in newest_first if one.is_verified]
    others = [one for one in newest_first if not one.is_verified]
    kept = {one.path for one in (*good[:LAST], *others[:UNVERIFIED])}
    for bucket, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(one.path for one in _last_of_each(good, bucket, most))
    return [one for one in reversed(newest_first) if one.path not in kept]


def _last_of_each(
    newest_first: Sequence[Backup], bucket: Callable[[date], Hashable], most: int
) -> list[Backup]:
    found: dict[Hashable, Backup] = {}
    for one in newest_first:
        found.setdefault(bucket(one.made_at.astimezone().date()), one)
    return list(found.values())[:most]


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
