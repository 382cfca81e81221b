"""The tiers in force on a day: the last applied run, and the pins."""

import json
from datetime import date
from decimal import Decimal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.tier_history import TierPin, TierRun
from crm_desktop.domain.tier_plan import Held
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage.reading import Reading, Selection, among
from crm_desktop.storage.types import from_micro

_TIERS = {tier.value: tier for tier in Tier}


def last_run(reading: Reading, as_of: date) -> TierRun | None:
    """Return the newest run applied for ``as_of`` or an earlier day."""
    found = reading.values(
        Kind.TIER_RUN, "WHERE as_of <= ? ORDER BY as_of DESC, id DESC LIMIT 1", (as_of.isoformat(),)
    )
    return found[0] if found else None


def held_tiers(reading: Reading, as_of: date, customer_ids: Selection = None) -> dict[int, Held]:
    """Return who holds which tier since when, by customer, from the last run up to ``as_of``."""
    run = last_run(reading, as_of)
    if run is None:
        return {}
    key = json.loads(run.settings).get("key")
    only = among("customer_id", customer_ids)
    rows = reading.rows(
        f"SELECT customer_id, tier, since, rule = 'pinned' FROM tier_record WHERE run_id = ?{only}",
        (run.id,),
    )
    return {
        customer: Held(_TIERS[tier], date.fromisoformat(since), None if pinned else key)
        for customer, tier, since, pinned in rows
    }


def pins(reading: Reading, as_of: date, customer_ids: Selection = None) -> dict[int, TierPin]:
    """Return the pins in force on ``as_of`` of living cards, by customer; the newest one wins."""
    found = reading.values(
        Kind.TIER_PIN,
        "WHERE (removed_on IS NULL OR removed_on > :day) AND coalesce(pinned_on, :day) <= :day"
        " AND (expires_on IS NULL OR expires_on >= :day)"
        " AND (SELECT binned_at FROM customer WHERE id = customer_id) IS NULL"
        f"{among('customer_id', customer_ids)}",
        {"day": as_of.isoformat()},
    )
    return {pin.customer_id: pin for pin in sorted(found, key=lambda pin: pin.id)}


def tiers(reading: Reading, as_of: date, customer_ids: Selection = None) -> dict[int, str]:
    """Return the tier each customer has on a day: its pin's, else that of the last run."""
    run = last_run(reading, as_of)
    found: dict[int, str] = {}
    if run is not None:
        only = among("customer_id", customer_ids)
        sql = f"SELECT customer_id, tier FROM tier_record WHERE run_id = ?{only}"
        found = dict(reading.rows(sql, (run.id,)))
    pinned = pins(reading, as_of, customer_ids)
    return found | {customer: pin.tier for customer, pin in pinned.items()}


def indexes(reading: Reading, run_id: int) -> dict[int, Decimal]:
    """Return the value index of each customer in a run that had one."""
    rows = reading.rows(
        "SELECT customer_id, value_index FROM tier_record"
        " WHERE run_id = ? AND value_index IS NOT NULL",
        (run_id,),
    )
    return {customer: from_micro(index) for customer, index in rows}


def run_counts(reading: Reading) -> dict[int, dict[str, int]]:
    """Return how many customers every applied run put in each tier."""
    found: dict[int, dict[str, int]] = {}
    rows = reading.rows("SELECT run_id, tier, count(*) FROM tier_record GROUP BY run_id, tier")
    for run_id, tier, count in rows:
        found.setdefault(run_id, {})[tier] = count
    return found
