"""The tiers in force on a day: the last applied run, and the pins."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.tier_history import TierPin, TierRun
from crm_desktop.domain.tier_plan import Held
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.types import from_micro

_TIERS = {tier.value: tier for tier in Tier}


def last_run(reading: Reading, as_of: date) -> TierRun | None:
    """Return the newest run applied for ``as_of`` or an earlier day."""
    found = reading.values(
        Kind.TIER_RUN, "WHERE as_of <= ? ORDER BY as_of DESC, id DESC LIMIT 1", (as_of.isoformat(),)
    )
    return found[0] if found else None


def held_tiers(
    reading: Reading, as_of: date, customer_ids: Iterable[int] | None = None
) -> dict[int, Held]:
    """Return who holds which tier since when, by customer, from the last run up to ``as_of``."""
    run = last_run(reading, as_of)
    if run is None:
        return {}
    key = json.loads(run.settings).get("key")
    only = f"AND customer_id IN ({id_list(customer_ids)})" if customer_ids is not None else ""
    rows = reading.rows(
        "SELECT customer_id, tier, since, rule = 'pinned' FROM tier_record"
        f" WHERE run_id = ? {only}",
        (run.id,),
    )
    return {
        customer: Held(_TIERS[tier], date.fromisoformat(since), None if pinned else key)
        for customer, tier, since, pinned in rows
    }


def pins(reading: Reading, as_of: date) -> dict[int, TierPin]:
    """Return the pins in force on ``as_of`` of living cards, by customer; the newest one wins."""
    found = reading.values(
        Kind.TIER_PIN,
        "WHERE (removed_on IS NULL OR removed_on > :day) AND coalesce(pinned_on, :day) <= :day"
        " AND (expires_on IS NULL OR expires_on >= :day)"
        " AND customer_id IN (SELECT id FROM customer WHERE binned_at IS NULL) ORDER BY id",
        {"day": as_of.isoformat()},
    )
    return {pin.customer_id: pin for pin in found}


def indexes(reading: Reading, run_id: int) -> dict[int, Decimal]:
    """Return the value index of each customer in a run that had one."""
    rows = reading.rows(
        "SELECT customer_id, value_index FROM tier_record"
        " WHERE run_id = ? AND value_index IS NOT NULL",
        (run_id,),
    )
    return {customer: from_micro(index) for customer, index in rows}
