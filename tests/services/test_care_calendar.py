"""The rules of days that come round: what the file is asked for never misses one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.services.care_calendar import (
    LONGEST_ROUND,
    falls_on,
    festivals_between,
    lunar_codes,
    next_day,
    solar_codes,
)

DAYS = st.dates(date(1890, 1, 1), date(2110, 1, 1))
LENGTHS = st.integers(0, 400)
SOLAR = st.builds(
    ImportantDate,
    st.sampled_from([DateKind.BIRTHDAY, DateKind.ANNIVERSARY, DateKind.OTHER]),
    st.integers(1, 12),
    st.integers(1, 31),
    st.one_of(st.none(), st.integers(1900, 2030)),
)
LUNAR = st.builds(
    ImportantDate,
    st.just(DateKind.BIRTHDAY),
    st.integers(1, 12),
    st.integers(1, 30),
    st.one_of(st.none(), st.integers(1900, 2030)),
    st.just(True),
    st.booleans(),
)


@given(SOLAR, DAYS, LENGTHS)
def test_a_solar_day_that_falls_is_asked_for(one: ImportantDate, first: date, length: int):
    last = first + timedelta(days=length)

    if any(falls_on(one, first, last)):
        assert one.month * 100 + one.day in solar_codes(first, last)


@given(LUNAR, DAYS, LENGTHS)
def test_a_lunar_day_that_falls_is_asked_for(one: ImportantDate, first: date, length: int):
    last = first + timedelta(days=length)

    if any(falls_on(one, first, last)):
        assert one.month * 100 + one.day in lunar_codes(first, last)


@given(st.one_of(SOLAR, LUNAR), DAYS, LENGTHS)
def test_days_fall_within_the_window_in_order_and_once_a_year(one, first: date, length: int):
    last = first + timedelta(days=length)

    found = list(falls_on(one, first, last))

    days = [occurrence.on for occurrence in found]
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
    assert all(occurrence.years is None or occurrence.years > 0 for occurrence in found)


@given(st.one_of(SOLAR, LUNAR), DAYS)
def test_the_next_day_is_the_first_of_the_round(one: ImportantDate, today: date):
    found = [hit.on for hit in falls_on(one, today, today + timedelta(days=LONGEST_ROUND))]

    assert next_day(one, today) == (found[0] if found else None)


def test_the_known_calendar_ends_and_nothing_breaks():
    ends = (date.min, date(1900, 1, 30), date(2101, 1, 28), date.max)

    for day in ends:
        assert list(falls_on(ImportantDate(DateKind.BIRTHDAY, 1, 1, lunar=True), day, day)) == []
        assert festivals_between(day, day) == []
    assert next_day(ImportantDate(DateKind.BIRTHDAY, 12, 31), date.max) == date.max
