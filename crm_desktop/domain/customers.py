"""The customer a card is about: a company or a person (D1, section Basics)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class CustomerKind(StrEnum):
    """Decides which fields a card shows."""

    COMPANY = "company"
    PERSON = "person"


class Stage(StrEnum):
    """Stages of the nurturing pipeline in their fixed order, then the three ends (D4)."""

    LEAD = "lead"
    QUALIFIED = "qualified"
    NURTURED = "nurtured"
    PROPOSAL = "proposal"
    EXPANSION = "expansion"
    WON = "won"
    LOST = "lost"
    DORMANT = "dormant"


class Ownership(StrEnum):
    """Who stands behind a customer; decides how gifts and hospitality are checked (D26)."""

    PRIVATE = "private"
    STATE_OWNED = "state_owned"
    PUBLIC_OFFICIAL = "public_official"


@dataclass(frozen=True, slots=True)
class Customer:
    """One card's basics; ``id`` is None in a draft.

    ``name`` is the name as its bearer writes it, ``latin_name`` a romanisation or English name,
    ``phonetic`` how it is pronounced where the dictionary would be wrong. ``strategic_value`` is
    0-4 with a reason, set by a person (D3). ``annual_revenue`` is in ``annual_revenue_currency``.
    """

    name: str
    kind: CustomerKind = CustomerKind.COMPANY
    id: int | None = None
    latin_name: str = ""
    phonetic: str = ""
    short_name: str = ""
    salutation: str = ""
    industry: str = ""
    headcount: int | None = None
    annual_revenue: Decimal | None = None
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
    stage: Stage = Stage.LEAD
    stage_since: date | None = None
    stage_reason: str = ""
    strategic_value: int | None = None
    strategic_reason: str = ""
    ownership: Ownership = Ownership.PRIVATE
    gift_policy: str = ""
    gift_limit: Decimal | None = None
    present_solution: str = ""
    competitor: str = ""
    payment_terms_days: int | None = None
    payment_method: str = ""
    note: str = ""
    binned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A further address of a customer; the main one stands on the customer itself."""

    customer_id: int
    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    note: str = ""
    id: int | None = None


class Section(StrEnum):
    """The four sections of a card, fixed by the source (D1)."""

    BASICS = "basics"
    TRANSACTIONS = "transactions"
    SERVICE = "service"
    DEVELOPMENT = "development"


@dataclass(frozen=True, slots=True)
class SectionConfirmation:
    """Somebody confirmed a whole section of a card on a day (D1, freshness)."""

    customer_id: int
    section: Section
    confirmed_on: date
    confirmed_by: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A word a user groups customers by."""

    customer_id: int
    name: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class CustomField:
    """A value under a heading the user invented, or an imported column nobody had a place for."""

    customer_id: int
    name: str
    value: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with a customer or contact, or its photo; the bytes lie once by SHA-256."""

    name: str
    media_type: str
    sha256: str
    size_bytes: int
    is_photo: bool = False
    customer_id: int | None = None
    contact_id: int | None = None
    id: int | None = None
