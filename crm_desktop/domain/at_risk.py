"""Which customers may be slipping away, by their own rhythm (D17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

FEWEST_PURCHASE_DAYS = 3
SILENCE_FACTOR = 2
RENEWAL_DAYS = 90


class RiskCode(StrEnum):
    """Why a customer is at risk."""

    SILENT = "silent"
    RENEWAL_UNTOUCHED = "renewal_untouched"


@dataclass(frozen=True, slots=True)
class Risk:
    """One reason with the numbers its sentence needs."""

    code: RiskCode
    params: Mapping[str, int | date | None]


@dataclass(frozen=True, slots=True)
class Activity:
    """What the rule looks at; ``purchase_days`` is the number of different purchase days."""

    first_purchase: date | None = None
    last_purchase: date | None = None
    purchase_days: int = 0
    last_contact: date | None = None
    next_renewal: date | None = None


def risks(activity: Activity, *, today: date) -> tuple[Risk, ...]:
    """Return the reasons a customer is at risk, none for one that is not.

    Silence counts when it is longer than twice the own rhythm; a renewal when it falls within 90
    days and nobody was in touch since that span began.
    """
    found = (_silence(activity, today), _renewal(activity, today))
    return tuple(risk for risk in found if risk is not None)


def rhythm_days(activity: Activity) -> Fraction | None:
    """Return the mean days between purchases; None below 3 purchase days, one gap is chance."""
    first, last = activity.first_purchase, activity.last_purchase
    if first is None or last is None or activity.purchase_days < FEWEST_PURCHASE_DAYS:
        return None
    return Fraction((last - first).days, activity.purchase_days - 1)


def _silence(activity: Activity, today: date) -> Risk | None:
    rhythm = rhythm_days(activity)
    if rhythm is None or activity.last_purchase is None:
        return None
    silent = (today - activity.last_purchase).days
    if silent <= SILENCE_FACTOR * rhythm:
        return None
    return Risk(RiskCode.SILENT, {"silent_days": silent, "rhythm_days": round(rhythm)})


def _renewal(activity: Activity, today: date) -> Risk | None:
    renewal, contact = activity.next_renewal, activity.last_contact
    span = timedelta(days=RENEWAL_DAYS)
    if renewal is None or not today <= renewal <= today + span:
        return None
    if contact is not None and contact >= renewal - span:
        return None
    days_left = (renewal - today).days
    return Risk(
        RiskCode.RENEWAL_UNTOUCHED,
        {"renewal": renewal, "days_left": days_left, "last_contact": contact},
    )
