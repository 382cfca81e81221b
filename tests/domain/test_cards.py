"""A card as of a day knows nothing of later days ("As-of")."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders import (
    complaint,
    contract,
    customer,
    interaction,
    opportunity,
    preference,
    promise,
    purchase,
    taboo,
)
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.cards import Card
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import CommunicationStyle, Style
from crm_desktop.domain.customers import Section, SectionConfirmation
from crm_desktop.domain.development import Goal, OpportunityState, RelationshipAction
from crm_desktop.domain.interactions import ComplaintState, InteractionContact
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.preferences import PainPoint, PreferenceUse, SpecialNeed
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.purchases import PurchaseLine
from crm_desktop.domain.tier_history import TierPin, TierRecord
from crm_desktop.domain.visits import PrintedBrief, Visit, VisitContact, VisitState

DAY = date(2026, 3, 10)
NEXT = DAY + timedelta(days=1)
DATED = {
    "purchases": lambda on: purchase(on=on),
    "contracts": lambda on: contract(starts_on=on),
    "interactions": interaction,
    "opportunities": lambda on: opportunity(opened_on=on),
    "preferences": lambda on: preference(noted_on=on),
    "pain_points": lambda on: PainPoint(1, "Late", noted_on=on),
    "promises": lambda on: promise(made_on=on),
    "confirmations": lambda on: SectionConfirmation(1, Section.BASICS, on),
    "styles": lambda on: CommunicationStyle(1, Style.DRIVING, noted_on=on),
    "consents": lambda on: Consent("Mail", given_on=on, customer_id=1),
    "printed_briefs": lambda on: PrintedBrief(1, on, "en", "full"),
    "man_snapshots": lambda on: ManSnapshot(1, on),
    "tier_records": lambda on: TierRecord(1, 1, "A", since=on),
    "tier_pins": lambda on: TierPin(1, "A", "Board", pinned_on=on),
    "visits": lambda on: Visit(1, on, state=VisitState.HELD),
}
TAKEN_BACK = {
    "purchases": ("paid_on", lambda on: purchase(on=DAY, paid_on=on)),
    "promises": ("closed_on", lambda on: promise(closed_on=on, state=PromiseState.KEPT)),
    "opportunities": (
        "closed_on",
        lambda on: opportunity(closed_on=on, state=OpportunityState.WON),
    ),
    "preferences": ("confirmed_on", lambda on: preference(confirmed_on=on)),
    "pain_points": ("resolved_on", lambda on: PainPoint(1, "Late", resolved_on=on)),
    "consents": ("withdrawn_on", lambda on: Consent("Mail", withdrawn_on=on, customer_id=1)),
    "actions": ("done_on", lambda on: RelationshipAction(1, "Lunch", done_on=on)),
    "goals": ("reached_on", lambda on: Goal(1, "Twice", reached_on=on)),
    "tier_pins": ("removed_on", lambda on: TierPin(1, "A", "Board", removed_on=on)),
}


def as_of(day=DAY, **parts):
    return Card(customer(), **{name: tuple(part) for name, part in parts.items()}).as_of(day)


@pytest.mark.parametrize("part", DATED)
def test_facts_of_the_day_are_known_and_later_ones_are_not(part):
    make = DATED[part]

    assert getattr(as_of(**{part: [make(DAY), make(NEXT)]}), part) == (make(DAY),)


@pytest.mark.parametrize("part", TAKEN_BACK)
def test_what_came_to_a_record_later_is_taken_back(part):
    field, make = TAKEN_BACK[part]

    before, after = getattr(as_of(**{part: [make(DAY), make(NEXT)]}), part)

    assert before == make(DAY)
    assert getattr(after, field) is None
    if part in ("promises", "opportunities"):
        assert after.state == "open"


@given(st.dates(), st.dates())
def test_a_later_look_forgets_nothing_an_earlier_one_knew(one, other):
    early, late = sorted((one, other))
    days = [date(2025, month, 1) for month in range(1, 13)]
    parts = {name: [make(day) for day in days] for name, make in DATED.items()}

    now, then = as_of(early, **parts), as_of(late, **parts)

    assert all(set(getattr(now, name)) <= set(getattr(then, name)) for name in DATED)
    assert then.as_of(early) == now


def moment(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("resolved", "closed", "state"),
    [
        (DAY, DAY, ComplaintState.CLOSED),
        (DAY, NEXT, ComplaintState.FOLLOW_UP),
        (NEXT, NEXT, ComplaintState.RESOLVE),
    ],
)
def test_a_complaint_stands_where_it_stood(resolved, closed, state):
    told = interaction(DAY, id=5)
    later = complaint(
        interaction_id=5,
        state=ComplaintState.CLOSED,
        responded_at=moment(NEXT),
        resolved_at=moment(resolved),
        closed_on=closed,
    )

    (found,) = as_of(interactions=[told], complaints=[later]).complaints

    assert found.state is state
    assert found.responded_at is None
    assert (found.resolved_at is None, found.closed_on is None) == (resolved > DAY, closed > DAY)


def test_parts_of_unknown_records_go_with_them():
    card = as_of(
        purchases=[purchase(on=NEXT, id=1)],
        lines=[PurchaseLine(1, 1, 1)],
        interactions=[interaction(NEXT, id=1)],
        interaction_contacts=[InteractionContact(1, 1)],
        complaints=[complaint()],
        visits=[Visit(1, NEXT, state=VisitState.HELD, id=1)],
        visit_contacts=[VisitContact(1, 1)],
        preference_uses=[PreferenceUse(1, 1)],
        man_snapshots=[ManSnapshot(1, NEXT, id=1)],
        man_answers=[ManAnswer(1, "M1", 4)],
    )

    assert card == Card(customer())


def test_plans_stay():
    planned = Visit(1, NEXT)
    due = promise(due_on=NEXT)

    card = as_of(visits=[planned], promises=[due])

    assert (card.visits, card.promises) == ((planned,), (due,))


def test_taboos_and_special_needs_are_always_as_they_are_now():
    new = taboo(noted_on=NEXT)
    need = SpecialNeed(1, "Wheelchair", noted_on=NEXT)

    card = as_of(taboos=[new], special_needs=[need])

    assert (card.taboos, card.special_needs) == ((new,), (need,))
