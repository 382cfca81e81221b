"""Grouped sums of the whole file or of a few customers, as of any day."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.figures import Figures
from crm_desktop.domain.periods import twelve_months
from crm_desktop.storage.reading import Reading, Selection, among

_KINDS = {kind.value: kind for kind in CustomerKind}
_STAGES = {stage.value: stage for stage in Stage}

_CUSTOMERS = "SELECT id, kind, stage, strategic_value FROM customer WHERE binned_at IS NULL"
_PURCHASES = (
    "SELECT customer_id, count(*), sum(purchased_on >= :start), coalesce(sum(base_amount), 0),"
    " coalesce(sum(base_amount) FILTER (WHERE purchased_on >= :start), 0),"
    " sum(base_amount IS NULL), min(purchased_on), max(purchased_on)"
    " FROM purchase WHERE purchased_on <= :day{only} GROUP BY customer_id"
)
_CONTACTS = (
    "SELECT customer_id, max(happened_on) FROM interaction"
    " WHERE happened_on <= :day{only} GROUP BY customer_id"
)
_CONTRACTS = (
    "SELECT DISTINCT customer_id FROM contract WHERE (starts_on IS NULL OR starts_on <= :day)"
    " AND (ends_on IS NULL OR ends_on >= :day){only}"
)
_CHANCES = (
    "SELECT customer_id, sum(coalesce(o.base_value, 0) * coalesce(o.probability, 0) / 100),"
    " count(*) FROM opportunity o WHERE (o.opened_on IS NULL OR o.opened_on <= :day)"
    " AND (o.closed_on IS NULL OR o.closed_on > :day)"
    " AND (o.state IN ('open', 'quoted') OR o.closed_on > :day){only} GROUP BY customer_id"
)


def figures(
    reading: Reading, as_of: date, customer_ids: Selection = None, *, with_idle: bool = True
) -> dict[int, Figures]:
    """Return the figures of all customers that are not in the bin, or of the given ones.

    Facts dated after ``as_of`` are not counted ("As-of"). Who has no such fact at all is left out
    unless ``with_idle``; ``idle`` gives their figures.
    """
    only = among("customer_id", customer_ids)
    parameters = {"day": as_of.isoformat(), "start": twelve_months(as_of).first.isoformat()}

    def grouped(sql: str) -> dict[int, tuple[Any, ...]]:
        return {row[0]: row[1:] for row in reading.rows(sql.format(only=only), parameters)}

    purchases, contacts = grouped(_PURCHASES), grouped(_CONTACTS)
    contracts, chances = grouped(_CONTRACTS), grouped(_CHANCES)
    customers = reading.rows(_CUSTOMERS + among("id", customer_ids))
    return {
        key: _figures(
            (key, kind, stage, strategic),
            bought=purchases.get(key),
            contact=contacts.get(key),
            has_contract=key in contracts,
            chances=chances.get(key),
        )
        for key, kind, stage, strategic in customers
        if with_idle or key in purchases or key in contacts or key in contracts or key in chances
    }


@lru_cache
def idle(kind: str, stage: str, strategic_value: int | None) -> Figures:
    """Return the figures of any customer (key 0) of whom no fact is known."""
    return Figures(0, _KINDS[kind], _STAGES[stage], strategic_value)


def _figures(
    customer: Sequence[Any],
    *,
    bought: tuple[Any, ...] | None,
    contact: tuple[Any, ...] | None,
    has_contract: bool,
    chances: tuple[Any, ...] | None,
) -> Figures:
    key, kind, stage, strategic = customer
    count, recent, total, total_12m, without_rate, first, last = bought or (
        0,
        0,
        0,
        0,
        0,
        None,
        None,
    )
    growth, open_count = chances or (0, 0)
    return Figures(
        key,
        _KINDS[kind],
        _STAGES[stage],
        strategic,
        count,
        recent,
        total,
        total_12m,
        without_rate,
        _day(first),
        _day(last),
        has_contract,
        _day(contact[0]) if contact else None,
        growth,
        open_count,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
