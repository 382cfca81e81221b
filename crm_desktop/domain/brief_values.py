"""The small values a visit brief is made of beside the records of the card itself."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from crm_desktop.domain.contacts import Affiliation, Contact, LinkKind
from crm_desktop.domain.influence_map import MapReading
from crm_desktop.domain.interactions import Complaint, Emotion
from crm_desktop.domain.taboos import TabooCalendar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence of the playbook in both languages; the user may have changed either."""

    en: str
    zh_cn: str

    @classmethod
    def same(cls, text: str) -> "Wording":
        """What a user typed, which reads alike in every language."""
        return cls(text, text)


@dataclass(frozen=True, slots=True)
class Of(Generic[T]):
    """A record of the card and the person it is about; ``person`` is empty for all of them."""

    record: T
    person: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who will sit at the table, with a photo as JPEG or PNG bytes where there is one."""

    contact: Contact
    affiliation: Affiliation
    photo: bytes | None = None

    @property
    def is_customer(self) -> bool:
        """True for a person who is the customer and has no contact of their own."""
        return self.affiliation.contact_id == 0


class ConflictCode(StrEnum):
    """How a plan may break a taboo (D26)."""

    WORD = "word"
    KEPT_DAY = "kept_day"
    GIFT_POLICY = "gift_policy"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A plan that may break a taboo (D26).

    ``word`` is what was found in ``plan``. A kept day has its ``calendar`` and the day ``on``
    instead of both; a gift that the customer's own policy speaks of has no word.
    """

    taboo: str
    plan: str = ""
    word: str = ""
    person: str = ""
    code: ConflictCode = ConflictCode.WORD
    calendar: TabooCalendar = TabooCalendar.NONE
    on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenComplaint:
    """A complaint that is not closed, with its clock and the last emotion seen (D9, D13).

    ``is_overdue`` belongs to the step the clock is at; ``advice`` is the playbook's to the emotion.
    """

    complaint: Complaint
    text: str
    respond_by: datetime | None = None
    resolve_by: datetime | None = None
    is_overdue: bool = False
    emotion: Emotion | None = None
    intensity: int | None = None
    advice: Wording | None = None


class ChangeKind(StrEnum):
    """What kind of news a change since the last visit is."""

    PEOPLE = "people"
    PURCHASE = "purchase"
    RETURN = "return"
    CONTRACT = "contract"
    COMPLAINT = "complaint"
    OPPORTUNITY = "opportunity"
    PROMISE = "promise"
    STANCE = "stance"
    PREFERENCE = "preference"
    MAN = "man"
    TIER = "tier"
    STEP = "step"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact or log entry dated after the last held visit.

    ``who`` is the person it tells of; ``levels`` are the stance before and now, None where
    unknown; ``due_on`` is the day of a next step. A one-off choice is told as one, lest it harden
    into a habit (D1).
    """

    on: date
    kind: ChangeKind
    text: str
    who: str = ""
    levels: tuple[int | None, int | None] | None = None
    is_one_off: bool = False
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A next best question; ``code`` is M1 .. N3, or empty for one the user wrote."""

    text: Wording
    code: str = ""


@dataclass(frozen=True, slots=True)
class ManMark:
    """The MAN class in its letters (``MA?``), overall score 0-100 and the day of the answers.

    ``advice`` is what the playbook says to do next.
    """

    letters: str
    overall: int
    on: date | None = None
    advice: Wording | None = None


@dataclass(frozen=True, slots=True)
class TierMark:
    """The tier letter with the line of its strategy; a prospect has no letter (D3)."""

    letter: str = ""
    since: date | None = None
    strategy: Wording | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What opens a talk: the customer's own words with their day or speaker, or our plan."""

    text: str
    on: date | None = None
    person: str = ""

    @property
    def is_quoted(self) -> bool:
        """True where the log knows who said it, or when."""
        return bool(self.on or self.person)


class SurpriseKind(StrEnum):
    """Where a small surprise comes from (D7)."""

    MEMORY = "memory"
    ANTICIPATION = "anticipation"
    CONFIRMATION = "confirmation"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Surprise:
    """A small surprise for this visit and the fact it grew from."""

    text: str
    kind: SurpriseKind | None = None
    on: date | None = None


class Lens(StrEnum):
    """Why a product is suggested (D5)."""

    ASSOCIATION = "association"
    LIFE_CYCLE = "life_cycle"
    RHYTHM = "rhythm"
    SCENARIO = "scenario"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class CrossSell:
    """A product to suggest; ``because`` is the product, stage, scenario or value it rests on.

    One that their own rhythm says is due again has the day ``on`` instead.
    """

    product: str
    lens: Lens
    because: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence to avoid and what to say instead (D15)."""

    avoid: Wording
    use: Wording


@dataclass(frozen=True, slots=True)
class MonthSum:
    """Purchases of one calendar month in the currency of the figures, returns deducted."""

    year: int
    month: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A product's or category's part of the purchases: ``fraction`` 0-1."""

    name: str
    amount: Decimal
    fraction: Decimal


@dataclass(frozen=True, slots=True)
class PaymentHabit:
    """How the last twelve months' invoices were paid; ``days_to_pay`` is a mean of ``paid``."""

    terms_days: int | None = None
    days_to_pay: int | None = None
    paid: int = 0
    late: int = 0
    method: str = ""


class ScoreKind(StrEnum):
    """Which measure a score belongs to (D16)."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"


@dataclass(frozen=True, slots=True)
class Score:
    """One answer: NPS 0-10, CSAT 1-5, CES 1-7."""

    kind: ScoreKind
    value: int
    on: date
    person: str = ""


class OccasionKind(StrEnum):
    """What falls on an upcoming day (D19)."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    EXPIRY = "expiry"
    RENEWAL = "renewal"
    HOLIDAY = "holiday"
    PROMISE = "promise"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Occasion:
    """An upcoming day; ``lunar`` is its Chinese calendar form where it is kept by the moon."""

    on: date
    kind: OccasionKind
    text: str
    person: str = ""
    lunar: Wording | None = None


@dataclass(frozen=True, slots=True)
class MapNode:
    """A person of the influence map by contact, with role, stance, influence and saved place."""

    key: int
    affiliation: Affiliation
    name: str


@dataclass(frozen=True, slots=True)
class MapEdge:
    """An arrow between two nodes of the influence map, by their keys."""

    start: int
    end: int
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class InfluenceMap:
    """Who decides at the customer and who listens to whom; ``reading`` says how we stand (D1)."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...] = ()
    reading: MapReading | None = None


@dataclass(frozen=True, slots=True)
class VisitingCard:
    """What the QR code carries of one contact."""

    name: str
    organisation: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
