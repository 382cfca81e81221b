"""The rows of the agenda: parts, days with their hints, and visits; knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import Language
from crm_desktop.ui.visits.days import AgendaDay, Span, clash_text, clashes, when
from crm_desktop.ui.visits.entries import Entry, icon_of, promise_notes, promise_words
from crm_desktop.wording.care_dates import care_notes, care_what, care_who
from crm_desktop.wording.choices import VISIT_STATES

_SEPARATOR = "  ·  "


class RowKind(Enum):
    """What a row of the agenda is."""

    SPAN = auto()
    DAY = auto()
    HINT = auto()
    VISIT = auto()
    CARE = auto()
    PROMISE = auto()
    KEEPER = auto()


_REMARKS = frozenset({RowKind.SPAN, RowKind.HINT})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``lead`` stands left of ``text``, ``detail`` beneath, ``note`` at the right."""

    kind: RowKind
    text: str
    day: date | None = None
    lead: str = ""
    detail: str = ""
    note: str = ""
    entry: Entry | None = None
    icon: str = ""
    customer_id: int | None = None

    @property
    def visit(self) -> DatedVisit | None:
        """The visit it is about."""
        return self.entry.visit if self.entry is not None else None

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        return ", ".join(part for part in (self.lead, self.text, self.detail, self.note) if part)

    @property
    def tip(self) -> str:
        """The same where the mouse rests on it, because the row may be too narrow for all of it."""
        return self.spoken if self.is_choosable else ""

    @property
    def is_choosable(self) -> bool:
        """True for days and what stands on them, false for parts and hints."""
        return self.kind not in _REMARKS


def agenda_rows(language: Language, days: Sequence[AgendaDay], today: date) -> Iterator[Row]:
    """Yield the rows of days in their order."""
    span: Span | None = None
    for one in days:
        if one.span is not span:
            span = one.span
            yield Row(RowKind.SPAN, language.text(span.value))
        yield _day(language, one, today)
        yield from entry_rows(language, one.entries)


def entry_rows(language: Language, entries: Sequence[Entry]) -> Iterator[Row]:
    """Yield the rows of a day, a hint before a visit that is too close to another.

    Beneath a festival stand the best customers who keep it.
    """
    visits = [one.visit for one in entries if one.visit is not None]
    hints = {found.second: clash_text(language, found) for found in clashes(visits)}
    for one in entries:
        if one.visit is not None and one.visit in hints:
            yield Row(RowKind.HINT, hints[one.visit], one.day)
        yield _entry(language, one)
        for keeper in one.care.keepers if one.care is not None else ():
            name, tier = keeper.name, keeper.tier
            yield Row(RowKind.KEEPER, name, one.day, note=tier, customer_id=keeper.customer_id)


def _day(language: Language, one: AgendaDay, today: date) -> Row:
    visits = len(one.visits)
    parts = [language.plural("{count} visit", "{count} visits", visits)] if visits else []
    if one.span not in (Span.TODAY, Span.TOMORROW):
        parts.insert(0, language.relative(one.day, today))
    note = language.text("Print all") if one.printable else ""
    detail = _SEPARATOR.join(parts)
    return Row(RowKind.DAY, language.date(one.day, "full"), one.day, detail=detail, note=note)


def _entry(language: Language, one: Entry) -> Row:
    if one.visit is not None:
        return _visit(language, one, one.visit)
    if one.care is not None:
        return Row(
            RowKind.CARE,
            care_who(language, one.care),
            one.day,
            detail=_SEPARATOR.join(
                (care_what(language, one.care), *care_notes(language, one.care))
            ),
            entry=one,
            icon=icon_of(one),
            customer_id=one.customer_id,
        )
    return Row(
        RowKind.PROMISE,
        promise_words(language, one),
        one.day,
        detail=_SEPARATOR.join(promise_notes(one)),
        entry=one,
        icon=icon_of(one),
        customer_id=one.customer_id,
    )


def _visit(language: Language, one: Entry, dated: DatedVisit) -> Row:
    visit = dated.visit
    place = visit.venue or visit.address
    parts = (language.join(dated.contact_names), place, visit.objective)
    return Row(
        RowKind.VISIT,
        dated.customer_name,
        visit.visit_on,
        lead=when(language, dated),
        detail=_SEPARATOR.join(" ".join(part.split()) for part in parts if part),
        note=language.text(VISIT_STATES[visit.state]),
        entry=one,
        customer_id=visit.customer_id,
    )
