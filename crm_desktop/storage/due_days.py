"""When each tiered customer is to be met again: the earliest due day of its duties (D3)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from crm_desktop.domain.cadence import COVERED_BY, Duty
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage.reading import Reading, Selection, among
from crm_desktop.storage.settings import cadence
from crm_desktop.storage.tier_records import last_run, tiers

LastMet = Mapping[int, Sequence[str | None]]
"""The last day each duty was met, in the order of ``Duty``, by customer."""

_COVERING = [", ".join(sorted(f"'{kind}'" for kind in COVERED_BY[duty])) for duty in Duty]
LAST_MET = ", ".join(f"max(happened_on) FILTER (WHERE kind IN ({kinds}))" for kinds in _COVERING)
"""The columns of a query over interactions, grouped by customer, that give a ``LastMet``."""

_DUTIES = tuple(Duty)
_MET = (
    f"SELECT customer_id, {LAST_MET} FROM interaction"
    " WHERE happened_on <= :day{only} GROUP BY customer_id"
)
_PINNED = (
    "SELECT customer_id, max(pinned_on) FROM tier_pin WHERE pinned_on <= :day"
    " AND (removed_on IS NULL OR removed_on > :day){only} GROUP BY customer_id"
)
_HELD = "SELECT customer_id, since FROM tier_record WHERE run_id = ? AND since <= ?{only}"
_HELD_BEFORE = (
    "SELECT customer_id, since, max(run_id) FROM tier_record"
    " WHERE since <= ?{only} GROUP BY customer_id"
)


def due_days(
    reading: Reading, day: date, keys: Selection = None, *, last_met: LastMet | None = None
) -> dict[int, str]:
    """Return the due day of everybody who has a tier on ``day``; earlier ones are overdue.

    Who was never met is due counting from the day the tier is held, and from ``day`` where that is
    not known. ``last_met`` spares the query where the caller has asked already.
    """
    tier_of = tiers(reading, day, keys)
    if not tier_of:
        return {}
    met = last_met_days(reading, day, keys) if last_met is None else last_met
    since_of = tier_since(reading, day, keys, tier_of)
    asked = _intervals(reading)
    never: Sequence[str | None] = (None,) * len(_DUTIES)
    return {
        key: min(
            _after(met.get(key, never)[place] or since_of[key], days) for place, days in asked[tier]
        )
        for key, tier in tier_of.items()
    }


def last_met_days(reading: Reading, day: date, keys: Selection) -> LastMet:
    """Return when each duty was last met, up to a day."""
    only = among("customer_id", keys)
    rows = reading.rows(_MET.format(only=only), {"day": day.isoformat()})
    return {row[0]: row[1:] for row in rows}


@lru_cache(maxsize=8192)
def _after(day: str, days: int) -> str:
    """Remembered, because a whole file has few days and few intervals."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _intervals(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """The place of each duty that must be kept and its days, by tier."""
    known = cadence(reading)
    return {
        tier.value: [
            (_DUTIES.index(one.duty), one.days) for one in known[tier] if not one.is_optional
        ]
        for tier in Tier
    }


def tier_since(
    reading: Reading, day: date, keys: Selection, tier_of: Mapping[int, str]
) -> dict[int, str]:
    """Return since which ISO day the tier is held: the pin's day, else the newest record's.

    It is ``day`` where that is not known.
    """
    text, only = day.isoformat(), among("customer_id", keys)
    run = last_run(reading, day)
    found: dict[int, str] = {}
    if run is not None:
        found.update(reading.rows(_HELD.format(only=only), (run.id, text)))
    found.update(reading.rows(_PINNED.format(only=only), {"day": text}))
    missing = tier_of.keys() - found
    if missing:
        only = among("customer_id", missing)
        rows = reading.rows(_HELD_BEFORE.format(only=only), (text,))
        found.update((key, since) for key, since, _ in rows)
    return {key: found.get(key, text) for key in tier_of}
