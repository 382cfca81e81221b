"""Calendar periods the rules count in: the twelve months up to a day, and quarters."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Report whether ``day`` lies in the period."""
        return self.first <= day <= self.last


def months_before(day: date, months: int) -> date:
    """Return the same day ``months`` earlier; a day the month lacks becomes its last one."""
    month_index = day.year * 12 + day.month - 1 - months
    year, month = divmod(month_index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def twelve_months(day: date) -> Period:
    """Return (day - 12 months, day]; 29 February counts back to 28 (domain.md, "Money, time")."""
    return Period(months_before(day, 12) + timedelta(days=1), day)


def quarter_of(day: date) -> Period:
    """Return the calendar quarter ``day`` lies in."""
    first_month = (day.month - 1) // 3 * 3 + 1
    last_month = first_month + 2
    last_day = calendar.monthrange(day.year, last_month)[1]
    return Period(date(day.year, first_month, 1), date(day.year, last_month, last_day))
