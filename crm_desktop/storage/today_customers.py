"""Which customers are to be thought of on a day: overdue, silent, without a plan, not confirmed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm_desktop.domain.at_risk import Activity
from crm_desktop.domain.cadence import Duty, Touch
from crm_desktop.domain.completeness import STALE_DAYS
from crm_desktop.domain.customers import Section
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.periods import Period
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.storage.due_days import due_days, last_met_days
from crm_desktop.storage.listing import listed_day
from crm_desktop.storage.ratings import standing_range
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.tier_records import tiers
from crm_desktop.storage.today import Dismissed

QUIET_DAYS = 14
"""Ours: with a visit planned so soon nobody need be told that one is due."""
LEAD_STAGES = ("lead", "qualified", "nurtured", "proposal")

_STANDS_FOR = {
    Duty.CONTACT: InteractionKind.CALL,
    Duty.VISIT: InteractionKind.VISIT,
    Duty.EXECUTIVE_VISIT: InteractionKind.EXECUTIVE_VISIT,
    Duty.BATCH_TOUCH: InteractionKind.EVENT,
    Duty.SURVEY: InteractionKind.SURVEY,
}
"""A kind of interaction that satisfies a duty and none that is stronger."""
_VISITED_SOON = (
    "EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = m.customer_id"
    " AND v.state = 'planned' AND v.visit_on BETWEEN :day AND :soon)"
)
_OVERDUE = (
    "SELECT m.customer_id, m.due_on FROM rating r CROSS JOIN list_mark m"
    " ON m.customer_id = r.customer_id WHERE r.standing >= :low AND r.standing < :high"
    f" AND m.due_on < :day AND NOT {_VISITED_SOON}{{unless}} ORDER BY m.due_on, m.customer_id"
    " LIMIT :limit"
)
_ALL_OVERDUE = "SELECT count(*) FROM list_mark WHERE due_on < ?"
_QUIET_OVERDUE = (
    "SELECT count(*) FROM list_mark m WHERE m.customer_id IN (SELECT v.customer_id FROM visit v"
    " WHERE v.visit_on BETWEEN :day AND :soon AND v.state = 'planned') AND m.due_on < :day"
)
_HIDDEN_OVERDUE = (
    "SELECT count(*) FROM (VALUES {hidden}) h JOIN list_mark m"
    " ON m.customer_id = h.column1 AND m.due_on = h.column2"
    f" WHERE m.due_on < :day AND NOT {_VISITED_SOON}"
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """Customers with the day their most pressing duty fell due, better tiers first."""

    due_of: dict[int, date]
    total: int


def overdue(reading: Reading, day: date, gone: Collection[Dismissed], *, limit: int) -> Overdue:
    """Return whose cadence is overdue on a day and who will not be visited soon (D3)."""
    hidden = {
        (one.customer_id, one.occurs_on)
        for one in gone
        if one.subject == "cadence" and one.customer_id is not None and one.occurs_on is not None
    }
    if listed_day(reading) != day:
        return _overdue_then(reading, day, hidden, limit)
    params = {"day": day.isoformat(), "soon": _soon(day).isoformat()}
    found: dict[int, date] = {}
    for tier in Tier:
        low, high = standing_range(tier.value)
        bounds = {"low": low, "high": high, "limit": limit - len(found)}
        sql = _OVERDUE.format(unless=_unless(hidden))
        rows = reading.rows(sql, params | bounds) if len(found) < limit else []
        found |= {key: date.fromisoformat(on) for key, on in rows}
    return Overdue(found, _count_overdue(reading, params, hidden))


def standing_touches(
    reading: Reading, day: date, quarter: Period, customer_ids: Sequence[int]
) -> dict[int, list[Touch]]:
    """Return what counts for the five numbers of some customers: the contacts of the quarter, the
    last of each duty before, and the visits planned from the next day on."""
    found: dict[int, list[Touch]] = {key: [] for key in customer_ids}
    keys = id_list(customer_ids)
    for key, on, kind in reading.rows(
        "SELECT DISTINCT customer_id, happened_on, kind FROM interaction"
        f" WHERE customer_id IN ({keys}) AND happened_on BETWEEN ? AND ?",
        (quarter.first.isoformat(), day.isoformat()),
    ):
        found[key].append(Touch(date.fromisoformat(on), InteractionKind(kind)))
    for key, days in last_met_days(reading, day, customer_ids).items():
        for duty, on in zip(Duty, days, strict=True):
            if on:
                found[key].append(Touch(date.fromisoformat(on), _STANDS_FOR[duty]))
    for key, on, is_executive in reading.rows(
        "SELECT customer_id, visit_on, is_executive FROM visit"
        f" WHERE customer_id IN ({keys}) AND state = 'planned' AND visit_on > ?",
        (day.isoformat(),),
    ):
        kind = InteractionKind.EXECUTIVE_VISIT if is_executive else InteractionKind.VISIT
        found[key].append(Touch(date.fromisoformat(on), kind))
    return found


def silent(reading: Reading, *, limit: int) -> list[int]:
    """Return the customers marked at risk, better tiers and higher indexes first."""
    rows = reading.rows(
        "SELECT m.customer_id FROM rating r CROSS JOIN list_mark m"
        " ON m.customer_id = r.customer_id WHERE m.at_risk ORDER BY r.standing LIMIT ?",
        (limit,),
    )
    return [key for (key,) in rows]


def activities(reading: Reading, customer_ids: Iterable[int], day: date) -> dict[int, Activity]:
    """Return the rhythm of the purchases of some customers, without contacts and renewals."""
    rows = reading.rows(
        "SELECT customer_id, min(purchased_on), max(purchased_on), count(DISTINCT purchased_on)"
        f" FROM purchase WHERE customer_id IN ({id_list(customer_ids)}) AND purchased_on <= ?"
        " GROUP BY customer_id",
        (day.isoformat(),),
    )
    return {
        key: Activity(date.fromisoformat(first), date.fromisoformat(last), days)
        for key, first, last, days in rows
    }


def leads(
    reading: Reading, gone: Collection[Dismissed], *, limit: int
) -> tuple[list[tuple[int, date | None]], int]:
    """Return the prospects in an open stage with nothing planned, and since when they stand there.

    Those with the highest MAN score come first (D4). An open opportunity is told of by itself.
    """
    hidden = id_list(one.customer_id for one in gone if one.subject == "lead" and one.customer_id)
    where = (
        f"FROM listing l WHERE l.stage IN ({_quoted(LEAD_STAGES)}) AND l.purchases = 0"
        f" AND l.customer_id NOT IN ({hidden})"
        " AND EXISTS (SELECT 1 FROM list_mark m WHERE m.customer_id = l.customer_id"
        " AND m.next_action_on IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM opportunity o WHERE o.customer_id = l.customer_id"
        " AND o.state IN ('open', 'quoted'))"
    )
    rows = reading.rows(
        "SELECT l.customer_id, (SELECT stage_since FROM customer c WHERE c.id = l.customer_id)"
        f" {where} ORDER BY l.man_score DESC, l.customer_id LIMIT ?",
        (limit,),
    )
    found = [(key, date.fromisoformat(since) if since else None) for key, since in rows]
    return found, len(found) if len(found) < limit else _count(reading, f"SELECT count(*) {where}")


def unconfirmed(
    reading: Reading, day: date, gone: Collection[Dismissed], *, limit: int
) -> tuple[dict[int, dict[Section, date | None]], int]:
    """Return the customers of tier A whose card is stale, the most valuable first (D1).

    Each with its stale sections and when they were last confirmed.
    """
    known = _confirmed(reading, day)
    oldest = (day - timedelta(days=STALE_DAYS)).isoformat()
    fresh = [
        key
        for key, sections in known.items()
        if len(sections) == len(Section) and min(sections.values()) >= oldest
    ]
    away = [
        one.customer_id
        for one in gone
        if one.subject == "stale" and one.customer_id is not None
        if one.occurs_on == _oldest(_stale_sections(known.get(one.customer_id, {}), oldest))
    ]
    members = (
        "FROM rating WHERE standing >= ? AND standing < ?"
        f" AND customer_id NOT IN ({id_list([*fresh, *away])})"
    )
    bounds = standing_range(Tier.A.value)
    ranked = f"SELECT customer_id {members} ORDER BY standing LIMIT ?"
    stale = {
        key: _stale_sections(known.get(key, {}), oldest)
        for (key,) in reading.rows(ranked, (*bounds, limit))
    }
    return stale, _count(reading, f"SELECT count(*) {members}", bounds)


def _oldest(sections: dict[Section, date | None]) -> date | None:
    return min(filter(None, sections.values()), default=None)


def _stale_sections(known: dict[str, str], oldest: str) -> dict[Section, date | None]:
    return {
        section: date.fromisoformat(known[section]) if section in known else None
        for section in Section
        if known.get(section, "") < oldest
    }


def _confirmed(reading: Reading, day: date) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for key, section, on in reading.rows(
        "SELECT customer_id, section, max(confirmed_on) FROM section_confirmation"
        " WHERE confirmed_on <= ? GROUP BY customer_id, section",
        (day.isoformat(),),
    ):
        found.setdefault(key, {})[section] = on
    return found


def _overdue_then(
    reading: Reading, day: date, hidden: Collection[tuple[int, date]], limit: int
) -> Overdue:
    """As of another day than the one the list stands on, from the facts."""
    visited = {
        key
        for (key,) in reading.rows(
            "SELECT customer_id FROM visit WHERE state = 'planned' AND visit_on BETWEEN ? AND ?",
            (day.isoformat(), _soon(day).isoformat()),
        )
    }
    living = {key for (key,) in reading.rows("SELECT customer_id FROM listing")}
    tier_of = tiers(reading, day)
    late = [
        (tier_of[key], on, key)
        for key, text in due_days(reading, day).items()
        for on in (date.fromisoformat(text),)
        if on < day and key in living and key not in visited and (key, on) not in hidden
    ]
    return Overdue({key: on for _, on, key in sorted(late)[:limit]}, len(late))


def _count_overdue(
    reading: Reading, params: dict[str, Any], hidden: Collection[tuple[int, date]]
) -> int:
    """All that are overdue, without those who are visited soon or were dismissed."""
    total = _count(reading, _ALL_OVERDUE, (params["day"],)) - _count(
        reading, _QUIET_OVERDUE, params
    )
    if hidden:
        sql = _HIDDEN_OVERDUE.format(hidden=_pairs(hidden))
        total -= _count(reading, sql, params)
    return total


def _unless(hidden: Collection[tuple[int, date]]) -> str:
    return f" AND (m.customer_id, m.due_on) NOT IN (VALUES {_pairs(hidden)})" if hidden else ""


def _pairs(hidden: Collection[tuple[int, date]]) -> str:
    return ", ".join(f"({int(key)}, '{on.isoformat()}')" for key, on in hidden)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _soon(day: date) -> date:
    return day + timedelta(days=QUIET_DAYS)


def _count(reading: Reading, sql: str, params: Any = ()) -> int:
    found = reading.one(sql, params)
    return int(found[0]) if found else 0
