"""Recency, frequency and money in quintiles (D17)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from crm_desktop.domain.value_index import Facts

FEWEST_FOR_QUINTILES = 50


class Rfm(NamedTuple):
    """Raw values of a customer and, from 50 customers up, its quintiles 1-5 (5 is best).

    ``recency_days`` is None without a purchase; such a customer ranks last. ``frequency`` and
    ``money`` (10^-6 units) are those of the last 12 months.
    """

    id: int
    recency_days: int | None
    frequency: int
    money: int
    quintiles: tuple[int, int, int] | None


def score(facts: Sequence[Facts], *, as_of: date) -> list[Rfm]:
    """Return the RFM values in the order of ``facts``; equal values share a quintile."""
    recency = [(as_of - row.last_purchase).days if row.last_purchase else None for row in facts]
    quintiles = _quintiles(facts) if len(facts) >= FEWEST_FOR_QUINTILES else [None] * len(facts)
    return [
        Rfm(row.id, days, row.purchases_12m, row.revenue_12m, scores)
        for row, days, scores in zip(facts, recency, quintiles, strict=True)
    ]


def _quintiles(facts: Sequence[Facts]) -> list[tuple[int, int, int] | None]:
    recency = _fifths([row.last_purchase.toordinal() if row.last_purchase else 0 for row in facts])
    frequency = _fifths([row.purchases_12m for row in facts])
    money = _fifths([row.revenue_12m for row in facts])
    return list(zip(recency, frequency, money, strict=True))


def _fifths(column: Sequence[int]) -> list[int]:
    """Return 1 + floor(5 x percentile) with the mean rank of a tie, as the index ranks (D3)."""
    counts = Counter(column)
    values = sorted(counts)
    tied = [counts[value] for value in values]
    fifth_of = {
        value: 1 + 5 * (2 * reached - ties) // (2 * len(column))
        for value, ties, reached in zip(values, tied, accumulate(tied), strict=True)
    }
    return [fifth_of[value] for value in column]
