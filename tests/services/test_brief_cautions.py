"""What nobody may overlook: taboos wherever they were written, needs, and possible conflicts."""

from datetime import date

import pytest
from brief_cards import TODAY, ago, ahead, brief_of, playbook, store_person, store_visit
from builders import customer, place, store, store_customer, taboo

from crm_desktop.domain.brief_values import ConflictCode
from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.preferences import NeedCategory, SpecialNeed
from crm_desktop.domain.taboos import Severity, TabooCalendar, TabooCategory
from crm_desktop.services.brief_cautions import guard
from crm_desktop.storage.database import Database


def taboos(brief: VisitBrief) -> list[tuple[str, str]]:
    return [(of.record.text, of.person) for of in brief.cautions.taboos]


def conflicts(brief: VisitBrief) -> list[tuple[str, str]]:
    return [(one.plan, one.word) for one in brief.cautions.conflicts]


def test_forty_taboos_are_all_there(database: Database):
    many = [taboo(f"Never say {number}") for number in range(40)]
    acme = store_customer(database, customer(), *many)

    assert len(taboos(brief_of(database, acme))) == 40


def test_a_taboo_on_another_customers_card_comes_with_the_attendee(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    ann = store_person(database, beta, "Ann")
    store(database, taboo("No fish", customer_id=beta, contact_id=ann))
    store_visit(database, acme, ann)

    assert taboos(brief_of(database, acme)) == [("No fish", "Ann")]


def test_what_another_card_says_of_who_is_not_met_stays_there(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    store(database, place(ann, customer_id=beta))
    store(
        database,
        taboo("Own card", customer_id=acme, contact_id=ann),
        taboo("In confidence", customer_id=beta, contact_id=ann),
        taboo("Nuts", customer_id=beta, contact_id=ann, category=TabooCategory.ALLERGY),
    )
    store_visit(database, acme, bob)
    store_visit(database, acme, ann, bob, on=ahead(1))

    without, with_ann = (brief_of(database, acme, today=day) for day in (TODAY, ahead(1)))

    assert [text for text, _ in taboos(without)] == ["Own card", "Nuts"]
    assert len(taboos(with_ann)) == 3


def test_not_even_an_allergy_comes_with_who_has_left(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    ann = store_person(database, acme, "Ann", left_on=ago(100))
    store(database, place(ann, customer_id=beta))
    nuts = taboo("Nuts", customer_id=beta, contact_id=ann, category=TabooCategory.ALLERGY)
    store(database, nuts)

    assert taboos(brief_of(database, acme)) == []


def test_taboos_are_as_they_are_now_whatever_the_day(database: Database):
    acme = store_customer(database, customer(), taboo("New", noted_on=ago(1)))

    assert taboos(brief_of(database, acme, today=ago(300))) == [("New", "")]


def test_special_needs_say_what_to_arrange_and_for_whom(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    need = SpecialNeed(acme, "Wheelchair", NeedCategory.ACCESS_HEALTH, ann, "Ramp at gate 2")
    store(database, need)

    (of,) = brief_of(database, acme).cautions.needs

    assert (of.record.arrangement, of.person) == ("Ramp at gate 2", "Ann")


@pytest.mark.parametrize(
    "plan",
    [
        {"gift": "Pork pie"},
        {"menu": "红烧猪肉"},
        {"venue": "The Pork House"},
        {"companions": "Mr Pork"},
        {"commitment": "Order pork"},
        {"intended_peak": "Roast pork"},
        {"agenda": ("Hello", "pork tasting")},
        {"questions": ("Do you like pork?",)},
    ],
)
def test_every_plan_of_a_visit_is_held_against_the_taboos(database: Database, plan: dict):
    acme = store_customer(database, customer(), taboo("Halal", category=TabooCategory.RELIGION))
    store_visit(database, acme, **plan)

    (found,) = conflicts(brief_of(database, acme))

    assert found[1].lower() in found[0].lower()


def test_a_long_plan_is_shown_around_the_word(database: Database):
    acme = store_customer(database, customer(), taboo("Layoffs", triggers=("layoff",)))
    store_visit(database, acme, objective="Talk. " * 40 + "The layoff. " + "Talk. " * 40)

    (plan, word), *_ = conflicts(brief_of(database, acme))

    assert word in plan
    assert len(plan) < 80


def test_a_plan_against_two_taboos_is_one_conflict(database: Database):
    never = [taboo("Halal only"), taboo("No alcohol")]
    acme = store_customer(database, customer(), *never)
    store_visit(database, acme, gift="Liqueur chocolates")

    (one,) = brief_of(database, acme).cautions.conflicts

    assert (one.word, one.taboo) == ("liqueur", "Halal only / No alcohol")


def test_the_taboos_of_a_guest_are_checked(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    ann = store_person(database, beta, "Ann")
    store(database, taboo("Peanut allergy", customer_id=beta, contact_id=ann))
    store_visit(database, acme, ann, gift="花生酥")

    (one,) = brief_of(database, acme).cautions.conflicts

    assert (one.word, one.taboo, one.person) == ("花生", "Peanut allergy", "Ann")


@pytest.mark.parametrize(
    ("calendar", "kept", "free"),
    [
        (TabooCalendar.QINGMING, date(2026, 4, 5), date(2026, 4, 7)),
        (TabooCalendar.GHOST_FESTIVAL, date(2026, 8, 27), date(2026, 8, 29)),
        (TabooCalendar.SABBATH, date(2026, 6, 20), date(2026, 6, 22)),
        (TabooCalendar.RAMADAN, date(2026, 3, 1), date(2026, 5, 1)),
        (TabooCalendar.LENT, date(2026, 3, 10), date(2026, 6, 10)),
    ],
)
def test_a_visit_on_a_day_that_is_kept_is_a_conflict(database: Database, calendar, kept, free):
    acme = store_customer(database, customer(), taboo("Kept", calendar=calendar))
    visits = [store_visit(database, acme, on=day) for day in (kept, free)]

    briefs = [brief_of(database, acme, visit, date(2026, 1, 1)) for visit in visits]

    (one,) = briefs[0].cautions.conflicts
    assert (one.code, one.calendar, one.on) == (ConflictCode.KEPT_DAY, calendar, kept)
    assert briefs[1].cautions.conflicts == ()


def test_a_gift_is_held_against_the_customers_own_policy(database: Database):
    acme = store_customer(database, customer(gift_policy="Nothing above 300 CNY"))
    store_visit(database, acme, gift="A watch")

    (one,) = brief_of(database, acme).cautions.conflicts

    assert (one.code, one.plan) == (ConflictCode.GIFT_POLICY, "A watch")
    assert one.taboo == "Nothing above 300 CNY"


def test_without_a_visit_nothing_is_planned_and_nothing_conflicts(database: Database):
    acme = store_customer(database, customer(), taboo("Halal", severity=Severity.NEVER))

    found = brief_of(database, acme).cautions

    assert (len(found.taboos), found.conflicts) == (1, ())


@pytest.mark.parametrize("word", ["", " ", "(", "[a", "\\", "*"])
def test_any_trigger_word_can_be_looked_for(word: str):
    watch = guard([taboo("Odd", triggers=(word,))], playbook())

    assert watch.allows("A plain plan")


@pytest.mark.parametrize("text", ["In mourning for his father", "家中治丧"])
def test_mourning_forbids_congratulations(text: str):
    assert not guard([taboo(text)], playbook()).may_congratulate(date(2026, 6, 15))
