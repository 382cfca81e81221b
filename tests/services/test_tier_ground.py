"""Trying schemes on one snapshot, and the runs and pins a page lists (D3)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from builders import TODAY, customer, purchase, set_base_currency, store, store_customer

from crm_desktop.domain.problems import OutdatedError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier
from crm_desktop.services import tiers
from crm_desktop.services.tier_runs import applied_runs, pins_in_force
from crm_desktop.services.tier_what_if import read_ground, shares_now, what_if

DAY = timedelta(days=1)
REVENUE = Scheme(weights={Term.REVENUE: Decimal(1)})


@pytest.fixture
def shops(database):
    """Ten customers that bought for 100, 200 ... 1000; their keys in that order."""
    set_base_currency(database)
    return [
        store_customer(database, customer(f"Shop {number:02}"), purchase(100 * number))
        for number in range(1, 11)
    ]


def apply(database, as_of=TODAY, scheme=REVENUE):
    return tiers.apply(database, tiers.plan(database, as_of=as_of, scheme=scheme))


@pytest.mark.parametrize("method", list(Method))
def test_a_plan_on_a_snapshot_is_the_plan_of_the_file(database, shops, method):
    apply(database, TODAY - DAY)
    store(database, purchase(5000, customer_id=shops[0]))
    scheme = replace(REVENUE, method=method)
    ground = read_ground(database, as_of=TODAY)
    tried, planned = what_if(ground, scheme), tiers.plan(database, as_of=TODAY, scheme=scheme)
    assert tried.placements == planned.placements
    for key in shops:
        assert tried.changed_terms(key) == planned.changed_terms(key)


def test_a_plan_on_an_old_snapshot_is_refused(database, shops):
    ground = read_ground(database, as_of=TODAY)
    store(database, purchase(5000, customer_id=shops[0]))
    with pytest.raises(OutdatedError, match="plan_outdated"):
        tiers.apply(database, what_if(ground, REVENUE))


def test_shares_now_are_those_of_the_last_run_whatever_is_tried(database, shops):
    apply(database)
    ground = read_ground(database, as_of=TODAY)
    what_if(ground, replace(REVENUE, method=Method.PARETO))
    now = shares_now(ground)
    assert {tier: now[tier].count for tier in Tier} == {Tier.A: 2, Tier.B: 2, Tier.C: 6}
    assert now[Tier.A].revenue_share == Fraction(1900, 5500)


def test_nobody_has_a_share_before_the_first_run(database, shops):
    now = shares_now(read_ground(database, as_of=TODAY))
    assert all(share.count == 0 and share.revenue_share is None for share in now.values())


def test_runs_are_listed_newest_first_with_scheme_and_counts(database, shops):
    apply(database, TODAY - 40 * DAY)
    apply(database, TODAY, replace(REVENUE, method=Method.PARETO))
    newest, first = applied_runs(database)
    assert (newest.scheme.method, first.scheme.method) == (Method.PARETO, Method.QUOTA)
    assert first.run.as_of == TODAY - 40 * DAY
    assert sum(newest.counts.values()) == 10


def test_only_pins_in_force_are_listed_with_their_names(database, shops):
    tiers.pin(database, TierPin(shops[0], "A", "Flagship"))
    tiers.pin(database, TierPin(shops[1], "A", "Old reason", expires_on=TODAY - DAY))
    found = pins_in_force(database, as_of=TODAY)
    assert [(view.name, view.pin.reason) for view in found] == [("Shop 01", "Flagship")]
    tiers.remove_pin(database, found[0].pin.id, on=TODAY)
    assert pins_in_force(database, as_of=TODAY) == []
