"""The rows of the day: heads of its parts, proposals, and how many more there are; no widget."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.domain.today import Day, DayPart, Proposal, TodayAct, TodayKind, TodayPart
from crm_desktop.text import Language
from crm_desktop.wording.standing import DUTIES
from crm_desktop.wording.today import ACTS, PARTS, reason_text, spoken, when_text

ICONS = {
    TodayKind.HOW_DID_IT_GO: "pencil",
    TodayKind.VISIT: "calendar",
    TodayKind.COMPLAINT: "flame",
    TodayKind.OUR_PROMISE: "handshake",
    TodayKind.THEIR_PROMISE: "handshake",
    TodayKind.ACTION: "check",
    TodayKind.SWOT_ACTION: "target",
    TodayKind.NEXT_STEP: "arrow-right",
    TodayKind.CADENCE: "phone",
    TodayKind.AT_RISK: "trending-down",
    TodayKind.CARE_DATE: "cake",
    TodayKind.RENEWAL: "file-text",
    TodayKind.NO_NEXT_STEP: "circle-help",
    TodayKind.STALE: "badge-check",
}


_DUTY_ICONS = {
    TodayAct.PLAN_VISIT: "calendar-plus",
    TodayAct.LOG_MESSAGE: "message-circle",
    TodayAct.LOG_SURVEY: "list",
}
"""What a cadence asks for, where it is no call."""


class RowKind(Enum):
    """What a row of the day is."""

    HEAD = auto()
    PROPOSAL = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``lead`` or ``icon`` stands left of ``title``, ``detail`` beneath, ``when`` and
    ``verb`` at the right."""

    kind: RowKind
    part: TodayPart
    title: str
    detail: str = ""
    lead: str = ""
    icon: str = ""
    when: str = ""
    verb: str = ""
    spoken: str = ""
    tip: str = ""
    proposal: Proposal | None = None

    @property
    def is_choosable(self) -> bool:
        """True for proposals, and for what shows more of them."""
        return self.kind is not RowKind.HEAD


def day_rows(language: Language, day: Day) -> Iterator[Row]:
    """Yield the rows of a day in their order."""
    for part in day.parts:
        title = language.text(PARTS[part.part])
        count = language.number(part.total)
        yield Row(RowKind.HEAD, part.part, title, count, spoken=language.with_note(title, count))
        for one in part.proposals:
            yield _proposal(language, part.part, one, day.today)
        if part.hidden:
            yield _more(language, part)


def five_numbers(language: Language, duty: DutyStanding) -> tuple[str, ...]:
    """Return the name of a duty with its five numbers in this quarter (D3)."""
    numbers = (duty.planned, duty.actual, duty.scheduled, duty.remaining, duty.to_schedule)
    return language.text(DUTIES[duty.interval.duty]), *map(language.number, numbers)


def numbers_text(language: Language, duty: DutyStanding) -> str:
    """Return the five numbers of a duty in a sentence."""
    name, planned, actual, scheduled, remaining, to_schedule = five_numbers(language, duty)
    return language.labelled(
        name,
        language.text(
            "{planned} planned this quarter, {actual} done, {scheduled} scheduled, {remaining}"
            " remaining, {to_schedule} to schedule",
            planned=planned,
            actual=actual,
            scheduled=scheduled,
            remaining=remaining,
            to_schedule=to_schedule,
        ),
    )


def _proposal(language: Language, part: TodayPart, one: Proposal, today: date) -> Row:
    when, reason = when_text(language, one, today), reason_text(language, one, today)
    is_today = part is TodayPart.VISITS and one.due == today
    return Row(
        RowKind.PROPOSAL,
        part,
        one.who.name,
        reason,
        lead=when if is_today and one.at is not None else "",
        icon=_DUTY_ICONS.get(one.act, ICONS[one.kind]) if one.duties else ICONS[one.kind],
        when="" if is_today and one.at is not None else when,
        verb=language.text(ACTS[one.act]),
        spoken=spoken(language, one, today),
        tip="\n".join([reason, *(numbers_text(language, duty) for duty in one.duties)]),
        proposal=one,
    )


def _more(language: Language, part: DayPart) -> Row:
    words = language.plural("and {count} more", "and {count} more", part.hidden)
    return Row(RowKind.MORE, part.part, words, spoken=words)
