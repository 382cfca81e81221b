"""The days that a month or a week is shown with, and the way on and back; knows no widget."""

from datetime import date, timedelta
from enum import StrEnum

from crm_desktop.services.week_plans import week_start

FIRST_YEAR, LAST_YEAR = 1900, 2199
WEEK = 7


class Reach(StrEnum):
    """How many days are shown at once."""

    MONTH = "month"
    WEEK = "week"


def start_of(reach: Reach, day: date, first_weekday: int) -> date:
    """Return the first day of the month or week a day is in; ``first_weekday`` 0 is Monday."""
    return day.replace(day=1) if reach is Reach.MONTH else week_start(day, first_weekday)


def shown_days(reach: Reach, start: date, first_weekday: int) -> list[date]:
    """Return the days shown: those of a week, or of all weeks that touch a month."""
    last = step_month(start, 1) - timedelta(days=1) if reach is Reach.MONTH else start
    first = week_start(start, first_weekday)
    weeks = (last - first).days // WEEK + 1
    return [first + timedelta(days=number) for number in range(weeks * WEEK)]


def turned(reach: Reach, day: date, steps: int) -> date:
    """Return the day of the same number some months on, or of the same name some weeks on."""
    if reach is Reach.WEEK:
        return within(day + timedelta(days=WEEK * steps))
    return same_day(day, step_month(day.replace(day=1), steps))


def step_month(month: date, count: int) -> date:
    """Return the first day of another month, within the years the calendar goes to."""
    number = month.year * 12 + month.month - 1 + count
    number = min(max(number, FIRST_YEAR * 12), LAST_YEAR * 12 + 11)
    return date(number // 12, number % 12 + 1, 1)


def same_day(day: date, month: date) -> date:
    """Return the day of that number in another month, its last one where it is shorter."""
    last = step_month(month, 1) - timedelta(days=1)
    return month.replace(day=min(day.day, last.day))


def within(day: date) -> date:
    """Return a day the calendar goes to."""
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
