"""Laws and examples of tier assignment (D3)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_plan import Held, Move, Rule, TierPlan
from crm_desktop.domain.tier_scheme import Method, Scheme, SchemeProblem, Term, Tier
from crm_desktop.domain.tiers import Standing, assign
from crm_desktop.domain.value_index import MICRO, Facts

TODAY = date(2024, 12, 31)
LONG_AGO = TODAY - timedelta(days=400)
REVENUE_ONLY = {Term.REVENUE: Decimal(1)}
METHODS = [Scheme(method=method) for method in Method]
populations = st.lists(st.integers(-3, 30), max_size=40).map(
    lambda revenues: [customer(key, revenue) for key, revenue in enumerate(revenues, 1)]
)
schemes = st.sampled_from(METHODS)


def customer(key: int, revenue: int) -> Facts:
    return Facts(key, CustomerKind.COMPANY, revenue * MICRO, revenue * MICRO)


def run(
    facts: list[Facts],
    scheme: Scheme,
    *,
    previous: Mapping[int, Held] | None = None,
    pins: Mapping[int, TierPin] | None = None,
) -> TierPlan:
    return assign(facts, scheme=scheme, standing=Standing(previous or {}, pins or {}), as_of=TODAY)


def tiers_of(plan: TierPlan) -> dict[int, Tier]:
    return {row.id: row.tier for row in plan.placements}


def held_by(plan: TierPlan, *, since: date = LONG_AGO) -> dict[int, Held]:
    return {row.id: Held(row.tier, since, plan.scheme.key) for row in plan.placements}


def pin(key: int, tier: Tier, *, expires: date | None = None) -> TierPin:
    return TierPin(key, tier, "promised", "Lin", pinned_on=LONG_AGO, expires_on=expires)


@given(populations, schemes, st.integers())
def test_the_order_of_the_input_does_not_matter(
    facts: list[Facts], scheme: Scheme, seed: int
) -> None:
    shuffled = Random(seed).sample(facts, len(facts))
    assert run(shuffled, scheme).placements == run(facts, scheme).placements


@given(populations, schemes)
def test_counts_sum_to_the_population_and_better_ranks_never_stand_lower(
    facts: list[Facts], scheme: Scheme
) -> None:
    plan = run(facts, scheme)
    assert sum(plan.counts.values()) == len(facts)
    assert [row.tier for row in plan.placements] == sorted(row.tier for row in plan.placements)
    assert [row.rank for row in plan.placements] == list(range(1, len(facts) + 1))


@given(st.integers(0, 300), st.integers(0, 100), st.integers(0, 100))
def test_the_quota_is_met_by_largest_remainder(count: int, first: int, second: int) -> None:
    a, b = Decimal(min(first, second)) / 100, Decimal(abs(first - second)) / 100
    plan = run([customer(key, key) for key in range(count)], Scheme(quota_a=a, quota_b=b))
    exact = dict(zip(Tier, (count * a, count * b, count * (1 - a - b)), strict=True))
    assert all(abs(plan.counts[tier] - exact[tier]) < 1 for tier in Tier)
    given_up = [exact[tier] % 1 for tier in Tier if plan.counts[tier] > int(exact[tier])]
    kept = [exact[tier] % 1 for tier in Tier if plan.counts[tier] == int(exact[tier])]
    assert not given_up or not kept or min(given_up) >= max(kept)


@pytest.mark.parametrize(
    ("count", "a", "b", "expected"),
    [
        (0, "0.15", "0.25", (0, 0, 0)),
        (1, "0.15", "0.25", (0, 0, 1)),
        (3, "0.15", "0.25", (0, 1, 2)),
        (59, "0.15", "0.25", (9, 15, 35)),
        (1, "0.5", "0.5", (1, 0, 0)),
        (2, "0.25", "0.25", (1, 0, 1)),
        (10_000, "0.15", "0.25", (1500, 2500, 6000)),
    ],
)
def test_equal_remainders_go_to_a_then_b(
    count: int, a: str, b: str, expected: tuple[int, int, int]
) -> None:
    scheme = Scheme(quota_a=Decimal(a), quota_b=Decimal(b))
    plan = run([customer(key, key) for key in range(count)], scheme)
    assert tuple(plan.counts.values()) == expected


@given(populations)
def test_threshold_cuts_at_the_index(facts: list[Facts]) -> None:
    for row in run(facts, Scheme(method=Method.THRESHOLD)).placements:
        index = row.value_index
        assert index is not None
        assert row.tier is (Tier.A if index >= 75 else Tier.B if index >= 50 else Tier.C)


@given(populations)
def test_pareto_cuts_at_the_share_reached_before_the_customer(facts: list[Facts]) -> None:
    plan = run(facts, Scheme(method=Method.PARETO))
    total = sum(max(row.revenue_12m, 0) for row in facts)
    reached = 0
    for row in plan.placements:
        share = Fraction(reached, total or 1)
        cut = Tier.A if share < Fraction("0.8") else Tier.B if share < Fraction("0.95") else Tier.C
        assert row.tier is (cut if row.revenue_12m > 0 else Tier.C)
        assert (row.rule is Rule.NO_REVENUE) == (row.revenue_12m <= 0)
        reached += max(row.revenue_12m, 0)


def test_equal_indexes_are_ranked_by_revenue_then_by_key() -> None:
    scheme = Scheme(weights={Term.STRATEGIC: Decimal(1)})
    facts = [customer(3, 5), customer(2, 5), customer(1, 4), customer(4, 9)]
    assert [row.id for row in run(facts, scheme).placements] == [4, 2, 3, 1]


@given(populations, st.dictionaries(st.integers(1, 50), st.sampled_from(Tier), max_size=8))
def test_pins_never_move_and_take_no_seat(facts: list[Facts], pinned: dict[int, Tier]) -> None:
    pins = {key: pin(key, tier) for key, tier in pinned.items()}
    plan = run(facts, Scheme(), pins=pins)
    found = tiers_of(plan)
    assert {key: found[key] for key in pins} == pinned
    free = [row for row in facts if row.id not in pins]
    assert plan.seats == run(free, Scheme()).seats
    assert set(plan.off_quota.values()) == {0}


def test_a_pin_without_purchases_is_listed_last_without_index() -> None:
    plan = run([customer(1, 5)], Scheme(), pins={7: pin(7, Tier.A)})
    last = plan.placements[-1]
    assert (last.id, last.tier, last.rank, last.value_index) == (7, Tier.A, None, None)
    assert plan.terms(7) == ()


@pytest.mark.parametrize(
    ("expires", "holds"), [(None, True), (TODAY, True), (TODAY - timedelta(days=1), False)]
)
def test_a_pin_holds_through_its_last_day(expires: date | None, holds: bool) -> None:
    plan = run([customer(1, 5)], Scheme(), pins={1: pin(1, Tier.A, expires=expires)})
    assert (plan.placement(1).rule is Rule.PINNED) is holds


@given(populations, schemes, st.integers(0, 200))
def test_a_repeated_run_moves_nobody(facts: list[Facts], scheme: Scheme, days: int) -> None:
    first = run(facts, scheme)
    again = run(facts, scheme, previous=held_by(first, since=TODAY - timedelta(days=days)))
    assert again.moves == ()
    assert tiers_of(again) == tiers_of(first)


@given(populations, st.lists(st.sampled_from(Tier), min_size=40, max_size=40), schemes)
def test_who_is_kept_is_near_the_border_or_recent(
    facts: list[Facts], tiers: list[Tier], scheme: Scheme
) -> None:
    previous = {
        row.id: Held(tier, TODAY - timedelta(days=40 + 10 * (row.id % 10)), scheme.key)
        for row, tier in zip(facts, tiers, strict=False)
    }
    plan = run(facts, scheme, previous=previous)
    fresh = tiers_of(run(facts, scheme))
    for row in plan.placements:
        held = previous[row.id]
        recent = (TODAY - held.since).days < 90
        reason = plan.reason(row.id)
        assert row.fresh is fresh[row.id]
        if row.rule is Rule.KEPT_NEAR_BORDER:
            index, border = reason.params["index"], reason.params["border"]
            assert isinstance(index, Decimal)
            assert isinstance(border, Decimal)
            assert abs(index - border) <= 3
        else:
            kept = held.tier if recent else fresh[row.id]
            assert row.tier is kept


def near_border(scheme: Scheme, *, since: date = LONG_AGO, key: str | None = None) -> TierPlan:
    """Twenty customers 5 points apart; the last in of A and the first out swapped places."""
    facts = [customer(number, number) for number in range(1, 21)]
    previous = held_by(run(facts, scheme), since=since)
    previous[18] = Held(Tier.B, since, key or scheme.key)
    previous[17] = Held(Tier.A, since, key or scheme.key)
    return run(facts, scheme, previous=previous)


def test_near_the_border_nobody_crosses_it() -> None:
    plan = near_border(Scheme(weights=REVENUE_ONLY))
    assert plan.moves == ()
    assert plan.reason(17).code is Rule.KEPT_NEAR_BORDER
    assert plan.reason(17).params == {
        "would_be": Tier.B,
        "index": Decimal("82.5"),
        "border": Decimal(85),
    }


def test_beyond_the_border_points_a_customer_moves() -> None:
    plan = near_border(Scheme(weights=REVENUE_ONLY, border_points=Decimal("2.4")))
    assert {row.id: row.move for row in plan.moves} == {18: Move.UP, 17: Move.DOWN}


@pytest.mark.parametrize(("days", "moved"), [(89, 0), (90, 2)])
def test_a_young_tier_is_kept_for_ninety_days(days: int, moved: int) -> None:
    scheme = Scheme(weights=REVENUE_ONLY, border_points=Decimal(0))
    plan = near_border(scheme, since=TODAY - timedelta(days=days))
    assert len(plan.moves) == moved


def test_tiers_from_other_weights_are_not_kept() -> None:
    plan = near_border(Scheme(weights=REVENUE_ONLY), since=TODAY, key=Scheme().key)
    assert len(plan.moves) == 2


def test_the_plan_says_by_how_much_the_counts_miss_the_quota() -> None:
    scheme = Scheme(weights=REVENUE_ONLY)
    facts = [customer(number, number) for number in range(1, 21)]
    previous = held_by(run(facts, scheme))
    previous[17] = Held(Tier.A, LONG_AGO, scheme.key)
    plan = run(facts, scheme, previous=previous)
    assert plan.off_quota == {Tier.A: 1, Tier.B: -1, Tier.C: 0}


def test_who_leaves_the_population_is_named() -> None:
    previous = {key: Held(Tier.A, LONG_AGO) for key in (1, 9)}
    plan = run([customer(1, 5)], Scheme(), previous=previous)
    assert plan.leavers == (9,)
    assert plan.counts_before == {Tier.A: 2, Tier.B: 0, Tier.C: 0}


def test_the_terms_that_changed_are_told_by_weight() -> None:
    facts = [customer(1, 5)._replace(growth=9), customer(2, 7)]
    before = {Term.REVENUE: Decimal(75), Term.GROWTH: Decimal(25), Term.EXPECTED: Decimal(25)}
    plan = run(facts, Scheme(), previous={1: Held(Tier.A, LONG_AGO, scores=before)})
    changes = [(each.term, each.before, each.after) for each in plan.changed_terms(1)]
    assert changes == [(Term.REVENUE, 75, 25), (Term.GROWTH, 25, 75)]


def test_revenue_share_stands_beside_customer_share() -> None:
    plan = run([customer(key, key) for key in range(1, 21)], Scheme(weights=REVENUE_ONLY))
    assert plan.shares[Tier.A].customer_share == Fraction(3, 20)
    assert plan.shares[Tier.A].revenue_share == Fraction(18 + 19 + 20, 210)
    assert sum(share.revenue for share in plan.shares.values()) == 210 * MICRO


@pytest.mark.parametrize(
    ("scheme", "code", "field"),
    [
        (Scheme(weights={}), SchemeProblem.WEIGHTS_SUM_TO_ZERO, "weights"),
        (Scheme(weights={Term.GROWTH: Decimal(-1)}), SchemeProblem.WEIGHT_NEGATIVE, "growth"),
        (Scheme(quota_a=Decimal("0.9")), SchemeProblem.SHARES_OUT_OF_RANGE, "quota"),
        (Scheme(threshold_b=Decimal(80)), SchemeProblem.CUTS_OUT_OF_ORDER, "threshold"),
        (Scheme(pareto_a=Decimal("0.99")), SchemeProblem.CUTS_OUT_OF_ORDER, "pareto"),
    ],
)
def test_an_unusable_scheme_is_refused(scheme: Scheme, code: SchemeProblem, field: str) -> None:
    with pytest.raises(InputError) as refused:
        run([], scheme)
    assert (refused.value.problem.code, refused.value.problem.field) == (code, field)


def test_the_scheme_key_tells_weights_apart_but_not_their_notation() -> None:
    written_otherwise = {**Scheme().weights, Term.REVENUE: Decimal("0.3")}
    assert Scheme(weights=written_otherwise).key == Scheme().key
    assert Scheme(weights=REVENUE_ONLY).key != Scheme().key
