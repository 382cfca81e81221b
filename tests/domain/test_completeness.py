"""Completeness and freshness of a card, section by section (D1)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from builders import (
    TODAY,
    contact,
    contract,
    customer,
    interaction,
    opportunity,
    place,
    point,
    preference,
    purchase,
    taboo,
)
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.cards import Card
from crm_desktop.domain.completeness import completeness, overall_percent
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import (
    CommunicationStyle,
    ContactLink,
    DateKind,
    ImportantDate,
    LinkKind,
    PointKind,
    Role,
    Style,
)
from crm_desktop.domain.customers import Address, CustomerKind, Section, SectionConfirmation
from crm_desktop.domain.development import (
    Goal,
    OpportunityState,
    Quadrant,
    RelationshipAction,
    SwotItem,
)
from crm_desktop.domain.playbook import CardField
from crm_desktop.domain.preferences import PainPoint
from crm_desktop.domain.purchases import PurchaseLine
from crm_desktop.services.playbook import load_playbook

EXPECTED = load_playbook(Path(__file__).parents[2] / "resources" / "playbook").expected
BIRTHDAY = ImportantDate(DateKind.BIRTHDAY, 3, 4, customer_id=1)
LINE = PurchaseLine(1, Decimal(1), Decimal(1), description="Tea")
FULL = Card(
    customer(
        short_name="Acme",
        salutation="Mr Acme",
        industry="Tools",
        headcount=0,
        annual_revenue=Decimal(1),
        background="Since 1900",
        language="en",
        website="acme.test",
        tax_number="9144",
        preferred_channel="phone",
        source="Fair",
        owner="Lin",
        street="1 Road",
        present_solution="By hand",
        payment_terms_days=30,
        payment_method="Transfer",
    ),
    contacts=(contact(id=1, salutation="Ms Lee", preferred_channel="wechat"),),
    affiliations=(place(title="CFO", role=Role.DECIDER),),
    links=(ContactLink(1, 1, 2, LinkKind.REPORTS_TO),),
    points=tuple(
        point(kind, **who)
        for kind in (PointKind.PHONE, PointKind.EMAIL)
        for who in ({"customer_id": 1}, {"contact_id": 1})
    ),
    dates=(BIRTHDAY, ImportantDate(DateKind.BIRTHDAY, 3, 4, contact_id=1)),
    styles=(CommunicationStyle(1, Style.DRIVING),),
    consents=(Consent("Mail", customer_id=1),),
    taboos=(taboo(),),
    preferences=(preference(),),
    pain_points=(PainPoint(1, "Late"),),
    purchases=(purchase(),),
    lines=(LINE,),
    contracts=(contract(renews_on=TODAY),),
    interactions=(interaction(satisfaction=4),),
    opportunities=(opportunity(next_step="Call"),),
    actions=(RelationshipAction(1, "Lunch"),),
    swot=(SwotItem(1, Quadrant.STRENGTH, "Fast"),),
    goals=(Goal(1, "Twice"),),
)


def state_of(card, *fields, today=TODAY):
    """The state of a section in which exactly these fields are expected."""
    return completeness(card, {Section.BASICS: fields}, today=today)[Section.BASICS]


@pytest.mark.parametrize("field", CardField)
def test_an_empty_card_lacks_all_but_its_name(field):
    missing = state_of(Card(customer()), field).missing

    assert missing == (() if field is CardField.NAME else (field,))


@pytest.mark.parametrize("field", CardField)
def test_a_full_card_lacks_nothing(field):
    assert state_of(FULL, field).missing == ()


@pytest.mark.parametrize("kind", CustomerKind)
def test_each_kind_has_its_own_expected_fields(kind):
    states = completeness(FULL, EXPECTED[kind], today=TODAY)

    assert {section: state.expected for section, state in states.items()} == {
        section: len(EXPECTED[kind][section]) for section in Section
    }
    assert overall_percent(states) == 100


def test_a_person_is_not_asked_for_deciders_nor_a_company_for_a_birthday():
    company, person = EXPECTED[CustomerKind.COMPANY], EXPECTED[CustomerKind.PERSON]

    assert CardField.DECIDER in company[Section.BASICS]
    assert CardField.DECIDER not in person[Section.BASICS]
    assert CardField.BIRTHDAY in person[Section.BASICS]
    assert CardField.BIRTHDAY not in company[Section.BASICS]


@pytest.mark.parametrize(
    ("card", "field"),
    [
        (Card(customer(), points=(point(contact_id=1),)), CardField.PHONE),
        (Card(customer(), points=(point(customer_id=1),)), CardField.CONTACT_PHONE),
        (Card(customer(), points=(point(PointKind.FAX, customer_id=1),)), CardField.PHONE),
        (Card(customer(), affiliations=(place(role=Role.USER),)), CardField.DECIDER),
        (Card(customer(), contracts=(contract(),)), CardField.RENEWAL),
        (Card(customer(), interactions=(interaction(),)), CardField.SATISFACTION),
        (
            Card(
                customer(),
                opportunities=(opportunity(next_step="Call", state=OpportunityState.LOST),),
            ),
            CardField.NEXT_STEP,
        ),
    ],
)
def test_what_is_nearly_there_still_lacks(card, field):
    assert state_of(card, field).missing == (field,)


def test_a_further_address_is_enough():
    assert state_of(Card(customer(), addresses=(Address(1),)), CardField.ADDRESS).missing == ()


def test_percent_is_filled_of_expected_rounded_down():
    fields = (CardField.NAME, CardField.OWNER, CardField.SOURCE)

    assert state_of(Card(customer()), *fields).percent == 33
    assert state_of(Card(customer())).percent == 100


@given(st.lists(st.sampled_from(CardField), unique=True))
def test_the_whole_card_counts_fields_not_sections(fields):
    half = len(fields) // 2
    expected = {Section.BASICS: fields[:half], Section.SERVICE: fields[half:]}

    states = completeness(Card(customer()), expected, today=TODAY)

    filled = CardField.NAME in fields
    assert overall_percent(states) == (100 * filled // len(fields) if fields else 100)


@pytest.mark.parametrize(("days", "is_stale"), [(None, True), (180, False), (181, True)])
def test_a_section_not_confirmed_for_180_days_is_stale(days, is_stale):
    day = None if days is None else TODAY - timedelta(days=days)
    confirmations = [SectionConfirmation(1, Section.SERVICE, TODAY)]
    confirmations += [SectionConfirmation(1, Section.BASICS, day)] if day else []

    state = state_of(Card(customer(), confirmations=tuple(confirmations)))

    assert (state.confirmed_on, state.is_stale) == (day, is_stale)


def test_the_last_confirmation_counts_in_any_order():
    days = (date(2026, 1, 1), date(2026, 6, 1), date(2025, 1, 1))
    card = Card(
        customer(),
        confirmations=tuple(SectionConfirmation(1, Section.BASICS, day) for day in days),
    )

    assert state_of(card).confirmed_on == date(2026, 6, 1)
