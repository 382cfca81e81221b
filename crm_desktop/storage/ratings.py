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
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.tier_records import held_tiers, pins
from crm_desktop.storage.types import MICRO
from crm_desktop.storage.writing import Writing

RATED = "rated"
_COLUMNS = (
    "customer_id, tier, man_class, man_score, purchases, revenue_total, revenue_12m,"
    " last_purchase, last_contact"
)
_SETS = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])
_UPSERT = (
    f"INSERT INTO rating ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    f" ON CONFLICT (customer_id) DO UPDATE SET {_SETS}"
)


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


def rebuild(work: Writing, *, today: date, scheme: Scheme, revision: int) -> None:
    """Make the whole table again, value indexes included (D3)."""
    found = figures(work, today)
    work.connection.execute("DELETE FROM rating")
    _store(work, found, today, None)
    population = [as_facts(one) for one in found.values() if one.is_in_population]
    indexes = rate(population, scheme=scheme, as_of=today).index_micro
    work.connection.executemany(
        "UPDATE rating SET value_index = ? WHERE customer_id = ?",
        zip(indexes, (facts.id for facts in population), strict=True),
    )
    state = json.dumps({"day": today.isoformat(), "revision": revision})
    work.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (RATED, state))


def refresh(work: Writing, customer_ids: Collection[int], *, today: date) -> None:
    """Bring the rows of some customers up to date; their index stays until the next rebuild."""
    found = figures(work, today, customer_ids)
    gone = ((key,) for key in customer_ids if key not in found)
    work.connection.executemany("DELETE FROM rating WHERE customer_id = ?", gone)
    _store(work, found, today, customer_ids)


def _store(
    work: Writing, found: Mapping[int, Figures], today: date, only: Collection[int] | None
) -> None:
    held, pinned = held_tiers(work, today, only), pins(work, today)
    man = man_answers(work, today, only)

    def row(one: Figures) -> tuple[Any, ...]:
        pin, tier = pinned.get(one.customer_id), held.get(one.customer_id)
        man_class, man_score = _man(one, man.get(one.customer_id, []), today)
        return (
            one.customer_id,
            pin.tier if pin else tier.tier.value if tier else "",
            man_class,
            man_score,
            one.purchases,
            one.revenue_total,
            one.revenue_12m,
            one.last_purchase.isoformat() if one.last_purchase else None,
            one.last_contact.isoformat() if one.last_contact else None,
        )

    work.connection.executemany(_UPSERT, (row(one) for one in found.values()))


def _man(one: Figures, answers: list[Any], today: date) -> tuple[str, int | None]:
    if not one.shows_man or not answers:
        return "", None
    assessment = assess(answers, as_of=today, kind=one.kind)
    return assessment.man_class, round(Fraction(assessment.overall) * MICRO)
