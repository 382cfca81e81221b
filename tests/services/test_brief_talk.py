"""Opener, surprise, preferences, style, ideas and phrases: what fits and what is left unsaid."""

from datetime import date

import pytest
from brief_cards import (
    TODAY,
    ago,
    ahead,
    brief_of,
    playbook,
    store_complaint,
    store_person,
    store_sale,
    store_visit,
)
from builders import (
    customer,
    interaction,
    opportunity,
    preference,
    purchase,
    store,
    store_customer,
    taboo,
)

from crm_desktop.domain.brief_values import Lens, SurpriseKind
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import CommunicationStyle, DateKind, ImportantDate, Style
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.development import OpportunityState
from crm_desktop.domain.interactions import (
    ComplaintState,
    Emotion,
    InteractionContact,
    InteractionKind,
)
from crm_desktop.domain.playbook import Situation
from crm_desktop.domain.preferences import Duration, Evidence, PreferenceCategory
from crm_desktop.storage.database import Database

HOBBY = {"category": PreferenceCategory.HOBBY, "evidence": Evidence.STATED}
CLOSED = {"state": ComplaintState.CLOSED}


def surprise(database: Database, key: int, today: date = TODAY) -> str:
    found = brief_of(database, key, today=today).rapport.surprise
    return found.text if found else ""


def ideas(database: Database, key: int) -> list[str]:
    return [one.product for one in brief_of(database, key).selling.ideas]


def test_the_opener_is_the_planned_one(database: Database):
    acme = store_customer(database, customer(), interaction(ago(9), heard="The hall opens"))
    store_visit(database, acme, opener="Ask about the hall")

    assert brief_of(database, acme).rapport.opener.text == "Ask about the hall"


def test_the_opener_is_what_they_last_said_and_who_said_it(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    old, new = store(
        database,
        interaction(ago(9), customer_id=acme, heard="Old words"),
        interaction(ago(3), customer_id=acme, heard="New words"),
    )
    store(database, InteractionContact(old, ann), InteractionContact(new, ann))

    opener = brief_of(database, acme).rapport.opener

    assert (opener.text, opener.on, opener.person) == ("New words", ago(3), "Ann")


@pytest.mark.parametrize(
    "sour",
    [
        {"kind": InteractionKind.COMPLAINT, "heard": "Late again"},
        {"emotion": Emotion.ANGER, "heard": "Late again"},
        {"heard": "Those layoffs of ours"},
    ],
)
def test_no_talk_opens_with_a_complaint_a_bad_mood_or_a_taboo(database: Database, sour: dict):
    never = taboo("Never ask about layoffs", triggers=("layoffs",))
    acme = store_customer(
        database, customer(), never, interaction(ago(2), **sour), interaction(ago(9), heard="Fine")
    )

    assert brief_of(database, acme).rapport.opener.text == "Fine"


def test_a_planned_surprise_is_kept(database: Database):
    acme = store_customer(database, customer(), preference("Chess", **HOBBY))
    store_visit(database, acme, surprise="A print of the old street")

    assert surprise(database, acme) == "A print of the old street"


def test_a_birthday_soon_after_the_visit_is_a_surprise_with_its_day(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    store(database, ImportantDate(DateKind.BIRTHDAY, 6, 20, contact_id=ann))

    found = brief_of(database, acme).rapport.surprise

    assert "Ann" in found.text
    assert (found.kind, found.on) == (SurpriseKind.ANTICIPATION, date(2026, 6, 20))


def test_a_birthday_of_who_is_not_met_is_no_surprise(database: Database):
    acme = store_customer(database, customer())
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    store(database, ImportantDate(DateKind.BIRTHDAY, 6, 20, contact_id=ann))
    store_visit(database, acme, bob)

    assert surprise(database, acme) == ""


@pytest.mark.parametrize("kind", [DateKind.PASSPORT_EXPIRY, DateKind.ANNIVERSARY, DateKind.OTHER])
def test_documents_and_family_days_make_no_surprise(database: Database, kind: DateKind):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    store(database, ImportantDate(kind, 6, 20, 2026, label="Wedding", contact_id=ann))
    person = store_customer(
        database,
        customer("Kim", kind=CustomerKind.PERSON),
        ImportantDate(kind, 6, 20, 2026, label="Wedding"),
    )

    assert [surprise(database, key) for key in (acme, person)] == ["", ""]


def test_a_firms_own_anniversary_is_a_surprise(database: Database):
    founded = ImportantDate(DateKind.ANNIVERSARY, 6, 20, 1998, label="Founded")
    acme = store_customer(database, customer(), founded)

    assert surprise(database, acme) == "Acme · Founded"


@pytest.mark.parametrize("day", [date(2026, 4, 5), date(2026, 8, 27)])
def test_nobody_is_congratulated_on_the_days_of_the_dead(database: Database, day: date):
    founded = ImportantDate(DateKind.ANNIVERSARY, day.month, day.day, 1998, label="Founded")
    acme = store_customer(database, customer(), founded)

    assert surprise(database, acme, day) == ""


def test_nobody_in_mourning_is_congratulated(database: Database):
    founded = ImportantDate(DateKind.ANNIVERSARY, 6, 20, 1998, label="Founded")
    acme = store_customer(database, customer(), founded, taboo("Bereavement in the family"))

    assert surprise(database, acme) == ""


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Chess"),
        ({"evidence": Evidence.INFERRED}, ""),
        ({"evidence": Evidence.OBSERVED}, ""),
        ({"sensitive": True}, ""),
        ({"duration": Duration.SITUATIONAL}, ""),
        ({"category": PreferenceCategory.FOOD}, ""),
    ],
)
def test_only_a_hobby_they_told_us_of_makes_a_surprise(database: Database, fields, expected):
    acme = store_customer(database, customer(), preference("Chess", **HOBBY | fields))

    assert surprise(database, acme) == expected


def test_no_surprise_touches_a_taboo(database: Database):
    acme = store_customer(
        database,
        customer(),
        taboo("No alcohol"),
        preference("Wine tasting", **HOBBY),
        preference("Chess", **HOBBY),
    )

    assert surprise(database, acme) == "Chess"


@pytest.mark.parametrize(
    ("received", "states"),
    [
        ([ago(1)], [{}]),
        ([ago(90), ago(60)], [CLOSED | {"closed_on": ago(50)}] * 2),
    ],
)
def test_no_surprise_in_a_complaint_or_after_a_second_one(database: Database, received, states):
    acme = store_customer(database, customer(), preference("Chess", **HOBBY))
    store_visit(database, acme, surprise="Champagne")
    for day, state in zip(received, states, strict=True):
        store_complaint(database, acme, day, **state)

    assert surprise(database, acme) == ""


def test_a_one_off_choice_is_no_preference(database: Database):
    acme = store_customer(
        database,
        customer(),
        preference("Green tea"),
        preference("Took a taxi", duration=Duration.SITUATIONAL),
    )

    found = brief_of(database, acme).rapport.preferences

    assert [of.record.text for of in found] == ["Green tea"]


def test_preferences_are_of_whom_we_meet(database: Database):
    acme = store_customer(database, customer(), preference("Ours"))
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    store(
        database,
        preference("Anns", customer_id=acme, contact_id=ann),
        preference("Bobs", customer_id=acme, contact_id=bob),
    )
    store_visit(database, acme, ann)

    found = brief_of(database, acme).rapport.preferences

    assert [(of.record.text, of.person) for of in found] == [("Ours", ""), ("Anns", "Ann")]


def test_the_style_is_the_newest_of_the_first_we_meet(database: Database):
    acme = store_customer(database, customer())
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    store(
        database,
        CommunicationStyle(acme, Style.DRIVING, ann, noted_on=ago(5)),
        CommunicationStyle(acme, Style.AMIABLE, ann, noted_on=ago(90)),
        CommunicationStyle(acme, Style.EXPRESSIVE, bob, noted_on=ago(1)),
    )
    store_visit(database, acme, ann)

    style = brief_of(database, acme).rapport.style

    assert (style.record.style, style.person) == (Style.DRIVING, "Ann")


def rhythm(database: Database, key: int, product: str = "Filter") -> None:
    """A product bought every fifty days, due again today."""
    for day in (150, 100, 50):
        store_sale(database, key, product, ago(day))


def test_what_their_rhythm_says_is_due_is_an_idea_with_its_day(database: Database):
    acme = store_customer(database, customer())
    rhythm(database, acme)

    (one,) = brief_of(database, acme).selling.ideas

    assert (one.product, one.lens, one.on) == ("Filter", Lens.RHYTHM, TODAY)


@pytest.mark.parametrize(
    ("received", "fields", "expected"),
    [
        (ago(9), {}, []),
        (ago(9), CLOSED | {"closed_on": ago(14)}, []),
        (ago(40), CLOSED | {"closed_on": ago(15)}, ["Filter"]),
    ],
)
def test_nothing_is_suggested_in_a_complaint_or_just_after(
    database: Database, received, fields, expected
):
    acme = store_customer(database, customer())
    rhythm(database, acme)
    store_complaint(database, acme, received, **fields)

    assert ideas(database, acme) == expected


def test_nothing_is_suggested_after_a_second_complaint(database: Database):
    acme = store_customer(database, customer())
    rhythm(database, acme)
    for day in (170, 100):
        store_complaint(database, acme, ago(day), **CLOSED | {"closed_on": ago(day - 9)})

    assert ideas(database, acme) == []


@pytest.mark.parametrize(("closed", "expected"), [(ago(180), []), (ago(181), ["Filter"])])
def test_what_was_declined_rests_for_half_a_year(database: Database, closed, expected):
    acme = store_customer(database, customer())
    rhythm(database, acme)
    with database.read() as reading:
        (product,) = reading.values(Kind.PRODUCT)
    declined = opportunity(
        customer_id=acme, product_id=product.id, state=OpportunityState.DECLINED, closed_on=closed
    )
    store(database, declined)

    assert ideas(database, acme) == expected


def test_no_idea_touches_a_taboo(database: Database):
    acme = store_customer(database, customer(), taboo("No alcohol"))
    rhythm(database, acme, "Whisky hamper")
    rhythm(database, acme, "Tea hamper")

    assert ideas(database, acme) == ["Tea hamper"]


@pytest.mark.parametrize(
    ("records", "has_complaint", "situation"),
    [
        ([], False, Situation.GENERAL),
        ([opportunity(state=OpportunityState.QUOTED)], False, Situation.PRICE),
        ([purchase(on=ago(9), delivery_due_on=ahead(3))], False, Situation.GENERAL),
        (
            [
                purchase(on=ago(9), delivery_due_on=ago(3)),
                opportunity(state=OpportunityState.QUOTED),
            ],
            False,
            Situation.DELAY,
        ),
        ([purchase(on=ago(9), delivery_due_on=ago(3))], True, Situation.COMPLAINT_OPEN),
    ],
)
def test_phrases_fit_the_situation(database: Database, records, has_complaint, situation):
    acme = store_customer(database, customer(), *records)
    if has_complaint:
        store_complaint(database, acme, ago(1))

    phrases = brief_of(database, acme).selling.phrases

    expected = playbook().phrases_for(situation)[:3]
    assert [one.use for one in phrases] == [pair.use for pair in expected]
