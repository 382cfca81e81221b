"""What to suggest, and when to be silent (D5)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.cross_sell import (
    Idea,
    Mood,
    Pair,
    associations,
    choose,
    declined_lately,
    may_suggest,
    replacements,
)

TODAY = date(2026, 6, 15)
names = st.sampled_from("abcdef")
ideas = st.lists(st.builds(Idea, names, names), max_size=12)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def pair(both=5, owned_by=10, suggested_by=10, customers=100, **fields):
    named = {"owned": "tea", "suggested": "cups"} | fields
    return Pair(
        both=both, owned_by=owned_by, suggested_by=suggested_by, customers=customers, **named
    )


@given(ideas)
def test_nothing_is_suggested_during_an_open_complaint(candidates):
    assert choose(candidates, Mood(has_open_complaint=True), TODAY) == []


@pytest.mark.parametrize(("days", "may"), [(0, False), (14, False), (15, True)])
def test_nothing_is_suggested_within_14_days_after_a_complaint(days, may):
    mood = Mood(last_complaint_closed=ago(days))

    assert may_suggest(mood, TODAY) is may
    assert bool(choose([Idea("cups", "tea")], mood, TODAY)) is may


def test_an_open_complaint_is_not_excused_by_an_old_one():
    assert not may_suggest(Mood(has_open_complaint=True, last_complaint_closed=ago(400)), TODAY)


@given(ideas, st.sets(names))
def test_at_most_three_different_products_nobody_declined(candidates, declined):
    chosen = choose(candidates, Mood(declined=declined), TODAY)

    products = [idea.product for idea in chosen]
    wanted = {idea.product for idea in candidates} - declined
    assert len(products) == min(3, len(wanted))
    assert len(set(products)) == len(products)
    assert set(products) <= wanted
    assert chosen == sorted(chosen, key=candidates.index)


@pytest.mark.parametrize(
    ("day", "is_quiet"), [(ago(0), True), (ago(180), True), (ago(181), False), (None, True)]
)
def test_a_product_declined_within_180_days_is_left_alone(day, is_quiet):
    declined = declined_lately([("cups", day)], TODAY)

    assert choose([Idea("cups", "tea")], Mood(declined=declined), TODAY) == (
        [] if is_quiet else [Idea("cups", "tea")]
    )


@pytest.mark.parametrize(
    ("fields", "is_good"),
    [
        ({}, True),
        ({"both": 4}, False),
        ({"both": 5, "owned_by": 25, "suggested_by": 20}, False),
        ({"both": 6, "owned_by": 25, "suggested_by": 20}, True),
    ],
    ids=["good", "support below 5", "lift of 1 is chance", "lift above 1"],
)
def test_products_bought_together_need_support_and_lift(fields, is_good):
    assert bool(associations([pair(**fields)], {"tea"})) is is_good


def test_lift_compares_with_chance():
    assert pair(both=5, owned_by=10, suggested_by=10, customers=100).lift == Fraction(5)


def test_what_they_have_is_not_suggested_again():
    assert associations([pair()], {"tea", "cups"}) == []


def test_a_suggestion_rests_on_what_they_have():
    assert associations([pair()], {"coffee"}) == []


def test_the_strongest_reason_is_given_for_a_product():
    weak, strong = pair(owned="coffee", both=5), pair(owned="tea", both=9)

    assert associations([weak, strong], {"tea", "coffee"}) == [Idea("cups", "tea")]


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ((90, 60, 30), [ago(0)]),
        ((89, 59, 29), []),
        ((90, 30), []),
        ((90, 90, 30), []),
        ((120, 80, 40), [ago(0)]),
    ],
    ids=["due today", "due tomorrow", "two purchases", "two days", "another rhythm"],
)
def test_a_rhythm_of_three_purchase_days_says_when_it_is_due(days, due):
    found = replacements([("tea", ago(one)) for one in days], TODAY)

    assert [idea.due for idea in found] == due


def test_the_most_overdue_product_comes_first():
    bought = [("tea", ago(days)) for days in (40, 30, 20)]
    bought += [("cups", ago(days)) for days in (100, 90, 80)]

    assert [idea.product for idea in replacements(bought, TODAY)] == ["cups", "tea"]
