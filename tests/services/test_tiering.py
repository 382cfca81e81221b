"""Planning and applying tiers on a customer file (D3)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from builders import (
    TODAY,
    bin_customer,
    contract,
    customer,
    interaction,
    purchase,
    set_base_currency,
    store,
    store_customer,
)

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Stage
from crm_desktop.domain.problems import InputError, OutdatedError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_plan import Move, Rule
from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier
from crm_desktop.services import tiers
from crm_desktop.services.customers import list_customers
from crm_desktop.storage.change_log import undo

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


def plan(database, as_of=TODAY, scheme=REVENUE):
    return tiers.plan(database, as_of=as_of, scheme=scheme)


def apply(database, as_of=TODAY, scheme=REVENUE):
    return tiers.apply(database, plan(database, as_of, scheme))


def tiers_of(database, as_of=TODAY):
    return {row.id: row.tier for row in list_customers(database, as_of=as_of)}


def buys(database, key, amount, on=TODAY):
    store(database, purchase(amount, on, customer_id=key))


def test_a_plan_ranks_everybody_and_writes_nothing(database, shops):
    made = plan(database)

    assert [row.id for row in made.placements] == shops[::-1]
    assert made.counts == {Tier.A: 2, Tier.B: 2, Tier.C: 6}
    assert set(tiers_of(database).values()) == {""}
    assert {row.move for row in made.placements} == {Move.NEW}


def test_applying_writes_the_tiers_of_the_plan(database, shops):
    made = plan(database)

    changes = tiers.apply(database, made)

    assert not changes.is_empty
    assert tiers_of(database) == {row.id: row.tier for row in made.placements}


def test_the_method_of_the_last_run_becomes_the_file_s(database, shops):
    apply(database, scheme=replace(REVENUE, method=Method.THRESHOLD))

    assert tiers.scheme(database).method is Method.THRESHOLD
    assert tiers.plan(database, as_of=TODAY).scheme.method is Method.THRESHOLD


def test_only_who_buys_or_has_a_contract_is_tiered(database):
    set_base_currency(database)
    buyer = store_customer(database, customer("Buyer"), purchase())
    bound = store_customer(database, customer("Bound"), contract())
    ended = contract(ends_on=TODAY - DAY)
    store_customer(database, customer("Was bound"), ended)
    store_customer(database, customer("Prospect"), interaction())
    store_customer(database, customer("Lost", stage=Stage.LOST), purchase())
    binned = store_customer(database, customer("Binned"), purchase())
    bin_customer(database, binned)

    assert {row.id for row in plan(database).placements} == {buyer, bound}


def test_an_outdated_plan_changes_nothing(database, shops):
    made = plan(database)
    buys(database, shops[0], 5000)

    with pytest.raises(OutdatedError) as caught:
        tiers.apply(database, made)

    assert caught.value.problem.code == "plan_outdated"
    assert set(tiers_of(database).values()) == {""}


def test_a_plan_is_applied_once(database, shops):
    made = plan(database)
    tiers.apply(database, made)

    with pytest.raises(OutdatedError):
        tiers.apply(database, made)


def test_later_history_is_never_rewritten(database, shops):
    apply(database, TODAY)

    with pytest.raises(InputError) as caught:
        apply(database, TODAY - DAY)

    assert caught.value.problem.code == "later_history"
    assert caught.value.problem.params == {"as_of": TODAY - DAY, "last": TODAY}


def test_undoing_a_run_restores_tiers_and_method(database, shops):
    apply(database, TODAY - 200 * DAY)
    before = tiers_of(database)
    buys(database, shops[0], 9000)
    changes = apply(database, scheme=replace(REVENUE, method=Method.THRESHOLD))

    undo(database, changes.operation_id)

    assert tiers_of(database) == before
    assert tiers.scheme(database).method is Method.QUOTA


def test_the_tiers_of_a_day_are_those_of_the_last_run_before(database, shops):
    first, second = TODAY - 200 * DAY, TODAY
    apply(database, first)
    buys(database, shops[0], 9000)
    apply(database, second)

    assert set(tiers_of(database, first - DAY).values()) == {""}
    assert tiers_of(database, second - DAY)[shops[0]] == ""
    assert tiers_of(database, second)[shops[0]] == Tier.A


@pytest.fixture
def held(database):
    """Ten customers tiered 200 days ago by equal amounts 1000, 2000 ... 10000."""
    set_base_currency(database)
    then = TODAY - 200 * DAY
    keys = [
        store_customer(database, customer(f"Shop {number:02}"), purchase(1000 * number, then))
        for number in range(1, 11)
    ]
    apply(database, then)
    return keys


def test_who_moves_says_from_where_and_which_terms_changed(database, held):
    buys(database, held[0], 20_000)

    made = plan(database)

    row = made.placement(held[0])
    (change,) = made.changed_terms(held[0])
    assert (row.previous, row.tier, row.move) == (Tier.C, Tier.A, Move.UP)
    assert (change.term, change.before, change.after) == (Term.REVENUE, 5, 95)
    assert {one.id for one in made.moves} >= {held[0]}
    assert made.counts_before == made.counts


def test_a_tier_held_for_less_than_90_days_is_kept(database, held):
    buys(database, held[0], 20_000)
    apply(database, TODAY)
    buys(database, held[1], 90_000, on=TODAY + DAY)
    buys(database, held[2], 91_000, on=TODAY + DAY)

    soon = plan(database, TODAY + 30 * DAY)
    later = plan(database, TODAY + 90 * DAY)

    assert soon.placement(held[0]).rule is Rule.KEPT_RECENT
    assert soon.reason(held[0]).params["since"] == TODAY
    assert soon.off_quota[Tier.A] == 1
    assert later.placement(held[0]).tier is Tier.B


def test_a_customer_close_to_the_border_stays(database):
    set_base_currency(database)
    then = TODAY - 200 * DAY
    keys = [
        store_customer(database, customer(f"Shop {number:02}"), purchase(100 * number, then))
        for number in range(1, 41)
    ]
    apply(database, then)
    highest_b = keys[40 - 7]
    buys(database, highest_b, 101)

    made = plan(database)

    assert made.placement(highest_b).fresh is Tier.A
    assert made.placement(highest_b).rule is Rule.KEPT_NEAR_BORDER
    assert made.placement(highest_b).tier is Tier.B


def test_another_method_knows_no_earlier_tier_to_keep(database, held):
    buys(database, held[0], 20_000)
    apply(database, TODAY)
    buys(database, held[1], 90_000, on=TODAY + DAY)

    made = plan(database, TODAY + 2 * DAY, replace(REVENUE, method=Method.PARETO))

    assert {row.rule for row in made.placements} <= {Rule.PARETO, Rule.NO_REVENUE}


def test_since_counts_from_the_first_of_equal_tiers(database, held):
    apply(database, TODAY - 100 * DAY)
    made = plan(database)

    assert {held.since for held in made.previous.values()} == {TODAY - 200 * DAY}


def test_who_is_lost_leaves_the_tiers(database, held):
    with database.write("lost") as work:
        work.change(Kind.CUSTOMER, held[9], stage=Stage.LOST)

    made = plan(database)
    tiers.apply(database, made)

    assert made.leavers == (held[9],)
    assert tiers_of(database)[held[9]] == ""


def test_a_pin_wins_and_takes_no_seat_of_the_quota(database, shops):
    tiers.pin(database, TierPin(shops[0], Tier.A, "Board member"))

    made = plan(database)

    assert made.placement(shops[0]).tier is Tier.A
    assert made.reason(shops[0]).params["reason"] == "Board member"
    assert made.seats == {Tier.A: 1, Tier.B: 2, Tier.C: 6}
    assert made.counts == {Tier.A: 2, Tier.B: 2, Tier.C: 6}


def test_a_pin_tiers_a_prospect(database, shops):
    key = store_customer(database, customer("Prospect"))
    tiers.pin(database, TierPin(key, Tier.B, "Promised"))

    apply(database)

    assert tiers_of(database)[key] == Tier.B


def test_a_pin_ends_with_its_day(database, shops):
    tiers.pin(database, TierPin(shops[0], Tier.A, "Fair", expires_on=TODAY))

    assert plan(database, TODAY).placement(shops[0]).rule is Rule.PINNED
    assert plan(database, TODAY + DAY).placement(shops[0]).rule is Rule.QUOTA


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_pin_needs_a_reason(database, shops, reason):
    with pytest.raises(InputError) as caught:
        tiers.pin(database, TierPin(shops[0], Tier.A, reason))

    assert caught.value.problem.code == "reason_missing"


def test_an_unusable_scheme_is_refused(database, shops):
    with pytest.raises(InputError) as caught:
        plan(database, scheme=replace(REVENUE, quota_a=Decimal(2)))

    assert caught.value.problem.code == "shares_out_of_range"


def test_a_file_without_customers_gives_an_empty_plan(database):
    made = plan(database)

    assert (made.placements, made.counts) == ((), {Tier.A: 0, Tier.B: 0, Tier.C: 0})
    assert not tiers.apply(database, made).is_empty
