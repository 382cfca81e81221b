"""What of each card decides how long it is kept, read for the whole file (D28)."""

from datetime import date
from typing import NamedTuple

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.figures import Figures
from crm_desktop.domain.retention import CardLife
from crm_desktop.storage.figures import figures
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.types import from_moment

KEPT = "retention"
"""The subject of a dismissal that keeps a card on beyond its term."""
_CUSTOMERS = "SELECT id, name, created_at, stage_since FROM customer WHERE binned_at IS NULL"
_PLANNED = (
    "SELECT customer_id FROM visit WHERE state = 'planned' AND visit_on >= :day"
    " UNION SELECT customer_id FROM promise WHERE state = 'open'"
)
_WITHDRAWN = (
    "SELECT customer_id, max(withdrawn_on) FROM consent"
    " WHERE customer_id IS NOT NULL AND ground = 'consent' AND coalesce(given_on, '') <= :day"
    " GROUP BY customer_id HAVING count(*) = count(withdrawn_on) AND max(withdrawn_on) <= :day"
)
_KEPT = (
    "SELECT d.customer_id, c.name, d.until, d.reason FROM dismissal d"
    " JOIN customer c ON c.id = d.customer_id"
    " WHERE d.subject = ? AND c.binned_at IS NULL AND (d.until IS NULL OR d.until > ?)"
    " ORDER BY d.until, d.id"
)


class Kept(NamedTuple):
    """A card that a person keeps on, until a day, and why."""

    customer_id: int
    name: str
    until: date | None
    reason: str


def lives(reading: Reading, day: date) -> list[CardLife]:
    """Return every card that is not in the bin; facts dated after ``day`` are not counted."""
    known = figures(reading, day)
    planned = {row[0] for row in reading.rows(_PLANNED, {"day": day.isoformat()})}
    withdrawn: dict[int, str] = dict(reading.rows(_WITHDRAWN, {"day": day.isoformat()}))
    return [
        _life((key, name, made, since), known[key], key in planned, withdrawn.get(key))
        for key, name, made, since in reading.rows(_CUSTOMERS)
        if key in known
    ]


def kept(reading: Reading, day: date) -> list[Kept]:
    """Return the cards that are kept on beyond ``day``, the first to end first."""
    rows = reading.rows(_KEPT, (KEPT, day.isoformat()))
    return [Kept(key, name, _day(until), reason) for key, name, until, reason in rows]


def _life(
    row: tuple[int, str, int, str | None], known: Figures, is_planned: bool, withdrawn: str | None
) -> CardLife:
    key, name, made, since = row
    is_person = known.kind is CustomerKind.PERSON
    return CardLife(
        key,
        name,
        known.stage,
        from_moment(made).astimezone().date(),
        _day(since),
        known.last_purchase,
        known.last_contact,
        has_running_contract=known.has_contract,
        has_open_business=is_planned or known.open_opportunities > 0,
        withdrawn_on=_day(withdrawn) if is_person else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
