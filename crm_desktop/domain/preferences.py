"""What a customer likes, how we know it, and what they need arranged (D1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.sensitive_kinds import SensitiveKind


class PreferenceCategory(StrEnum):
    """What a preference is about."""

    COMMUNICATION = "communication"
    MEETING = "meeting"
    FOOD = "food"
    TRAVEL = "travel"
    GIFT = "gift"
    HOBBY = "hobby"
    WORK_STYLE = "work_style"
    OTHER = "other"


class Evidence(StrEnum):
    """How we know: they said it, we saw it, or we concluded it."""

    STATED = "stated"
    OBSERVED = "observed"
    INFERRED = "inferred"


class Duration(StrEnum):
    """A one-off choice must never harden into a lasting preference (D1)."""

    LASTING = "lasting"
    SITUATIONAL = "situational"


@dataclass(frozen=True, slots=True)
class Preference:
    """One preference; ``strength`` 1 (mild) - 3 (strong)."""

    customer_id: int
    text: str
    category: PreferenceCategory = PreferenceCategory.OTHER
    contact_id: int | None = None
    strength: int = 2
    evidence: Evidence = Evidence.OBSERVED
    duration: Duration = Duration.LASTING
    source: str = ""
    noted_on: date | None = None
    confirmed_on: date | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = None
    sensitive_reason: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class PreferenceUse:
    """A preference was used at a visit."""

    preference_id: int
    visit_id: int
    id: int | None = None


class NeedCategory(StrEnum):
    """What a special need is about."""

    ACCESS_HEALTH = "access_health"
    LANGUAGE = "language"
    DIET = "diet"
    PROCESS_INVOICE = "process_invoice"
    SECURITY = "security"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SpecialNeed:
    """Something to arrange for a customer or contact; prints directly under the taboos."""

    customer_id: int
    text: str
    category: NeedCategory = NeedCategory.OTHER
    contact_id: int | None = None
    arrangement: str = ""
    arranged_by: str = ""
    source: str = ""
    noted_on: date | None = None
    sensitive: bool = False
    sensitive_kind: SensitiveKind | None = None
    sensitive_reason: str = ""
    id: int | None = None

    @property
    def is_safety_fact(self) -> bool:
        """True for a medical or access need (D28)."""
        return self.category is NeedCategory.ACCESS_HEALTH


@dataclass(frozen=True, slots=True)
class PainPoint:
    """A business need or pain of a customer, said aloud (*explicit*) or read between lines."""

    customer_id: int
    text: str
    contact_id: int | None = None
    is_explicit: bool = True
    evidence: str = ""
    noted_on: date | None = None
    resolved_on: date | None = None
    id: int | None = None
