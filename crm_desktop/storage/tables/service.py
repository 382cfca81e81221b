"""Tables of interactions, complaints, promises and visits."""

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from crm_desktop.domain.interactions import (
    ComplaintSeverity,
    ComplaintState,
    Emotion,
    Initiative,
    InteractionKind,
)
from crm_desktop.domain.promises import Direction, PromiseState
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.domain.visits import AsPlanned, VisitState
from crm_desktop.storage.tables.columns import Moment, Named, Words
from crm_desktop.storage.tables.record import Record


class InteractionTable(Record, table=True):
    """A :class:`~crm_desktop.domain.interactions.Interaction`."""

    __tablename__ = "interaction"
    __table_args__: ClassVar[Any] = (
        Index("ix_interaction_customer_day", "customer_id", "happened_on"),
        Index("ix_interaction_sensitive", "customer_id", sqlite_where=text("sensitive")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    happened_on: date
    kind: InteractionKind = Field(sa_type=Named(InteractionKind))
    summary: str
    happened_at: time | None = None
    detail: str = ""
    author: str = ""
    initiative: Initiative | None = Field(default=None, sa_type=Named(Initiative))
    satisfaction: int | None = None
    emotion: Emotion | None = Field(default=None, sa_type=Named(Emotion))
    emotion_intensity: int | None = None
    identified: str = ""
    heard: str = ""
    empathised: str = ""
    acted: str = ""
    responded: str = ""
    thanked: str = ""
    trust: str = ""
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    moment: str = ""
    moment_points: tuple[str, ...] = Field(default=(), sa_type=Words)
    moment_rating: int | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = Field(default=None, sa_type=Named(SensitiveKind))
    sensitive_reason: str = ""


class InteractionContactTable(Record, table=True):
    """A :class:`~crm_desktop.domain.interactions.InteractionContact`."""

    __tablename__ = "interaction_contact"

    interaction_id: int = Field(foreign_key="interaction.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)


class ComplaintTable(Record, table=True):
    """A :class:`~crm_desktop.domain.interactions.Complaint`."""

    __tablename__ = "complaint"

    interaction_id: int = Field(foreign_key="interaction.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    received_at: datetime = Field(sa_type=Moment)
    state: ComplaintState = Field(default=ComplaintState.LISTEN, sa_type=Named(ComplaintState))
    severity: ComplaintSeverity = Field(
        default=ComplaintSeverity.MAJOR, sa_type=Named(ComplaintSeverity)
    )
    category: str = ""
    remedy_sought: str = ""
    root_cause: str = ""
    responded_at: datetime | None = Field(default=None, sa_type=Moment)
    resolved_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_on: date | None = None


class PromiseTable(Record, table=True):
    """A :class:`~crm_desktop.domain.promises.Promise`."""

    __tablename__ = "promise"
    __table_args__: ClassVar[Any] = (
        Index("ix_promise_open", "due_on", sqlite_where=text("state = 'open'")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    direction: Direction = Field(default=Direction.OURS, sa_type=Named(Direction))
    who: str = ""
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    made_on: date | None = None
    due_on: date | None = None
    state: PromiseState = Field(default=PromiseState.OPEN, sa_type=Named(PromiseState))
    closed_on: date | None = None
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id", index=True)


class VisitTable(Record, table=True):
    """A :class:`~crm_desktop.domain.visits.Visit`."""

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = (
        Index("ix_visit_customer_day", "customer_id", "visit_on", "visit_time"),
        Index("ix_visit_day", "visit_on", "visit_time"),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    visit_on: date
    visit_time: time | None = None
    duration_minutes: int | None = None
    is_executive: bool = False
    venue: str = ""
    address: str = ""
    parking: str = ""
    host_phone: str = ""
    companions: str = ""
    agenda: tuple[str, ...] = Field(default=(), sa_type=Words)
    objective: str = ""
    commitment: str = ""
    fallback: str = ""
    questions: tuple[str, ...] = Field(default=(), sa_type=Words)
    opener: str = ""
    intended_peak: str = ""
    intended_ending: str = ""
    surprise: str = ""
    gift: str = ""
    menu: str = ""
    state: VisitState = Field(default=VisitState.PLANNED, sa_type=Named(VisitState))
    outcome: str = ""
    peak_rating: int | None = None
    ending_rating: int | None = None
    as_planned: AsPlanned | None = Field(default=None, sa_type=Named(AsPlanned))


class VisitContactTable(Record, table=True):
    """A :class:`~crm_desktop.domain.visits.VisitContact`."""

    __tablename__ = "visit_contact"

    visit_id: int = Field(foreign_key="visit.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)


class PrintedBriefTable(Record, table=True):
    """A :class:`~crm_desktop.domain.visits.PrintedBrief`."""

    __tablename__ = "printed_brief"
    __table_args__: ClassVar[Any] = (
        Index("ix_printed_brief_customer_day", "customer_id", "printed_on"),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    printed_on: date
    language: str
    privacy: str
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
