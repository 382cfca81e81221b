"""The days of a month, their names by the moon, and the lines of a cell, without a window."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.brief_values import Wording
from crm_desktop.domain.care_dates import CareDate, CareKind, Festival, Keeper
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.paths import find_paths
from crm_desktop.services.calendar_days import CalendarDays, DuePromise, Move
from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.calendar.cells import cells, filled, lines_of, spoken
from crm_desktop.ui.calendar.months import (
    Reach,
    same_day,
    shown_days,
    start_of,
    step_month,
    turned,
    within,
)
from crm_desktop.ui.calendar.moves import move_words
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.visits.agenda_rows import RowKind, entry_rows
from crm_desktop.ui.visits.entries import (
    Entry,
    EntryKind,
    by_day,
    entries_of,
    full_words,
    short_words,
    tab_of,
)
from crm_desktop.wording.care_dates import care_line, festival_name, lunar_words, short_lunar

TUESDAY = date(2026, 3, 10)
ENGLISH = Language.load(LanguageCode.ENGLISH, find_paths({}).locale)
CHINESE = Language.load(LanguageCode.CHINESE, find_paths({}).locale)
MONTHS = st.dates(date(1901, 1, 1), date(2198, 12, 1)).map(lambda day: day.replace(day=1))
MONDAY, SUNDAY = 0, 6
BIRTHDAY = CareDate(TUESDAY, CareKind.BIRTHDAY, "date:1", 7, "Acme", 3, "Ann Lee", years=45)
SPRING = CareDate(
    TUESDAY,
    CareKind.FESTIVAL,
    "festival:spring_festival",
    lunar=Wording("Spring Festival", "春节"),
    festival=Festival.SPRING_FESTIVAL,
    count=61_234,
    keepers=(Keeper(1, "Best", "A"),),
)


def visit(name="Acme", at: time | None = None, **fields) -> DatedVisit:
    return DatedVisit(Visit(1, TUESDAY, at, **{"id": 1} | fields), name)


def due(text="Send the offer", **fields) -> DuePromise:
    promise = Promise(**{"customer_id": 1, "text": text, "due_on": TUESDAY, "id": 5} | fields)
    return DuePromise(promise, "Acme", "Ann")


@given(MONTHS, st.integers(0, 6))
def test_a_month_is_shown_in_whole_weeks_that_hold_all_of_it(month: date, first_weekday: int):
    days = shown_days(Reach.MONTH, month, first_weekday)

    own = [day for day in days if (day.year, day.month) == (month.year, month.month)]
    last = step_month(month, 1) - timedelta(days=1)
    assert own[0] == month
    assert own[-1] == last
    assert len(days) % 7 == 0
    assert days[0].weekday() == first_weekday
    assert month - days[0] < timedelta(days=7)
    assert days[-1] - last < timedelta(days=7)


def test_weeks_start_where_the_locale_says():
    assert start_of(Reach.WEEK, TUESDAY, MONDAY) == date(2026, 3, 9)
    assert start_of(Reach.WEEK, TUESDAY, SUNDAY) == date(2026, 3, 8)


def test_the_way_from_month_to_month_ends_where_the_calendar_ends():
    assert step_month(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert step_month(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert step_month(date(2199, 12, 1), 5) == date(2199, 12, 1)
    assert same_day(date(2026, 1, 31), date(2026, 2, 1)) == date(2026, 2, 28)
    assert within(date(1, 1, 1)) == date(1900, 1, 1)
    assert turned(Reach.MONTH, date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert turned(Reach.WEEK, date(2026, 1, 31), 1) == date(2026, 2, 7)
    assert turned(Reach.WEEK, date(2199, 12, 31), 1) == date(2199, 12, 31)


@pytest.mark.parametrize(
    ("day", "short", "full"),
    [
        (date(2026, 2, 17), "正月", "农历正月初一"),
        (date(2026, 2, 18), "初二", "农历正月初二"),
        (date(2025, 7, 25), "闰六月", "农历闰六月初一"),
        (date(2025, 7, 26), "初二", "农历闰六月初二"),
        (date(2026, 9, 25), "十五", "农历八月十五"),
        (date(2150, 1, 1), "", ""),
    ],
)
def test_a_day_has_its_name_in_the_chinese_calendar(day: date, short: str, full: str):
    assert (short_lunar(CHINESE, day), lunar_words(CHINESE, day)) == (short, full)


def test_lunar_days_in_figures_for_readers_of_english():
    assert short_lunar(ENGLISH, date(2025, 7, 25)) == "6+/1"
    assert lunar_words(ENGLISH, date(2026, 9, 25)) == "8th lunar month, day 15"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 16), "除夕"),
        (date(2026, 2, 17), "春节"),
        (date(2025, 1, 28), "除夕"),
        (date(2026, 4, 5), "清明"),
        (date(2026, 9, 25), "中秋节"),
        (TUESDAY, ""),
        (date(2150, 1, 1), ""),
    ],
)
def test_festivals_are_named(day: date, name: str):
    assert festival_name(CHINESE, day) == name


def test_festivals_stand_first_then_visits_other_days_and_promises():
    days = CalendarDays((visit(at=time(9)),), (BIRTHDAY, SPRING), (due(),))

    shown = by_day(entries_of(days))[TUESDAY]

    texts = [short_words(ENGLISH, one) for one in shown]
    assert texts == ["Spring Festival", "09:00 Acme", "Ann Lee", "Send the offer"]
    assert by_day(entries_of(days, [EntryKind.PROMISES]))[TUESDAY] == (shown[-1],)


def test_an_entry_is_told_in_full_in_both_languages():
    birthday, promise = Entry(TUESDAY, care=BIRTHDAY), Entry(TUESDAY, promise=due())

    assert full_words(ENGLISH, birthday) == "Birthday, turns 45: Ann Lee · Acme"
    assert full_words(CHINESE, birthday) == "45岁生日：Ann Lee · Acme"
    assert full_words(ENGLISH, promise) == "We promised: Send the offer · Acme · Ann"
    theirs = Entry(TUESDAY, promise=due(direction=Direction.THEIRS))
    assert full_words(CHINESE, theirs).startswith("对方承诺：")


def test_whom_nobody_may_congratulate_is_told_with_it():
    mourning = CareDate(TUESDAY, CareKind.BIRTHDAY, "date:1", 7, "吴家", may_congratulate=False)

    assert "不宜祝贺" in care_line(CHINESE, mourning)


def test_a_festival_tells_how_many_keep_it_and_its_best_customers():
    rows = list(entry_rows(ENGLISH, [Entry(TUESDAY, care=SPRING)]))

    assert [one.kind for one in rows] == [RowKind.CARE, RowKind.KEEPER]
    assert "61,234 customers keep it" in rows[0].detail
    assert (rows[1].text, rows[1].note, rows[1].customer_id) == ("Best", "A", 1)


@pytest.mark.parametrize(
    ("entry", "tab"),
    [
        (Entry(TUESDAY, care=BIRTHDAY), CardTab.PEOPLE),
        (Entry(TUESDAY, care=CareDate(TUESDAY, CareKind.ANNIVERSARY, "date:2", 7)), CardTab.BASICS),
        (Entry(TUESDAY, care=CareDate(TUESDAY, CareKind.RENEWAL, "c:1", 7)), CardTab.PURCHASES),
        (Entry(TUESDAY, promise=due()), CardTab.SERVICE),
    ],
)
def test_an_entry_leads_to_the_tab_that_tells_about_it(entry: Entry, tab: CardTab):
    assert tab_of(entry) is tab


@pytest.mark.parametrize(
    ("count", "room", "shown", "more"),
    [(0, 3, 0, 0), (3, 3, 3, 0), (4, 3, 2, 2), (4, 1, 0, 4), (4, 0, 0, 4)],
)
def test_the_last_line_of_a_full_cell_tells_of_more(count, room, shown, more):
    entries = [Entry(TUESDAY, visit=visit(id=number)) for number in range(count)]

    found, rest = lines_of(entries, room)

    assert (len(found), rest) == (shown, more)


def test_a_cancelled_visit_has_no_line_in_the_month():
    off = Entry(TUESDAY, visit=visit(state=VisitState.CANCELLED))
    empty = cells(ENGLISH, [TUESDAY], TUESDAY.replace(day=1), TUESDAY, with_lunar=True)

    (cell,) = filled(empty, {TUESDAY: (off,)})

    assert cell.shown == ()
    assert cell.entries == (off,)
    assert spoken(ENGLISH, cell) == "Tuesday, March 10, 2026, today, 1st lunar month, day 22"


def test_a_move_tells_what_the_visit_meets():
    other = visit("Bosch", time(9), id=2)
    moved = Move(Visit(1, TUESDAY, time(9), id=1), (), (other,))

    words = move_words(ENGLISH, "Acme", moved, TUESDAY + timedelta(days=1))

    assert words.startswith("Acme: moved to Tuesday, March 10, 2026. ▲ ")
    assert "overlap" in words
    assert words.endswith("That day is over.")
