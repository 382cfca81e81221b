"""Scoring leads on a customer file (D2, D4)."""

from datetime import timedelta

import pytest
from builders import (
    TODAY,
    customer,
    opportunity,
    purchase,
    store_answers,
    store_customer,
)

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.problems import InputError
from crm_desktop.paths import find_resources
from crm_desktop.services.leads import question_text, score, score_prospects
from crm_desktop.services.playbook import load_playbook

ALL_FOURS = dict.fromkeys(Question, 4)
DAY = timedelta(days=1)


def test_answers_become_class_score_and_advice(database):
    key = store_customer(database, customer("Acme"), external_id="AC-1")
    store_answers(database, key, **ALL_FOURS)

    lead = score(database, "AC-1", as_of=TODAY)

    assert (lead.customer_id, lead.external_id, lead.is_shown) == (key, "AC-1", True)
    assert (lead.assessment.man_class, lead.assessment.overall) == ("MAN", 100)


def test_later_answers_are_not_known_yet(database):
    key = store_customer(database, customer("Acme"))
    store_answers(database, key, on=TODAY - DAY, M1=0)
    store_answers(database, key, on=TODAY + DAY, **ALL_FOURS)

    assert score(database, "Acme", as_of=TODAY).assessment.overall < 5
    assert score(database, "Acme", as_of=TODAY + DAY).assessment.man_class == "MAN"


def test_the_trend_shows_the_score_on_every_day_with_answers(database):
    key = store_customer(database, customer("Acme"))
    store_answers(database, key, on=TODAY - 2 * DAY, M1=0)
    store_answers(database, key, on=TODAY - DAY, **ALL_FOURS)
    store_answers(database, key, on=TODAY + DAY, M1=0)

    course = score(database, "Acme", as_of=TODAY).trend

    assert [point.assessed_on for point in course.points] == [TODAY - 2 * DAY, TODAY - DAY]
    assert course.points[-1].man_class == "MAN"
    assert course.change == course.points[-1].overall


def test_man_belongs_to_no_customer_who_buys_without_an_open_chance(database):
    store_customer(database, customer("Buyer"), purchase())
    store_customer(database, customer("Chance"), purchase(), opportunity())

    assert not score(database, "Buyer", as_of=TODAY).is_shown
    assert score(database, "Chance", as_of=TODAY).is_shown
    assert [lead.name for lead in score_prospects(database, as_of=TODAY)] == ["Chance"]


def test_prospects_stand_by_score_and_the_unassessed_last(database):
    for name, levels in (("Low", {"M1": 1}), ("Unknown", {}), ("High", ALL_FOURS), ("Ask", {})):
        key = store_customer(database, customer(name))
        store_answers(database, key, **levels)

    names = [lead.name for lead in score_prospects(database, as_of=TODAY)]

    assert names == ["High", "Low", "Ask", "Unknown"]


def test_an_assessment_of_nothing_but_zeros_stands_before_none(database):
    zero = store_customer(database, customer("Zero"))
    store_customer(database, customer("Nobody asked"))
    store_answers(database, zero, **dict.fromkeys(Question, 0))

    leads = score_prospects(database, as_of=TODAY)

    assert [lead.name for lead in leads] == ["Zero", "Nobody asked"]
    assert [lead.assessment.man_class for lead in leads] == ["man", "???"]


def test_a_question_is_asked_of_the_kind_of_customer(database):
    playbook = load_playbook(find_resources() / "playbook")
    asked = {}
    for kind in CustomerKind:
        store_customer(database, customer(kind.value, kind=kind))
        lead = score(database, f"name:{kind.value}", as_of=TODAY)
        asked[kind] = question_text(playbook, lead, Question.A2)

    assert asked[CustomerKind.PERSON] != asked[CustomerKind.COMPANY]


@pytest.mark.parametrize("text", ["nobody", ""])
def test_nobody_is_scored_for_a_text_that_names_nobody(database, text):
    with pytest.raises(InputError):
        score(database, text, as_of=TODAY)
