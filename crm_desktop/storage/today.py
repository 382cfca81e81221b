"""What is due over the whole file on a day: the first of each kind, and how many there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage.listing import listed_day
from crm_desktop.storage.reading import Reading, id_list

FETCHED = 200
"""So many of a kind are read to be ranked, where no more are to be shown."""
BETTER = 50
"""So many of each better tier are read besides, where more are due than are read of all."""
BETTER_TIERS = (Tier.A, Tier.B)

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


class Scope(NamedTuple):
    """A reading of the file for a day, with whom it leaves out: the customers in the bin.

    ``shown`` is how many of a part are asked for.
    """

    reading: Reading
    day: date
    binned: frozenset[int]
    shown: int = 0

    @property
    def most(self) -> int:
        """So many of a kind are read."""
        return max(FETCHED, self.shown)

    @property
    def living(self) -> str:
        """The SQL condition, from AND on, that leaves out records of customers in the bin.

        One list of the few in it: asking for each of 12,000 promises takes 20 ms.
        """
        return f" AND customer_id NOT IN ({id_list(self.binned)})" if self.binned else ""


class Dismissed(NamedTuple):
    """What is out of sight on a day: of whom, what, and of which day."""

    customer_id: int | None
    subject: str
    occurs_on: date | None


def scope(reading: Reading, day: date, shown: int = 0) -> Scope:
    """Return the scope of a day; looks through the customers only where some are in the bin."""
    counts = [reading.one(f"SELECT count(*) FROM {table}") for table in ("customer", "listing")]
    if counts[0] == counts[1]:
        return Scope(reading, day, frozenset(), shown)
    binned = reading.rows("SELECT id FROM customer WHERE binned_at IS NOT NULL")
    return Scope(reading, day, frozenset(key for (key,) in binned), shown)


def dismissed(reading: Reading, day: date) -> list[Dismissed]:
    """Return what was done with, or put off beyond a day."""
    rows = reading.rows(
        "SELECT customer_id, subject, occurs_on FROM dismissal WHERE until IS NULL OR until > ?",
        (day.isoformat(),),
    )
    return [Dismissed(key, subject, _day(on)) for key, subject, on in rows]


def due(wanted: Scope, kind: Kind, until: date, hidden: Hidden) -> Found:
    """Return what is open on the day and due up to ``until``, the longest overdue first.

    Where that is more than is read, those of better tiers are read besides: they are done first,
    however many of others wait longer.
    """
    column = _DUE[kind]
    where, order = f"{column} <= :until AND {_standing(wanted, kind, hidden)}", f"{column}, id"
    found = _found(wanted, kind, where, order, until)
    if len(found.values) == found.total:
        return found
    known = {one.id: one for one in found.values}
    for tier in BETTER_TIERS:
        of_tier = (
            f"WHERE {where} AND EXISTS (SELECT 1 FROM rating r WHERE r.tier = '{tier.value}'"
            f" AND r.customer_id = {kind.value}.customer_id)"
            f" ORDER BY {order} LIMIT {max(BETTER, wanted.shown)}"
        )
        better = wanted.reading.values(kind, of_tier, _params(wanted, of_tier, until))
        known |= {one.id: one for one in better}
    return Found(list(known.values()), found.total)


def without_step(wanted: Scope, hidden: Hidden) -> Found:
    """Return the open opportunities without a day for a next step, the most promising first."""
    where = f"next_step_on IS NULL AND {_standing(wanted, Kind.OPPORTUNITY, hidden)}"
    order = "coalesce(base_value * probability, -1) DESC, id"
    return _found(wanted, Kind.OPPORTUNITY, where, order)


def renewals(wanted: Scope, until: date, hidden: Hidden) -> Found:
    """Return the contracts that renew from the day up to ``until``, the nearest first."""
    where = (
        "renews_on BETWEEN :day AND :until AND coalesce(starts_on, :day) <= :day"
        f"{wanted.living}{_unless('renews_on', hidden)}"
        # A visit planned before that day is what the proposal would ask for.
        " AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = contract.customer_id"
        " AND v.state = 'planned' AND v.visit_on BETWEEN :day AND contract.renews_on)"
    )
    return _found(wanted, Kind.CONTRACT, where, "renews_on, id", until)


def complaints(wanted: Scope, now: int) -> list[tuple[Any, str]]:
    """Return the complaints not closed on the day with what they are about, the oldest first.

    ``now`` is the moment in microseconds after which none had come.
    """
    where = (
        "WHERE (state <> 'closed' OR closed_on > ?) AND received_at <= ?"
        f"{wanted.living} ORDER BY received_at LIMIT {wanted.most}"
    )
    found = wanted.reading.values(Kind.COMPLAINT, where, (wanted.day.isoformat(), now))
    keys = id_list(one.interaction_id for one in found)
    sql = f"SELECT id, summary FROM interaction WHERE id IN ({keys})"
    about: dict[int, str] = dict(wanted.reading.rows(sql))
    return [(one, about.get(one.interaction_id, "")) for one in found]


def open_visits(wanted: Scope, hidden: Hidden) -> list[Any]:
    """Return the visits of the day that are still planned, in order of time."""
    where = (
        f"WHERE visit_on = ? AND state = 'planned'{wanted.living}{_unless('visit_on', hidden)}"
        f" ORDER BY visit_time IS NULL, visit_time, id LIMIT {wanted.most}"
    )
    return wanted.reading.values(Kind.VISIT, where, (wanted.day.isoformat(),))


def untold_visits(wanted: Scope, since: date, hidden: Hidden, *, limit: int) -> Found:
    """Return the visits of earlier days that are still planned, the newest first."""
    where = (
        "visit_on >= :until AND visit_on < :day AND state = 'planned'"
        f"{wanted.living}{_unless('visit_on', hidden)}"
    )
    return _found(wanted, Kind.VISIT, where, "visit_on DESC, id", since, limit=limit)


def last_contacts(reading: Reading, customer_ids: Iterable[int], day: date) -> dict[int, date]:
    """Return when there last was something with each customer, up to a day."""
    rows = reading.rows(
        "SELECT customer_id, max(happened_on) FROM interaction"
        f" WHERE customer_id IN ({id_list(customer_ids)}) AND happened_on <= ?"
        " GROUP BY customer_id",
        (day.isoformat(),),
    )
    return {key: date.fromisoformat(on) for key, on in rows}


def count_dates(reading: Reading, days: Iterable[tuple[int, int, int]]) -> int:
    """Return how many dates are kept on ``(is lunar, month, day)``, those of the bin among them.

    By the index alone: looking at whom each belongs to takes 20 times as long.
    """
    wanted = ", ".join(f"({int(lunar)}, {int(month)}, {int(day)})" for lunar, month, day in days)
    if not wanted:
        return 0
    found = reading.one(
        f"WITH day (lunar, month, day) AS (VALUES {wanted}) SELECT count(*)"
        " FROM day CROSS JOIN important_date USING (lunar, month, day)"
    )
    return int(found[0]) if found else 0


def has_customers(reading: Reading) -> bool:
    """Return whether there is anybody who is not in the bin."""
    return reading.one("SELECT 1 FROM listing LIMIT 1") is not None


def is_past(reading: Reading, day: date) -> bool:
    """True for a day before that of the file, when what is closed by now may have been open."""
    listed = listed_day(reading)
    return listed is not None and day < listed


def _standing(wanted: Scope, kind: Kind, hidden: Hidden) -> str:
    now_open, then_open = _OPEN[kind]
    # Today no index but the partial one of open records is needed, which OR would keep out.
    past = is_past(wanted.reading, wanted.day)
    is_open = f"({now_open} OR {then_open})" if past else now_open
    since = _SINCE.get(kind)
    known = f" AND coalesce({since}, :day) <= :day" if since else ""
    return f"{is_open}{known}{wanted.living}{_unless(_DUE[kind], hidden)}"


def _unless(column: str, hidden: Hidden) -> str:
    if not hidden:
        return ""
    known = ", ".join(f"({int(key)}, '{on.isoformat() if on else ''}')" for key, on in hidden)
    return f" AND (id, coalesce({column}, '')) NOT IN (VALUES {known})"


def _found(
    wanted: Scope,
    kind: Kind,
    where: str,
    order: str,
    until: date | None = None,
    *,
    limit: int | None = None,
) -> Found:
    most = wanted.most if limit is None else limit
    params = _params(wanted, where, until)
    values = wanted.reading.values(kind, f"WHERE {where} ORDER BY {order} LIMIT {most}", params)
    if len(values) < most:
        return Found(values, len(values))
    counted = wanted.reading.one(f"SELECT count(*) FROM {kind.value} WHERE {where}", params)
    return Found(values, counted[0] if counted else 0)


def _params(wanted: Scope, where: str, until: date | None) -> dict[str, str]:
    """The values of those names that a condition has; SQLite refuses any other."""
    params = {"day": wanted.day.isoformat(), "until": until.isoformat() if until else ""}
    return {name: text for name, text in params.items() if f":{name}" in where}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
