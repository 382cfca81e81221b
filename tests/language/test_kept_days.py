"""Days that cultures and religions keep, against published calendars (D26)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.language.kept_days import (
    is_ghost_festival,
    is_lent,
    is_qingming,
    is_ramadan,
    is_sabbath,
)

DAY = timedelta(days=1)
years = st.integers(1950, 2090)


def days_of(keeps, year):
    first = date(year, 1, 1)
    days = (first + number * DAY for number in range(366))
    return [day for day in days if day.year == year and keeps(day)]


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1976, 4),
        (1979, 5),
        (1999, 5),
        (2000, 4),
        (2003, 5),
        (2008, 4),
        (2019, 5),
        (2020, 4),
        (2023, 5),
        (2024, 4),
        (2025, 4),
        (2026, 5),
        (2027, 5),
        (2028, 4),
    ],
)
def test_qingming_falls_on_the_published_day(year, day):
    assert days_of(is_qingming, year) == [date(year, 4, day)]


@pytest.mark.parametrize(
    "day",
    ["2012-08-31", "2020-09-02", "2023-08-30", "2024-08-18", "2025-09-06", "2026-08-27"],
)
def test_the_ghost_festival_is_the_15th_of_the_plain_seventh_month(day):
    found = date.fromisoformat(day)

    assert days_of(is_ghost_festival, found.year) == [found]


def test_a_leap_seventh_month_has_no_second_ghost_festival():
    assert days_of(is_ghost_festival, 2006) == [date(2006, 8, 8)]


def test_days_beyond_the_lunar_tables_are_no_festival():
    assert not is_ghost_festival(date(2300, 8, 8))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2019-05-06", "2019-06-03"),
        ("2021-04-13", "2021-05-12"),
        ("2023-03-23", "2023-04-20"),
        ("2024-03-11", "2024-04-09"),
        ("2025-03-01", "2025-03-29"),
        ("2026-02-18", "2026-03-19"),
    ],
)
def test_ramadan_covers_the_published_month_and_hardly_more(first, last):
    begin, end = date.fromisoformat(first), date.fromisoformat(last)

    found = days_of(is_ramadan, begin.year)

    published = {begin + number * DAY for number in range((end - begin).days + 1)}
    assert published <= set(found)
    assert found[0] >= begin - 3 * DAY
    assert found[-1] <= end + 3 * DAY


def test_a_civil_year_may_hold_two_ramadans():
    assert is_ramadan(date(2030, 1, 10))
    assert is_ramadan(date(2030, 12, 30))


@pytest.mark.parametrize(
    ("ash_wednesday", "easter"),
    [
        ("1961-02-15", "1961-04-02"),
        ("2000-03-08", "2000-04-23"),
        ("2008-02-06", "2008-03-23"),
        ("2011-03-09", "2011-04-24"),
        ("2024-02-14", "2024-03-31"),
        ("2025-03-05", "2025-04-20"),
        ("2026-02-18", "2026-04-05"),
        ("2038-03-10", "2038-04-25"),
    ],
)
def test_lent_runs_from_ash_wednesday_to_the_day_before_easter(ash_wednesday, easter):
    first, end = date.fromisoformat(ash_wednesday), date.fromisoformat(easter)

    found = days_of(is_lent, first.year)

    assert (found[0], found[-1]) == (first, end - DAY)


@given(years)
def test_every_year_has_one_lent_of_46_days(year):
    found = days_of(is_lent, year)

    assert len(found) == 46
    assert found[-1] - found[0] == 45 * DAY


@given(years)
def test_every_year_has_one_qingming_in_early_april(year):
    (found,) = days_of(is_qingming, year)

    assert date(year, 4, 4) <= found <= date(year, 4, 6)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_ramadan_comes_back_after_a_lunar_year(day):
    if is_ramadan(day):
        assert is_ramadan(day + 354 * DAY) or is_ramadan(day + 355 * DAY)


@given(st.dates())
def test_the_sabbath_is_saturday(day):
    assert is_sabbath(day) == (f"{day:%A}" == "Saturday")
