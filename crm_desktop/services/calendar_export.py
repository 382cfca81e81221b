"""Visits and the days to think of customers as a calendar for other programs (D19)."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from crm_desktop.domain.care_dates import EXPIRIES, CareKind
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ImportantDate
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.domain.visits import USUAL_MINUTES, Visit, VisitState
from crm_desktop.formats.icalendar_writer import CalendarEntry, calendar_parts
from crm_desktop.services.care_calendar import falls_on, lunar_words
from crm_desktop.services.care_dates import in_mourning
from crm_desktop.services.today import care_lead_days
from crm_desktop.services.trust_log import note_alone
from crm_desktop.services.whole_files import check_folder, written_whole
from crm_desktop.storage import care_dates as stored
from crm_desktop.storage import visits as stored_visits
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import Stamp, stamps_of
from crm_desktop.storage.types import from_moment
from crm_desktop.text import Language
from crm_desktop.wording.care_dates import CARE_KINDS, worded

ENDING = ".ics"
YEARS_AHEAD = 10
"""Lunar days have no yearly rule in other calendars, so they are written out so far ahead."""
VISITS_BACK = timedelta(days=30)
_MORNING = timedelta(hours=9)
_BEFORE_VISIT = timedelta(minutes=-30)
_DAY_BEFORE = _MORNING - timedelta(days=1)
_EVERY_DAY = tuple(
    (lunar, month, day) for lunar in (0, 1) for month in range(1, 13) for day in range(1, 32)
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """The moment and the words of a calendar, and what counts as mourning.

    ``only`` limits it to some customers. Days that are marked as sensitive stay out unless
    ``with_sensitive``: a calendar lies open on phones and on walls (D28).
    """

    now: datetime
    language: Language
    playbook: Playbook
    only: frozenset[int] | None = None
    with_sensitive: bool = False
    author: str = ""

    @property
    def today(self) -> date:
        """The day on the reader's clock."""
        return self.now.date()


def check_target(path: Path) -> None:
    """Raise InputError ``calendar_ending`` or ``folder_missing`` before any work is done."""
    if path.suffix.lower() != ENDING:
        raise InputError("calendar_ending", path=str(path))
    check_folder(path)


def export_calendar(database: Database, path: Path, wish: CalendarWish, progress: Progress) -> int:
    """Write the calendar, whole or not at all; note it and return how many events it has.

    Raises what :func:`check_target` and ``whole_files.written_whole`` raise, and CancelledError.
    """
    check_target(path)
    with database.read() as reading, written_whole(path) as file:
        count = 0
        for part in calendar_of(reading, wish):
            file.write(part)
            count += part.startswith(b"BEGIN:VEVENT")
            if count % _AT_ONCE == 0:
                progress.report(0, 1)
    code, params = TrustCode.CALENDAR_EXPORTED, {"events": count}
    note_alone(database, TrustNote(code, wish.author, params=params, name=path.name))
    return count


def calendar_of(reading: Reading, wish: CalendarWish) -> Iterator[bytes]:
    """Yield the calendar of a file piece by piece, an event at a time."""
    name = wish.language.text("Customers")
    return calendar_parts(name, _entries(reading, wish), wish.now)


def _entries(reading: Reading, wish: CalendarWish) -> Iterator[CalendarEntry]:
    yield from _visits(reading, wish)
    lead = _MORNING - timedelta(days=care_lead_days(reading))
    yield from _dates(reading, wish, lead)
    yield from _contracts(reading, wish, lead)


def _visits(reading: Reading, wish: CalendarWish) -> Iterator[CalendarEntry]:
    first, last = wish.today - VISITS_BACK, _years_on(wish.today)
    found = [
        one
        for one in stored_visits.between(reading, first, last)
        if wish.only is None or one.customer_id in wish.only
    ]
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        keys = [one.id for one in some if one.id is not None]
        names = stored_visits.customer_names(reading, {one.customer_id for one in some})
        people = stored_visits.attendee_names(reading, set(keys))
        stamps = stamps_of(reading, Kind.VISIT, keys)
        for one in some:
            if one.id is not None and one.customer_id in names:
                attending = tuple(people.get(one.id, ()))
                entry = _visit(
                    one, names[one.customer_id], attending, stamps[one.id], wish.language
                )
                # What is over would ring at once in a calendar that takes it in.
                yield replace(entry, alarm=None) if one.visit_on < wish.today else entry


def _visit(
    one: Visit, customer: str, attending: tuple[str, ...], stamp: Stamp, language: Language
) -> CalendarEntry:
    """What a calendar may show: who, when, where and what for; no caution and no taboo."""
    said = (
        (language.text("With"), language.join(attending) if attending else ""),
        (language.text("Objective"), one.objective),
        (language.text("Agenda"), "\n".join(one.agenda)),
        (language.text("Phone of the host"), one.host_phone),
    )
    return CalendarEntry(
        stamp.uid.hex(),
        language.text("Visit: {name}", name=customer),
        one.visit_on,
        one.visit_time,
        one.duration_minutes or USUAL_MINUTES,
        "\n".join(language.labelled(label, text) for label, text in said if text),
        ", ".join(part for part in (one.venue, one.address) if part),
        is_cancelled=one.state is VisitState.CANCELLED,
        alarm=_DAY_BEFORE if one.visit_time is None else _BEFORE_VISIT,
        changed_at=from_moment(stamp.updated_at),
        version=stamp.version,
    )


def _dates(reading: Reading, wish: CalendarWish, lead: timedelta) -> Iterator[CalendarEntry]:
    """A person's date stands once; who is in mourning is wished nothing (D26)."""
    mourning = in_mourning(reading, wish.playbook)
    told: set[int | None] = set()
    rows = stored.dates_on(reading, _EVERY_DAY, wish.today)
    for row in sorted(rows, key=lambda row: (row.date.id, not row.is_main, row.customer_id)):
        is_wanted = wish.only is None or row.customer_id in wish.only
        may_tell = wish.with_sensitive or not row.date.sensitive
        if is_wanted and may_tell and row.date.id not in told:
            told.add(row.date.id)
            if row.customer_id not in mourning or row.date.kind in EXPIRIES:
                yield from _date(reading, row, wish, lead)


def _date(
    reading: Reading, row: stored.Dated, wish: CalendarWish, lead: timedelta
) -> Iterator[CalendarEntry]:
    """A solar day comes round by a rule; a lunar one is written out year by year."""
    one, language = row.date, wish.language
    assert one.id is not None
    stamp = stamps_of(reading, Kind.IMPORTANT_DATE, [one.id])[one.id]
    lunar = lunar_words(one)
    notes = (row.customer_name if row.person else "", one.label)
    entry = CalendarEntry(
        stamp.uid.hex(),
        language.labelled(language.text(CARE_KINDS[CareKind(one.kind.value)]), _who(row)),
        wish.today,
        description="\n".join(
            part for part in (*notes, worded(language, lunar) if lunar else "") if part
        ),
        alarm=lead,
        changed_at=from_moment(stamp.updated_at),
        version=stamp.version,
    )
    is_once = one.kind in EXPIRIES
    first = date(wish.today.year, 1, 1)
    for occurrence in falls_on(one, first, _years_on(wish.today)):
        day = occurrence.on
        if one.lunar:
            yield replace(entry, uid=f"{entry.uid}-{day.year}", on=day)
        else:
            on = _leap_day(one, day)
            yield replace(entry, on=on, is_yearly=not is_once)
            return


def _leap_day(one: ImportantDate, day: date) -> date:
    """29 February begins in the leap year before, where a rule for it can begin."""
    if (one.month, one.day) != (2, 29) or day.day == 29:
        return day
    year = next(year for year in range(day.year, day.year - 9, -1) if isleap(year))
    return date(year, 2, 29)


def _who(row: stored.Dated) -> str:
    return row.person or row.customer_name


def _contracts(reading: Reading, wish: CalendarWish, lead: timedelta) -> Iterator[CalendarEntry]:
    """A contract that ends on the day it renews is told once."""
    days = (wish.today - VISITS_BACK, _years_on(wish.today))
    told: set[tuple[int, date]] = set()
    for column, kind in (("renews_on", CareKind.RENEWAL), ("ends_on", CareKind.CONTRACT_END)):
        for one in stored.contract_days(reading, column, days, wish.today):
            is_wanted = wish.only is None or one.customer_id in wish.only
            if is_wanted and (one.contract_id, one.on) not in told:
                told.add((one.contract_id, one.on))
                yield _contract(reading, one, kind, lead, wish.language)


def _contract(
    reading: Reading, one: stored.Agreed, kind: CareKind, lead: timedelta, language: Language
) -> CalendarEntry:
    stamp = stamps_of(reading, Kind.CONTRACT, [one.contract_id])[one.contract_id]
    return CalendarEntry(
        f"{stamp.uid.hex()}-{kind.value}",
        language.labelled(language.text(CARE_KINDS[kind]), one.customer_name),
        one.on,
        description=one.name,
        alarm=lead,
        changed_at=from_moment(stamp.updated_at),
        version=stamp.version,
    )


def _years_on(day: date) -> date:
    return date(day.year + YEARS_AHEAD, 12, 31)
