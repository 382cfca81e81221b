"""The people at a customer, what they may decide and how they stand to us (D1, D30)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.domain.sensitive_kinds import SensitiveKind

FARTHEST = 100_000
"""No place on an influence map lies further out, in units of the map."""


class Role(StrEnum):
    """A contact's part in the decision (D1)."""

    DECIDER = "decider"
    APPROVER = "approver"
    INFLUENCER = "influencer"
    CHAMPION = "champion"
    SPONSOR = "sponsor"
    USER = "user"
    GATEKEEPER = "gatekeeper"
    BLOCKER = "blocker"


class Coverage(StrEnum):
    """How well we know a contact; *multiple* and *deep* count as real coverage (D1)."""

    UNKNOWN = "unknown"
    NONE = "none"
    BRIEF = "brief"
    MULTIPLE = "multiple"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, who may stand in several customers' cards by affiliations.

    ``sensitive`` marks the note as a fact of D28.
    """

    name: str
    id: int | None = None
    latin_name: str = ""
    phonetic: str = ""
    salutation: str = ""
    language: str = ""
    preferred_channel: str = ""
    preferred_hours: str = ""
    note: str = ""
    binned_at: datetime | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = None
    sensitive_reason: str = ""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A contact's place at one customer: ``influence`` 0-4, ``stance`` -2..+2, None unknown.

    ``counterpart`` names who of ours covers the contact; ``map_x`` and ``map_y`` are the middle
    of the person's box on the influence map in its units, 0 to FARTHEST, None where the map lays
    itself out.
    """

    contact_id: int
    customer_id: int
    title: str = ""
    department: str = ""
    role: Role | None = None
    influence: int | None = None
    stance: int | None = None
    coverage: Coverage = Coverage.UNKNOWN
    counterpart: str = ""
    cares_about: str = ""
    is_main: bool = False
    left_on: date | None = None
    map_x: int | None = None
    map_y: int | None = None
    id: int | None = None


class LinkKind(StrEnum):
    """What an arrow between two contacts says."""

    REPORTS_TO = "reports_to"
    INFLUENCES = "influences"
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A directed edge of the influence map at one customer."""

    customer_id: int
    from_contact_id: int
    to_contact_id: int
    kind: LinkKind
    id: int | None = None


class PointKind(StrEnum):
    """Ways to reach somebody."""

    PHONE = "phone"
    MOBILE = "mobile"
    FAX = "fax"
    EMAIL = "email"
    WECHAT = "wechat"
    MESSENGER = "messenger"


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A phone number, address or handle of a customer or of a contact (one of both ids is set).

    ``value`` is what was typed, ``normalised`` the E.164 number or the lower-cased address and
    empty where it could not be understood.
    """

    kind: PointKind
    value: str
    customer_id: int | None = None
    contact_id: int | None = None
    normalised: str = ""
    extension: str = ""
    label: str = ""
    id: int | None = None


class DateKind(StrEnum):
    """Days that come back, and documents that run out (D1, D19)."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    PASSPORT_EXPIRY = "passport_expiry"
    LICENCE_EXPIRY = "licence_expiry"
    DOCUMENT_EXPIRY = "document_expiry"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ImportantDate:
    """A day to remember of a customer or contact; the year may be unknown.

    With ``lunar`` the month and day are of the Chinese calendar and ``leap_month`` says that the
    month was a leap month (D19).
    """

    kind: DateKind
    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    leap_month: bool = False
    label: str = ""
    customer_id: int | None = None
    contact_id: int | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = None
    sensitive_reason: str = ""
    id: int | None = None


class Style(StrEnum):
    """Social styles, a hypothesis with evidence and never a label (D30)."""

    DRIVING = "driving"
    EXPRESSIVE = "expressive"
    AMIABLE = "amiable"
    ANALYTICAL = "analytical"


@dataclass(frozen=True, slots=True)
class CommunicationStyle:
    """How a person likes to be talked to, and what made us think so (D30)."""

    customer_id: int
    style: Style
    contact_id: int | None = None
    evidence: str = ""
    noted_on: date | None = None
    id: int | None = None
