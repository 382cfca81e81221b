"""What of each card decides how long it is kept, read for the whole file (D28)."""

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.figures import Figures
from crm_desktop.domain.retention import ENDED, CardLife, RetentionRule
from crm_desktop.storage.figures import figures
from crm_desktop.storage.reading import Reading, Row
from crm_desktop.storage.types import from_moment

KEPT = "retention"
"""The subject of a dismissal that keeps a card on beyond its term."""
_OLD = (
    "SELECT id, name, created_at, stage_since FROM (SELECT c.id, c.name, c.created_at,"
    " c.stage_since, c.stage, (SELECT max(happened_on) FROM interaction"
    " WHERE customer_id = c.id AND happened_on <= :day) AS met, (SELECT max(purchased_on)"
    " FROM purchase WHERE customer_id = c.id AND purchased_on <= :day) AS bought"
    " FROM customer c WHERE c.binned_at IS NULL)"
    " WHERE bought <= :ended_customer OR bought IS NULL"
    " AND coalesce(met, date(created_at / 1000000, 'unixepoch', 'localtime')) <="
    " CASE WHEN stage IN (SELECT value FROM json_each(:ended)) THEN :lost_lead"
    " ELSE :silent_lead END"
    " OR id IN (SELECT value FROM json_each(:withdrawn))"
)
"""Nobody else can be past a term; the rules then look at these alone."""
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


def lives(reading: Reading, day: date, since: Mapping[RetentionRule, date]) -> list[CardLife]:
    """Return the cards that may be past a term: each rule counts from ``since`` or earlier.

    Facts dated after ``day`` are not counted, and who is in the bin is left out. Takes 0.2 s at
    100,000 customers where few of them are old.
    """
    on = {"day": day.isoformat()}
    withdrawn: dict[int, str] = dict(reading.rows(_WITHDRAWN, on))
    asked = on | {
        **{rule.value: latest.isoformat() for rule, latest in since.items()},
        "ended": json.dumps(sorted(ENDED)),
        "withdrawn": json.dumps(list(withdrawn)),
    }
    found = reading.rows(_OLD, asked)
    if not found:
        return []
    known = figures(reading, day, [row[0] for row in found])
    planned = {row[0] for row in reading.rows(_PLANNED, on)}
    return [_life(row, known[row[0]], row[0] in planned, withdrawn.get(row[0])) for row in found]


def kept(reading: Reading, day: date) -> list[Kept]:
    """Return the cards that are kept on beyond ``day``, the first to end first."""
    rows = reading.rows(_KEPT, (KEPT, day.isoformat()))
    return [Kept(key, name, _day(until), reason) for key, name, until, reason in rows]


def _life(row: Row, known: Figures, is_planned: bool, withdrawn: str | None) -> CardLife:
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
