"""A visit: planned with an objective, held, and rated at its peak and its end (D7)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

USUAL_MINUTES = 60
"""Ours: a visit without a length is taken for an hour."""


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class AsPlanned(StrEnum):
    """Whether a visit went as it was planned."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; ``visit_time`` is local wall-clock time, ratings are 1-5.

    ``commitment`` is what we want the customer to agree to, ``fallback`` what we settle for.
    ``gift``, ``menu`` and ``venue`` are what the conflict check reads (D26).
    """

    customer_id: int
    visit_on: date
    visit_time: time | None = None
    duration_minutes: int | None = None
    is_executive: bool = False
    venue: str = ""
    address: str = ""
    parking: str = ""
    host_phone: str = ""
    companions: str = ""
    agenda: tuple[str, ...] = ()
    objective: str = ""
    commitment: str = ""
    fallback: str = ""
    questions: tuple[str, ...] = ()
    opener: str = ""
    intended_peak: str = ""
    intended_ending: str = ""
    surprise: str = ""
    gift: str = ""
    menu: str = ""
    state: VisitState = VisitState.PLANNED
    outcome: str = ""
    peak_rating: int | None = None
    ending_rating: int | None = None
    as_planned: AsPlanned | None = None
    id: int | None = None

    def is_over(self, now: datetime) -> bool:
        """True once its time has passed on the reader's clock.

        Without an hour that is the next day; without a length it takes an hour.
        """
        if self.visit_time is None or self.visit_on != now.date():
            return self.visit_on < now.date()
        start = datetime.combine(self.visit_on, self.visit_time, now.tzinfo)
        return now >= start + timedelta(minutes=self.duration_minutes or USUAL_MINUTES)


@dataclass(frozen=True, slots=True)
class VisitContact:
    """A contact attends a visit."""

    visit_id: int
    contact_id: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedBrief:
    """A brief of a customer was printed or saved (recorded on the card)."""

    customer_id: int
    printed_on: date
    language: str
    privacy: str
    visit_id: int | None = None
    id: int | None = None
