"""Whether the cadence fits into a week, and intervals that would (D3, Capacity check)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from crm_desktop.domain.cadence import Cadence, Duty, Interval
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_scheme import Tier

_IN_PERSON = frozenset({Duty.VISIT, Duty.EXECUTIVE_VISIT})
_PERSONAL = _IN_PERSON | {Duty.CONTACT}


@dataclass(frozen=True, slots=True)
class WeeklyLoad:
    """Personal contacts a week, every visit being one of them, and the visits alone.

    Optional duties, surveys and batch touches are left out: nobody sits in front of them.
    """

    contacts: Fraction
    visits: Fraction


def weekly_load(cadence: Cadence, counts: Mapping[Tier, int]) -> WeeklyLoad:
    """Return what the present tiers ask for; one contact covers every weaker duty it can."""
    contacts = visits = Fraction(0)
    for tier, intervals in cadence.items():
        contacts += counts.get(tier, 0) * _rate(intervals, _PERSONAL)
        visits += counts.get(tier, 0) * _rate(intervals, _IN_PERSON)
    return WeeklyLoad(contacts, visits)


def fitted(cadence: Cadence, counts: Mapping[Tier, int], *, possible: WeeklyLoad) -> Cadence:
    """Return the cadence with intervals stretched to what is ``possible``, never shortened.

    Raises ``InputError`` where nothing at all is possible.
    """
    if possible.contacts <= 0 or possible.visits <= 0:
        raise InputError("capacity_zero", field="capacity")
    load = weekly_load(cadence, counts)
    contact_factor = max(Fraction(1), load.contacts / possible.contacts)
    # Visits are contacts too: they can't stay denser than the contacts become.
    visit_factor = max(contact_factor, load.visits / possible.visits)
    factors = {Duty.CONTACT: contact_factor} | dict.fromkeys(_IN_PERSON, visit_factor)
    return MappingProxyType(
        {
            tier: tuple(_stretched(each, factors.get(each.duty, Fraction(1))) for each in intervals)
            for tier, intervals in cadence.items()
        }
    )


def _rate(intervals: tuple[Interval, ...], duties: frozenset[Duty]) -> Fraction:
    """Contacts a week that satisfy all of the ``duties``: the densest covers the others."""
    asked = (each for each in intervals if each.duty in duties and not each.is_optional)
    return max((Fraction(7, each.days) for each in asked), default=Fraction(0))


def _stretched(interval: Interval, factor: Fraction) -> Interval:
    if interval.is_optional:
        return interval
    return replace(interval, days=ceil(interval.days * factor))
