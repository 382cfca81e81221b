"""How often each tier is met, and how a customer stands against it (D3, Cadence)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.periods import Period
from crm_desktop.domain.tier_scheme import Tier


class Duty(StrEnum):
    """What a cadence asks for."""

    CONTACT = "contact"
    VISIT = "visit"
    EXECUTIVE_VISIT = "executive_visit"
    BATCH_TOUCH = "batch_touch"
    SURVEY = "survey"


_EXECUTIVE = frozenset({InteractionKind.EXECUTIVE_VISIT})
_IN_PERSON = _EXECUTIVE | {InteractionKind.VISIT, InteractionKind.MEETING}
# A gift, a service call or a complaint is not us keeping in touch; an event seldom is a talk.
_CONTACT = _IN_PERSON | {InteractionKind.CALL, InteractionKind.EMAIL, InteractionKind.MESSAGE}

COVERED_BY: Mapping[Duty, frozenset[InteractionKind]] = MappingProxyType(
    {
        Duty.CONTACT: _CONTACT,
        Duty.VISIT: _IN_PERSON,
        Duty.EXECUTIVE_VISIT: _EXECUTIVE,
        Duty.SURVEY: frozenset({InteractionKind.SURVEY}),
        Duty.BATCH_TOUCH: _CONTACT | {InteractionKind.EVENT, InteractionKind.GIFT},
    }
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A duty every ``days`` days; an optional one is counted but never overdue."""

    duty: Duty
    days: int
    is_optional: bool = False


Cadence = Mapping[Tier, tuple[Interval, ...]]

DEFAULT_CADENCE: Cadence = MappingProxyType(
    {
        Tier.A: (
            Interval(Duty.CONTACT, 21),
            Interval(Duty.VISIT, 60),
            Interval(Duty.EXECUTIVE_VISIT, 180),
        ),
        Tier.B: (
            Interval(Duty.CONTACT, 60),
            Interval(Duty.VISIT, 180, is_optional=True),
            Interval(Duty.SURVEY, 180),
        ),
        Tier.C: (Interval(Duty.BATCH_TOUCH, 180), Interval(Duty.SURVEY, 365)),
    }
)


@dataclass(frozen=True, slots=True)
class Touch:
    """A contact that happened or is scheduled on ``day``."""

    day: date
    kind: InteractionKind


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """How one duty stands in a period: the five numbers, and when it falls due next.

    ``actual`` counts days, so two calls on one day are one. ``overdue_days`` is 0 on the due day
    and for an optional duty.
    """

    interval: Interval
    planned: int
    actual: int
    scheduled: int
    last: date | None
    due: date
    overdue_days: int

    @property
    def remaining(self) -> int:
        """How many are still to happen, scheduled or not."""
        return max(self.planned - self.actual, 0)

    @property
    def to_schedule(self) -> int:
        """How many still need a day."""
        return max(self.planned - self.scheduled - self.actual, 0)


def standing(
    intervals: Iterable[Interval],
    touches: Sequence[Touch],
    *,
    since: date,
    period: Period,
    today: date,
) -> tuple[DutyStanding, ...]:
    """Return how a customer stands against each interval of its tier.

    ``touches`` are past and scheduled ones in any order, those after ``today`` being scheduled.
    ``since`` is the day the clock of a customer never contacted starts, usually that of its tier.
    A stronger contact satisfies the weaker: executive visit > visit > call > message.
    """
    return tuple(
        _duty_standing(interval, touches, since=since, period=period, today=today)
        for interval in intervals
    )


def _duty_standing(
    interval: Interval, touches: Sequence[Touch], *, since: date, period: Period, today: date
) -> DutyStanding:
    covering = COVERED_BY[interval.duty]
    days = {touch.day for touch in touches if touch.kind in covering}
    past = {day for day in days if day <= today}
    last = max(past, default=None)
    due = (last or since) + timedelta(days=interval.days)
    return DutyStanding(
        interval=interval,
        planned=period.days // interval.days,
        actual=sum(day in period for day in past),
        scheduled=sum(day in period for day in days - past),
        last=last,
        due=due,
        overdue_days=0 if interval.is_optional else max((today - due).days, 0),
    )
