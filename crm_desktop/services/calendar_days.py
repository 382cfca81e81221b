"""What a calendar shows of a run of days: visits, days to remember, promises due."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from crm_desktop.domain.brief_values import Conflict, ConflictCode
from crm_desktop.domain.care_dates import CareDate
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services import card_edits
from crm_desktop.services.care_dates import care_dates_between
from crm_desktop.services.visits import (
    DatedVisit,
    check_visit,
    visits_around,
    visits_between,
)
from crm_desktop.storage import care_dates as stored
from crm_desktop.storage.database import Database

PAST_DAYS, AHEAD_DAYS = 90, 400
CARE_DAYS = (14, 60)
MOST_PAST, MOST_AHEAD, MOST_CARE = 500, 1500, 500
"""A list is read by a person: what is further away stands in the months."""


@dataclass(frozen=True, slots=True)
class DuePromise:
    """An open promise with the customer's name and whose word it is or to whom."""

    promise: Promise
    customer_name: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Everything of a run of days, each part by day and time."""

    visits: tuple[DatedVisit, ...] = ()
    care: tuple[CareDate, ...] = ()
    promises: tuple[DuePromise, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A visit as it would be on another day: the taboos whose calendar keeps that day, and the
    other visits of it."""

    visit: Visit
    kept_days: tuple[Conflict, ...]
    others: tuple[DatedVisit, ...]


def calendar_days(
    database: Database, first: date, last: date, *, today: date, playbook: Playbook
) -> CalendarDays:
    """Return what falls from ``first`` to ``last``; customers in the bin are left out."""
    return CalendarDays(
        tuple(visits_between(database, first, last)),
        tuple(care_dates_between(database, first, last, today=today, playbook=playbook)),
        _promises(database, first, last),
    )


def agenda_days(database: Database, *, today: date, playbook: Playbook) -> CalendarDays:
    """Return the visits around today and what else is ahead, bounded for one list.

    Days to remember go as far ahead as they fill the list.
    """
    for days in CARE_DAYS:
        last = today + timedelta(days=days)
        care = care_dates_between(database, today, last, today=today, playbook=playbook)
        if len(care) >= MOST_CARE:
            break
    visits = visits_around(database, today, (PAST_DAYS, AHEAD_DAYS), (MOST_PAST, MOST_AHEAD))
    promises = _promises(database, today, today + timedelta(days=CARE_DAYS[-1]))
    return CalendarDays(tuple(visits), tuple(care[:MOST_CARE]), promises[:MOST_CARE])


def look_at_move(
    database: Database, visit: Visit, day: date, playbook: Playbook, today: date
) -> Move:
    """Return what a visit meets on another day (D26); nothing is written.

    Raises InputError ``customer_unknown``.
    """
    moved = replace(visit, visit_on=day)
    found = check_visit(database, moved, _attending(database, visit), playbook, today)
    kept = tuple(one for one in found if one.code is ConflictCode.KEPT_DAY)
    others = [one for one in visits_between(database, day, day) if one.visit.id != visit.id]
    return Move(moved, kept, tuple(others))


def move_visit(database: Database, visit_id: int, day: date, *, author: str = "") -> Changes:
    """Put a planned visit on another day, its time kept, as one operation.

    Raises InputError ``record_gone``, or ``visit_over`` for one that was held or cancelled.
    """
    with database.read() as reading:
        visit = reading.get(Kind.VISIT, visit_id)
    if visit is not None and visit.state is not VisitState.PLANNED:
        raise InputError("visit_over", id=visit_id)
    values = {"visit_on": day}
    return card_edits.set_fields(database, Kind.VISIT, visit_id, values, author=author)


def _promises(database: Database, first: date, last: date) -> tuple[DuePromise, ...]:
    with database.read() as reading:
        return tuple(DuePromise(*one) for one in stored.open_promises(reading, first, last))


def _attending(database: Database, visit: Visit) -> tuple[int, ...]:
    if visit.id is None:
        return ()
    with database.read() as reading:
        found = reading.by_ids(Kind.VISIT_CONTACT, "visit_id", [visit.id])
    return tuple(one.contact_id for one in found)
