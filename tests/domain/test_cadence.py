"""Cadence: the five numbers, what covers what, and whether it fits a week (D3)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.cadence import (
    DEFAULT_CADENCE,
    Duty,
    DutyStanding,
    Interval,
    Touch,
    standing,
)
from crm_desktop.domain.cadence_capacity import WeeklyLoad, fitted, weekly_load
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.periods import quarter_of
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_scheme import Tier

TODAY = date(2024, 5, 15)
QUARTER = quarter_of(TODAY)
SINCE = date(2024, 1, 1)


def duties_of(tier: Tier, touches: list[Touch]) -> dict[Duty, DutyStanding]:
    found = standing(DEFAULT_CADENCE[tier], touches, since=SINCE, period=QUARTER, today=TODAY)
    return {each.interval.duty: each for each in found}


def touch(kind: InteractionKind, days: int) -> Touch:
    return Touch(TODAY + timedelta(days=days), kind)


def test_an_a_customer_is_planned_by_the_days_of_the_quarter() -> None:
    planned = {duty: each.planned for duty, each in duties_of(Tier.A, []).items()}
    assert planned == {Duty.CONTACT: 4, Duty.VISIT: 1, Duty.EXECUTIVE_VISIT: 0}


@pytest.mark.parametrize(
    ("kind", "covered"),
    [
        (InteractionKind.MESSAGE, {Duty.CONTACT}),
        (InteractionKind.CALL, {Duty.CONTACT}),
        (InteractionKind.VISIT, {Duty.CONTACT, Duty.VISIT}),
        (InteractionKind.EXECUTIVE_VISIT, {Duty.CONTACT, Duty.VISIT, Duty.EXECUTIVE_VISIT}),
        (InteractionKind.COMPLAINT, set()),
    ],
)
def test_a_stronger_contact_satisfies_the_weaker(kind: InteractionKind, covered: set[Duty]) -> None:
    found = duties_of(Tier.A, [touch(kind, -3)])
    assert {duty for duty, each in found.items() if each.actual} == covered
    assert {duty for duty, each in found.items() if each.last} == covered


def test_the_five_numbers_of_a_quarter() -> None:
    touches = [
        touch(InteractionKind.CALL, -60),
        touch(InteractionKind.CALL, -10),
        touch(InteractionKind.MESSAGE, -10),
        touch(InteractionKind.VISIT, 20),
        touch(InteractionKind.CALL, 90),
    ]
    contact = duties_of(Tier.A, touches)[Duty.CONTACT]
    assert (contact.planned, contact.actual, contact.scheduled) == (4, 1, 1)
    assert (contact.remaining, contact.to_schedule) == (3, 2)


@pytest.mark.parametrize(("days", "overdue"), [(-20, 0), (-21, 0), (-22, 1), (-30, 9)])
def test_overdue_begins_the_day_after_the_interval(days: int, overdue: int) -> None:
    found = duties_of(Tier.A, [touch(InteractionKind.CALL, days)])
    assert found[Duty.CONTACT].overdue_days == overdue


def test_a_customer_never_contacted_is_due_from_the_day_of_its_tier() -> None:
    contact = duties_of(Tier.A, [])[Duty.CONTACT]
    assert contact.due == SINCE + timedelta(days=21)
    assert contact.overdue_days == (TODAY - contact.due).days


def test_an_optional_visit_is_never_overdue() -> None:
    old = [touch(InteractionKind.VISIT, -900)]
    assert duties_of(Tier.B, old)[Duty.VISIT].overdue_days == 0


@given(st.lists(st.builds(touch, st.sampled_from(InteractionKind), st.integers(-120, 120))))
def test_what_remains_is_never_negative_and_never_less_than_what_needs_a_day(
    touches: list[Touch],
) -> None:
    for each in duties_of(Tier.A, touches).values():
        assert each.remaining >= each.to_schedule >= 0
        assert each.planned <= each.actual + each.scheduled + each.to_schedule


def test_a_visit_is_one_of_the_contacts_of_a_week() -> None:
    load = weekly_load(DEFAULT_CADENCE, {Tier.A: 60, Tier.B: 60, Tier.C: 1000})
    assert load == WeeklyLoad(contacts=Fraction(20 + 7), visits=Fraction(7))


counts = st.fixed_dictionaries({tier: st.integers(0, 500) for tier in Tier})
rates = st.integers(1, 100).map(Fraction)


@given(counts, rates, rates)
def test_proposed_intervals_fit_what_is_possible_and_are_never_shorter(
    count: dict[Tier, int], contacts: Fraction, visits: Fraction
) -> None:
    cadence = fitted(DEFAULT_CADENCE, count, possible=WeeklyLoad(contacts, visits))
    load = weekly_load(cadence, count)
    assert load.contacts <= contacts
    assert load.visits <= visits
    for tier in Tier:
        pairs = zip(DEFAULT_CADENCE[tier], cadence[tier], strict=True)
        assert all(new.days >= old.days for old, new in pairs)


def test_a_cadence_that_fits_stays_as_it_is() -> None:
    plenty = WeeklyLoad(Fraction(10_000), Fraction(10_000))
    assert fitted(DEFAULT_CADENCE, {Tier.A: 30}, possible=plenty) == dict(DEFAULT_CADENCE)


def test_no_time_at_all_is_refused() -> None:
    with pytest.raises(InputError):
        fitted(DEFAULT_CADENCE, {Tier.A: 1}, possible=WeeklyLoad(Fraction(0), Fraction(1)))


def test_intervals_stretch_in_proportion() -> None:
    cadence = {Tier.A: (Interval(Duty.CONTACT, 7),)}
    half = WeeklyLoad(Fraction(5), Fraction(5))
    assert fitted(cadence, {Tier.A: 10}, possible=half)[Tier.A] == (Interval(Duty.CONTACT, 14),)
