"""Tiering: a plan to look at, applying it, and pins (D3)."""

import json
from dataclasses import replace
from datetime import date

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import InputError, OutdatedError
from crm_desktop.domain.scheme_settings import to_settings
from crm_desktop.domain.tier_history import TierPin, TierRun
from crm_desktop.domain.tier_plan import Placement, TierPlan
from crm_desktop.domain.tier_scheme import Scheme
from crm_desktop.services.field_values import checked, normalised
from crm_desktop.services.tier_what_if import ground_of, what_if
from crm_desktop.storage import settings, tier_records
from crm_desktop.storage.database import Database
from crm_desktop.storage.revision import revision


def plan(database: Database, *, as_of: date, scheme: Scheme | None = None) -> TierPlan:
    """Return the run that ``scheme``, or the scheme of the file, would make on a day.

    Reads one snapshot and writes nothing, so a what-if is this call with another scheme. Raises
    ``InvalidSchemeError``.
    """
    with database.read() as reading:
        ground = ground_of(reading, as_of)
    return what_if(ground, scheme or ground.scheme)


def apply(database: Database, tier_plan: TierPlan, *, author: str = "") -> Changes:
    """Write a plan as tier history dated its day, and return what changed.

    Raises OutdatedError ``plan_outdated`` when the file has moved on since the plan was made, and
    InputError ``later_history`` when tiers were already applied for a later day.
    """
    params = {"method": tier_plan.scheme.method.value, "as_of": tier_plan.as_of.isoformat()}
    with database.write("tiers_applied", params=params, author=author) as work:
        if revision(work) != tier_plan.revision:
            raise OutdatedError("plan_outdated")
        last = tier_records.last_run(work, date.max)
        if last is not None and last.as_of > tier_plan.as_of:
            raise InputError("later_history", as_of=tier_plan.as_of, last=last.as_of)
        chosen = to_settings(tier_plan.scheme)
        run = TierRun(tier_plan.as_of, tier_plan.scheme.method.value, json.dumps(chosen), author)
        run_id = work.add(run)
        columns = ("run_id", "customer_id", "tier", "previous", "value_index", "since", "rule")
        rows = (_record(tier_plan, row, run_id) for row in tier_plan.placements)
        work.add_rows(Kind.TIER_RECORD, columns, rows)
        settings.write_setting(work, settings.TIER_SCHEME, chosen)
    return work.changes


def scheme(database: Database) -> Scheme:
    """Return the scheme the file tiers by."""
    with database.read() as reading:
        return settings.tier_scheme(reading)


def pin(database: Database, draft: TierPin, *, author: str = "") -> Changes:
    """Set a customer's tier by hand; a reason is required (InputError ``reason_missing``)."""
    if not normalised(Kind.TIER_PIN, "reason", draft.reason):
        raise InputError("reason_missing", field="reason")
    draft = replace(draft, reason=checked(Kind.TIER_PIN, "reason", draft.reason))
    with database.write("tier_pinned", params={"tier": draft.tier}, author=author) as work:
        work.add(draft)
    return work.changes


def remove_pin(database: Database, pin_id: int, *, on: date, author: str = "") -> Changes:
    """Take a tier set by hand back as of a day; one that is taken back already stays as it is.

    Raises InputError ``record_gone``.
    """
    with database.write("pin_removed", author=author) as work:
        known: TierPin | None = work.get(Kind.TIER_PIN, pin_id)
        if known is None:
            raise InputError("record_gone", kind=Kind.TIER_PIN.value, id=pin_id)
        if known.removed_on is None:
            work.change(Kind.TIER_PIN, pin_id, removed_on=on)
    return work.changes


def _record(tier_plan: TierPlan, row: Placement, run_id: int) -> tuple[object, ...]:
    held = tier_plan.previous.get(row.id)
    is_same = held is not None and held.tier is row.tier
    since = held.since if is_same and held else tier_plan.as_of
    previous = row.previous.value if row.previous else ""
    index = row.index_micro
    return (run_id, row.id, row.tier.value, previous, index, since.isoformat(), row.rule.value)
