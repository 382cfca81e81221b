"""A tier run before it is applied: who stands where and moves, with the reasons (D3)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.tier_scheme import Scheme, Term, Tier
from crm_desktop.domain.value_index import MICRO, Ratings, TermScore


class Rule(StrEnum):
    """Which rule gave a customer its tier; also the code of the reason."""

    PINNED = "pinned"
    QUOTA = "quota"
    THRESHOLD = "threshold"
    PARETO = "pareto"
    NO_REVENUE = "no_revenue"
    KEPT_NEAR_BORDER = "kept_near_border"
    KEPT_RECENT = "kept_recent"


class Move(StrEnum):
    """What a run does to a customer's tier."""

    NEW = "new"
    SAME = "same"
    UP = "up"
    DOWN = "down"


def move_between(previous: Tier | None, tier: Tier) -> Move:
    """Return what a change from ``previous`` to ``tier`` is; A is the highest."""
    if previous is None:
        return Move.NEW
    if previous is tier:
        return Move.SAME
    return Move.UP if tier < previous else Move.DOWN


@dataclass(frozen=True, slots=True)
class Held:
    """The tier a customer has, since when, and the key of the scheme that gave it.

    ``scheme_key`` is None for a tier that came from a pin. ``scores`` are the term scores (0-100)
    of that run where they were kept; they tell which terms changed.
    """

    tier: Tier
    since: date
    scheme_key: str | None = None
    scores: Mapping[Term, Decimal] | None = None


class Placement(NamedTuple):
    """One customer in a plan.

    ``rank`` counts from 1 in the order of the method; a customer that has only a pin and neither
    purchase nor contract has no rank and no index. ``fresh`` is the tier without hysteresis.
    """

    id: int
    rank: int | None
    tier: Tier
    fresh: Tier
    rule: Rule
    previous: Tier | None
    index_micro: int | None
    revenue_12m: int

    @property
    def move(self) -> Move:
        """How ``tier`` compares with ``previous``."""
        return move_between(self.previous, self.tier)

    @property
    def value_index(self) -> Decimal | None:
        """The value index 0-100 with six decimals, None where there is none."""
        return None if self.index_micro is None else Decimal(self.index_micro) / MICRO


@dataclass(frozen=True, slots=True)
class Border:
    """The index at which two neighbouring tiers meet; None where one side has nobody."""

    upper: Tier
    lower: Tier
    index: Decimal | None


ReasonValue = Decimal | int | date | str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a customer has its tier, as a code with the numbers the sentence needs."""

    code: Rule
    params: Mapping[str, ReasonValue]


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term whose score moved since the earlier run."""

    term: Term
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class TierShare:
    """A tier's part of the customers and of the revenue of 12 months.

    ``revenue`` is in 10^-6 units; ``revenue_share`` is None where the total is not positive.
    """

    count: int
    customer_share: Fraction
    revenue: int
    revenue_share: Fraction | None


@dataclass(frozen=True)
class TierPlan:
    """The result of a run, to look at or to apply.

    ``revision`` is the revision of the data the run read: applying is refused when the file has
    moved on. ``placements`` stand in rank order, those without a rank last. ``seats`` is how many
    the method alone would put in each tier, pins aside.
    """

    as_of: date
    scheme: Scheme
    revision: int
    placements: Sequence[Placement]
    borders: tuple[Border, Border] | None
    seats: Mapping[Tier, int]
    previous: Mapping[int, Held]
    pins: Mapping[int, TierPin]
    ratings: Ratings

    @cached_property
    def counts(self) -> dict[Tier, int]:
        """How many customers stand in each tier after the run."""
        return _per_tier(row.tier for row in self.placements)

    @cached_property
    def counts_before(self) -> dict[Tier, int]:
        """How many customers stood in each tier before, those who now leave included."""
        return _per_tier(held.tier for held in self.previous.values())

    @cached_property
    def off_quota(self) -> dict[Tier, int]:
        """By how many each tier differs from its seats, pins aside: what hysteresis kept."""
        free = _per_tier(row.tier for row in self.placements if row.rule is not Rule.PINNED)
        return {tier: free[tier] - self.seats[tier] for tier in Tier}

    @cached_property
    def moves(self) -> tuple[Placement, ...]:
        """The customers whose tier changes or who get their first, in rank order."""
        return tuple(row for row in self.placements if row.move is not Move.SAME)

    @cached_property
    def leavers(self) -> tuple[int, ...]:
        """Ids that had a tier and no longer belong to the population, ascending."""
        return tuple(sorted(self.previous.keys() - self._rows.keys()))

    @cached_property
    def shares(self) -> dict[Tier, TierShare]:
        """Each tier's share of customers beside its share of revenue."""
        revenue: Counter[Tier] = Counter()
        for row in self.placements:
            revenue[row.tier] += row.revenue_12m
        total = sum(revenue.values())
        return {
            tier: TierShare(
                self.counts[tier],
                Fraction(self.counts[tier], len(self.placements) or 1),
                revenue[tier],
                Fraction(revenue[tier], total) if total > 0 else None,
            )
            for tier in Tier
        }

    def placement(self, customer_id: int) -> Placement:
        """Return a customer's row; raises ``KeyError`` for one outside the plan."""
        return self._rows[customer_id]

    def terms(self, customer_id: int) -> tuple[TermScore, ...]:
        """Return how a customer's index is made up; empty for one without an index."""
        position = self._positions.get(customer_id)
        return () if position is None else self.ratings.explain(position)

    def changed_terms(self, customer_id: int) -> tuple[TermChange, ...]:
        """Return the terms that moved since the earlier run, the weightiest change first."""
        held = self.previous.get(customer_id)
        if held is None or held.scores is None:
            return ()
        changes = [
            (abs(term.score - before) * term.weight, TermChange(term.term, before, term.score))
            for term in self.terms(customer_id)
            if (before := held.scores.get(term.term)) is not None and before != term.score
        ]
        return tuple(change for _, change in sorted(changes, key=lambda pair: -pair[0]))

    def reason(self, customer_id: int) -> Reason:
        """Return why a customer stands in its tier."""
        row = self._rows[customer_id]
        return Reason(row.rule, self._params(row))

    @cached_property
    def _rows(self) -> dict[int, Placement]:
        return {row.id: row for row in self.placements}

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {facts.id: at for at, facts in enumerate(self.ratings.facts)}

    def _params(self, row: Placement) -> dict[str, ReasonValue]:
        match row.rule:
            case Rule.PINNED:
                pin = self.pins[row.id]
                return {"reason": pin.reason, "author": pin.author, "until": pin.expires_on}
            case Rule.KEPT_NEAR_BORDER:
                border = crossed_border(self.borders, held=row.tier, fresh=row.fresh)
                return {"would_be": row.fresh, "index": row.value_index, "border": border}
            case Rule.KEPT_RECENT:
                since = self.previous[row.id].since
                days = (self.as_of - since).days
                return {"would_be": row.fresh, "since": since, "days": days}
            case Rule.PARETO:
                before = self._shares_before[row.id]
                return {"share_before": Decimal(before.numerator) / before.denominator}
            case Rule.NO_REVENUE:
                return {}
            case Rule.QUOTA | Rule.THRESHOLD:
                return {"index": row.value_index, "rank": row.rank, "of": len(self.ratings.facts)}

    @cached_property
    def _shares_before(self) -> dict[int, Fraction]:
        """Cumulative revenue share before each customer that competes, in rank order."""
        free = [row for row in self.placements if row.rule is not Rule.PINNED]
        total = sum(max(row.revenue_12m, 0) for row in free) or 1
        reached = accumulate((max(row.revenue_12m, 0) for row in free), initial=0)
        return {row.id: Fraction(sum_, total) for row, sum_ in zip(free, reached, strict=False)}


def crossed_border(
    borders: tuple[Border, Border] | None, *, held: Tier, fresh: Tier
) -> Decimal | None:
    """Return the first border on the way from ``held`` to ``fresh``, None where there is none."""
    if borders is None or held is fresh:
        return None
    upper, lower = borders
    starts_above = held is Tier.A or (held is Tier.B and fresh is Tier.A)
    return upper.index if starts_above else lower.index


def _per_tier(tiers: Iterable[Tier]) -> dict[Tier, int]:
    counted = Counter(tiers)
    return {tier: counted[tier] for tier in Tier}
