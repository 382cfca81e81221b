"""Tables of taboos, preferences, special needs, pain points and dismissed proposals."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from crm_desktop.domain.preferences import Duration, Evidence, NeedCategory, PreferenceCategory
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.domain.taboos import Severity, TabooCalendar, TabooCategory
from crm_desktop.storage.tables.columns import Named, Words
from crm_desktop.storage.tables.record import Record


class TabooTable(Record, table=True):
    """A :class:`~crm_desktop.domain.taboos.Taboo`."""

    __tablename__ = "taboo"
    __table_args__: ClassVar[Any] = (
        Index("ix_taboo_sensitive", "customer_id", sqlite_where=text("sensitive")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    category: TabooCategory = Field(default=TabooCategory.OTHER, sa_type=Named(TabooCategory))
    severity: Severity = Field(default=Severity.AVOID, sa_type=Named(Severity))
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    why: str = ""
    source: str = ""
    noted_on: date | None = None
    triggers: tuple[str, ...] = Field(default=(), sa_type=Words)
    calendar: TabooCalendar = Field(default=TabooCalendar.NONE, sa_type=Named(TabooCalendar))
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = Field(default=None, sa_type=Named(SensitiveKind))
    sensitive_reason: str = ""


class PreferenceTable(Record, table=True):
    """A :class:`~crm_desktop.domain.preferences.Preference`."""

    __tablename__ = "preference"
    __table_args__: ClassVar[Any] = (
        Index("ix_preference_sensitive", "customer_id", sqlite_where=text("sensitive")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    category: PreferenceCategory = Field(
        default=PreferenceCategory.OTHER, sa_type=Named(PreferenceCategory)
    )
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    strength: int = 2
    evidence: Evidence = Field(default=Evidence.OBSERVED, sa_type=Named(Evidence))
    duration: Duration = Field(default=Duration.LASTING, sa_type=Named(Duration))
    source: str = ""
    noted_on: date | None = None
    confirmed_on: date | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = Field(default=None, sa_type=Named(SensitiveKind))
    sensitive_reason: str = ""


class PreferenceUseTable(Record, table=True):
    """A :class:`~crm_desktop.domain.preferences.PreferenceUse`."""

    __tablename__ = "preference_use"

    preference_id: int = Field(foreign_key="preference.id", index=True)
    visit_id: int = Field(foreign_key="visit.id", index=True)


class SpecialNeedTable(Record, table=True):
    """A :class:`~crm_desktop.domain.preferences.SpecialNeed`."""

    __tablename__ = "special_need"
    __table_args__: ClassVar[Any] = (
        Index("ix_special_need_sensitive", "customer_id", sqlite_where=text("sensitive")),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    category: NeedCategory = Field(default=NeedCategory.OTHER, sa_type=Named(NeedCategory))
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    arrangement: str = ""
    arranged_by: str = ""
    source: str = ""
    noted_on: date | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = Field(default=None, sa_type=Named(SensitiveKind))
    sensitive_reason: str = ""


class DismissalTable(Record, table=True):
    """A :class:`~crm_desktop.domain.dismissals.Dismissal`."""

    __tablename__ = "dismissal"
    __table_args__: ClassVar[Any] = (
        Index("ix_dismissal_subject", "subject", "occurs_on"),
        {"sqlite_autoincrement": True},
    )

    subject: str
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    occurs_on: date | None = None
    until: date | None = None
    reason: str = ""


class PainPointTable(Record, table=True):
    """A :class:`~crm_desktop.domain.preferences.PainPoint`."""

    __tablename__ = "pain_point"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    text: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    is_explicit: bool = True
    evidence: str = ""
    noted_on: date | None = None
    resolved_on: date | None = None
