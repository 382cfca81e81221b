"""The promise clock of a complaint: when to answer and when to have resolved it (D9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from crm_desktop.domain.interactions import Complaint, ComplaintSeverity, ComplaintState

SECOND_FAILURE_DAYS = 180


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Clock hours from receipt to the first response and to the resolution."""

    respond_hours: int
    resolve_hours: int


DEFAULT_DEADLINES: Mapping[str, Deadlines] = MappingProxyType(
    {"A": Deadlines(2, 24), "B": Deadlines(8, 48), "C": Deadlines(24, 72)}
)


@dataclass(frozen=True, slots=True)
class ComplaintClock:
    """The two moments a complaint is due at; ``is_overdue`` belongs to the step it is at."""

    respond_by: datetime
    resolve_by: datetime
    is_overdue: bool


def clock(
    complaint: Complaint,
    tier: str,
    *,
    now: datetime,
    deadlines: Mapping[str, Deadlines] = DEFAULT_DEADLINES,
) -> ComplaintClock:
    """Return the clock of a complaint; a severe one runs like that of an A customer.

    A customer without a tier counts as C. What is resolved waits for no answer any more.
    """
    is_severe = complaint.severity is ComplaintSeverity.SEVERE
    hours = deadlines["A"] if is_severe else deadlines.get(tier, deadlines["C"])
    respond_by = complaint.received_at + timedelta(hours=hours.respond_hours)
    resolve_by = complaint.received_at + timedelta(hours=hours.resolve_hours)
    waits_for_end = complaint.is_open and complaint.resolved_at is None
    waits_for_answer = waits_for_end and complaint.responded_at is None
    is_overdue = (waits_for_answer and now > respond_by) or (waits_for_end and now > resolve_by)
    return ComplaintClock(respond_by, resolve_by, is_overdue)


def as_answered(complaint: Complaint) -> Complaint:
    """Return a complaint past listening as answered on receipt, where nobody wrote down when."""
    if complaint.responded_at is not None or complaint.state is ComplaintState.LISTEN:
        return complaint
    return replace(complaint, responded_at=complaint.received_at)


def is_second_failure(received: Iterable[date], today: date) -> bool:
    """True when two complaints came within the last 180 days (D9, second-failure alarm)."""
    recent = [day for day in received if 0 <= (today - day).days <= SECOND_FAILURE_DAYS]
    return len(recent) > 1
