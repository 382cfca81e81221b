"""Why one customer would have which tier on a day, with the parts of its index (D3)."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.tier_plan import Reason
from crm_desktop.domain.value_index import TermScore
from crm_desktop.services import tiers
from crm_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class TierReason:
    """What a day's figures would decide; ``tier`` is empty for who is not tiered at all."""

    tier: str = ""
    reason: Reason | None = None
    terms: tuple[TermScore, ...] = ()


def tier_reason(database: Database, customer_id: int, today: date) -> TierReason:
    """Return why a customer would have which tier; rates everybody, so off the UI thread."""
    plan = tiers.plan(database, as_of=today)
    try:
        placement = plan.placement(customer_id)
    except KeyError:
        return TierReason()
    return TierReason(placement.tier.value, plan.reason(customer_id), plan.terms(customer_id))
