"""What is done with a line of the day leaves it, and undo brings it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from brief_cards import ago, ahead, playbook, store_complaint
from builders import MORNING, TODAY, customer, opportunity, promise, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.development import Quadrant, RelationshipAction, SwotItem
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.today import TodayAct
from crm_desktop.services import files
from crm_desktop.services.today import day_wish, load_day
from crm_desktop.services.today_acts import dismiss, do_at_once, postpone, set_next_step
from crm_desktop.storage.change_log import undo


@pytest.fixture(autouse=True)
def on_the_day(database):
    files.bring_up_to_date(database, TODAY)


def proposals(database, today=TODAY):
    return load_day(database, day_wish(today, MORNING), playbook()).proposals


def only(database):
    (one,) = proposals(database)
    return one


def records(database, kind):
    with database.read() as reading:
        return reading.values(kind)


def test_a_promise_is_kept_with_its_day_and_open_again_after_undo(database):
    store_customer(database, customer(), promise(due_on=ago(1)))

    changes = do_at_once(database, only(database), now=MORNING)

    (kept,) = records(database, Kind.PROMISE)
    assert (kept.state, kept.closed_on is not None) == (PromiseState.KEPT, True)
    assert proposals(database) == ()
    undo(database, changes.operation_id)
    assert only(database).act is TodayAct.KEPT


def test_actions_are_done_on_the_day(database):
    store_customer(
        database,
        customer(),
        RelationshipAction(0, "Tea", due_on=TODAY),
        SwotItem(0, Quadrant.THREAT, "Rival", "Call", due_on=TODAY),
    )

    for one in proposals(database):
        do_at_once(database, one, now=MORNING)

    assert proposals(database) == ()
    assert records(database, Kind.RELATIONSHIP_ACTION)[0].done_on == TODAY
    assert records(database, Kind.SWOT_ITEM)[0].done_on == TODAY


def test_a_complaint_goes_from_step_to_step(database):
    store_complaint(database, store_customer(database, customer()), TODAY)
    acts = []

    for _ in range(2):
        acts.append(only(database).act)
        do_at_once(database, only(database), now=MORNING)

    assert acts == [TodayAct.ANSWERED, TodayAct.RESOLVED]
    assert only(database).act is TodayAct.FOLLOW_UP


def test_a_greeting_is_logged_and_done_with_for_this_year_in_one_operation(database):
    birthday = ImportantDate(DateKind.BIRTHDAY, TODAY.month, TODAY.day, customer_id=0)
    store_customer(database, customer(), birthday)

    changes = do_at_once(database, only(database), now=MORNING, words="Greeted: birthday")

    (logged,) = records(database, Kind.INTERACTION)
    assert (logged.kind, logged.summary) == (InteractionKind.MESSAGE, "Greeted: birthday")
    assert logged.happened_on == TODAY
    assert proposals(database) == ()
    next_year = TODAY.replace(year=TODAY.year + 1)
    assert len(proposals(database, next_year)) == 1
    undo(database, changes.operation_id)
    assert records(database, Kind.INTERACTION) == []
    assert only(database).act is TodayAct.GREET


def test_what_is_put_off_comes_back_on_its_day(database):
    store_customer(database, customer(), promise(due_on=ago(1)))
    one = only(database)

    postpone(database, one, ahead(1))
    changes = postpone(database, one, ahead(3))

    assert len(records(database, Kind.DISMISSAL)) == 1
    assert proposals(database, ahead(2)) == ()
    assert len(proposals(database, ahead(3))) == 1
    undo(database, changes.operation_id)
    assert len(proposals(database, ahead(1))) == 1


def test_what_is_dismissed_does_not_come_back(database):
    store_customer(database, customer(), promise(due_on=ago(1)))

    changes = dismiss(database, only(database))

    assert proposals(database, ahead(300)) == ()
    undo(database, changes.operation_id)
    assert only(database).is_late


def test_a_next_step_is_set_at_the_opportunity(database):
    store_customer(database, customer(), opportunity())

    set_next_step(database, only(database), "Send the quote", ahead(3))

    (chance,) = records(database, Kind.OPPORTUNITY)
    assert (chance.next_step, chance.next_step_on) == ("Send the quote", ahead(3))
    assert proposals(database) == ()


def test_a_lead_without_an_opportunity_gets_an_action(database):
    store_customer(database, Customer("Lead"))

    set_next_step(database, only(database), "Ring them", ahead(3))

    (action,) = records(database, Kind.RELATIONSHIP_ACTION)
    assert (action.text, action.due_on) == ("Ring them", ahead(3))
    assert proposals(database) == ()


def test_an_empty_step_and_a_record_that_is_gone_are_refused(database):
    key = store_customer(database, customer(), promise(due_on=ago(1)))
    one = only(database)

    with pytest.raises(InputError, match="field_empty"):
        set_next_step(database, one, "  ", ahead(1))
    with pytest.raises(InputError, match="record_gone"):
        do_at_once(database, replace(one, record_id=99), now=MORNING)
    assert records(database, Kind.CUSTOMER)[0].id == key


def test_a_greeting_late_at_night_belongs_to_the_local_day(database):
    birthday = ImportantDate(DateKind.BIRTHDAY, TODAY.month, TODAY.day, customer_id=0)
    store_customer(database, customer(), birthday)
    night = MORNING + timedelta(hours=14, minutes=30)

    do_at_once(database, only(database), now=night, words="Greeted")

    assert records(database, Kind.INTERACTION)[0].happened_on == TODAY
