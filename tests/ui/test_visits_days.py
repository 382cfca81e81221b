"""Visits by day, what is too close, and where a conflict stands, without a window."""

from datetime import date, time

import pytest

from crm_desktop.domain.brief_values import Conflict, ConflictCode
from crm_desktop.domain.taboos import TabooCalendar
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.paths import find_paths
from crm_desktop.services.calendar_days import CalendarDays
from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.visits.days import (
    Span,
    agenda,
    clash_text,
    clashes,
    search_text,
    searched,
    span_of,
)
from crm_desktop.ui.visits.entries import Entry
from crm_desktop.ui.visits.plan import draft_of, placed

TUESDAY = date(2026, 3, 10)
ENGLISH = Language.load(LanguageCode.ENGLISH, find_paths({}).locale)


def visit(name="Acme", on=TUESDAY, at: time | None = None, **fields) -> DatedVisit:
    return DatedVisit(Visit(1, on, at, **fields), name, fields.pop("people", ()))


@pytest.fixture(params=list(LanguageCode))
def language(request) -> Language:
    return Language.load(request.param, find_paths({}).locale)


@pytest.mark.parametrize(
    ("day", "span"),
    [
        (date(2026, 3, 10), Span.TODAY),
        (date(2026, 3, 11), Span.TOMORROW),
        (date(2026, 3, 15), Span.THIS_WEEK),
        (date(2026, 3, 16), Span.LATER),
        (date(2026, 3, 9), Span.PAST),
    ],
)
def test_a_day_belongs_to_a_part_of_the_agenda(day, span):
    assert span_of(day, TUESDAY) is span


def test_the_agenda_goes_on_from_today_and_then_back_in_time():
    days = [date(2026, 3, day) for day in (1, 12, 9, 10, 30)]

    found = agenda(CalendarDays(tuple(visit(on=day) for day in days)), TUESDAY)

    assert [one.day.day for one in found] == [10, 12, 30, 9, 1]


def test_visits_that_overlap_are_told_also_over_one_between():
    long = visit("Long", at=time(9), duration_minutes=180)
    short = visit("Short", at=time(10), duration_minutes=15)
    late = visit("Late", at=time(11, 30))

    found = clashes([late, short, long])

    assert [(one.first.customer_name, one.second.customer_name) for one in found] == [
        ("Long", "Short"),
        ("Long", "Late"),
    ]


def test_a_short_way_is_told_unless_both_are_at_one_place(language):
    first = visit("First", at=time(9), duration_minutes=60, venue="Tower 1")
    near = visit("Near", at=time(10, 10), venue="Tower 1")
    far = visit("Far", at=time(10, 10), venue="Harbour")

    assert clashes([first, near]) == []
    (found,) = clashes([first, far])
    assert found.minutes == 10
    assert "10" in clash_text(language, found)


def test_visits_called_off_or_without_a_time_are_in_nobodys_way():
    off = visit("Off", at=time(9), state=VisitState.CANCELLED)

    assert clashes([visit(at=time(9)), off, visit("Any time")]) == []


def test_a_visit_is_found_by_pinyin_initials_and_objective():
    dated = visit("张梅", objective="Renew the frame contract")
    text = search_text(ENGLISH, Entry(TUESDAY, visit=dated))

    assert all(word in text for word in searched("zhangmei RENEW"))
    assert all(word in text for word in searched("zm 张"))
    assert not all(word in text for word in searched("li"))


def test_a_conflict_stands_beside_the_field_that_holds_the_word():
    draft = draft_of(
        Visit(1, TUESDAY), {"gift": "Pork pie", "agenda": "Lunch\nPork price"}, TUESDAY
    )
    word = Conflict("No pork", "Pork pie", "pork")
    line = Conflict("No pork", "Pork price", "pork")
    day = Conflict("Fasts", code=ConflictCode.KEPT_DAY, calendar=TabooCalendar.RAMADAN, on=TUESDAY)

    found = placed([word, line, day], draft)

    assert found == {"gift": [word], "agenda": [line], "visit_on": [day]}
    assert draft.agenda == ("Lunch", "Pork price")


def test_an_excerpt_of_a_long_plan_finds_its_field():
    long = "x " * 60 + "pork belly" + " y" * 60
    draft = draft_of(Visit(1, TUESDAY), {"objective": long}, TUESDAY)

    found = placed([Conflict("No pork", "…x x pork belly y y…", "pork")], draft)

    assert list(found) == ["objective"]
