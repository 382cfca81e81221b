"""How customers are tiered: the terms of the value index, their weights, the method (D3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from crm_desktop.domain.problems import InputError


class Tier(StrEnum):
    """Strategic value, key development, maintenance (D3); in the order of their worth."""

    A = "A"
    B = "B"
    C = "C"


class Method(StrEnum):
    """The three ways to assign tiers (D3)."""

    QUOTA = "quota"
    THRESHOLD = "threshold"
    PARETO = "pareto"


class Term(StrEnum):
    """The six terms of the value index, in the order they are explained."""

    REVENUE = "revenue"
    FREQUENCY = "frequency"
    RECENCY = "recency"
    EXPECTED = "expected"
    GROWTH = "growth"
    STRATEGIC = "strategic"


class SchemeProblem(StrEnum):
    """Why a scheme is refused."""

    WEIGHT_NEGATIVE = "weight_negative"
    WEIGHTS_SUM_TO_ZERO = "weights_sum_to_zero"
    SHARES_OUT_OF_RANGE = "shares_out_of_range"
    CUTS_OUT_OF_ORDER = "cuts_out_of_order"


DEFAULT_WEIGHTS: Mapping[Term, Decimal] = MappingProxyType(
    {
        Term.REVENUE: Decimal("0.30"),
        Term.FREQUENCY: Decimal("0.10"),
        Term.RECENCY: Decimal("0.05"),
        Term.EXPECTED: Decimal("0.15"),
        Term.GROWTH: Decimal("0.20"),
        Term.STRATEGIC: Decimal("0.20"),
    }
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of tiering; every number is a setting with the default of D3.

    ``quota_a``, ``quota_b`` and the two Pareto cuts are shares 0-1, thresholds and
    ``border_points`` are points of the index (0-100). ``kinds_apart`` ranks companies and persons
    each among themselves when the index is made; the tiers are then assigned over both.
    """

    method: Method = Method.QUOTA
    weights: Mapping[Term, Decimal] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    quota_a: Decimal = Decimal("0.15")
    quota_b: Decimal = Decimal("0.25")
    threshold_a: Decimal = Decimal(75)
    threshold_b: Decimal = Decimal(50)
    pareto_a: Decimal = Decimal("0.80")
    pareto_b: Decimal = Decimal("0.95")
    border_points: Decimal = Decimal(3)
    hold_days: int = 90
    kinds_apart: bool = False

    @property
    def key(self) -> str:
        """Names method and weights; equal for two runs whose tiers may be compared (D3)."""
        shares = normalised(self.weights)
        parts = [f"{term}={shares[term].normalize():f}" for term in Term if shares[term]]
        if self.kinds_apart:
            parts.append("kinds_apart")
        return f"{self.method}:{','.join(parts)}"


def normalised(weights: Mapping[Term, Decimal]) -> dict[Term, Decimal]:
    """Return all six weights as they stand, a term not named weighing 0."""
    return {term: weights.get(term, Decimal(0)) for term in Term}


def check(scheme: Scheme) -> None:
    """Raise ``InputError`` (a ``SchemeProblem``) for the first setting no ranking can follow."""
    weights = normalised(scheme.weights)
    negative = next((term for term in Term if weights[term] < 0), None)
    if negative is not None:
        raise InputError(SchemeProblem.WEIGHT_NEGATIVE, field=negative)
    if not any(weights.values()):
        raise InputError(SchemeProblem.WEIGHTS_SUM_TO_ZERO, field="weights")
    if not (scheme.quota_a >= 0 <= scheme.quota_b and scheme.quota_a + scheme.quota_b <= 1):
        raise InputError(SchemeProblem.SHARES_OUT_OF_RANGE, field="quota")
    if not 0 <= scheme.threshold_b <= scheme.threshold_a <= 100:
        raise InputError(SchemeProblem.CUTS_OUT_OF_ORDER, field="threshold")
    if not 0 <= scheme.pareto_a <= scheme.pareto_b <= 1:
        raise InputError(SchemeProblem.CUTS_OUT_OF_ORDER, field="pareto")
