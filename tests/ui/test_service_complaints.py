"""Complaints on the service tab: five steps, moments that are typed, the alarm of a second one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import complaint, customer, interaction, store, store_customer
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import (
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    Initiative,
    InteractionKind,
)
from crm_desktop.ui.card.records.service_tab import CLOCK_MS
from crm_desktop.ui.navigation import CardTab

RECEIVED = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def card(host, today):
    """A customer with one open complaint, received an hour before."""
    database = host.workspace.database
    key = store_customer(database, customer("Late Deliveries Ltd"))
    (happened,) = store(
        database,
        interaction(
            today, customer_id=key, kind=InteractionKind.COMPLAINT, summary="Stand was late"
        ),
    )
    store(database, complaint(RECEIVED, interaction_id=happened, customer_id=key))
    return Desk(host, CardTab.SERVICE, key)


def opened(desk):
    records = desk.list_of(Kind.COMPLAINT)
    key = next(iter(records.rows))
    records.open_record(key)
    desk.person.wait()
    return records.rows[key]


def stored(desk):
    return desk.card.complaints[0]


def test_closing_before_the_follow_up_is_refused_in_a_sentence(card):
    row = opened(card)
    card.person.click(row.body.steps[ComplaintState.CLOSED])
    assert stored(card).state is ComplaintState.LISTEN
    assert card.person.reads("Follow up first")
    assert row.body.steps[ComplaintState.LISTEN].isChecked()

    card.person.click(row.body.steps[ComplaintState.FOLLOW_UP])
    card.person.click(row.body.steps[ComplaintState.CLOSED])
    assert not stored(card).is_open
    assert stored(card).closed_on == card.host.workspace.today()
    assert not card.person.reads("Follow up first")


def test_a_step_tells_its_moment_and_is_undone_with_it(card):
    row = opened(card)
    card.person.click(row.body.steps[ComplaintState.APOLOGISE])
    now = card.host.workspace.clock()
    assert (stored(card).responded_at, stored(card).resolved_at) == (now, None)
    card.person.click(row.body.steps[ComplaintState.FOLLOW_UP])
    assert stored(card).resolved_at == now
    card.press_undo()
    card.press_undo()
    assert (stored(card).state, stored(card).responded_at) == (ComplaintState.LISTEN, None)
    assert row.body.steps[ComplaintState.LISTEN].isChecked()


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-03-10 10:30", (10, 10, 30)),
        ("10:30", (10, 10, 30)),
        ("11:05 today", (10, 11, 5)),
        ("tomorrow 9:15", (11, 9, 15)),
    ],
)
def test_moments_of_the_clock_are_typed_in_the_persons_zone(card, typed, at):
    row = opened(card)
    card.enter(row.body.form.fields["responded_at"].editor.widget, typed)
    local = stored(card).responded_at.astimezone()
    assert (local.day, local.hour, local.minute) == at
    assert "resolve by" in row.summary.detail


def test_a_moment_before_receipt_or_without_a_time_is_refused(card):
    row = opened(card)
    field = row.body.form.fields["resolved_at"]
    card.enter(field.editor.widget, "yesterday 9:00")
    assert problem(field).startswith("This day can't be before")
    card.enter(field.editor.widget, "some day")
    assert problem(field).startswith("Give a day and a time")
    assert stored(card).resolved_at is None


def test_the_clock_goes_by_tier_and_severity(card):
    row = opened(card)
    assert card.person.reads("24 h to the first answer, 72 h to the solution")
    card.pick(row.body.form.fields["severity"].editor.widget, "severe")
    assert stored(card).severity is ComplaintSeverity.SEVERE
    assert card.person.reads("2 h to the first answer, 24 h to the solution (severe)")


def test_a_clock_that_runs_out_is_seen_within_a_minute(card):
    assert card.tab._clock.isActive()
    assert card.tab._clock.interval() == CLOCK_MS <= 60_000
    row = next(iter(card.list_of(Kind.COMPLAINT).rows.values()))
    assert row.summary.look == "warning"
    now = card.host.workspace.clock()
    card.host.workspace.clock = lambda: now + timedelta(days=2)

    card.tab._clock.timeout.emit()

    assert row.summary.look == "danger"
    assert row.summary.detail.startswith("overdue: answer by")
    assert "overdue: answer by" in card.tab.stream.canvas.rows[0].detail


def test_no_clock_runs_behind_another_page(card):
    card.host.window.open_card(card.customer_id, CardTab.BASICS)
    card.person.wait()
    assert not card.host.window.page.tabs._made[CardTab.SERVICE]._clock.isActive()


def test_a_second_complaint_turns_the_advice_round(card, today):
    alarm = card.host.window.page.alarm
    assert alarm.isHidden()
    card.tab.start_entry()
    card.person.type("complaint: Late for the second time")
    card.person.press("Return")

    assert not alarm.isHidden()
    assert "No pitch and no surprise now" in alarm.advice.text()
    assert "authority" in alarm.advice.text()
    assert card.host.language.date(today) in alarm.accessibleDescription()
    card.host.window.open_card(card.customer_id, CardTab.BASICS)
    card.person.wait()
    assert alarm.isVisible()

    card.press_undo()
    assert alarm.isHidden()


def test_the_last_emotion_its_trend_and_our_share_stand_beside_the_stream(host, today):
    database = host.workspace.database
    key = store_customer(database, customer("Moody Ltd"))
    levels = [(0, 1, Initiative.PREVENTIVE), (9, 3, Initiative.PASSIVE), (20, 3, None)]
    some = [
        replace(
            interaction(today - timedelta(days=days)),
            customer_id=key,
            emotion=Emotion.DOUBT,
            emotion_intensity=level,
            initiative=rung,
        )
        for days, level, rung in levels
    ]
    store(database, *some)
    desk = Desk(host, CardTab.SERVICE, key)

    panel = desk.tab.mood
    assert panel.mood.text() == "doubt (slight) · today"
    assert panel.advice.text() == "→ Bring proof, give reasons, let them check"
    assert panel.turn.text() == "The last 3: calming down"
    assert panel.share.text() == "50% proactive: 1 of 2 contacts"


def test_a_card_without_moods_has_no_panel(card):
    assert card.tab.mood.isHidden()
