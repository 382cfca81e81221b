"""What stands on a day of the calendar: visits, days to remember, promises due; knows no widget."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.care_dates import CareDate, CareKind
from crm_desktop.domain.promises import Direction
from crm_desktop.domain.visits import VisitState
from crm_desktop.services.calendar_days import CalendarDays, DuePromise
from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language, mark
from crm_desktop.ui.navigation import CardTab
from crm_desktop.wording.care_dates import care_line, care_notes, care_what, care_who


class EntryKind(StrEnum):
    """What can be shown or left out."""

    VISITS = "visits"
    CARE = "care"
    PROMISES = "promises"


KIND_WORDS = {
    EntryKind.VISITS: mark("Visits"),
    EntryKind.CARE: mark("Days to remember"),
    EntryKind.PROMISES: mark("Promises due"),
}
_ICONS = {
    CareKind.BIRTHDAY: "cake",
    CareKind.ANNIVERSARY: "heart",
    CareKind.RENEWAL: "refresh-cw",
    CareKind.CONTRACT_END: "briefcase",
    CareKind.FESTIVAL: "gift",
    CareKind.OTHER: "star",
}
_PAPERS = "file-text"
_SEPARATOR = " · "
_AGREED = frozenset({CareKind.RENEWAL, CareKind.CONTRACT_END})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day; one of the three is set."""

    day: date
    visit: DatedVisit | None = None
    care: CareDate | None = None
    promise: DuePromise | None = None

    @property
    def kind(self) -> EntryKind:
        """What it belongs to of what can be left out."""
        if self.visit is not None:
            return EntryKind.VISITS
        return EntryKind.CARE if self.care is not None else EntryKind.PROMISES

    @property
    def key(self) -> str:
        """What it is found again by after a new reading."""
        if self.visit is not None:
            return f"visit:{self.visit.visit.id}"
        if self.care is not None:
            return f"{self.care.subject}:{self.care.on}"
        return f"promise:{self.promise.promise.id}" if self.promise else ""

    @property
    def customer_id(self) -> int | None:
        """Whom it is about, None for a festival."""
        if self.visit is not None:
            return self.visit.visit.customer_id
        if self.care is not None:
            return self.care.customer_id
        return self.promise.promise.customer_id if self.promise else None

    @property
    def is_planned(self) -> bool:
        """True for a visit that can be put on another day."""
        return self.visit is not None and self.visit.visit.state is VisitState.PLANNED

    @property
    def is_quiet(self) -> bool:
        """True for what is told in a lower voice: promises, and visits that are over."""
        return self.care is None and not self.is_planned


def by_day(entries: Iterable[Entry]) -> dict[date, tuple[Entry, ...]]:
    """Return entries by their days, in the order they come."""
    found: dict[date, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.day, []).append(one)
    return {day: tuple(some) for day, some in found.items()}


def entries_of(
    days: CalendarDays, kinds: Collection[EntryKind] = tuple(EntryKind)
) -> Iterator[Entry]:
    """Yield what is to be shown: festivals, then visits, other days, promises."""
    care = [Entry(one.on, care=one) for one in days.care] if EntryKind.CARE in kinds else []
    yield from (one for one in care if one.care and one.care.kind is CareKind.FESTIVAL)
    if EntryKind.VISITS in kinds:
        yield from (Entry(one.visit.visit_on, visit=one) for one in days.visits)
    yield from (one for one in care if one.care and one.care.kind is not CareKind.FESTIVAL)
    if EntryKind.PROMISES in kinds:
        for one in days.promises:
            if one.promise.due_on is not None:
                yield Entry(one.promise.due_on, promise=one)


def icon_of(one: Entry) -> str:
    """Return the picture of an entry; a visit has its time instead."""
    if one.care is not None:
        return _ICONS.get(one.care.kind, _PAPERS)
    return "handshake" if one.promise is not None else ""


def short_words(language: Language, one: Entry) -> str:
    """Return an entry as it stands in the cell of a month."""
    if one.visit is not None:
        at = one.visit.visit.visit_time
        name = one.visit.customer_name
        return f"{language.time(at)} {name}" if at is not None else name
    if one.care is not None:
        return care_who(language, one.care)
    return " ".join(one.promise.promise.text.split()) if one.promise is not None else ""


def side_words(language: Language, one: Entry) -> str:
    """Return what stands beneath an entry where it has room: place and aim, what it is, whose."""
    if one.visit is not None:
        visit = one.visit.visit
        parts = (visit.venue or visit.address, visit.objective)
        return _SEPARATOR.join(" ".join(part.split()) for part in parts if part)
    if one.care is not None:
        return _SEPARATOR.join((care_what(language, one.care), *care_notes(language, one.care)))
    return _SEPARATOR.join(promise_notes(one))


def full_words(language: Language, one: Entry) -> str:
    """Return an entry in one sentence, for a tooltip and for who can't see it."""
    if one.visit is not None:
        return language.labelled(language.text("Visit"), short_words(language, one))
    if one.care is not None:
        return care_line(language, one.care)
    return " · ".join((promise_words(language, one), *promise_notes(one)))


def promise_words(language: Language, one: Entry) -> str:
    """Return whose promise is due, and what it is."""
    if one.promise is None:
        return ""
    is_ours = one.promise.promise.direction is Direction.OURS
    whose = language.text("We promised") if is_ours else language.text("They promised")
    return language.labelled(whose, " ".join(one.promise.promise.text.split()))


def promise_notes(one: Entry) -> tuple[str, ...]:
    """Return customer and person of a promise."""
    if one.promise is None:
        return ()
    return tuple(part for part in (one.promise.customer_name, one.promise.person) if part)


def tab_of(one: Entry) -> CardTab:
    """Return the tab of the card that tells about an entry."""
    if one.promise is not None:
        return CardTab.SERVICE
    if one.care is not None and one.care.kind in _AGREED:
        return CardTab.PURCHASES
    has_person = one.care is not None and one.care.contact_id is not None
    return CardTab.PEOPLE if has_person else CardTab.BASICS
