"""The narrow table of derived figures that lists sort and filter by."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from crm_desktop.domain.figures import Figures
from crm_desktop.domain.man import assess
from crm_desktop.domain.tier_scheme import Scheme
from crm_desktop.domain.value_index import Facts, rate
from crm_desktop.storage.figures import figures
from crm_desktop.storage.man_records import man_answers
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.tier_records import held_tiers, pins
from crm_desktop.storage.types import MICRO
from crm_desktop.storage.writing import Writing

RATED = "rated"
_COLUMNS = (
    "customer_id, tier, value_index, man_class, man_score, purchases, revenue_total, revenue_12m,"
    " last_purchase, last_contact"
)
_INSERT = f"INSERT OR REPLACE INTO rating ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
RatingRow = tuple[Any, ...]
"""Stored values in the order of the columns: days as ISO text, numbers in 10^-6 units."""


@dataclass(frozen=True, slots=True)
class Rated:
    """Which day and which revision of the data the stored ratings belong to."""

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


def rated(reading: Reading) -> Rated | None:
    """Return what the stored value indexes were made of, None before the first rating."""
    found = reading.one("SELECT value FROM state WHERE key = ?", (RATED,))
    if found is None:
        return None
    stored = json.loads(found[0])
    return Rated(date.fromisoformat(stored["day"]), stored["revision"])


def stored_rows(reading: Reading) -> dict[int, RatingRow]:
    """Return the rows of the table by customer."""
    return {row[0]: row for row in reading.rows(f"SELECT {_COLUMNS} FROM rating")}


def rate_all(reading: Reading, as_of: date, scheme: Scheme) -> dict[int, RatingRow]:
    """Return every living customer's row as of a day, computed from the facts (D2, D3)."""
    found = figures(reading, as_of)
    population = [as_facts(one) for one in found.values() if one.is_in_population]
    indexes = rate(population, scheme=scheme, as_of=as_of).index_micro
    by_customer = dict(zip((facts.id for facts in population), indexes, strict=True))
    return _rows(reading, found, as_of, by_customer)


def rebuild(work: Writing, *, today: date, scheme: Scheme, revision: int) -> None:
    """Make the whole table again, value indexes included."""
    rows = rate_all(work, today, scheme)
    work.execute("DELETE FROM rating")
    work.execute_many(_INSERT, rows.values())
    state = json.dumps({"day": today.isoformat(), "revision": revision})
    work.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (RATED, state))


def refresh(work: Writing, customer_ids: Collection[int], *, today: date) -> None:
    """Bring the rows of some customers up to date; their index stays until the next rebuild."""
    found = figures(work, today, customer_ids)
    keys = id_list(customer_ids)
    old = work.rows(f"SELECT customer_id, value_index FROM rating WHERE customer_id IN ({keys})")
    rows = _rows(work, found, today, dict(old), only=customer_ids)
    work.execute(f"DELETE FROM rating WHERE customer_id IN ({keys})")
    work.execute_many(_INSERT, rows.values())


def _rows(
    reading: Reading,
    found: Mapping[int, Figures],
    day: date,
    indexes: Mapping[int, int | None],
    *,
    only: Collection[int] | None = None,
) -> dict[int, RatingRow]:
    held, pinned = held_tiers(reading, day, only), pins(reading, day)
    man = man_answers(reading, day, only)

    def row(key: int, one: Figures) -> RatingRow:
        pin, tier = pinned.get(key), held.get(key)
        return (
            key,
            pin.tier if pin else tier.tier.value if tier else "",
            indexes.get(key),
            *_man(one, man.get(key, []), day),
            one.purchases,
            one.revenue_total,
            one.revenue_12m,
            one.last_purchase.isoformat() if one.last_purchase else None,
            one.last_contact.isoformat() if one.last_contact else None,
        )

    return {key: row(key, one) for key, one in found.items()}


def _man(one: Figures, answers: list[Any], day: date) -> tuple[str, int | None]:
    if not one.shows_man or not answers:
        return "", None
    assessment = assess(answers, as_of=day, kind=one.kind)
    return assessment.man_class, round(Fraction(assessment.overall) * MICRO)
