"""Tier, value index and standing of every living customer, in a narrow derived table (D3)."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.figures import Figures
from crm_desktop.domain.tier_scheme import Scheme
from crm_desktop.domain.value_index import Facts, rate
from crm_desktop.storage.figures import figures
from crm_desktop.storage.indexes import without_indexes
from crm_desktop.storage.listing import listed_day, stored_facts
from crm_desktop.storage.rated_columns import stored_indexes
from crm_desktop.storage.reading import Reading, Selection, among
from crm_desktop.storage.tier_records import tiers
from crm_desktop.storage.writing import Writing

RATED = "rated"
_INSERT = (
    "INSERT OR REPLACE INTO rating (customer_id, tier, value_index, standing) VALUES (?, ?, ?, ?)"
)
_INSERT_UNRATED = (
    "INSERT INTO rating (customer_id, tier, value_index, standing)"
    " SELECT customer_id, '', NULL, ? FROM listing ORDER BY customer_id"
)
_OLD = (
    "SELECT l.customer_id, r.tier, r.value_index, r.standing FROM listing l"
    " LEFT JOIN rating r ON r.customer_id = l.customer_id ORDER BY l.customer_id"
)
_PLACES = {"A": 0, "B": 1, "C": 2, "": 3}
_PLACE_STEP = 10**9
_TOP_INDEX = 10**8

BULK_PART = 4
"""From one row in so many on, writing the whole table anew beats mending it."""

RatingRow = tuple[int, str, int | None, int]
"""Customer, tier, value index in 10^-6 points, standing."""


@dataclass(frozen=True, slots=True)
class Rated:
    """Which day and which revision of the data the stored value indexes belong to."""

    day: date
    revision: int


def as_facts(found: Figures) -> Facts:
    """Return what the value index needs of a customer's figures (D3)."""
    return Facts(
        found.customer_id,
        found.kind,
        found.revenue_12m,
        found.revenue_total,
        found.purchases_12m,
        found.first_purchase,
        found.last_purchase,
        found.growth,
        found.strategic_value,
    )


def population(reading: Reading, as_of: date) -> list[Facts]:
    """Return what the value index needs of everybody who is tiered on a day (D3), by key.

    The stored lines serve when they are of that day: adding up all purchases takes ten times as
    long.
    """
    if listed_day(reading) == as_of:
        return stored_facts(reading)
    return [as_facts(one) for one in figures(reading, as_of).values() if one.is_in_population]


def rated(reading: Reading) -> Rated | None:
    """Return what the stored value indexes were made of, None before the first rating."""
    found = reading.one("SELECT value FROM state WHERE key = ?", (RATED,))
    if found is None:
        return None
    stored = json.loads(found[0])
    return Rated(date.fromisoformat(stored["day"]), stored["revision"])


def stored_ratings(reading: Reading, keys: Selection = None) -> dict[int, tuple[str, int | None]]:
    """Return tier and value index (10^-6 points) of living customers."""
    only = among("customer_id", keys)
    rows = reading.rows(f"SELECT customer_id, tier, value_index FROM rating WHERE 1{only}")
    return {key: (tier, index) for key, tier, index in rows}


def value_indexes(population: Sequence[Facts], *, as_of: date, scheme: Scheme) -> dict[int, int]:
    """Return the value index in 10^-6 points of everybody in the population (D3)."""
    found = rate(population, scheme=scheme, as_of=as_of).index_micro
    return dict(zip((facts.id for facts in population), found, strict=True))


def standing(tier: str, index: int | None) -> int:
    """Return a number that is lower for who stands higher: by tier, then by value index."""
    return _PLACES[tier] * _PLACE_STEP + _TOP_INDEX - (-1 if index is None else index)


def standing_range(tier: str) -> tuple[int, int]:
    """Return the lowest standing of a tier, empty for none, and the first one past it."""
    return _PLACES[tier] * _PLACE_STEP, (_PLACES[tier] + 1) * _PLACE_STEP


def tier_counts(reading: Reading) -> dict[str, int]:
    """Return how many living customers have each tier, under an empty text those without one."""
    sql = "SELECT count(*) FROM rating WHERE standing >= ? AND standing < ?"
    counts = {tier: reading.one(sql, standing_range(tier)) for tier in _PLACES}
    return {tier: found[0] if found else 0 for tier, found in counts.items()}


def rebuild(work: Writing, *, day: date, scheme: Scheme, revision: int) -> None:
    """Rate everybody anew from the stored lines, which must be of ``day``.

    Only what differs is written; where that is most, everything is, its indexes made at the end.
    """
    tier_of, index_of = tiers(work, day), stored_indexes(work, day, scheme)
    if not tier_of and not index_of:
        _replace(work, lambda: work.execute(_INSERT_UNRATED, (standing("", None),)))
    else:
        _store(work, tier_of, index_of)
    state = json.dumps({"day": day.isoformat(), "revision": revision})
    work.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (RATED, state))


def refresh(work: Writing, customer_ids: Collection[int], *, day: date) -> None:
    """Bring the tiers of some customers up to date; an index stays until the next rebuild."""
    only = among("customer_id", customer_ids)
    living = work.rows(f"SELECT customer_id, is_rated FROM listing WHERE 1{only}")
    old: dict[int, int | None] = dict(
        work.rows(f"SELECT customer_id, value_index FROM rating WHERE 1{only}")
    )
    found = {key: old.get(key) if is_rated else None for key, is_rated in living}
    work.execute(f"DELETE FROM rating WHERE 1{only}")
    work.execute_many(_INSERT, _rows(found, tiers(work, day, customer_ids), found))


def _store(work: Writing, tier_of: Mapping[int, str], index_of: Mapping[int, int]) -> None:
    old = work.rows(_OLD)
    new = list(_rows((row[0] for row in old), tier_of, index_of))
    moved = [after for before, after in zip(old, new, strict=True) if before != after]
    if len(moved) * BULK_PART > len(new):
        _replace(work, lambda: work.execute_many(_INSERT, new))
        return
    work.execute_many(_INSERT, moved)
    work.execute("DELETE FROM rating WHERE customer_id NOT IN (SELECT customer_id FROM listing)")


def _replace(work: Writing, fill: Callable[[], object]) -> None:
    with without_indexes(work, "rating"):
        work.execute("DELETE FROM rating")
        fill()


def _rows(
    keys: Iterable[int], tier_of: Mapping[int, str], index_of: Mapping[int, int | None]
) -> Iterable[RatingRow]:
    first = {tier: standing(tier, 0) for tier in _PLACES}
    for key in keys:
        tier, index = tier_of.get(key, ""), index_of.get(key)
        yield key, tier, index, first[tier] - (-1 if index is None else index)
