"""Everything that happened with a customer, complaints among it (D1, D8, D9, D13, D22)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from crm_desktop.domain.sensitive_kinds import SensitiveKind


class InteractionKind(StrEnum):
    """How we met or heard each other."""

    VISIT = "visit"
    EXECUTIVE_VISIT = "executive_visit"
    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    MEETING = "meeting"
    GIFT = "gift"
    EVENT = "event"
    SERVICE = "service"
    SURVEY = "survey"
    COMPLAINT = "complaint"


class Initiative(StrEnum):
    """Who started it and why: the proactive ladder (D22)."""

    PASSIVE = "passive"
    RESPONSIVE = "responsive"
    PREVENTIVE = "preventive"
    VALUE_CREATING = "value_creating"


class Emotion(StrEnum):
    """Emotion signals of D13."""

    ANGER = "anger"
    ANXIETY = "anxiety"
    DISAPPOINTMENT = "disappointment"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Interaction:
    """One dated contact; a plain ``summary`` is always enough.

    ``satisfaction`` is 1-5, ``emotion_intensity`` 1-3. The fields ``heard`` .. ``trust`` are the
    parts of a structured visit record (D8), each optional. ``moment`` is the code of a moment of
    truth in the playbook, ``moment_points`` those of its service points that were kept, and
    ``moment_rating`` how it went, 1-5 (D6).
    """

    customer_id: int
    happened_on: date
    kind: InteractionKind
    summary: str
    happened_at: time | None = None
    detail: str = ""
    author: str = ""
    initiative: Initiative | None = None
    satisfaction: int | None = None
    emotion: Emotion | None = None
    emotion_intensity: int | None = None
    identified: str = ""
    heard: str = ""
    empathised: str = ""
    acted: str = ""
    responded: str = ""
    thanked: str = ""
    trust: str = ""
    visit_id: int | None = None
    moment: str = ""
    moment_points: tuple[str, ...] = ()
    moment_rating: int | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = None
    sensitive_reason: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class InteractionContact:
    """A contact took part in an interaction."""

    interaction_id: int
    contact_id: int
    id: int | None = None


class ComplaintState(StrEnum):
    """The five steps of D9 in order, then closed."""

    LISTEN = "listen"
    EMPATHISE = "empathise"
    APOLOGISE = "apologise"
    RESOLVE = "resolve"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


class ComplaintSeverity(StrEnum):
    """A severe complaint runs on the clock of an A customer (D9)."""

    MINOR = "minor"
    MAJOR = "major"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True)
class Complaint:
    """The complaint an interaction of that kind opened, with its state and clock (D9)."""

    interaction_id: int
    customer_id: int
    received_at: datetime
    state: ComplaintState = ComplaintState.LISTEN
    severity: ComplaintSeverity = ComplaintSeverity.MAJOR
    category: str = ""
    remedy_sought: str = ""
    root_cause: str = ""
    responded_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_on: date | None = None
    id: int | None = None

    @property
    def is_open(self) -> bool:
        """True until the follow-up is recorded and the complaint closed."""
        return self.state is not ComplaintState.CLOSED
