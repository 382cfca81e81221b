"""Planning a visit: stored with its people, checked while it is typed, shown in a calendar."""

import time as clock
from datetime import time, timedelta

import pytest
from brief_cards import playbook, store_everything, store_person
from builders import TODAY, bin_customer, store, store_customer

from crm_desktop.domain.brief_values import ConflictCode
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.taboos import Severity, Taboo, TabooCalendar, TabooCategory
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.visits import Visit
from crm_desktop.services import tiers, visits
from crm_desktop.storage import change_log

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def acme(database):
    return store_customer(database, Customer("Acme"), Taboo(0, "No pork", TabooCategory.FOOD))


def check(database, visit, *people):
    return visits.check_visit(database, visit, people, playbook(), TODAY)


def test_a_visit_is_planned_with_its_people_as_one_operation(database, acme):
    ann = store_person(database, acme, "Ann")

    key, changes = visits.plan_visit(database, Visit(acme, TOMORROW, venue=" HQ "), [ann, ann])

    (found,) = visits.visits_between(database, TODAY, TOMORROW)
    assert (found.visit.id, found.visit.venue) == (key, "HQ")
    assert (found.customer_name, found.contact_names) == ("Acme", ("Ann",))
    change_log.undo(database, changes.operation_id)
    assert visits.visits_between(database, TODAY, TOMORROW) == []


def test_who_attends_is_changed_in_place(database, acme):
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    key, _ = visits.plan_visit(database, Visit(acme, TOMORROW), [ann])

    visits.set_attendees(database, key, [bob])

    assert visits.visits_between(database, TOMORROW, TOMORROW)[0].contact_names == ("Bob",)
    assert visits.set_attendees(database, key, [bob]).is_empty


def test_an_unknown_contact_or_visit_is_refused(database, acme):
    with pytest.raises(InputError, match="record_gone"):
        visits.plan_visit(database, Visit(acme, TOMORROW), [99])
    with pytest.raises(InputError, match="record_gone"):
        visits.set_attendees(database, 99, [])


def test_a_plan_is_checked_while_it_is_typed(database, acme):
    assert check(database, Visit(acme, TOMORROW, menu="Fish")) == ()

    (found,) = check(database, Visit(acme, TOMORROW, menu="Pork chops"))

    assert (found.word, found.taboo, found.plan) == ("pork", "No pork", "Pork chops")


def test_who_is_chosen_decides_what_counts(database, acme):
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    bolt = store_customer(database, Customer("Bolt"))
    guest = store_person(database, bolt, "Guest")
    store(
        database,
        Taboo(bolt, "Nuts", TabooCategory.ALLERGY, Severity.NEVER, guest, triggers=("nut",)),
    )
    draft = Visit(acme, TOMORROW, menu="Nut cake")

    assert check(database, draft, ann, bob) == ()
    assert [one.person for one in check(database, draft, ann, guest)] == ["Guest"]


def test_a_kept_day_is_told(database, acme):
    store(database, Taboo(acme, "Shabbat", calendar=TabooCalendar.SABBATH))
    saturday = TODAY + timedelta(days=(5 - TODAY.weekday()) % 7)

    (found,) = check(database, Visit(acme, saturday))

    assert (found.code, found.on) == (ConflictCode.KEPT_DAY, saturday)


def test_a_check_is_quick_enough_for_every_keystroke(database):
    key = store_everything(database)
    draft = Visit(key, TOMORROW, gift="Pork pie", menu="Fish", objective="Agree " * 40)
    check(database, draft, 1, 2)

    taken = []
    for _ in range(20):
        start = clock.perf_counter()
        check(database, draft, 1, 2)
        taken.append(clock.perf_counter() - start)

    assert min(taken) < 0.005


def test_the_calendar_is_in_order_and_without_the_bin(database, acme):
    other = store_customer(database, Customer("Bolt"))
    for at in (None, time(15), time(9)):
        visits.plan_visit(database, Visit(acme, TOMORROW, at))
    visits.plan_visit(database, Visit(other, TODAY))
    bin_customer(database, other)

    found = visits.visits_between(database, TODAY, TOMORROW)

    assert [one.visit.visit_time for one in found] == [time(9), time(15), None]


def test_a_pin_is_taken_back_from_a_day_on(database, acme):
    tiers.pin(database, TierPin(acme, "A", "Known for years", pinned_on=TODAY))

    tiers.remove_pin(database, 1, on=TOMORROW)

    with database.read() as reading:
        assert reading.get(Kind.TIER_PIN, 1).removed_on == TOMORROW
    assert tiers.remove_pin(database, 1, on=TODAY).is_empty
    with pytest.raises(InputError, match="record_gone"):
        tiers.remove_pin(database, 7, on=TODAY)
