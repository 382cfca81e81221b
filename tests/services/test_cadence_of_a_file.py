"""One cadence for a file: lists, cards and Today go by it, and a week is checked against it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from brief_cards import ago, playbook
from builders import TODAY, interaction, store, store_customer

from crm_desktop.domain.cadence import DEFAULT_CADENCE, Duty
from crm_desktop.domain.cadence_settings import from_settings, to_settings
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services import files
from crm_desktop.services.cadence import (
    cadence_of,
    check_capacity,
    set_cadence,
    set_possible,
)
from crm_desktop.services.card_views import load_view
from crm_desktop.storage.change_log import undo

SLOW = {**DEFAULT_CADENCE, Tier.A: (replace(DEFAULT_CADENCE[Tier.A][0], days=50),
                                    *DEFAULT_CADENCE[Tier.A][1:])}  # fmt: skip


@pytest.fixture
def acme(database):
    """A customer of tier A, called 30 days ago and visited by an executive 10 days before."""
    files.bring_up_to_date(database, TODAY)
    key = store_customer(
        database, Customer("Acme"), TierPin(0, "A", "key account", "", ago(200)),
        interaction(ago(30)),
    )  # fmt: skip
    store(
        database,
        replace(interaction(ago(40)), customer_id=key, kind=InteractionKind.EXECUTIVE_VISIT),
    )
    return key


def due_on(database, key):
    with database.read() as reading:
        found = reading.one("SELECT due_on FROM list_mark WHERE customer_id = ?", (key,))
    return date.fromisoformat(found[0])


def contact_days(database, key):
    view = load_view(database, key, today=TODAY, playbook=playbook())
    duty = next(one for one in view.standing.cadence if one.interval.duty is Duty.CONTACT)
    return duty.interval.days, duty.overdue_days


def test_list_card_and_today_go_by_the_cadence_of_the_file(database, acme):
    assert (due_on(database, acme), contact_days(database, acme)) == (ago(9), (21, 9))

    changes = set_cadence(database, SLOW)

    assert cadence_of(database)[Tier.A][0].days == 50
    assert due_on(database, acme) > TODAY
    assert contact_days(database, acme) == (50, 0)
    back = undo(database, changes.operation_id)
    assert (due_on(database, acme), contact_days(database, acme)) == (ago(9), (21, 9))
    undo(database, back.operation_id)
    assert due_on(database, acme) > TODAY


def test_a_week_is_checked_against_what_is_possible(database, acme):
    assert check_capacity(database).possible is None
    assert check_capacity(database).load.contacts == Fraction(7, 21)
    set_possible(database, contacts=1, visits=1)
    assert not check_capacity(database).is_too_much
    for number in range(9):
        store_customer(database, Customer(f"A{number}"), TierPin(0, "A", "key", "", ago(9)))

    check = check_capacity(database)

    assert (check.is_too_much, check.counts[Tier.A]) == (True, 10)
    assert check.proposal is not None
    set_cadence(database, check.proposal)
    after = check_capacity(database)
    assert not after.is_too_much
    assert (after.proposal, after.is_usual) == (None, False)
    assert acme == 1


def test_with_more_room_the_usual_intervals_are_proposed_again(database, acme):
    set_possible(database, contacts=100, visits=100)
    set_cadence(database, SLOW)

    check = check_capacity(database)

    assert check.proposal == dict(DEFAULT_CADENCE)
    assert acme == 1


@pytest.mark.parametrize(
    "stored",
    [None, [], {"A": 3}, {"A": {"contact": 0}}, {"A": {"contact": True}}, {"Z": {"contact": 9}}],
)
def test_a_setting_nobody_understands_leaves_the_usual_intervals(stored):
    assert from_settings(stored) == dict(DEFAULT_CADENCE)


def test_a_cadence_survives_being_stored():
    assert from_settings(to_settings(SLOW)) == SLOW
