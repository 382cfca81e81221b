"""Visits by day, and days on which two meet or the way is short; knows no widget."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from crm_desktop.domain.visits import USUAL_MINUTES, VisitState
from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import toneless
from crm_desktop.services.calendar_days import CalendarDays
from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language, mark
from crm_desktop.ui.visits.entries import Entry, EntryKind, by_day, entries_of, full_words

SHORT_WAY_MINUTES = 30
"""Ours: less than that between two places is worth a look."""


class Span(Enum):
    """The parts of the agenda, in their order."""

    TODAY = mark("Today")
    TOMORROW = mark("Tomorrow")
    THIS_WEEK = mark("This week")
    LATER = mark("Later")
    PAST = mark("Past")


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """What stands on one day, visits by time."""

    day: date
    span: Span
    entries: tuple[Entry, ...]

    @property
    def visits(self) -> tuple[DatedVisit, ...]:
        """The visits of the day."""
        return tuple(one.visit for one in self.entries if one.visit is not None)

    @property
    def printable(self) -> tuple[DatedVisit, ...]:
        """Those to be held, and on a day that is over those that were."""
        wanted = {VisitState.PLANNED}
        if self.span is Span.PAST:
            wanted.add(VisitState.HELD)
        return tuple(one for one in self.visits if one.visit.state in wanted)


def agenda(
    days: CalendarDays,
    today: date,
    kinds: Collection[EntryKind] = tuple(EntryKind),
    is_left: Callable[[Entry], bool] = lambda _: True,
) -> list[AgendaDay]:
    """Return days from today on, nearest first, then the past, newest first.

    Only entries of these kinds that ``is_left`` lets pass.
    """
    left = (one for one in entries_of(days, kinds) if is_left(one))
    found = [AgendaDay(day, span_of(day, today), some) for day, some in by_day(left).items()]
    ahead = sorted((one for one in found if one.day >= today), key=lambda one: one.day)
    past = sorted((one for one in found if one.day < today), key=lambda one: one.day)
    return [*ahead, *reversed(past)]


def span_of(day: date, today: date) -> Span:
    """Return the part of the agenda a day belongs to; a week ends on Sunday."""
    if day <= today:
        return Span.TODAY if day == today else Span.PAST
    if day == today + timedelta(days=1):
        return Span.TOMORROW
    sunday = today + timedelta(days=6 - today.weekday())
    return Span.THIS_WEEK if day <= sunday else Span.LATER


@dataclass(frozen=True, slots=True)
class Clash:
    """Two visits of a day that overlap, or with little time between two places."""

    first: DatedVisit
    second: DatedVisit

    @property
    def minutes(self) -> int:
        """The time between them, negative where they overlap."""
        return int((_start(self.second) - _end(self.first)).total_seconds() // 60)


def clashes(visits: Sequence[DatedVisit]) -> list[Clash]:
    """Return what is too close on a day, each visit against the one that ends last before it."""
    timed = [one for one in visits if one.visit.state is VisitState.PLANNED]
    timed = sorted((one for one in timed if one.visit.visit_time is not None), key=_start)
    found: list[Clash] = []
    last: DatedVisit | None = None
    for one in timed:
        if last is not None:
            clash = Clash(last, one)
            is_short = clash.minutes < SHORT_WAY_MINUTES and not _is_one_place(last, one)
            if clash.minutes < 0 or is_short:
                found.append(clash)
        last = one if last is None or _end(one) >= _end(last) else last
    return found


def clash_text(language: Language, clash: Clash) -> str:
    """Return the sentence for it."""
    names = {"first": clash.first.customer_name, "second": clash.second.customer_name}
    if clash.minutes < 0:
        return language.text("{first} and {second} overlap.", **names)
    if clash.minutes == 0:
        return language.text("No time for the way from {first} to {second}.", **names)
    return language.plural(
        "{count} minute from {first} to {second}: is the way that short?",
        "{count} minutes from {first} to {second}: is the way that short?",
        clash.minutes,
        **names,
    )


def search_text(language: Language, one: Entry) -> str:
    """Return what an entry is found by: names also by pinyin and initials, place, objective."""
    names, others = _found_by(language, one)
    parts = [*names, *others]
    for name in names:
        syllables = toneless(name)
        parts += ["".join(syllables), "".join(part[:1] for part in syllables)]
    return fold(" ".join(parts))


def _found_by(language: Language, one: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if one.visit is not None:
        visit = one.visit.visit
        names = (one.visit.customer_name, *one.visit.contact_names)
        return names, (visit.objective, visit.venue, visit.address)
    if one.care is not None:
        return (one.care.customer_name, one.care.person), (full_words(language, one),)
    if one.promise is not None:
        return (one.promise.customer_name, one.promise.person), (one.promise.promise.text,)
    return (), ()


def searched(text: str) -> list[str]:
    """Return the words a person filters by, as :func:`search_text` holds them."""
    return fold(text).split()


def when(language: Language, one: DatedVisit) -> str:
    """Return the time of a visit, with its end where its length is known."""
    visit = one.visit
    if visit.visit_time is None:
        return language.text("any time")
    start = language.time(visit.visit_time)
    if visit.duration_minutes is None:
        return start
    return f"{start} – {language.time(_end(one).time())}"


def _start(one: DatedVisit) -> datetime:
    visit = one.visit
    assert visit.visit_time is not None
    return datetime.combine(visit.visit_on, visit.visit_time)


def _end(one: DatedVisit) -> datetime:
    return _start(one) + timedelta(minutes=one.visit.duration_minutes or USUAL_MINUTES)


def _is_one_place(first: DatedVisit, second: DatedVisit) -> bool:
    places = [(one.visit.venue.strip(), one.visit.address.strip()) for one in (first, second)]
    return places[0] == places[1] and any(places[0])
