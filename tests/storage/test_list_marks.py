"""Marks of the list follow every write, its undo and the day, and say what the card's rules say."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from crm_desktop.domain.cadence import DEFAULT_CADENCE
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.completeness import completeness, overall_percent
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import (
    Affiliation,
    CommunicationStyle,
    Contact,
    ContactLink,
    ContactPoint,
    DateKind,
    ImportantDate,
    LinkKind,
    PointKind,
    Role,
    Style,
)
from crm_desktop.domain.customers import Address, Customer, CustomerKind
from crm_desktop.domain.development import (
    Goal,
    Opportunity,
    OpportunityState,
    Quadrant,
    RelationshipAction,
    SwotItem,
)
from crm_desktop.domain.expected_fields import EXPECTED_FIELDS
from crm_desktop.domain.interactions import (
    Complaint,
    ComplaintState,
    Interaction,
    InteractionKind,
)
from crm_desktop.domain.preferences import PainPoint, Preference
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.purchases import Contract, Purchase, PurchaseLine
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierPin, TierRun
from crm_desktop.domain.visits import Visit
from crm_desktop.services.card_standing import card_standing
from crm_desktop.services.playbook import load_playbook
from crm_desktop.storage import day_change, list_marks, listing
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.change_log import undo
from crm_desktop.storage.tier_records import tiers

TODAY = date(2026, 6, 15)
PLAYBOOK = Path(__file__).resolve().parents[2] / "resources" / "playbook"


def write(database, *values):
    with database.write("stored") as work:
        return [work.add(value) for value in values]


def marks_of(database):
    with database.read() as reading:
        return {mark.customer_id: mark for mark in list_marks.stored(reading)}


def stored_and_computed(database):
    with database.read() as reading:
        return list_marks.stored(reading), list_marks.compute(reading, listing.listed_day(reading))


def random_value(random, keys, people):
    """One record of any kind that decides a mark."""
    key, person = random.choice(keys), random.choice(people)
    day = TODAY - timedelta(days=random.randrange(-80, 500))
    text = random.choice(["", "Text"])
    point = random.choice([PointKind.EMAIL, PointKind.MOBILE, PointKind.PHONE])
    own = {"customer_id": key} if random.random() < 0.5 else {"contact_id": person}
    return random.choice(
        [
            lambda: Purchase(key, day, Decimal(5), ""),
            lambda: Interaction(key, day, random.choice(list(InteractionKind)), "Talked"),
            lambda: Interaction(key, day, InteractionKind.SURVEY, "Asked", satisfaction=4),
            lambda: Contract(key, "Service", day, renews_on=TODAY + timedelta(days=40)),
            lambda: TierPin(key, random.choice("ABC"), "Known", pinned_on=day),
            lambda: Affiliation(person, key, title=text, role=random.choice([None, *Role])),
            lambda: Taboo(key, "No jokes", contact_id=random.choice([None, person])),
            lambda: Preference(key, "Tea", noted_on=day),
            lambda: PainPoint(key, "Slow", noted_on=day),
            lambda: CommunicationStyle(key, random.choice(list(Style)), noted_on=day),
            lambda: Consent("mail", given_on=day, **own),
            lambda: ContactPoint(point, "x", **own),
            lambda: ImportantDate(DateKind.BIRTHDAY, 3, 4, **own),
            lambda: Address(key, city="Lyon"),
            lambda: ContactLink(key, person, person, LinkKind.REPORTS_TO),
            lambda: Promise(key, "Send the offer", due_on=day),
            lambda: Visit(key, day, objective="Renewal"),
            lambda: Opportunity(
                key, "More", state=random.choice(list(OpportunityState)), next_step=text,
                next_step_on=day, opened_on=day,
            ),
            lambda: RelationshipAction(key, "Invite", due_on=day),
            lambda: SwotItem(key, Quadrant.STRENGTH, "Near"),
            lambda: Goal(key, "Grow"),
        ]
    )()  # fmt: skip


def filled(database, seed):
    """Forty records at twelve customers and six people, one write each."""
    random = Random(seed)
    keys = write(
        database, *[Customer(f"C {n}", random.choice(list(CustomerKind))) for n in range(12)]
    )
    people = write(database, *[Contact(f"P {n}", salutation="Ms" * (n % 2)) for n in range(6)])
    operations = []
    for _ in range(60):
        with database.write("stored") as work:
            value = random_value(random, keys, people)
            record = work.add(value)
            if isinstance(value, Purchase):
                work.add(PurchaseLine(record, Decimal(1), Decimal(5), description="Box"))
            if isinstance(value, Interaction) and value.kind is InteractionKind.COMPLAINT:
                state = random.choice([ComplaintState.LISTEN, ComplaintState.CLOSED])
                work.add(Complaint(record, value.customer_id, database.clock(), state))
        operations.append(work.changes.operation_id)
        if random.random() < 0.3:
            undo(database, operations.pop())
    return keys, people


@pytest.mark.parametrize("seed", range(8))
def test_marks_follow_any_sequence_of_writes_and_undos(database, seed):
    filled(database, seed)

    stored, computed = stored_and_computed(database)

    assert stored == computed
    assert len(stored) == 12


@pytest.mark.parametrize("seed", range(8))
def test_marks_say_what_the_rules_of_the_card_say(database, seed):
    filled(database, seed)
    expected = load_playbook(PLAYBOOK).expected
    for mark in marks_of(database).values():
        with database.read() as reading:
            card = load_card(reading, mark.customer_id).as_of(TODAY)
            tier = tiers(reading, TODAY, [mark.customer_id]).get(mark.customer_id, "")
        standing = card_standing(card, tier, DEFAULT_CADENCE, today=TODAY)
        due = [duty.due for duty in standing.cadence if not duty.interval.is_optional]
        states = completeness(card, expected[card.customer.kind], today=TODAY)

        assert mark.due_on == (min(due).isoformat() if due else None)
        assert mark.at_risk == bool(standing.risks)
        assert mark.has_taboo == bool(card.taboos)
        assert mark.open_complaint == any(one.is_open for one in card.complaints)
        assert mark.completeness == overall_percent(states)


@pytest.mark.parametrize("days", [1, 30, 91, -20])
def test_marks_move_with_the_day(database, days):
    filled(database, 3)
    day = TODAY + timedelta(days=days)

    day_change.bring_up_to_date(database, day)

    stored, computed = stored_and_computed(database)
    assert stored == computed
    with database.read() as reading:
        assert stored == list_marks.compute(reading, day)


def test_a_tier_run_moves_the_due_days_and_its_undo_moves_them_back(database):
    first, second, third = write(database, *[Customer(name) for name in ("Acme", "Bolt", "Core")])
    write(database, Interaction(second, TODAY - timedelta(days=100), InteractionKind.CALL, "Spoke"))
    with database.write("tiers_applied") as work:
        run = work.add(TierRun(TODAY, "quota", "{}"))
        rows = [(run, key, tier, "2026-06-01") for key, tier in ((first, "A"), (second, "B"))]
        work.add_rows(Kind.TIER_RECORD, ("run_id", "customer_id", "tier", "since"), rows)

    due = {key: mark.due_on for key, mark in marks_of(database).items()}
    undo(database, work.changes.operation_id)

    # A: 21 days from the day the tier is held. B: 60 days from the call, before the survey.
    assert due == {first: "2026-06-22", second: "2026-05-06", third: None}
    assert {mark.due_on for mark in marks_of(database).values()} == {None}


def test_the_taboo_of_a_person_marks_every_customer_of_theirs(database):
    first, second = write(database, Customer("Acme"), Customer("Bolt"))
    (person,) = write(database, Contact("王芳"))
    write(database, Affiliation(person, first), Affiliation(person, second))
    write(database, Taboo(first, "No wine", contact_id=person))

    assert [mark.has_taboo for mark in marks_of(database).values()] == [1, 1]
    with database.write("taboo_removed") as work:
        work.remove(Kind.TABOO, 1)
    assert [mark.has_taboo for mark in marks_of(database).values()] == [0, 0]


def test_the_next_action_is_the_earliest_open_plan(database):
    (key,) = write(database, Customer("Acme"))
    write(database, Visit(key, TODAY + timedelta(days=9), objective="Renewal"))
    (promise,) = write(database, Promise(key, "Send the offer", due_on=TODAY - timedelta(days=2)))

    mark = marks_of(database)[key]
    assert (mark.next_action, mark.next_action_on) == ("Send the offer", "2026-06-13")
    with database.write("promise_kept") as work:
        work.change(Kind.PROMISE, promise, state="kept", closed_on=TODAY)
    mark = marks_of(database)[key]
    assert (mark.next_action, mark.next_action_on) == ("Renewal", "2026-06-24")


def test_a_customer_in_the_bin_has_no_mark(database):
    first, second = write(database, Customer("Acme"), Customer("Bolt"))
    with database.write("customer_binned") as work:
        work.change(Kind.CUSTOMER, first, binned_at=database.clock())

    assert set(marks_of(database)) == {second}


def test_the_stored_expectation_is_that_of_the_playbook():
    expected = load_playbook(PLAYBOOK).expected

    for kind, sections in expected.items():
        fields = [field for section in sections.values() for field in section]
        assert sorted(fields) == sorted(EXPECTED_FIELDS[kind])
