"""The promise clock of complaints and the second-failure alarm (D9)."""

from datetime import date, timedelta

import pytest
from builders import MORNING, complaint
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.complaint_clock import Deadlines, clock, is_second_failure
from crm_desktop.domain.interactions import ComplaintSeverity, ComplaintState

TODAY = date(2026, 6, 15)
RECEIVED = MORNING
HOUR = timedelta(hours=1)
tiers = st.sampled_from(["A", "B", "C", ""])


@pytest.mark.parametrize(
    ("tier", "respond", "resolve"), [("A", 2, 24), ("B", 8, 48), ("C", 24, 72), ("", 24, 72)]
)
def test_the_better_the_tier_the_sooner_it_is_due(tier, respond, resolve):
    due = clock(complaint(), tier, now=RECEIVED)

    assert due.respond_by - RECEIVED == respond * HOUR
    assert due.resolve_by - RECEIVED == resolve * HOUR


@given(tiers)
def test_a_severe_complaint_runs_like_one_of_an_a_customer(tier):
    severe = complaint(severity=ComplaintSeverity.SEVERE)

    assert clock(severe, tier, now=RECEIVED) == clock(complaint(), "A", now=RECEIVED)


@pytest.mark.parametrize(
    ("hours", "answered", "is_overdue"),
    [(2, None, False), (2.1, None, True), (2.1, 1, False), (24, 1, False), (24.1, 1, True)],
)
def test_it_is_overdue_at_the_step_it_stands_at(hours, answered, is_overdue):
    one = complaint(responded_at=RECEIVED + answered * HOUR if answered else None)

    assert clock(one, "A", now=RECEIVED + hours * HOUR).is_overdue is is_overdue


def test_who_was_helped_waits_for_no_answer():
    helped = complaint(resolved_at=RECEIVED + HOUR, state=ComplaintState.FOLLOW_UP)

    assert not clock(helped, "A", now=RECEIVED + 90 * HOUR).is_overdue


@given(tiers, st.integers(0, 10_000))
def test_a_closed_complaint_is_never_overdue(tier, hours):
    closed = complaint(state=ComplaintState.CLOSED)

    assert not clock(closed, tier, now=RECEIVED + hours * HOUR).is_overdue


@given(tiers, st.integers(0, 200))
def test_what_is_overdue_stays_overdue_until_something_happens(tier, hours):
    now = RECEIVED + hours * HOUR

    if clock(complaint(), tier, now=now).is_overdue:
        assert clock(complaint(), tier, now=now + HOUR).is_overdue


def test_the_deadlines_are_a_setting():
    own = {"A": Deadlines(1, 2), "C": Deadlines(3, 4)}

    due = clock(complaint(), "B", now=RECEIVED, deadlines=own)

    assert (due.respond_by, due.resolve_by) == (RECEIVED + 3 * HOUR, RECEIVED + 4 * HOUR)


@pytest.mark.parametrize(
    ("days_ago", "alarm"),
    [((), False), ((0,), False), ((0, 0), True), ((0, 180), True), ((0, 181), False)],
)
def test_a_second_complaint_in_180_days_raises_the_alarm(days_ago, alarm):
    received = [TODAY - timedelta(days=days) for days in days_ago]

    assert is_second_failure(received, TODAY) is alarm


def test_complaints_of_days_to_come_are_not_counted():
    assert not is_second_failure([TODAY, TODAY + timedelta(days=1)], TODAY)
