"""What the customer list shows beside figures, kept in step with every write for the listed day."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.at_risk import FEWEST_PURCHASE_DAYS, Activity, risks
from crm_desktop.storage import filled_fields
from crm_desktop.storage.due_days import LAST_MET, due_days
from crm_desktop.storage.filled_fields import TABOO_BIT
from crm_desktop.storage.indexes import without_indexes
from crm_desktop.storage.list_filters import with_taboo
from crm_desktop.storage.listing import key_chunks
from crm_desktop.storage.next_actions import next_actions
from crm_desktop.storage.reading import Reading, Row, Selection, among
from crm_desktop.storage.writing import Writing


class Mark(NamedTuple):
    """One customer as the table keeps it, days as ISO text."""

    customer_id: int
    due_on: str | None
    next_action: str
    next_action_on: str | None
    completeness: int
    at_risk: int
    has_taboo: int
    open_complaint: int


_COLUMNS = ", ".join(Mark._fields)
_WRITE = (
    f"INSERT OR REPLACE INTO list_mark ({_COLUMNS}) VALUES ({', '.join('?' * len(Mark._fields))})"
)
_WRITE_PLAIN = "INSERT INTO list_mark (customer_id, completeness) VALUES (?, ?)"
"""The other columns have the defaults of somebody with whom nothing has happened yet."""
_MET = (
    f"SELECT customer_id, {filled_fields.OF_INTERACTIONS}, max(happened_on), {LAST_MET}"
    " FROM interaction WHERE happened_on <= :day{only} GROUP BY customer_id"
)
_BOUGHT = (
    f"SELECT customer_id, {filled_fields.OF_PURCHASES}, min(purchased_on), max(purchased_on),"
    " count(DISTINCT purchased_on)"
    " FROM purchase WHERE purchased_on <= :day{only} GROUP BY customer_id"
)
_CONTRACTED = (
    f"SELECT customer_id, {filled_fields.OF_CONTRACTS},"
    " min(renews_on) FILTER (WHERE renews_on >= :day)"
    " FROM contract WHERE coalesce(starts_on, '') <= :day{only} GROUP BY customer_id"
)
_COMPLAINED = (
    "SELECT c.customer_id FROM complaint c CROSS JOIN interaction i ON i.id = c.interaction_id"
    " WHERE i.happened_on <= :day AND (c.state <> 'closed' OR c.closed_on > :day){only}"
)
_NEVER_BOUGHT = (0, None, None, 0)
_NO_ACTION: tuple[str, str | None] = ("", None)
_OLD = "SELECT {columns} FROM list_mark WHERE 1{only}"


def stored(reading: Reading, keys: Selection = None) -> list[Mark]:
    """Return the stored marks by key."""
    sql = _OLD.format(columns=_COLUMNS, only=among("customer_id", keys))
    return list(map(Mark._make, reading.rows(f"{sql} ORDER BY customer_id")))


class _Gathered(NamedTuple):
    """What the facts say, by customer; bits of filled fields stand first in the rows."""

    met: dict[int, Row]
    bought: dict[int, Row]
    contracted: dict[int, Row]
    complaining: set[int]
    due: dict[int, str]
    actions: dict[int, tuple[str, str]]


def compute(reading: Reading, day: date, keys: Selection = None) -> list[Mark]:
    """Return the marks of living customers as of a day, from the facts, by key."""
    found = _gather(reading, day, keys)
    bits = _all_bits(reading, day.isoformat(), keys, found)
    customers = reading.rows(filled_fields.CUSTOMERS.format(only=among("id", keys)))
    return [_mark(found, key, day, kind, own | bits.get(key, 0)) for key, kind, own in customers]


def _gather(reading: Reading, day: date, keys: Selection) -> _Gathered:
    text, only = {"day": day.isoformat()}, among("customer_id", keys)
    met, bought, contracted = (
        {row[0]: row[1:] for row in reading.rows(sql.format(only=only), text)}
        for sql in (_MET, _BOUGHT, _CONTRACTED)
    )
    complained = reading.rows(_COMPLAINED.format(only=among("c.customer_id", keys)), text)
    return _Gathered(
        met,
        bought,
        contracted,
        {row[0] for row in complained},
        due_days(reading, day, keys, last_met={key: row[2:] for key, row in met.items()}),
        next_actions(reading, day, keys),
    )


def _mark(found: _Gathered, key: int, day: date, kind: str, bits: int) -> Mark:
    action, action_on = found.actions.get(key, _NO_ACTION)
    return Mark(
        key,
        found.due.get(key),
        action,
        action_on,
        filled_fields.percent(kind, bits),
        int(_is_at_risk(found, key, day)),
        int(bits & TABOO_BIT > 0),
        int(key in found.complaining),
    )


def refresh(work: Writing, keys: Collection[int], day: date) -> None:
    """Bring the marks of some customers up to date."""
    _store_differences(work, compute(work, day, keys), keys)


def rebuild(work: Writing, day: date, *, bulk: bool) -> None:
    """Bring every mark up to date for a day, writing only those that differ.

    With ``bulk`` most of them will: their indexes are made anew at the end.
    """
    if bulk:
        with without_indexes(work, "list_mark"):
            _rebuild(work, day)
    else:
        _rebuild(work, day)


def retier(work: Writing, day: date) -> None:
    """Bring every due day up to date after tiers were given or taken."""
    due_of = due_days(work, day)
    old = work.rows("SELECT customer_id, due_on FROM list_mark")
    moved = [(due_of.get(key), key) for key, due in old if due_of.get(key) != due]
    work.execute_many("UPDATE list_mark SET due_on = ? WHERE customer_id = ?", moved)


def _rebuild(work: Writing, day: date) -> None:
    for keys in key_chunks(work, "list_mark"):
        if work.one(f"SELECT 1 FROM list_mark WHERE 1{among('customer_id', keys)} LIMIT 1"):
            _store_differences(work, compute(work, day, keys), keys)
        else:
            _store_new(work, day, keys)


def _store_new(work: Writing, day: date, keys: Selection) -> None:
    """Add the marks of customers that have none; for most only the filled part is to be said."""
    found = _gather(work, day, keys)
    bits = _all_bits(work, day.isoformat(), keys, found)
    known = set().union(*found)
    plain: list[tuple[int, int]] = []
    marks: list[Mark] = []
    for key, kind, own in work.rows(filled_fields.CUSTOMERS.format(only=among("id", keys))):
        filled = own | bits.get(key, 0)
        if key in known or filled & TABOO_BIT:
            marks.append(_mark(found, key, day, kind, filled))
        else:
            plain.append((key, filled_fields.percent(kind, filled)))
    work.execute_many(_WRITE_PLAIN, plain)
    work.execute_many(_WRITE, marks)


def _store_differences(work: Writing, marks: list[Mark], keys: Selection) -> None:
    only = among("customer_id", keys)
    old = {row[0]: row for row in work.rows(_OLD.format(columns=_COLUMNS, only=only))}
    gone = old.keys() - {mark.customer_id for mark in marks}
    work.execute_many("DELETE FROM list_mark WHERE customer_id = ?", [(key,) for key in gone])
    work.execute_many(_WRITE, [mark for mark in marks if mark != old.get(mark.customer_id)])


def _all_bits(reading: Reading, day: str, keys: Selection, found: _Gathered) -> dict[int, int]:
    bits: dict[int, int] = {}
    for key, some in filled_fields.filled(reading, day, keys):
        bits[key] = bits.get(key, 0) | some
    for rows in (found.met, found.bought, found.contracted):
        for key, row in rows.items():
            bits[key] = bits.get(key, 0) | row[0]
    for key in with_taboo(reading, keys):
        bits[key] = bits.get(key, 0) | TABOO_BIT
    return bits


def _is_at_risk(found: _Gathered, key: int, day: date) -> bool:
    _, first, last, days = found.bought.get(key, _NEVER_BOUGHT)
    renewal = found.contracted[key][1] if key in found.contracted else None
    if days < FEWEST_PURCHASE_DAYS and renewal is None:
        return False
    contact = found.met[key][1] if key in found.met else None
    activity = Activity(_day(first), _day(last), days, _day(contact), _day(renewal))
    return bool(risks(activity, today=day))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
