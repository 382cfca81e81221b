"""Lunar dates against the published calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.language.lunar import (
    LunarDay,
    LunarRangeError,
    lunar_of,
    lunar_text,
    mid_autumn,
    next_occurrence,
    solar_of,
    spring_festival,
)

SPRING_FESTIVALS = (
    "2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 "
    "2028-01-26 2029-02-13 2030-02-03"
)


@pytest.mark.parametrize("day", [date.fromisoformat(text) for text in SPRING_FESTIVALS.split()])
def test_spring_festival_falls_on_the_published_day(day: date) -> None:
    assert spring_festival(day.year) == day


@pytest.mark.parametrize("text", ["2023-09-29", "2024-09-17", "2025-10-06", "2026-09-25"])
def test_mid_autumn_falls_on_the_published_day(text: str) -> None:
    assert mid_autumn(int(text[:4])) == date.fromisoformat(text)


@pytest.mark.parametrize(("year", "month"), [(2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3)])
def test_a_leap_birthday_is_kept_in_the_leap_month_when_there_is_one(year: int, month: int) -> None:
    plain = solar_of(year, month, 10)
    leap = solar_of(year, month, 10, leap=True)

    assert leap - plain in (timedelta(29), timedelta(30))
    assert solar_of(year + 1, month, 10, leap=True) == solar_of(year + 1, month, 10)


def test_the_thirtieth_of_a_short_month_is_its_twenty_ninth_day() -> None:
    assert solar_of(2024, 12, 30) == date(2025, 1, 28)
    assert lunar_of(date(2025, 1, 28)) == LunarDay(2024, 12, 29)


@given(
    st.integers(1, 12),
    st.integers(1, 30),
    st.booleans(),
    st.dates(date(1901, 3, 1), date(2099, 1, 1)),
)
def test_the_next_occurrence_is_within_thirteen_months(
    month: int, day: int, leap: bool, after: date
) -> None:
    found = next_occurrence(month, day, leap, after)

    assert after <= found <= after + timedelta(386)
    assert lunar_of(found).month == month
    assert lunar_of(found).day in (day, 29)


@given(st.dates(date(1900, 2, 1), date(2100, 12, 31)))
def test_a_day_survives_the_way_there_and_back(day: date) -> None:
    lunar = lunar_of(day)

    assert solar_of(lunar.year, lunar.month, lunar.day, leap=lunar.is_leap) == day


def test_days_outside_the_known_calendar_are_refused_with_their_year() -> None:
    with pytest.raises(LunarRangeError) as caught:
        lunar_of(date(1800, 1, 1))

    assert caught.value.params == {"year": 1800}


@pytest.mark.parametrize(
    ("month", "day", "leap", "text"),
    [
        (8, 15, False, "八月十五"),
        (1, 1, False, "正月初一"),
        (12, 30, False, "腊月三十"),
        (6, 20, True, "闰六月二十"),
        (11, 21, False, "冬月廿一"),
        (5, 10, False, "五月初十"),
    ],
)
def test_lunar_days_are_written_the_chinese_way(
    month: int, day: int, leap: bool, text: str
) -> None:
    assert lunar_text(month, day, leap=leap, lang="zh_CN") == text


def test_lunar_days_are_written_in_english() -> None:
    assert lunar_text(2, 3, leap=True, lang="en") == "2nd leap lunar month, day 3"
