"""Writes iCalendar (RFC 5545) that Google, Outlook and Apple's calendars read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vRecur

DOMAIN = "crm-desktop"
_PRODUCT = "-//CRM Desktop//CRM Desktop//EN"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event; without ``at`` it takes the whole day, and ``at`` is local wall-clock time.

    ``uid`` stays the same from export to export and ``version`` grows with each change, so that a
    calendar that takes the file a second time changes its event instead of doubling it.
    ``alarm`` is the time from the beginning, before it where negative.
    """

    uid: str
    summary: str
    on: date
    at: time | None = None
    minutes: int = 60
    description: str = ""
    location: str = ""
    is_yearly: bool = False
    is_cancelled: bool = False
    alarm: timedelta | None = None
    changed_at: datetime | None = None
    version: int = 1


def calendar_parts(name: str, entries: Iterable[CalendarEntry], now: datetime) -> Iterator[bytes]:
    """Yield a calendar piece by piece: its head, each event, its end."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    yield head
    for entry in entries:
        yield _event(entry, now).to_ical()
    yield end + b"\r\n"


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{DOMAIN}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", entry.summary)
    _add_time(event, entry)
    if entry.description:
        event.add("description", entry.description)
    if entry.location:
        event.add("location", entry.location)
    if entry.is_yearly:
        event.add("rrule", _yearly(entry.on))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("sequence", entry.version - 1)
    event.add("class", "PRIVATE")
    if entry.changed_at:
        event.add("last-modified", entry.changed_at.astimezone(UTC))
    if entry.alarm is not None and not entry.is_cancelled:
        event.add_component(_alarm(entry.summary, entry.alarm))
    return event


def _add_time(event: Event, entry: CalendarEntry) -> None:
    """A time of day is written without a zone: the same hour wherever the calendar is read."""
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    start = datetime.combine(entry.on, entry.at)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=entry.minutes))


def _yearly(first: date) -> vRecur:
    """29 February falls on the last day of the month in other years, as the program keeps it."""
    if (first.month, first.day) in ((2, 29),):
        return vRecur(freq="YEARLY", bymonth=2, bymonthday=-1)
    return vRecur(freq="YEARLY")


def _alarm(summary: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", trigger)
    return alarm
