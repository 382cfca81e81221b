"""Whom briefs are wanted for, each once and in the order they are read in."""

from datetime import time

import pytest
from brief_cards import TODAY, ago, ahead, brief_of, store_visit
from builders import bin_customer, customer, store_customer

from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.domain.visits import VisitState
from crm_desktop.services.brief_choice import Wish, choose
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database


def chosen(database: Database, **wish) -> list[BriefOrder]:
    return choose(database, Wish(**wish), as_of=TODAY)


def test_the_visits_of_a_day_stand_by_their_time_and_untimed_ones_last(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    untimed = store_visit(database, acme)
    late = store_visit(database, acme, visit_time=time(16))
    early = store_visit(database, beta, visit_time=time(8, 30))
    store_visit(database, beta, on=ahead(1))

    orders = chosen(database, visits_on=TODAY)

    assert [one.visit_id for one in orders] == [early, late, untimed]


def test_cancelled_visits_and_cards_in_the_bin_are_left_out(database: Database):
    acme, gone = store_customer(database, customer()), store_customer(database, customer("Gone"))
    store_visit(database, acme, state=VisitState.CANCELLED)
    store_visit(database, gone)
    bin_customer(database, gone)

    with pytest.raises(InputError) as caught:
        chosen(database, visits_on=TODAY)

    assert caught.value.problem.code == "no_visits_on_day"


def test_customers_come_as_given_and_each_once(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))

    orders = chosen(database, customers=("Beta", "Acme", f"id:{beta}"))

    assert [one.customer_id for one in orders] == [beta, acme]


def test_who_is_visited_that_day_gets_no_second_brief(database: Database):
    acme = store_customer(database, customer(), TierPin(0, "A", "Reference", pinned_on=ago(9)))
    visit = store_visit(database, acme)

    orders = chosen(database, customers=("Acme",), visits_on=TODAY, tier=Tier.A)

    assert orders == [BriefOrder(acme, visit)]


def test_a_tier_stands_by_name(database: Database):
    for name, tier in (("Zeta", "A"), ("Beta", "A"), ("Acme", "B")):
        store_customer(database, customer(name), TierPin(0, tier, "Why", pinned_on=ago(9)))

    orders = chosen(database, tier=Tier.A)

    assert [brief_of(database, one.customer_id).customer.name for one in orders] == ["Beta", "Zeta"]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "brief_nobody_chosen"),
        ({"tier": Tier.C}, "nobody_in_tier"),
        ({"customers": ("Nobody",)}, "customer_unknown"),
        ({"visits_on": TODAY}, "no_visits_on_day"),
    ],
)
def test_a_wish_nobody_meets_is_refused(database: Database, wish: dict, code: str):
    with pytest.raises(InputError) as caught:
        chosen(database, **wish)

    assert caught.value.problem.code == code


def test_without_a_visit_named_the_next_planned_one_is_briefed(database: Database):
    acme = store_customer(database, customer())
    store_visit(database, acme, on=ago(1), objective="Past")
    store_visit(database, acme, on=ahead(2), objective="Whenever")
    store_visit(database, acme, on=ahead(2), visit_time=time(9), objective="Next")
    store_visit(database, acme, on=ahead(1), state=VisitState.CANCELLED, objective="Off")

    assert brief_of(database, acme).visit.objective == "Next"


def test_each_of_several_visits_on_a_day_has_its_own_brief(database: Database):
    acme = store_customer(database, customer())
    first = store_visit(database, acme, visit_time=time(9), objective="First")
    second = store_visit(database, acme, visit_time=time(15), objective="Second")

    aims = [brief_of(database, acme, visit).visit.objective for visit in (first, second)]

    assert aims == ["First", "Second"]
