"""Our sample lists brought into an empty customer file like anybody's, then tiered."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from crm_desktop.domain.progress import NoProgress, Progress
from crm_desktop.domain.tier_plan import TierPlan
from crm_desktop.services import imports, tiers
from crm_desktop.storage.database import Database

CURRENCY = "CNY"
TIERED_AGO = timedelta(days=100)
"""Longer than a tier is held after it was given (D3)."""
SOURCE = "sample"


def fill(
    database: Database, resources: Path, *, today: date, progress: Progress | None = None
) -> TierPlan:
    """Import the sample lists as of ``today``, apply the tiers and return their plan.

    The tiers stand since a while, so that another quota moves somebody at once (D3).
    """
    plan = imports.plan(
        database,
        [resources / "sample"],
        source=SOURCE,
        currency=CURRENCY,
        today=today,
        progress=progress or NoProgress(),
    )
    imports.apply(database, plan)
    tier_plan = tiers.plan(database, as_of=today)
    tiers.apply(database, replace(tier_plan, as_of=today - TIERED_AGO))
    return tier_plan
