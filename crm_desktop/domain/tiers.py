"""Assigning tiers: pins, ranking, the method's cuts, then hysteresis, in this order (D3)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, chain, repeat, takewhile
from operator import neg

from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_pins import is_valid
from crm_desktop.domain.tier_plan import Border, Held, Placement, Rule, TierPlan, crossed_border
from crm_desktop.domain.tier_scheme import Method, Scheme, Tier, check
from crm_desktop.domain.value_index import MICRO, Facts, Ratings, rate

_RULES = {Method.QUOTA: Rule.QUOTA, Method.THRESHOLD: Rule.THRESHOLD, Method.PARETO: Rule.PARETO}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a run finds: earlier tiers and pins by customer id, and the data's revision.

    ``previous`` lists the tiers held on the as-of day, ``pins`` only those of living cards.
    """

    previous: Mapping[int, Held] = field(default_factory=dict)
    pins: Mapping[int, TierPin] = field(default_factory=dict)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class _Run:
    """What every row of one run is settled by; ``pins`` are the valid ones.

    ``scheme_key`` is worked out once: asking the scheme for it a row takes half of a run.
    """

    scheme: Scheme
    as_of: date
    previous: Mapping[int, Held]
    pins: Mapping[int, TierPin]
    borders: tuple[Border, Border] | None
    scheme_key: str


def assign(facts: Sequence[Facts], *, scheme: Scheme, standing: Standing, as_of: date) -> TierPlan:
    """Return the plan of a run; pure, so a what-if is another call with another scheme.

    ``facts`` holds the population of D3 (not in the bin, lost or dormant, with a purchase or a
    running contract up to ``as_of``), in any order. The index ranks all of them; valid pins then
    leave, so they take no seat of the quota. Raises ``InputError`` where the scheme is unusable.
    """
    check(scheme)
    ratings = rate(facts, scheme=scheme, as_of=as_of)
    pins = {key: pin for key, pin in standing.pins.items() if is_valid(pin, as_of)}
    order = _ranking(ratings, scheme.method)
    free = [at for at in order if facts[at].id not in pins] if pins else order
    seats = _seats(free, ratings, scheme)
    borders = _borders([ratings.index_micro[at] for at in free], seats, scheme)
    run = _Run(scheme, as_of, standing.previous, pins, borders, scheme.key)
    return TierPlan(
        as_of=as_of,
        scheme=scheme,
        revision=standing.revision,
        placements=tuple(chain(_rated(order, ratings, seats, run), _unrated(ratings, run))),
        borders=borders,
        seats=seats,
        previous=standing.previous,
        pins=pins,
        ratings=ratings,
    )


def _ranking(ratings: Ratings, method: Method) -> list[int]:
    """Return positions, the best first: index, revenue, id; for Pareto revenue leads."""
    indexes = map(neg, ratings.index_micro)
    revenues = [-row.revenue_12m for row in ratings.facts]
    ids = (row.id for row in ratings.facts)
    positions = range(len(ratings.facts))
    if method is Method.PARETO:
        keys = zip(revenues, indexes, ids, positions, strict=True)
    else:
        keys = zip(indexes, revenues, ids, positions, strict=True)
    return [key[3] for key in sorted(keys)]


def _seats(free: Sequence[int], ratings: Ratings, scheme: Scheme) -> dict[Tier, int]:
    """Return how many of the ranked ``free`` positions the method puts in each tier."""
    match scheme.method:
        case Method.QUOTA:
            return _quota_seats(len(free), scheme)
        case Method.THRESHOLD:
            upper, lower = _threshold_reach([ratings.index_micro[at] for at in free], scheme)
        case Method.PARETO:
            upper, lower = _pareto_reach([ratings.facts[at].revenue_12m for at in free], scheme)
    return {Tier.A: upper, Tier.B: lower - upper, Tier.C: len(free) - lower}


def _quota_seats(count: int, scheme: Scheme) -> dict[Tier, int]:
    """Largest remainder; equal remainders go to A, then B, then C."""
    a, b = Fraction(scheme.quota_a), Fraction(scheme.quota_b)
    exact = {Tier.A: count * a, Tier.B: count * b, Tier.C: count * (1 - a - b)}
    seats = {tier: int(share) for tier, share in exact.items()}
    by_remainder = sorted(Tier, key=lambda tier: seats[tier] - exact[tier])
    for tier in by_remainder[: count - sum(seats.values())]:
        seats[tier] += 1
    return seats


def _threshold_reach(indexes: Sequence[int], scheme: Scheme) -> tuple[int, int]:
    cuts = (scheme.threshold_a * MICRO, scheme.threshold_b * MICRO)
    upper, lower = (bisect_right(indexes, -cut, key=lambda index: -Decimal(index)) for cut in cuts)
    return upper, lower


def _pareto_reach(revenues: Sequence[int], scheme: Scheme) -> tuple[int, int]:
    earning = list(takewhile(lambda revenue: revenue > 0, revenues))
    before = [0, *accumulate(earning)]
    total = before.pop()
    upper, lower = (bisect_left(before, cut * total) for cut in (scheme.pareto_a, scheme.pareto_b))
    return upper, lower


def _borders(
    indexes: Sequence[int], seats: Mapping[Tier, int], scheme: Scheme
) -> tuple[Border, Border] | None:
    if scheme.method is Method.PARETO:
        return None
    first, second = seats[Tier.A], seats[Tier.A] + seats[Tier.B]
    if scheme.method is Method.THRESHOLD:
        at_a: Decimal | None = scheme.threshold_a
        at_b: Decimal | None = scheme.threshold_b
    else:
        at_a, at_b = _midpoint(indexes, first), _midpoint(indexes, second)
    return Border(Tier.A, Tier.B, at_a), Border(Tier.B, Tier.C, at_b)


def _midpoint(indexes: Sequence[int], reach: int) -> Decimal | None:
    """Return the middle between the last in and the first out, None where one is missing."""
    if not 0 < reach < len(indexes):
        return None
    return Decimal(indexes[reach - 1] + indexes[reach]) / (2 * MICRO)


def _rated(
    order: Sequence[int], ratings: Ratings, seats: Mapping[Tier, int], run: _Run
) -> Iterator[Placement]:
    fresh_tiers = chain.from_iterable(repeat(tier, seats[tier]) for tier in Tier)
    for rank, at in enumerate(order, 1):
        facts, index = ratings.facts[at], ratings.index_micro[at]
        pin = run.pins.get(facts.id)
        fresh = Tier(pin.tier) if pin else next(fresh_tiers)
        held = run.previous.get(facts.id)
        rule = Rule.PINNED if pin else _rule(facts, fresh, index, held, run)
        kept = held is not None and rule in (Rule.KEPT_NEAR_BORDER, Rule.KEPT_RECENT)
        previous = held.tier if held else None
        tier = held.tier if kept and held else fresh
        yield Placement(facts.id, rank, tier, fresh, rule, previous, index, facts.revenue_12m)


def _rule(facts: Facts, fresh: Tier, index: int, held: Held | None, run: _Run) -> Rule:
    """Tell which rule decides for a customer without a pin (D3, step 3)."""
    scheme = run.scheme
    moves = held is not None and held.tier is not fresh
    if held and moves and held.scheme_key == run.scheme_key:
        border = crossed_border(run.borders, held=held.tier, fresh=fresh)
        if border is not None and abs(Decimal(index) / MICRO - border) <= scheme.border_points:
            return Rule.KEPT_NEAR_BORDER
        if (run.as_of - held.since).days < scheme.hold_days:
            return Rule.KEPT_RECENT
    if scheme.method is Method.PARETO and facts.revenue_12m <= 0:
        return Rule.NO_REVENUE
    return _RULES[scheme.method]


def _unrated(ratings: Ratings, run: _Run) -> Iterator[Placement]:
    """Yield the customers that have a pin but neither purchase nor contract, by id."""
    rated = {row.id for row in ratings.facts} if run.pins else frozenset[int]()
    for key in sorted(run.pins.keys() - rated):
        tier, held = Tier(run.pins[key].tier), run.previous.get(key)
        previous = held.tier if held else None
        yield Placement(key, None, tier, tier, Rule.PINNED, previous, None, 0)
