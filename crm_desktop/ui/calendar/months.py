"""The days a month is shown with, and the way from month to month; knows no widget."""

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2199
WEEK = 7


def shown_days(month: date, first_weekday: int) -> list[date]:
    """Return the days of all weeks that touch a month; ``first_weekday`` 0 is Monday."""
    first = week_of(month.replace(day=1), first_weekday)
    last = step_month(month, 1) - timedelta(days=1)
    weeks = (last - first).days // WEEK + 1
    return [first + timedelta(days=number) for number in range(weeks * WEEK)]


def week_of(day: date, first_weekday: int) -> date:
    """Return the first day of the week a day is in."""
    return day - timedelta(days=(day.weekday() - first_weekday) % WEEK)


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
