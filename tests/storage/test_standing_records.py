"""Tiers, pins, MAN answers and whole cards as they stood on a day."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, ContactPoint, PointKind
from crm_desktop.domain.customers import Attachment, Customer
from crm_desktop.domain.import_identity import ImportIdentity
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.purchases import Purchase, PurchaseLine
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierPin, TierRecord, TierRun
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage import cards
from crm_desktop.storage.man_records import man_answers
from crm_desktop.storage.tier_records import held_tiers, indexes, last_run, pins, tiers

DAY = date(2026, 3, 1)
BEFORE, AFTER = DAY - timedelta(days=30), DAY + timedelta(days=30)


@pytest.fixture
def customer(database):
    return add(database, Customer("Acme"))


def add(database, *values):
    with database.write("stored") as work:
        return [work.add(value) for value in values][-1]


def read(database, function, *arguments):
    with database.read() as reading:
        return function(reading, *arguments)


def add_run(database, day, customer, tier, **record):
    run = add(database, TierRun(day, "quota", '{"key": "first"}'))
    add(database, TierRecord(run, customer, tier, since=day, **record))
    return run


def test_the_last_run_up_to_a_day_decides(database, customer):
    add_run(database, BEFORE, customer, "C")
    add_run(database, AFTER, customer, "A")

    held = read(database, held_tiers, DAY)[customer]

    assert (held.tier, held.since, held.scheme_key) == (Tier.C, BEFORE, "first")
    assert read(database, tiers, AFTER) == {customer: "A"}
    assert read(database, held_tiers, BEFORE - timedelta(days=1)) == {}
    assert read(database, last_run, BEFORE - timedelta(days=1)) is None


def test_of_two_runs_of_one_day_the_later_decides(database, customer):
    add_run(database, DAY, customer, "C")
    add_run(database, DAY, customer, "B")

    assert read(database, tiers, DAY) == {customer: "B"}


def test_a_tier_that_came_from_a_pin_has_no_scheme(database, customer):
    add_run(database, DAY, customer, "B", rule="pinned")

    assert read(database, held_tiers, DAY)[customer].scheme_key is None


def test_a_run_keeps_the_index_of_who_had_one(database, customer):
    other = add(database, Customer("Bolt"))
    run = add_run(database, DAY, customer, "B", value_index=Decimal("61.5"))
    add(database, TierRecord(run, other, "A", since=DAY))

    assert read(database, indexes, run) == {customer: Decimal("61.5")}


@pytest.mark.parametrize(
    ("pin", "is_in_force"),
    [
        (TierPin(1, "A", "Known"), True),
        (TierPin(1, "A", "Known", pinned_on=DAY), True),
        (TierPin(1, "A", "Known", pinned_on=AFTER), False),
        (TierPin(1, "A", "Known", expires_on=DAY), True),
        (TierPin(1, "A", "Known", expires_on=BEFORE), False),
        (TierPin(1, "A", "Known", removed_on=DAY), False),
        (TierPin(1, "A", "Known", removed_on=AFTER), True),
    ],
)
def test_a_pin_holds_between_its_days(database, customer, pin, is_in_force):
    add(database, pin)

    assert (customer in read(database, pins, DAY)) is is_in_force
    assert (customer in read(database, pins, DAY, [customer])) is is_in_force


def test_the_newest_pin_wins_and_the_bin_has_none(database, customer):
    add(database, TierPin(customer, "A", "Known"), TierPin(customer, "B", "Better known"))
    binned = add(database, Customer("Bolt", binned_at=database.clock()))
    add(database, TierPin(binned, "A", "Known"))

    found = read(database, pins, DAY)

    assert {key: pin.tier for key, pin in found.items()} == {customer: "B"}


def test_answers_up_to_a_day_stand_in_the_order_they_were_given(database, customer):
    late = add(database, ManSnapshot(customer, DAY))
    add(database, ManAnswer(late, "M1", 4))
    early = add(database, ManSnapshot(customer, BEFORE))
    add(database, ManAnswer(early, "M1", 1), ManAnswer(early, "A1", 2, answered_on=BEFORE))
    add(database, ManAnswer(add(database, ManSnapshot(customer, AFTER)), "M1", 0))

    found = read(database, man_answers, DAY)[customer]

    assert [(one.question, one.level, one.answered_on) for one in found] == [
        ("M1", 1, BEFORE),
        ("A1", 2, BEFORE),
        ("M1", 4, DAY),
    ]
    assert read(database, man_answers, DAY, [customer + 1]) == {}


def test_a_card_holds_everything_of_its_people_but_nothing_of_others(database, customer):
    other = add(database, Customer("Bolt"))
    person, stranger = add(database, Contact("Anna")), add(database, Contact("Boris"))
    add(database, Affiliation(person, customer), Affiliation(stranger, other))
    for contact in (person, stranger):
        add(database, ContactPoint(PointKind.EMAIL, "x@example.com", contact_id=contact))
        add(database, Attachment("a.pdf", "application/pdf", "0", 1, contact_id=contact))
    add(database, ContactPoint(PointKind.PHONE, "110", customer_id=customer))
    add(database, Taboo(other, "Onions"))
    add(database, ImportIdentity("list", "customer", "X1", customer))

    card = read(database, cards.load_card, customer)

    assert [one.name for one in card.contacts] == ["Anna"]
    assert {one.value for one in card.points} == {"x@example.com", "110"}
    assert [one.contact_id for one in card.attachments] == [person]
    assert (card.taboos, card.external_ids) == ((), ("X1",))


def test_the_main_contact_comes_first(database, customer):
    people = [add(database, Contact(name)) for name in ("Anna", "Boris", "Carla")]
    for contact in people:
        add(database, Affiliation(contact, customer, is_main=contact == people[1]))

    found = read(database, cards.load_card, customer).affiliations

    assert [one.contact_id for one in found] == [people[1], people[0], people[2]]


def test_dated_records_of_a_card_stand_with_the_newest_first(database, customer):
    for day in (DAY, AFTER, BEFORE, DAY):
        add(database, Interaction(customer, day, InteractionKind.CALL, "Talked"))

    found = read(database, cards.load_card, customer).interactions

    assert [(one.happened_on, one.id) for one in found] == [
        (AFTER, 2),
        (DAY, 4),
        (DAY, 1),
        (BEFORE, 3),
    ]


def test_a_card_as_of_a_day_leaves_later_facts_out(database, customer):
    for day in (BEFORE, AFTER):
        bought = add(database, Purchase(customer, day, Decimal(5), "EUR"))
        add(database, PurchaseLine(bought, Decimal(1), Decimal(5)))
        add(database, Interaction(customer, day, InteractionKind.CALL, "Talked"))
        add(database, ManAnswer(add(database, ManSnapshot(customer, day)), "M1", 4))
    kept = Promise(customer, "Call", made_on=BEFORE, state=PromiseState.KEPT, closed_on=AFTER)
    add(database, kept, Taboo(customer, "Onions", noted_on=AFTER))

    card = read(database, cards.load_card, customer).as_of(DAY)

    sizes = [
        len(part) for part in (card.purchases, card.lines, card.interactions, card.man_answers)
    ]
    assert sizes == [1, 1, 1, 1]
    assert [one.state for one in card.promises] == [PromiseState.OPEN]
    assert len(card.taboos) == 1


def test_every_part_of_a_card_has_its_query():
    parts = {query.part for query in cards.queries()} | {"customer", "external_ids"}

    assert parts == {field.name for field in fields(Card)}


def test_an_unknown_card_is_refused(database):
    with pytest.raises(InputError) as caught:
        read(database, cards.load_card, 99)

    assert caught.value.problem.code == "customer_unknown"


def test_what_earlier_units_left_is_read_by_key(database, customer):
    with database.read() as reading:
        assert reading.get(Kind.CUSTOMER, customer).name == "Acme"
        assert reading.get(Kind.CUSTOMER, customer + 1) is None
