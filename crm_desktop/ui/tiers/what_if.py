"""What a person sets on the page of the tiers and what comes of it; knows no widget (D3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from crm_desktop.domain.pareto import CurvePoint, curve
from crm_desktop.domain.tier_plan import Move, Rule, TierPlan, TierShare
from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier, normalised
from crm_desktop.services.tier_what_if import Ground, shares_now, what_if
from crm_desktop.text import mark, mark_in
from crm_desktop.wording.tiers import TERMS

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Knob:
    """One number of a scheme as it is set: marked words, its range, and how to read and set it.

    ``tip`` is a marked text that says what the number means.

    Shares are set in per cent, thresholds and the border in points of the index.
    """

    code: str
    label: str
    high: int
    unit: str
    read: Callable[[Scheme], Decimal]
    turn: Callable[[Scheme, Decimal], Scheme]
    low: int = 0
    tip: str = ""


_TERM_TIPS: Mapping[Term, str] = {
    Term.REVENUE: mark("Revenue of the last 12 months, net of returns"),
    Term.FREQUENCY: mark("Number of purchases in the last 12 months"),
    Term.RECENCY: mark("Days since the last purchase; fewer is better"),
    Term.EXPECTED: mark("Revenue a year over the whole time as a customer"),
    Term.GROWTH: mark("Open opportunities: value times probability"),
    Term.STRATEGIC: mark("Set on the card from 0 to 4, with a reason"),
}


def _weight(term: Term) -> Knob:
    def turn(scheme: Scheme, value: Decimal) -> Scheme:
        return replace(scheme, weights={**normalised(scheme.weights), term: value / HUNDRED})

    def read(scheme: Scheme) -> Decimal:
        return normalised(scheme.weights)[term] * HUNDRED

    tip = _TERM_TIPS[term]
    return Knob(f"weight_{term}", TERMS[term], 100, "%", read, turn, tip=tip)


Push = Callable[[Decimal, Decimal], Decimal]
"""Takes the number just set and the other one; returns the other so that both go together."""


def _cut(code: str, partner: str, label: str, push: Push, *, is_share: bool = True) -> Knob:
    scale = HUNDRED if is_share else Decimal(1)

    def turn(scheme: Scheme, value: Decimal) -> Scheme:
        wanted = value / scale
        other = push(wanted, getattr(scheme, partner))
        return replace(scheme, **{code: wanted, partner: other})  # type: ignore[arg-type]

    def read(scheme: Scheme) -> Decimal:
        return Decimal(getattr(scheme, code) * scale)

    return Knob(code, label, 100, "%" if is_share else "", read, turn)


def _rest(wanted: Decimal, other: Decimal) -> Decimal:
    return min(other, 1 - wanted)


def _plain(code: str, label: str, high: int, tip: str) -> Knob:
    def turn(scheme: Scheme, value: Decimal) -> Scheme:
        wanted = int(value) if code == "hold_days" else value
        return replace(scheme, **{code: wanted})  # type: ignore[arg-type]

    def read(scheme: Scheme) -> Decimal:
        return Decimal(getattr(scheme, code))

    return Knob(code, label, high, "", read, turn, tip=tip)


WEIGHTS = tuple(_weight(term) for term in Term)
CUTS: Mapping[Method, tuple[Knob, ...]] = {
    Method.QUOTA: (
        _cut("quota_a", "quota_b", mark("A, share of customers"), _rest),
        _cut("quota_b", "quota_a", mark("B, share of customers"), _rest),
    ),
    Method.THRESHOLD: (
        _cut("threshold_a", "threshold_b", mark("A from index"), min, is_share=False),
        _cut("threshold_b", "threshold_a", mark("B from index"), max, is_share=False),
    ),
    Method.PARETO: (
        _cut("pareto_a", "pareto_b", mark("A, first share of revenue"), max),
        _cut("pareto_b", "pareto_a", mark("A and B, share of revenue"), min),
    ),
}
STAYING = (
    _plain(
        "border_points",
        mark("Near a border, points"),
        20,
        mark("Whose index is this close to the border it would cross keeps the tier"),
    ),
    _plain(
        "hold_days",
        mark("New in a tier, days"),
        365,
        mark("Who got the tier fewer days ago keeps it"),
    ),
)


class Direction(StrEnum):
    """Which customers the list of moves shows."""

    ALL = "all"
    UP = "up"
    DOWN = "down"
    NEW = "new"
    LEAVING = "leaving"
    KEPT = "kept"


DIRECTIONS: Mapping[Direction, str] = {
    Direction.ALL: mark("All moves"),
    Direction.UP: mark_in("moves", "Up"),
    Direction.DOWN: mark_in("moves", "Down"),
    Direction.NEW: mark_in("moves", "First tier"),
    Direction.LEAVING: mark_in("moves", "No longer tiered"),
    Direction.KEPT: mark_in("moves", "Kept"),
}
_MOVES = {Direction.UP: Move.UP, Direction.DOWN: Move.DOWN, Direction.NEW: Move.NEW}
_KEPT = (Rule.KEPT_NEAR_BORDER, Rule.KEPT_RECENT)


@dataclass(frozen=True)
class Outlook:
    """A plan with what the page shows of it; made on a worker, then only looked at."""

    ground: Ground
    plan: TierPlan
    now: Mapping[Tier, TierShare]
    keys: Mapping[Direction, Sequence[int]]
    course: Sequence[CurvePoint]

    @property
    def is_first(self) -> bool:
        """True while nothing was ever applied."""
        return self.ground.last is None

    @property
    def is_empty(self) -> bool:
        """True where nobody can be tiered."""
        return not self.plan.placements

    @property
    def changes_nothing(self) -> bool:
        """True when applying would move nobody and keep the scheme."""
        has_moves = bool(self.keys[Direction.ALL])
        return not (has_moves or self.is_first) and self.plan.scheme == self.ground.scheme


def look(ground: Ground, scheme: Scheme) -> Outlook:
    """Return what a scheme would do; raises InputError for an unusable one."""
    plan = what_if(ground, scheme)
    keys: dict[Direction, Sequence[int]] = {
        direction: tuple(row.id for row in plan.moves if row.move is move)
        for direction, move in _MOVES.items()
    }
    keys[Direction.LEAVING] = plan.leavers
    keys[Direction.ALL] = (*(row.id for row in plan.moves), *plan.leavers)
    keys[Direction.KEPT] = tuple(row.id for row in plan.placements if row.rule in _KEPT)
    course = curve([facts.revenue_12m for facts in ground.facts])
    outlook = Outlook(ground, plan, shares_now(ground), keys, course)
    _warm(plan)
    return outlook


def _warm(plan: TierPlan) -> None:
    """Work out what is kept for later now, so that no row has to wait for it when it is painted."""
    _ = (plan.counts, plan.counts_before, plan.shares, plan.off_quota)
    if plan.placements:
        key = plan.placements[0].id
        plan.reason(key)
        plan.terms(key)
