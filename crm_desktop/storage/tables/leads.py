"""Tables of MAN assessments and tiers."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from crm_desktop.storage.tables.columns import Micro
from crm_desktop.storage.tables.record import Record


class ManSnapshotTable(Record, table=True):
    """A :class:`~crm_desktop.domain.leads.ManSnapshot`."""

    __tablename__ = "man_snapshot"
    __table_args__: ClassVar[Any] = (
        Index("ix_man_snapshot_customer_day", "customer_id", "assessed_on"),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    assessed_on: date
    opportunity_id: int | None = Field(default=None, foreign_key="opportunity.id", index=True)
    author: str = ""
    note: str = ""


class ManAnswerTable(Record, table=True):
    """A :class:`~crm_desktop.domain.leads.ManAnswer`."""

    __tablename__ = "man_answer"

    snapshot_id: int = Field(foreign_key="man_snapshot.id", index=True)
    question: str
    level: int | None = None
    not_applicable: bool = False
    evidence: str = ""
    source: str = ""
    answered_on: date | None = None


class TierRunTable(Record, table=True):
    """A :class:`~crm_desktop.domain.tier_history.TierRun`."""

    __tablename__ = "tier_run"

    as_of: date = Field(index=True)
    method: str
    settings: str
    author: str = ""


class TierRecordTable(Record, table=True):
    """A :class:`~crm_desktop.domain.tier_history.TierRecord`."""

    __tablename__ = "tier_record"
    __table_args__: ClassVar[Any] = (
        Index("ix_tier_record_customer_run", "customer_id", "run_id"),
        {"sqlite_autoincrement": True},
    )

    run_id: int = Field(foreign_key="tier_run.id", index=True)
    customer_id: int = Field(foreign_key="customer.id")
    tier: str
    previous: str = ""
    value_index: Decimal | None = Field(default=None, sa_type=Micro)
    since: date | None = None
    rule: str = ""


class TierPinTable(Record, table=True):
    """A :class:`~crm_desktop.domain.tier_history.TierPin`."""

    __tablename__ = "tier_pin"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    tier: str
    reason: str
    author: str = ""
    pinned_on: date | None = None
    expires_on: date | None = None
    removed_on: date | None = None
