"""Tables of the people at customers."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from crm_desktop.domain.consents import ConsentMethod, ConsentScope, LegalGround
from crm_desktop.domain.contacts import Coverage, DateKind, LinkKind, PointKind, Role, Style
from crm_desktop.domain.sensitive_kinds import SensitiveKind
from crm_desktop.storage.tables.columns import Moment, Named
from crm_desktop.storage.tables.record import Record


class ContactTable(Record, table=True):
    """A :class:`~crm_desktop.domain.contacts.Contact`."""

    __tablename__ = "contact"
    __table_args__: ClassVar[Any] = (
        Index("ix_contact_sensitive", "id", sqlite_where=text("sensitive")),
        {"sqlite_autoincrement": True},
    )

    name: str
    latin_name: str = ""
    phonetic: str = ""
    salutation: str = ""
    language: str = ""
    preferred_channel: str = ""
    preferred_hours: str = ""
    note: str = ""
    binned_at: datetime | None = Field(default=None, sa_type=Moment)
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = Field(default=None, sa_type=Named(SensitiveKind))
    sensitive_reason: str = ""


class AffiliationTable(Record, table=True):
    """A :class:`~crm_desktop.domain.contacts.Affiliation`."""

    __tablename__ = "affiliation"

    contact_id: int = Field(foreign_key="contact.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    title: str = ""
    department: str = ""
    role: Role | None = Field(default=None, sa_type=Named(Role))
    influence: int | None = None
    stance: int | None = None
    coverage: Coverage = Field(default=Coverage.UNKNOWN, sa_type=Named(Coverage))
    counterpart: str = ""
    cares_about: str = ""
    is_main: bool = False
    left_on: date | None = None
    map_x: int | None = None
    map_y: int | None = None


class ContactLinkTable(Record, table=True):
    """A :class:`~crm_desktop.domain.contacts.ContactLink`."""

    __tablename__ = "contact_link"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    from_contact_id: int = Field(foreign_key="contact.id", index=True)
    to_contact_id: int = Field(foreign_key="contact.id", index=True)
    kind: LinkKind = Field(sa_type=Named(LinkKind))


class ContactPointTable(Record, table=True):
    """A :class:`~crm_desktop.domain.contacts.ContactPoint`."""

    __tablename__ = "contact_point"

    kind: PointKind = Field(sa_type=Named(PointKind))
    value: str
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    normalised: str = ""
    extension: str = ""
    label: str = ""


class ImportantDateTable(Record, table=True):
    """A :class:`~crm_desktop.domain.contacts.ImportantDate`."""

    __tablename__ = "important_date"
    __table_args__: ClassVar[Any] = (
        Index("ix_important_date_day", "lunar", "month", "day"),
        Index("ix_important_date_sensitive", "id", sqlite_where=text("sensitive")),
        {"sqlite_autoincrement": True},
    )

    kind: DateKind = Field(sa_type=Named(DateKind))
    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap_month: bool = False
    label: str = ""
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = Field(default=None, sa_type=Named(SensitiveKind))
    sensitive_reason: str = ""


class CommunicationStyleTable(Record, table=True):
    """A :class:`~crm_desktop.domain.contacts.CommunicationStyle`."""

    __tablename__ = "communication_style"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    style: Style = Field(sa_type=Named(Style))
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    evidence: str = ""
    noted_on: date | None = None


class ConsentTable(Record, table=True):
    """A :class:`~crm_desktop.domain.consents.Consent`."""

    __tablename__ = "consent"

    purpose: str
    basis: str = ""
    given_on: date | None = None
    withdrawn_on: date | None = None
    note: str = ""
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    ground: LegalGround = Field(default=LegalGround.CONSENT, sa_type=Named(LegalGround))
    covers: ConsentScope = Field(default=ConsentScope.NONE, sa_type=Named(ConsentScope))
    method: ConsentMethod | None = Field(default=None, sa_type=Named(ConsentMethod))
    witness: str = ""
    until: date | None = None
