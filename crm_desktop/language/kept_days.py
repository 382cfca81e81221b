"""Days that cultures and religions keep, on which no plan should fall unawares (D26)."""

from datetime import date, timedelta

from crm_desktop.language.lunar import LunarRangeError, lunar_of

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_RAMADAN = 9
_SATURDAY = 5
_LENT_DAYS = 46


def is_qingming(day: date) -> bool:
    """True on the day of Pure Brightness, which falls on 4 or 5 April (清明).

    By the usual formula for 1901-2099.
    """
    years = day.year % 100
    base = 5.59 if day.year < 2000 else 4.81
    return (day.month, day.day) == (4, int(years * 0.2422 + base) - years // 4)


def is_ghost_festival(day: date) -> bool:
    """True on the 15th day of the seventh lunar month (中元)."""
    try:
        found = lunar_of(day)
    except LunarRangeError:
        return False
    return (found.month, found.day, found.is_leap) == (7, 15, False)


def is_ramadan(day: date) -> bool:
    """True in the ninth month of the tabular Islamic calendar, a day of tolerance at each end.

    The month begins by sighting the moon, so the table may be a day off.
    """
    return any(_islamic_month(day + timedelta(days=shift)) == _RAMADAN for shift in (-1, 0, 1))


def is_sabbath(day: date) -> bool:
    """True on Saturdays."""
    return day.weekday() == _SATURDAY


def is_lent(day: date) -> bool:
    """True from Ash Wednesday to the day before Easter of the western churches."""
    easter = _easter(day.year)
    return easter - timedelta(days=_LENT_DAYS) <= day < easter


def _islamic_month(day: date) -> int:
    """Return the month of the tabular calendar: 30-year cycles of 10,631 days."""
    days = day.toordinal() - _ISLAMIC_EPOCH
    year = (30 * days + 10646) // 10631
    start = (year - 1) * 354 + (3 + 11 * year) // 30
    return min(12, (days - start) * 2 // 59 + 1)


def _easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian algorithm."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
