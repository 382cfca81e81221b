"""The visit brief: everything two printed pages say about a customer, as values (D1-D30).

Nothing here is in a language except what users wrote; fixed phrases are codes the paper puts
into words. Each fact keeps its own day.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from crm_desktop.domain.brief_values import (
    Attendee,
    Change,
    Conflict,
    CrossSell,
    InfluenceMap,
    ManMark,
    MonthSum,
    Occasion,
    Of,
    OpenComplaint,
    PaymentHabit,
    Phrase,
    Question,
    Remark,
    Score,
    Share,
    Surprise,
    TierMark,
    VisitingCard,
    Wording,
)
from crm_desktop.domain.contacts import CommunicationStyle
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.development import Opportunity, SwotItem
from crm_desktop.domain.interactions import Interaction
from crm_desktop.domain.preferences import PainPoint, Preference, SpecialNeed
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.visits import Visit


class PrivacyLevel(StrEnum):
    """Who may see the paper: only us, whoever sits at the table, or anybody."""

    FULL = "full"
    MEETING = "meeting"
    SHAREABLE = "shareable"


class Section(StrEnum):
    """The blocks of a brief in their fixed order: page 1, page 2, annexes."""

    WHO = "who"
    CAUTIONS = "cautions"
    PLAN = "plan"
    SERVICE = "service"
    CHANGES = "changes"
    NEEDS = "needs"
    BUSINESS = "business"
    RAPPORT = "rapport"
    SELLING = "selling"
    PURCHASES = "purchases"
    SATISFACTION = "satisfaction"
    SWOT = "swot"
    DATES = "dates"
    NOTES = "notes"
    MAP = "map"
    CARD = "card"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Cautions:
    """What nobody may overlook; ``hidden`` counts the taboos a privacy level replaced by a mark."""

    taboos: tuple[Of[Taboo], ...] = ()
    needs: tuple[Of[SpecialNeed], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """Complaints that are open, and the promises of both sides that are.

    ``is_second_failure`` says that a second complaint came within 180 days, open or closed since,
    which forbids pitch and surprise (D9).
    """

    complaints: tuple[OpenComplaint, ...] = ()
    promises: tuple[Of[Promise], ...] = ()
    is_second_failure: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """What happened since ``last_visit_on``, and the last interactions, newest first.

    ``is_acquainted`` is true where we met or sold before, whether or not anybody logged it.
    """

    last_visit_on: date | None = None
    changes: tuple[Change, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    is_acquainted: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What hurts, what they use now (on the customer itself) and what to ask next."""

    pains: tuple[Of[PainPoint], ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """Live business; ``man`` only for a prospect or an open opportunity (D2)."""

    quotes: tuple[Opportunity, ...] = ()
    late_deliveries: tuple[Purchase, ...] = ()
    overdue_invoices: tuple[Purchase, ...] = ()
    renewal: Contract | None = None
    tier: TierMark | None = None
    man: ManMark | None = None


@dataclass(frozen=True, slots=True)
class Rapport:
    """How to open, what to surprise with and how they like to be talked to."""

    opener: Remark | None = None
    surprise: Surprise | None = None
    preferences: tuple[Of[Preference], ...] = ()
    style: Of[CommunicationStyle] | None = None
    style_advice: Wording | None = None


@dataclass(frozen=True, slots=True)
class Selling:
    """Ideas for more business, and words to use and to avoid."""

    ideas: tuple[CrossSell, ...] = ()
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Twelve months of business in ``currency``; ``without_rate`` purchases could not be added."""

    currency: str = ""
    months: tuple[MonthSum, ...] = ()
    mix: tuple[Share, ...] = ()
    payment: PaymentHabit | None = None
    scores: tuple[Score, ...] = ()
    without_rate: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where we stand (D20) and which days come (D19)."""

    swot: tuple[SwotItem, ...] = ()
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class Annexes:
    """What is printed behind page 2 when asked for."""

    influence: InfluenceMap | None = None
    card: VisitingCard | None = None
    card_link: str = ""
    history: tuple[Interaction, ...] = ()
    visit_link: str = ""


@dataclass(frozen=True, slots=True)
class VisitBrief:
    """One brief as of ``today``; ``visit`` is None when none is planned.

    ``privacy`` is what the values were reduced to by :func:`brief_privacy.for_privacy`.
    """

    customer: Customer
    today: date
    visit: Visit | None = None
    attendees: tuple[Attendee, ...] = ()
    cautions: Cautions = field(default_factory=Cautions)
    service: Service = field(default_factory=Service)
    recent: Recent = field(default_factory=Recent)
    needs: Needs = field(default_factory=Needs)
    business: Business = field(default_factory=Business)
    rapport: Rapport = field(default_factory=Rapport)
    selling: Selling = field(default_factory=Selling)
    figures: Figures = field(default_factory=Figures)
    outlook: Outlook = field(default_factory=Outlook)
    annexes: Annexes = field(default_factory=Annexes)
    privacy: PrivacyLevel = PrivacyLevel.FULL
