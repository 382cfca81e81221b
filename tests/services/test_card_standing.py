"""How a customer stands: what the cadence asks for, risks, and the influence map."""

from datetime import date, timedelta

import pytest

from crm_desktop.domain.at_risk import RiskCode
from crm_desktop.domain.cadence import DEFAULT_CADENCE, Duty
from crm_desktop.domain.cards import Card
from crm_desktop.domain.contacts import Affiliation, Role
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.influence_map import MapStatus
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.tier_history import TierPin, TierRecord
from crm_desktop.domain.visits import Visit
from crm_desktop.services.card_standing import card_standing

TODAY = date(2026, 5, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def talk(days: int, kind: InteractionKind = InteractionKind.CALL) -> Interaction:
    return Interaction(1, ago(days), kind, "talked")


def test_who_has_no_tier_has_no_duties():
    standing = card_standing(Card(Customer("A")), "", DEFAULT_CADENCE, today=TODAY)

    assert (standing.cadence, standing.overdue_days, standing.influence) == ((), 0, None)


def test_the_last_contact_starts_the_clock_again():
    card = Card(Customer("A"), interactions=(talk(30), talk(70)))

    contact = card_standing(card, "A", DEFAULT_CADENCE, today=TODAY).cadence[0]

    assert (contact.interval.duty, contact.last, contact.overdue_days) == (Duty.CONTACT, ago(30), 9)


@pytest.mark.parametrize(
    ("records", "pins", "since"),
    [
        ((TierRecord(2, 1, "A", since=ago(10)), TierRecord(1, 1, "B", since=ago(90))), (), ago(10)),
        ((TierRecord(1, 1, "A", since=ago(90)),), (TierPin(1, "A", "r", "", ago(5)),), ago(5)),
        ((), (), TODAY),
    ],
)
def test_who_was_never_contacted_is_due_from_the_day_of_the_tier(records, pins, since):
    card = Card(Customer("A"), tier_records=records, tier_pins=pins)

    contact = card_standing(card, "A", DEFAULT_CADENCE, today=TODAY).cadence[0]

    assert contact.due == since + timedelta(days=21)


def test_a_planned_visit_counts_as_scheduled():
    card = Card(Customer("A"), visits=(Visit(1, TODAY + timedelta(days=3)),))

    visit = card_standing(card, "A", DEFAULT_CADENCE, today=TODAY).cadence[1]

    assert (visit.interval.duty, visit.scheduled, visit.to_schedule) == (Duty.VISIT, 1, 0)


def test_silence_and_an_untouched_renewal_are_risks():
    bought = tuple(Purchase(1, ago(days), 1, "EUR") for days in (400, 370, 340))
    card = Card(
        Customer("A"),
        purchases=bought,
        contracts=(Contract(1, "frame", renews_on=TODAY + timedelta(days=20)),),
    )

    risks = card_standing(card, "", DEFAULT_CADENCE, today=TODAY).risks

    assert [risk.code for risk in risks] == [RiskCode.SILENT, RiskCode.RENEWAL_UNTOUCHED]


def test_the_map_is_read_where_there_are_contacts():
    people = (Affiliation(7, 1, role=Role.DECIDER, stance=2),)

    standing = card_standing(
        Card(Customer("A"), affiliations=people), "", DEFAULT_CADENCE, today=TODAY
    )

    assert standing.influence is not None
    assert standing.influence.status is MapStatus.GREEN
