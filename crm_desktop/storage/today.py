"""What is due over the whole file on a day: the first of each kind, and how many there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.listing import listed_day
from crm_desktop.storage.reading import Reading, id_list

FETCHED = 300
"""So many of a kind are read to be ranked; more can't be done on a day."""

_IS_LIVING = "EXISTS (SELECT 1 FROM listing WHERE listing.customer_id = {kind}.customer_id)"
_OPEN = {
    Kind.PROMISE: ("state = 'open'", "closed_on > :day"),
    Kind.RELATIONSHIP_ACTION: ("done_on IS NULL", "done_on > :day"),
    Kind.SWOT_ITEM: ("action <> '' AND done_on IS NULL", "action <> '' AND done_on > :day"),
    Kind.OPPORTUNITY: ("state IN ('open', 'quoted')", "closed_on > :day"),
}
"""When a record is open, and when it was on a day although it is closed by now ("As-of")."""
_SINCE = {Kind.PROMISE: "made_on", Kind.OPPORTUNITY: "opened_on"}
_DUE = {
    Kind.PROMISE: "due_on",
    Kind.RELATIONSHIP_ACTION: "due_on",
    Kind.SWOT_ITEM: "due_on",
    Kind.OPPORTUNITY: "next_step_on",
}

Hidden = Collection[tuple[int, date | None]]
"""Keys of what was dismissed, each with the day it spoke of."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first records of a kind, and how many there are in all."""

    values: list[Any]
    total: int


class Dismissed(NamedTuple):
    """What is out of sight on a day: of whom, what, and of which day."""

    customer_id: int | None
    subject: str
    occurs_on: date | None


def dismissed(reading: Reading, day: date) -> list[Dismissed]:
    """Return what was done with, or put off beyond a day."""
    rows = reading.rows(
        "SELECT customer_id, subject, occurs_on FROM dismissal WHERE until IS NULL OR until > ?",
        (day.isoformat(),),
    )
    return [Dismissed(key, subject, _day(on)) for key, subject, on in rows]


def due(reading: Reading, kind: Kind, until: date, day: date, hidden: Hidden) -> Found:
    """Return what is open on ``day`` and due up to ``until``, the longest overdue first."""
    column = _DUE[kind]
    where = f"{column} <= :until AND {_standing(reading, kind, day, hidden)}"
    return _found(reading, kind, where, f"{column}, id", {**_days(day), "until": until.isoformat()})


def without_step(reading: Reading, day: date, hidden: Hidden) -> Found:
    """Return the open opportunities without a day for a next step, the most promising first."""
    where = f"next_step_on IS NULL AND {_standing(reading, Kind.OPPORTUNITY, day, hidden)}"
    order = "coalesce(base_value * probability, -1) DESC, id"
    return _found(reading, Kind.OPPORTUNITY, where, order, _days(day))


def renewals(reading: Reading, until: date, day: date, hidden: Hidden) -> Found:
    """Return the contracts that renew from ``day`` up to ``until``, the nearest first."""
    where = (
        "renews_on BETWEEN :day AND :until AND coalesce(starts_on, :day) <= :day"
        f" AND {_living(Kind.CONTRACT)}{_unless('renews_on', hidden)}"
        # A visit planned before that day is what the proposal would ask for.
        " AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = contract.customer_id"
        " AND v.state = 'planned' AND v.visit_on BETWEEN :day AND contract.renews_on)"
    )
    params = {**_days(day), "until": until.isoformat()}
    return _found(reading, Kind.CONTRACT, where, "renews_on, id", params)


def complaints(reading: Reading, day: date, now: int) -> list[tuple[Any, str]]:
    """Return the complaints not closed on ``day`` with what they are about.

    ``now`` is the moment in microseconds after which none had come.
    """
    where = (
        "WHERE (state <> 'closed' OR closed_on > ?) AND received_at <= ?"
        f" AND {_living(Kind.COMPLAINT)} ORDER BY received_at LIMIT {FETCHED}"
    )
    found = reading.values(Kind.COMPLAINT, where, (day.isoformat(), now))
    keys = id_list(one.interaction_id for one in found)
    sql = f"SELECT id, summary FROM interaction WHERE id IN ({keys})"
    about: dict[int, str] = dict(reading.rows(sql))
    return [(one, about.get(one.interaction_id, "")) for one in found]


def open_visits(reading: Reading, first: date, last: date) -> list[Any]:
    """Return the visits of living customers from one day to another that are still planned."""
    return reading.values(
        Kind.VISIT,
        f"WHERE visit_on BETWEEN ? AND ? AND state = 'planned' AND {_living(Kind.VISIT)}"
        " ORDER BY visit_on, visit_time IS NULL, visit_time, id",
        (first.isoformat(), last.isoformat()),
    )


def last_contacts(reading: Reading, customer_ids: Iterable[int], day: date) -> dict[int, date]:
    """Return when there last was something with each customer, up to a day."""
    rows = reading.rows(
        "SELECT customer_id, max(happened_on) FROM interaction"
        f" WHERE customer_id IN ({id_list(customer_ids)}) AND happened_on <= ?"
        " GROUP BY customer_id",
        (day.isoformat(),),
    )
    return {key: date.fromisoformat(on) for key, on in rows}


def has_customers(reading: Reading) -> bool:
    """Return whether there is anybody who is not in the bin."""
    return reading.one("SELECT 1 FROM listing LIMIT 1") is not None


def is_past(reading: Reading, day: date) -> bool:
    """True for a day before that of the file, when what is closed by now may have been open."""
    listed = listed_day(reading)
    return listed is not None and day < listed


def _standing(reading: Reading, kind: Kind, day: date, hidden: Hidden) -> str:
    now_open, then_open = _OPEN[kind]
    # Today no index but the partial one of open records is needed, which OR would keep out.
    is_open = f"({now_open} OR {then_open})" if is_past(reading, day) else now_open
    since = _SINCE.get(kind)
    known = f" AND coalesce({since}, :day) <= :day" if since else ""
    return f"{is_open}{known} AND {_living(kind)}{_unless(_DUE[kind], hidden)}"


def _living(kind: Kind) -> str:
    return _IS_LIVING.format(kind=kind.value)


def _unless(column: str, hidden: Hidden) -> str:
    if not hidden:
        return ""
    known = ", ".join(f"({int(key)}, '{on.isoformat() if on else ''}')" for key, on in hidden)
    return f" AND (id, coalesce({column}, '')) NOT IN (VALUES {known})"


def _found(reading: Reading, kind: Kind, where: str, order: str, params: dict[str, Any]) -> Found:
    values = reading.values(kind, f"WHERE {where} ORDER BY {order} LIMIT {FETCHED}", params)
    if len(values) < FETCHED:
        return Found(values, len(values))
    counted = reading.one(f"SELECT count(*) FROM {kind.value} WHERE {where}", params)
    return Found(values, counted[0] if counted else 0)


def _days(day: date) -> dict[str, Any]:
    return {"day": day.isoformat()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
