"""The runs that were applied, and the pins in force, as a page lists them (D3)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.scheme_settings import from_settings
from crm_desktop.domain.tier_history import TierPin, TierRun
from crm_desktop.domain.tier_scheme import Scheme, Tier
from crm_desktop.storage import list_page, tier_records
from crm_desktop.storage.database import Database

MOST_RUNS = 200


@dataclass(frozen=True, slots=True)
class RunView:
    """An applied run with the scheme it followed and how many customers each tier got."""

    run: TierRun
    scheme: Scheme
    counts: Mapping[Tier, int]


@dataclass(frozen=True, slots=True)
class PinView:
    """A pin in force and whose it is."""

    pin: TierPin
    name: str


def applied_runs(database: Database) -> list[RunView]:
    """Return the applied runs, the newest first; counts every record, so for a worker."""
    with database.read() as reading:
        runs = reading.values(Kind.TIER_RUN, f"ORDER BY as_of DESC, id DESC LIMIT {MOST_RUNS}")
        counted = tier_records.run_counts(reading)
    return [_run_view(run, counted.get(run.id, {})) for run in runs]


def pins_in_force(database: Database, *, as_of: date) -> list[PinView]:
    """Return the pins that hold on a day, the newest first."""
    with database.read() as reading:
        found = tier_records.pins(reading, as_of)
        names = {row.id: row.name for row in list_page.page(reading, list(found))}
    newest = sorted(found.values(), key=lambda pin: -(pin.id or 0))
    return [PinView(pin, names.get(pin.customer_id, "")) for pin in newest]


def _run_view(run: TierRun, counted: Mapping[str, int]) -> RunView:
    counts = {tier: counted.get(tier.value, 0) for tier in Tier}
    return RunView(run, from_settings(json.loads(run.settings)), counts)
