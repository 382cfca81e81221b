"""What a calendar shows of a run of days, and moving a visit to another."""

from datetime import time

import pytest
from brief_cards import TODAY, ago, ahead, playbook, store_person
from builders import bin_customer, contract, customer, promise, store, store_customer, taboo

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.taboos import TabooCalendar
from crm_desktop.domain.visits import Visit, VisitContact, VisitState
from crm_desktop.services import calendar_days as calendar
from crm_desktop.services.calendar_days import (
    agenda_days,
    look_at_move,
    move_visit,
)
from crm_desktop.storage.database import Database


def days(database: Database) -> calendar.CalendarDays:
    return calendar.calendar_days(database, TODAY, ahead(13), today=TODAY, playbook=playbook())


def stored(database: Database, key: int) -> Visit:
    with database.read() as reading:
        visit = reading.get(Kind.VISIT, key)
    assert isinstance(visit, Visit)
    return visit


def test_everything_of_the_days_that_is_still_open(database: Database):
    acme = store_customer(
        database,
        customer(),
        contract(name="Frame", renews_on=ahead(2)),
        promise("Owed", due_on=ahead(1)),
        promise("Kept", due_on=ahead(1), state=PromiseState.KEPT),
        promise("Later", due_on=ahead(20)),
    )
    ann = store_person(database, acme, "Ann Lee")
    store(
        database,
        Visit(acme, ahead(3), time(9)),
        promise("Hers", customer_id=acme, contact_id=ann, due_on=ahead(4)),
        promise("Somebody's", customer_id=acme, who="The director", due_on=ahead(5)),
    )

    found = days(database)

    assert [one.customer_name for one in found.visits] == ["Acme"]
    assert [one.label for one in found.care] == ["Frame"]
    assert [(one.promise.text, one.person) for one in found.promises] == [
        ("Owed", ""),
        ("Hers", "Ann Lee"),
        ("Somebody's", "The director"),
    ]


def test_who_is_in_the_bin_has_no_days(database: Database):
    acme = store_customer(
        database, customer(), promise(due_on=ahead(1)), contract(renews_on=ahead(1))
    )
    store(database, Visit(acme, ahead(1)))
    bin_customer(database, acme)

    found = days(database)

    assert (found.visits, found.care, found.promises) == ((), (), ())


def test_a_visit_moves_with_its_time(database: Database):
    acme = store_customer(database, customer())
    (key,) = store(database, Visit(acme, ahead(1), time(9, 30), 60))

    changes = move_visit(database, key, ahead(8), author="Li")

    moved = stored(database, key)
    assert (moved.visit_on, moved.visit_time, moved.duration_minutes) == (ahead(8), time(9, 30), 60)
    assert Kind.VISIT in changes.kinds


@pytest.mark.parametrize("state", [VisitState.HELD, VisitState.CANCELLED])
def test_a_visit_that_is_over_stays(database: Database, state: VisitState):
    acme = store_customer(database, customer())
    (key,) = store(database, Visit(acme, ago(1), state=state))

    with pytest.raises(InputError) as refused:
        move_visit(database, key, ahead(1))

    assert refused.value.problem.code == "visit_over"
    assert stored(database, key).visit_on == ago(1)


def test_a_visit_that_is_gone_can_not_move(database: Database):
    with pytest.raises(InputError) as refused:
        move_visit(database, 77, ahead(1))

    assert refused.value.problem.code == "record_gone"


def test_a_move_knows_kept_days_of_who_attends_and_the_other_visits(database: Database):
    acme, other = (store_customer(database, customer(name)) for name in ("Acme", "Other"))
    ann = store_person(database, acme, "Ann Lee")
    store(database, taboo("Keeps Saturdays", calendar=TabooCalendar.SABBATH, customer_id=acme))
    saturday = ahead(5)
    (key,) = store(database, Visit(acme, ahead(1)))
    store(database, VisitContact(key, ann), Visit(other, saturday))

    move = look_at_move(database, stored(database, key), saturday, playbook(), TODAY)

    assert saturday.weekday() == 5
    assert move.visit.visit_on == saturday
    assert [one.taboo for one in move.kept_days] == ["Keeps Saturdays"]
    assert [one.customer_name for one in move.others] == ["Other"]
    assert stored(database, key).visit_on == ahead(1)


def test_the_agenda_keeps_the_nearest_of_very_many(database: Database, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_PAST", 2)
    monkeypatch.setattr(calendar, "MOST_AHEAD", 3)
    monkeypatch.setattr(calendar, "MOST_CARE", 2)
    acme = store_customer(
        database, customer(), *(contract(name=f"C{n}", renews_on=ahead(n)) for n in range(4))
    )
    store(database, *(Visit(acme, ahead(n), time(9)) for n in range(-5, 6)))

    found = agenda_days(database, today=TODAY, playbook=playbook())

    assert [one.visit.visit_on for one in found.visits] == [
        ago(2),
        ago(1),
        TODAY,
        ahead(1),
        ahead(2),
    ]
    assert [one.label for one in found.care] == ["C0", "C1"]


def test_the_agenda_looks_further_ahead_while_there_is_little(database: Database):
    store_customer(database, customer(), contract(name="Far", renews_on=ahead(59)))

    found = agenda_days(database, today=TODAY, playbook=playbook())

    assert [one.label for one in found.care] == ["Far"]
