"""What must never be said, served, given or forgotten at a customer (D1, D26, D28)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.sensitive_kinds import SensitiveKind

MAX_TEXT_GRAPHEMES = 200
"""A taboo's text is at most this long, so that it always fits on page 1; more goes to *why*."""


class TabooCategory(StrEnum):
    """What a taboo is about."""

    TOPIC = "topic"
    FOOD = "food"
    ALLERGY = "allergy"
    GIFT = "gift"
    RELIGION = "religion"
    ETIQUETTE = "etiquette"
    TIMING = "timing"
    COMPETITOR = "competitor"
    PRIVACY = "privacy"
    OTHER = "other"


class Severity(StrEnum):
    """How bad a breach would be; an allergy is always *never*."""

    NEVER = "never"
    AVOID = "avoid"
    NOTE = "note"


class TabooCalendar(StrEnum):
    """A calendar whose days a plan must not touch (D26)."""

    NONE = ""
    QINGMING = "qingming"
    GHOST_FESTIVAL = "ghost_festival"
    RAMADAN = "ramadan"
    SABBATH = "sabbath"
    LENT = "lent"


@dataclass(frozen=True, slots=True)
class Taboo:
    """One taboo of a customer, or of one contact there when ``contact_id`` is set.

    ``triggers`` are words that make a plan a possible conflict (D26). ``sensitive`` marks a fact
    of D28; a safety fact (an allergy) keeps its substance on full and meeting-safe prints.
    """

    customer_id: int
    text: str
    category: TabooCategory = TabooCategory.OTHER
    severity: Severity = Severity.AVOID
    contact_id: int | None = None
    why: str = ""
    source: str = ""
    noted_on: date | None = None
    triggers: tuple[str, ...] = ()
    calendar: TabooCalendar = TabooCalendar.NONE
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = None
    sensitive_reason: str = ""
    id: int | None = None

    @property
    def is_safety_fact(self) -> bool:
        """True for a fact that protects somebody's health (D28)."""
        return self.category is TabooCategory.ALLERGY
