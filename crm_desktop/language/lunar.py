"""Dates of the Chinese lunar calendar, 1900-2100: birthdays, festivals and how they are written."""

from dataclasses import dataclass
from datetime import date

_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_TENS = ("初", "十", "廿", "三")
_DIGITS = ("十", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_WHOLE_TENS = {10: "初十", 20: "二十", 30: "三十"}


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of a lunar year: month 1-12, day 1-30; `is_leap` the second month of that number."""

    year: int
    month: int
    day: int
    is_leap: bool = False


class LunarRangeError(Exception):
    """The calendar is known from 31 January 1900 to the end of lunar 2100."""

    code = "lunar_range"

    def __init__(self, year: int) -> None:
        super().__init__(self.code, year)
        self.params = {"year": year}


def lunar_of(day: date) -> LunarDay:
    """The lunar day of a solar one. Raises LunarRangeError."""
    from borax.calendars.lunardate import LunarDate

    try:
        found = LunarDate.from_solar(day)
    except ValueError as error:
        raise LunarRangeError(day.year) from error
    return LunarDay(found.year, found.month, found.day, bool(found.leap))


def solar_of(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """When a lunar month and day are celebrated in lunar `year` (D19).

    Born in a leap month: in that leap month when the year has it, else in the plain month. The
    30th of a month of 29 days: on the 29th. Raises LunarRangeError, or ValueError for a month
    or day no year has.
    """
    from borax.calendars.lunardate import LCalendars, LunarDate

    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(month, day)
    if not 1900 <= year <= 2100:
        raise LunarRangeError(year)
    is_leap = leap and LCalendars.leap_month(year) == month
    days = LCalendars.ndays(year, month, int(is_leap))
    return LunarDate(year, month, min(day, days), int(is_leap)).to_solar_date()  # type: ignore[no-any-return]


def next_occurrence(month: int, day: int, leap: bool, after: date) -> date:
    """The first solar day on or after `after` when lunar `month` and `day` are celebrated."""
    for year in (after.year - 1, after.year):
        if year >= 1900 and (found := solar_of(year, month, day, leap=leap)) >= after:
            return found
    return solar_of(after.year + 1, month, day, leap=leap)


def spring_festival(year: int) -> date:
    """The first day of lunar `year`, which falls in solar `year` (春节)."""
    return solar_of(year, 1, 1)


def mid_autumn(year: int) -> date:
    """The 15th day of the eighth lunar month (中秋节)."""
    return solar_of(year, 8, 15)


def lunar_text(month: int, day: int, *, leap: bool, lang: str) -> str:
    """A lunar month and day, 闰六月初一 in `zh_CN`; elsewhere `6th (leap) lunar month, day 1`."""
    if not lang.startswith("zh"):
        return f"{_ordinal(month)}{' leap' if leap else ''} lunar month, day {day}"
    day_text = _WHOLE_TENS.get(day) or _TENS[day // 10] + _DIGITS[day % 10]
    return f"{'闰' if leap else ''}{_MONTHS[month - 1]}月{day_text}"


def _ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"
