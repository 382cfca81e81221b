"""What to do now: proposals with their reason and one action each, ranked in parts (Today)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.cadence import DutyStanding

_UNTIMED = "~"
"""Sorts behind every time of a day."""
_TIERS = {"A": 0, "B": 1, "C": 2}


class TodayPart(StrEnum):
    """The parts of a day, in the order they are read."""

    VISITS = "visits"
    DUE = "due"
    TOUCH = "touch"
    AHEAD = "ahead"
    TIDY = "tidy"


class TodayKind(StrEnum):
    """What is proposed. In the part of what is due, what is named first stands first."""

    HOW_DID_IT_GO = "how_did_it_go"
    VISIT = "visit"
    COMPLAINT = "complaint"
    OUR_PROMISE = "our_promise"
    THEIR_PROMISE = "their_promise"
    ACTION = "action"
    SWOT_ACTION = "swot_action"
    NEXT_STEP = "next_step"
    CADENCE = "cadence"
    AT_RISK = "at_risk"
    CARE_DATE = "care_date"
    RENEWAL = "renewal"
    NO_NEXT_STEP = "no_next_step"
    STALE = "stale"


PARTS: Mapping[TodayKind, TodayPart] = {
    TodayKind.HOW_DID_IT_GO: TodayPart.VISITS,
    TodayKind.VISIT: TodayPart.VISITS,
    TodayKind.COMPLAINT: TodayPart.DUE,
    TodayKind.OUR_PROMISE: TodayPart.DUE,
    TodayKind.THEIR_PROMISE: TodayPart.DUE,
    TodayKind.ACTION: TodayPart.DUE,
    TodayKind.SWOT_ACTION: TodayPart.DUE,
    TodayKind.NEXT_STEP: TodayPart.DUE,
    TodayKind.CADENCE: TodayPart.TOUCH,
    TodayKind.AT_RISK: TodayPart.TOUCH,
    TodayKind.CARE_DATE: TodayPart.AHEAD,
    TodayKind.RENEWAL: TodayPart.AHEAD,
    TodayKind.NO_NEXT_STEP: TodayPart.TIDY,
    TodayKind.STALE: TodayPart.TIDY,
}
_ORDER = {kind: place for place, kind in enumerate(TodayKind)}


class TodayAct(StrEnum):
    """The one action of a proposal."""

    PRINT_BRIEF = "print_brief"
    TELL = "tell"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    FOLLOW_UP = "follow_up"
    KEPT = "kept"
    DONE = "done"
    NEXT_STEP = "next_step"
    LOG_CALL = "log_call"
    LOG_MESSAGE = "log_message"
    LOG_SURVEY = "log_survey"
    PLAN_VISIT = "plan_visit"
    GREET = "greet"
    LOOK_THROUGH = "look_through"


class ReasonCode(StrEnum):
    """Why something is proposed; the parameters of each are those its sentence needs."""

    VISIT = "visit"
    VISIT_BARE = "visit_bare"
    VISIT_PASSED = "visit_passed"
    COMPLAINT_ANSWER = "complaint_answer"
    COMPLAINT_RESOLVE = "complaint_resolve"
    COMPLAINT_FOLLOW_UP = "complaint_follow_up"
    WE_PROMISED = "we_promised"
    THEY_PROMISED = "they_promised"
    ACTION = "action"
    SWOT_ACTION = "swot_action"
    STEP_PASSED = "step_passed"
    DUTY = "duty"
    DUTY_NEVER = "duty_never"
    SILENT = "silent"
    CARE = "care"
    RENEWAL = "renewal"
    RENEWAL_UNTOUCHED = "renewal_untouched"
    CHANCE_WITHOUT_STEP = "chance_without_step"
    LEAD_WITHOUT_STEP = "lead_without_step"
    NEVER_CONFIRMED = "never_confirmed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence as a code with what it names."""

    code: ReasonCode
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Who:
    """The customer a proposal is about; ``tier`` is empty for who has none."""

    customer_id: int
    name: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the day.

    ``subject`` and ``occurs_on`` name it for a Dismissal, ``record_id`` is the record the action
    is about. ``at`` is the moment it is due, local, where there is one; else ``due`` its day.
    ``duties`` are the five numbers of the cadence where the proposal comes from it (D3).
    """

    kind: TodayKind
    who: Who
    act: TodayAct
    subject: str
    reason: Reason
    due: date | None = None
    at: datetime | None = None
    occurs_on: date | None = None
    record_id: int | None = None
    is_late: bool = False
    duties: tuple[DutyStanding, ...] = ()

    @property
    def key(self) -> tuple[int, str, date | None]:
        """What a proposal is known by from one reading to the next."""
        return self.who.customer_id, self.subject, self.occurs_on

    @property
    def may_be_dismissed(self) -> bool:
        """False for a visit of today: it is held or called off, not put out of sight."""
        return self.kind is not TodayKind.VISIT


@dataclass(frozen=True, slots=True)
class DayPart:
    """The first proposals of a part in their order, and how many there are in all."""

    part: TodayPart
    proposals: tuple[Proposal, ...]
    total: int

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return max(self.total - len(self.proposals), 0)


@dataclass(frozen=True, slots=True)
class Day:
    """What to do on a day; parts in which there is nothing are left out."""

    today: date
    parts: tuple[DayPart, ...]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All that is shown, in order."""
        return tuple(one for part in self.parts for one in part.proposals)

    @property
    def visits(self) -> tuple[Proposal, ...]:
        """The visits still to come today, by time."""
        return tuple(one for one in self.proposals if one.kind is TodayKind.VISIT)


def day_part(
    part: TodayPart, found: tuple[Iterable[Proposal], int], *, today: date, limit: int
) -> DayPart:
    """Return the first ``limit`` of the proposals found, ranked; with them stands their total."""
    proposals, total = found
    return DayPart(part, tuple(ranked(part, proposals, today)[:limit]), total)


def ranked(part: TodayPart, proposals: Iterable[Proposal], today: date) -> list[Proposal]:
    """Return the proposals of a part in the order they are to be done.

    Visits go by time, what is still to be told of first. What is due: late before today before
    later, our word before theirs, better tiers first, then the longest overdue. Contacts go by
    tier, then by how long they are overdue; dates ahead by day; the rest as it was found, which is
    by value.
    """
    found = list(proposals)
    if part is TodayPart.VISITS:
        return sorted(found, key=_visit_order)
    if part is TodayPart.DUE:
        return sorted(found, key=lambda one: _due_order(one, today))
    if part is TodayPart.TOUCH:
        return sorted(found, key=lambda one: (_tier(one), _ORDER[one.kind], _day(one)))
    if part is TodayPart.AHEAD:
        return sorted(found, key=lambda one: (_day(one), _tier(one), one.who.name))
    return sorted(found, key=lambda one: _ORDER[one.kind])


def _visit_order(one: Proposal) -> tuple[object, ...]:
    moment = f"{one.at:%H:%M}" if one.at is not None else _UNTIMED
    return (one.kind is TodayKind.VISIT, _day(one), moment, one.record_id or 0)


def _due_order(one: Proposal, today: date) -> tuple[object, ...]:
    return (
        not one.is_late,
        _day(one) > today,
        _ORDER[one.kind],
        _tier(one),
        _day(one),
        one.record_id or 0,
    )


def _tier(one: Proposal) -> int:
    return _TIERS.get(one.who.tier, len(_TIERS))


def _day(one: Proposal) -> date:
    return one.due or date.max


def most_pressing(duties: Sequence[DutyStanding]) -> DutyStanding:
    """Return the duty that is overdue longest; of several the strongest, which covers the rest."""
    asked = [one for one in duties if not one.interval.is_optional] or list(duties)
    return max(reversed(asked), key=lambda one: one.overdue_days)
