"""What opportunities come to: open, weighted, won lately, and what is in no sum."""

from datetime import date
from decimal import Decimal

from crm_desktop.domain.development import Opportunity, OpportunityState
from crm_desktop.domain.opportunity_sums import opportunity_sums, weighted

TODAY = date(2026, 3, 10)


def chance(key: int, **fields) -> Opportunity:
    return Opportunity(1, f"chance {key}", id=key, **fields)


def test_open_ones_are_added_up_and_weighted_by_their_chance():
    known = [
        chance(1, value=Decimal(680), probability=70),
        chance(2, value=Decimal(720), probability=45, state=OpportunityState.QUOTED),
        chance(3, value=Decimal(100)),
        chance(4, probability=50),
        chance(5, value=Decimal(900), probability=90, state=OpportunityState.LOST),
    ]
    worth = {one.id: one.value for one in known if one.value is not None}

    sums = opportunity_sums(known, worth, "CNY", TODAY)

    assert (sums.open, sums.value, sums.weighted) == (4, Decimal(1500), Decimal(800))
    assert (sums.without_amount, sums.without_chance) == (1, 1)


def test_won_counts_for_twelve_months_and_never_without_a_day():
    won = OpportunityState.WON
    known = [
        chance(1, state=won, closed_on=date(2026, 3, 1)),
        chance(2, state=won, closed_on=date(2025, 3, 10)),
        chance(3, state=won),
    ]

    sums = opportunity_sums(known, {1: Decimal(5), 2: Decimal(7), 3: Decimal(9)}, "", TODAY)

    assert sums.won == 5


def test_a_chance_of_nothing_is_nothing_and_an_unknown_one_unknown():
    assert weighted(chance(1, value=Decimal(100), probability=0)) == 0
    assert weighted(chance(1, value=Decimal(100))) is None
    assert weighted(chance(1, probability=10)) is None
