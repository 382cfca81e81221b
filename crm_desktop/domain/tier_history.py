"""Stored tiers: runs, what each run decided, and pins (D3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TierRun:
    """One applied assignment; ``settings`` holds method, weights and quotas as stable JSON."""

    as_of: date
    method: str
    settings: str
    author: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TierRecord:
    """What one run decided for one customer; ``since`` is the day the tier was first held.

    ``rule`` is the code of the reason.
    """

    run_id: int
    customer_id: int
    tier: str
    previous: str = ""
    value_index: Decimal | None = None
    since: date | None = None
    rule: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TierPin:
    """A tier set by hand with its reason; it leaves the quota alone until it expires."""

    customer_id: int
    tier: str
    reason: str
    author: str = ""
    pinned_on: date | None = None
    expires_on: date | None = None
    removed_on: date | None = None
    id: int | None = None
