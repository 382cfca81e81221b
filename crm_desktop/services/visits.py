"""Planning visits: who comes, what is planned, and what it may run against (D7, D26)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from crm_desktop.domain.brief_values import Conflict
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.visits import Visit, VisitContact
from crm_desktop.services.brief_cautions import conflicts, guard, taboos_of
from crm_desktop.services.brief_people import Moment, People
from crm_desktop.services.briefs import with_guests
from crm_desktop.services.card_edits import add
from crm_desktop.storage import visits as stored
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing

_DRAFT = 0
"""The key a visit has in the check while it is typed."""


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A visit in a calendar, with the names of the customer and of who attends."""

    visit: Visit
    customer_name: str
    contact_names: tuple[str, ...] = ()


def plan_visit(
    database: Database, draft: Visit, contact_ids: Collection[int] = (), *, author: str = ""
) -> tuple[int, Changes]:
    """Store a visit with who attends as one operation and return its key.

    Raises InputError with the field and the code of what is wrong.
    """
    params = {"day": draft.visit_on.isoformat()}
    with database.write("visit_planned", params=params, author=author) as work:
        key = add(work, draft)
        for contact_id in dict.fromkeys(contact_ids):
            add(work, VisitContact(key, contact_id))
    return key, work.changes


def set_attendees(
    database: Database, visit_id: int, contact_ids: Collection[int], *, author: str = ""
) -> Changes:
    """Make these contacts the ones who attend; raises InputError ``record_gone``."""
    with database.write("attendees_set", author=author) as work:
        if work.get(Kind.VISIT, visit_id) is None:
            raise InputError("record_gone", kind=Kind.VISIT.value, id=visit_id)
        make_attend(work, visit_id, contact_ids)
    return work.changes


def check_visit(
    database: Database,
    visit: Visit,
    contact_ids: Collection[int],
    playbook: Playbook,
    today: date,
) -> tuple[Conflict, ...]:
    """Return what a visit may run against, also one that is only being typed (D26).

    Quick enough for every keystroke. Raises InputError ``customer_unknown``.
    """
    draft = replace(visit, id=_DRAFT)
    attending = tuple(VisitContact(_DRAFT, one) for one in contact_ids)
    with database.read() as reading:
        card = load_card(reading, visit.customer_id).as_of(today)
        card = with_guests(reading, replace(card, visit_contacts=attending), draft)
    people = People(card, {}, draft, Moment(today, datetime.now(UTC)))
    return conflicts(people, draft, guard(taboos_of(people), playbook))


def visits_between(database: Database, first: date, last: date) -> list[DatedVisit]:
    """Return the visits from one day to another in every state, by day and time.

    Customers in the bin are left out.
    """
    with database.read() as reading:
        return _dated(reading, stored.between(reading, first, last))


def visits_around(
    database: Database, today: date, days: tuple[int, int], most: tuple[int, int]
) -> list[DatedVisit]:
    """Return the visits of some days past and ahead, at most so many of each, nearest first kept.

    By day and time; ``today`` belongs to what is ahead. Customers in the bin are left out.
    """
    past, ahead = (timedelta(days=count) for count in days)
    with database.read() as reading:
        before = stored.latest(reading, today - past, today, most[0])
        return _dated(reading, [*before, *stored.next_from(reading, today, today + ahead, most[1])])


def _dated(reading: Reading, found: Sequence[Visit]) -> list[DatedVisit]:
    names = stored.customer_names(reading, {one.customer_id for one in found})
    attending = stored.attendee_names(reading, {one.id for one in found})
    return [
        DatedVisit(one, names[one.customer_id], tuple(attending.get(one.id or 0, ())))
        for one in found
        if one.customer_id in names
    ]


def make_attend(work: Writing, visit_id: int, contact_ids: Collection[int]) -> None:
    """Make these contacts the ones who attend, inside a write."""
    wanted = list(dict.fromkeys(contact_ids))
    known = work.values(Kind.VISIT_CONTACT, "WHERE visit_id = ? ORDER BY id", (visit_id,))
    for one in known:
        if one.contact_id not in wanted:
            work.remove(Kind.VISIT_CONTACT, one.id)
    there = {one.contact_id for one in known}
    for contact_id in wanted:
        if contact_id not in there:
            add(work, VisitContact(visit_id, contact_id))
