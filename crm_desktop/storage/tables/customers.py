"""Tables of a customer's basics."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from crm_desktop.domain.customers import CustomerKind, Ownership, Section, Stage
from crm_desktop.storage.tables.columns import Micro, Moment, Named
from crm_desktop.storage.tables.record import Record


class CustomerTable(Record, table=True):
    """A :class:`~crm_desktop.domain.customers.Customer`."""

    __tablename__ = "customer"

    name: str
    kind: CustomerKind = Field(default=CustomerKind.COMPANY, sa_type=Named(CustomerKind))
    latin_name: str = ""
    phonetic: str = ""
    short_name: str = ""
    salutation: str = ""
    industry: str = ""
    headcount: int | None = None
    annual_revenue: Decimal | None = Field(default=None, sa_type=Micro)
    annual_revenue_currency: str = ""
    background: str = ""
    website: str = ""
    tax_number: str = ""
    registration_number: str = ""
    source: str = ""
    owner: str = ""
    language: str = ""
    preferred_channel: str = ""
    preferred_hours: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    parking: str = ""
    stage: Stage = Field(default=Stage.LEAD, sa_type=Named(Stage))
    stage_since: date | None = None
    stage_reason: str = ""
    strategic_value: int | None = None
    strategic_reason: str = ""
    ownership: Ownership = Field(default=Ownership.PRIVATE, sa_type=Named(Ownership))
    gift_policy: str = ""
    gift_limit: Decimal | None = Field(default=None, sa_type=Micro)
    present_solution: str = ""
    competitor: str = ""
    payment_terms_days: int | None = None
    payment_method: str = ""
    note: str = ""
    binned_at: datetime | None = Field(default=None, sa_type=Moment)


class AddressTable(Record, table=True):
    """A :class:`~crm_desktop.domain.customers.Address`."""

    __tablename__ = "address"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    note: str = ""


class SectionConfirmationTable(Record, table=True):
    """A :class:`~crm_desktop.domain.customers.SectionConfirmation`."""

    __tablename__ = "section_confirmation"
    __table_args__: ClassVar[Any] = (
        Index("ix_section_confirmation_customer_day", "customer_id", "confirmed_on"),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    section: Section = Field(sa_type=Named(Section))
    confirmed_on: date
    confirmed_by: str = ""


class TagTable(Record, table=True):
    """A :class:`~crm_desktop.domain.customers.Tag`."""

    __tablename__ = "tag"
    __table_args__: ClassVar[Any] = (
        Index("ix_tag_customer_name", "customer_id", "name"),
        Index("ix_tag_name", "name", "customer_id"),
        {"sqlite_autoincrement": True},
    )

    customer_id: int = Field(foreign_key="customer.id")
    name: str


class CustomFieldTable(Record, table=True):
    """A :class:`~crm_desktop.domain.customers.CustomField`."""

    __tablename__ = "custom_field"

    customer_id: int = Field(foreign_key="customer.id", index=True)
    name: str
    value: str


class AttachmentTable(Record, table=True):
    """A :class:`~crm_desktop.domain.customers.Attachment`."""

    __tablename__ = "attachment"

    name: str
    media_type: str
    sha256: str
    size_bytes: int
    is_photo: bool = False
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
