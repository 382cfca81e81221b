"""How often each tier is met in one file, as a setting travels with it (D3, Cadence)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from crm_desktop.domain.cadence import DEFAULT_CADENCE, Cadence, Interval
from crm_desktop.domain.tier_scheme import Tier

LONGEST_DAYS = 3650


def to_settings(cadence: Cadence) -> dict[str, dict[str, int]]:
    """Return the days of every duty as JSON values."""
    return {
        tier.value: {one.duty.value: one.days for one in intervals}
        for tier, intervals in cadence.items()
    }


def from_settings(stored: object) -> Cadence:
    """Return the default intervals with the stored days; what is no day keeps the default."""
    known = stored if isinstance(stored, Mapping) else {}
    return MappingProxyType(
        {
            tier: tuple(_interval(one, known.get(tier.value)) for one in DEFAULT_CADENCE[tier])
            for tier in Tier
        }
    )


def _interval(usual: Interval, stored: Any) -> Interval:
    days = stored.get(usual.duty.value) if isinstance(stored, Mapping) else None
    if isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= LONGEST_DAYS:
        return replace(usual, days=days)
    return usual
