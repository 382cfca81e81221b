"""Whom briefs are wanted for: customers by name, the visits of a day, everybody of a tier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.customers import find_customer
from crm_desktop.storage import list_rows, visits
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom briefs are wanted for: customers by what a person typed, a day's visits, a tier."""

    customers: tuple[str, ...] = ()
    visits_on: date | None = None
    tier: Tier | None = None


def choose(database: Database, wish: Wish, *, as_of: date) -> list[BriefOrder]:
    """Return the briefs to make: visits by time, customers as given, a tier by name.

    Nobody is in it twice but for two visits on one day. Raises InputError
    ``brief_nobody_chosen``, ``no_visits_on_day``, ``nobody_in_tier`` and what ``find_customer``
    raises.
    """
    with database.read() as reading:
        orders = [
            *_on_day(reading, wish.visits_on),
            *(BriefOrder(find_customer(reading, text)) for text in wish.customers),
            *_of_tier(reading, wish.tier, as_of),
        ]
    if not orders:
        raise InputError("brief_nobody_chosen")
    return _each_once(orders)


def _on_day(reading: Reading, day: date | None) -> list[BriefOrder]:
    if day is None:
        return []
    planned = visits.planned_on(reading, day)
    if not planned:
        raise InputError("no_visits_on_day", day=day)
    return [BriefOrder(customer, visit) for customer, visit in planned]


def _of_tier(reading: Reading, tier: Tier | None, as_of: date) -> list[BriefOrder]:
    if tier is None:
        return []
    rows = list_rows.all_rows(reading, as_of)
    members = [BriefOrder(row.id) for row in rows if row.tier == tier.value]
    if not members:
        raise InputError("nobody_in_tier", tier=tier.value)
    return members


def _each_once(orders: Iterable[BriefOrder]) -> list[BriefOrder]:
    """Leave out the general brief of a customer who has one for a visit."""
    distinct = list(dict.fromkeys(orders))
    visited = {one.customer_id for one in distinct if one.visit_id is not None}
    return [one for one in distinct if one.visit_id or one.customer_id not in visited]
