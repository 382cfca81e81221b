"""What happened is noted with who took part; a complaint starts its clock."""

from datetime import UTC, date, datetime, time

import pytest
from builders import contact, customer, interaction, promise, store, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.interactions import ComplaintState, InteractionKind
from crm_desktop.domain.problems import InputError
from crm_desktop.services.card_edits import set_fields
from crm_desktop.services.interaction_log import (
    WholeEntry,
    add_follow_ups,
    log_interaction,
    log_whole,
    open_complaint,
    set_participants,
)
from crm_desktop.services.undo import UndoHistory

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
TODAY = NOW.astimezone().date()


@pytest.fixture
def people(database):
    """Two contacts of a customer."""
    store_customer(database, customer())
    return store(database, contact("Ann"), contact("Bo"))


def all_of(database, kind):
    with database.read() as reading:
        return reading.values(kind, "ORDER BY id")


def test_an_entry_and_who_took_part_are_one_step(database, people):
    _, changes = log_interaction(database, interaction(TODAY), [*people, people[0]], now=NOW)
    assert [one.contact_id for one in all_of(database, Kind.INTERACTION_CONTACT)] == people

    history = UndoHistory()
    history.note(changes)
    history.undo(database)
    assert all_of(database, Kind.INTERACTION) == []
    assert all_of(database, Kind.INTERACTION_CONTACT) == []


def test_a_complaint_of_today_is_received_now(database, people):
    log_interaction(database, interaction(TODAY, kind=InteractionKind.COMPLAINT), now=NOW)
    assert all_of(database, Kind.COMPLAINT)[0].received_at == NOW


@pytest.mark.parametrize(("at", "hour"), [(None, 12), (time(8, 15), 8)])
def test_a_complaint_of_an_earlier_day_is_received_then(database, people, at, hour):
    earlier = date(2026, 3, 1)
    draft = interaction(earlier, kind=InteractionKind.COMPLAINT, happened_at=at)
    log_interaction(database, draft, now=NOW)
    received = all_of(database, Kind.COMPLAINT)[0].received_at.astimezone()
    assert (received.date(), received.hour) == (earlier, hour)


def test_an_entry_without_words_is_refused(database, people):
    with pytest.raises(InputError) as refused:
        log_interaction(database, interaction(TODAY, summary=" "), now=NOW)
    assert (refused.value.problem.code, refused.value.problem.field) == ("field_empty", "summary")
    assert all_of(database, Kind.INTERACTION) == []


def test_who_took_part_is_set_as_a_whole(database, people):
    key, _ = log_interaction(database, interaction(TODAY), people[:1], now=NOW)
    set_participants(database, key, people[1:])
    assert [one.contact_id for one in all_of(database, Kind.INTERACTION_CONTACT)] == people[1:]


def test_setting_the_same_people_writes_nothing(database, people):
    key, _ = log_interaction(database, interaction(TODAY), people, now=NOW)
    assert set_participants(database, key, people).is_empty


def test_a_call_becomes_a_complaint_later(database, people):
    key, _ = log_interaction(database, interaction(TODAY), now=NOW)
    open_complaint(database, key, now=NOW)
    assert all_of(database, Kind.COMPLAINT)[0].interaction_id == key


def test_what_is_gone_is_refused(database, people):
    with pytest.raises(InputError, match="record_gone"):
        set_participants(database, 99, people)
    with pytest.raises(InputError, match="record_gone"):
        open_complaint(database, 99, now=NOW)


def test_an_entry_with_its_promises_and_tasks_is_one_step_back_and_forth(database, people):
    led_to = (promise("Send the drawing"), RelationshipAction(1, "Book the stand"))
    entry = WholeEntry(interaction(TODAY), people, led_to)
    history = UndoHistory()

    key, changes = log_whole(database, entry, now=NOW)
    history.note(changes)

    assert [one.interaction_id for one in all_of(database, Kind.PROMISE)] == [key]
    assert [one.interaction_id for one in all_of(database, Kind.RELATIONSHIP_ACTION)] == [key]
    history.undo(database)
    for kind in (Kind.INTERACTION, Kind.PROMISE, Kind.RELATIONSHIP_ACTION):
        assert all_of(database, kind) == []
    history.redo(database)
    assert all_of(database, Kind.PROMISE)[0].interaction_id == key


def test_a_wrong_follow_up_leaves_nothing_behind(database, people):
    late = promise("X", made_on=TODAY, due_on=date(2020, 1, 1))
    with pytest.raises(InputError, match="days_out_of_order"):
        log_whole(database, WholeEntry(interaction(TODAY), people, (late,)), now=NOW)
    assert all_of(database, Kind.INTERACTION) == []


def test_follow_ups_are_added_to_an_entry_together(database, people):
    key, _ = log_interaction(database, interaction(TODAY), now=NOW)
    changes = add_follow_ups(database, key, [promise("A"), promise("B")])

    assert [one.interaction_id for one in all_of(database, Kind.PROMISE)] == [key, key]
    history = UndoHistory()
    history.note(changes)
    history.undo(database)
    assert all_of(database, Kind.PROMISE) == []


def test_follow_ups_of_an_entry_that_is_gone_are_refused(database, people):
    with pytest.raises(InputError, match="record_gone"):
        add_follow_ups(database, 99, [promise("A")])


def test_a_complaint_is_not_closed_before_it_is_followed_up(database, people):
    draft = interaction(TODAY, kind=InteractionKind.COMPLAINT)
    log_interaction(database, draft, now=NOW)
    (record,) = all_of(database, Kind.COMPLAINT)

    def go(state):
        set_fields(database, Kind.COMPLAINT, record.id, {"state": state})

    with pytest.raises(InputError, match="complaint_follow_up_first") as refused:
        go(ComplaintState.CLOSED)
    assert refused.value.problem.field == "state"
    go(ComplaintState.FOLLOW_UP)
    go(ComplaintState.CLOSED)
    assert all_of(database, Kind.COMPLAINT)[0].closed_on is not None
    go(ComplaintState.LISTEN)  # opened again, it has to be followed up again
    with pytest.raises(InputError, match="complaint_follow_up_first"):
        go(ComplaintState.CLOSED)
