"""The days on which a customer is to be thought of, and when they fall (D19)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.brief_values import Wording
from crm_desktop.domain.contacts import DateKind, ImportantDate


class CareKind(StrEnum):
    """What falls on a day; the first six are the kinds of an important date."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    PASSPORT_EXPIRY = "passport_expiry"
    LICENCE_EXPIRY = "licence_expiry"
    DOCUMENT_EXPIRY = "document_expiry"
    OTHER = "other"
    CONTRACT_END = "contract_end"
    RENEWAL = "renewal"
    FESTIVAL = "festival"


class Festival(StrEnum):
    """Holidays on which customers who keep them are greeted."""

    SPRING_FESTIVAL = "spring_festival"
    MID_AUTUMN = "mid_autumn"


EXPIRIES = frozenset({DateKind.PASSPORT_EXPIRY, DateKind.LICENCE_EXPIRY, DateKind.DOCUMENT_EXPIRY})
"""Dates that do not come round: a document runs out once."""

CelebratedOn = Callable[[int, int, int, bool], date | None]
"""The solar day of a lunar year, month, day and leap month; None outside the known calendar."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When an important date falls; ``years`` since its own year, None where that is not known."""

    on: date
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """A customer of tier A or B who keeps a festival, or who has somebody who does."""

    customer_id: int
    name: str
    tier: str


@dataclass(frozen=True, slots=True)
class CareDate:
    """Something to think of on a day; ``subject`` names it for a Dismissal.

    A festival stands once for everybody: without a customer, with the ``count`` of customers who
    keep it and those of tier A and B first in value. ``person`` is empty for a date of the
    customer as a whole. ``lunar`` is the day in the Chinese calendar where it is kept by the moon.
    ``may_congratulate`` is false in mourning and on the days of the dead (D26).
    """

    on: date
    kind: CareKind
    subject: str
    customer_id: int | None = None
    customer_name: str = ""
    contact_id: int | None = None
    person: str = ""
    label: str = ""
    lunar: Wording | None = None
    years: int | None = None
    may_congratulate: bool = True
    festival: Festival | None = None
    count: int = 1
    keepers: tuple[Keeper, ...] = ()


def occurrences(
    one: ImportantDate, first: date, last: date, celebrated_on: CelebratedOn
) -> Iterator[Occurrence]:
    """Yield when an important date falls from ``first`` to ``last``, the earliest first.

    29 February is kept on the 28th where the year has none, and nothing is kept before the year it
    happened in. A document runs out in its own year alone, and never without one.
    """
    for year, on in _in_years(one, first, last, celebrated_on):
        years = _years(one, year)
        if on is not None and first <= on <= last and (years is None or years >= 0):
            yield Occurrence(on, years or None)


def _in_years(
    one: ImportantDate, first: date, last: date, celebrated_on: CelebratedOn
) -> Iterator[tuple[int, date | None]]:
    if one.kind in EXPIRIES:
        if one.year:
            yield one.year, solar_day(one.year, one.month, one.day)
    elif one.lunar:
        # The last months of a lunar year fall in the next solar one.
        for year in range(first.year - 1, last.year + 1):
            yield year, celebrated_on(year, one.month, one.day, one.leap_month)
    else:
        for year in range(first.year, last.year + 1):
            yield year, solar_day(year, one.month, one.day)


def _years(one: ImportantDate, year: int) -> int | None:
    return None if one.year is None or one.kind in EXPIRIES else year - one.year


def solar_day(year: int, month: int, day: int) -> date | None:
    """Return a day that comes round yearly; None for one that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        is_leap_day = (month, day) == (2, 29) and 1 <= year <= date.max.year
        return date(year, month, 28) if is_leap_day else None
