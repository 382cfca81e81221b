"""What the opportunities of a customer come to: open, weighted by their chance, and won lately."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crm_desktop.domain.development import OPEN_STATES, Opportunity, OpportunityState
from crm_desktop.domain.periods import twelve_months


@dataclass(frozen=True, slots=True)
class OpportunitySums:
    """Sums in ``currency``; ``without_amount`` open ones are in no sum, having no value or rate.

    ``without_chance`` open ones count for the sum and not for the weighted one.
    """

    currency: str
    open: int
    value: Decimal
    weighted: Decimal
    won: Decimal
    without_amount: int
    without_chance: int


def weighted(one: Opportunity) -> Decimal | None:
    """Return what an opportunity is worth times its chance; None while either is unknown."""
    if one.value is None or one.probability is None:
        return None
    return one.value * one.probability / 100


def opportunity_sums(
    opportunities: Iterable[Opportunity],
    worth: Mapping[int, Decimal],
    currency: str,
    today: date,
) -> OpportunitySums:
    """Return the sums; ``worth`` is the value of each by key in ``currency``, where known."""
    known = list(opportunities)
    open_ones = [one for one in known if one.state in OPEN_STATES]
    valued = [(one, worth[one.id or 0]) for one in open_ones if one.id in worth]
    chances = [value * (one.probability or 0) / 100 for one, value in valued]
    year = twelve_months(today)
    won = [
        worth[one.id or 0]
        for one in known
        if one.state is OpportunityState.WON and one.id in worth
        if one.closed_on is not None and one.closed_on in year
    ]
    return OpportunitySums(
        currency=currency,
        open=len(open_ones),
        value=sum((value for _, value in valued), Decimal(0)),
        weighted=sum(chances, Decimal(0)),
        won=sum(won, Decimal(0)),
        without_amount=len(open_ones) - len(valued),
        without_chance=sum(one.probability is None for one, _ in valued),
    )
