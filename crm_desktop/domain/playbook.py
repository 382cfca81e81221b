"""The playbook: what a good account manager says and asks, as data in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.brief_values import Wording
from crm_desktop.domain.cadence import Cadence, Interval
from crm_desktop.domain.contacts import Style
from crm_desktop.domain.customers import CustomerKind, Section, Stage
from crm_desktop.domain.interactions import Emotion
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.taboos import TabooCategory
from crm_desktop.domain.tier_scheme import Tier

UNDETERMINED = "undetermined"
"""The key of the advice for every MAN class that still has a ``?``."""


@dataclass(frozen=True, slots=True)
class Bilingual(Wording):
    """A wording that picks itself by language code."""

    def get(self, code: str) -> str:
        """The Chinese text for a code such as ``zh_CN``, else the English one."""
        return self.zh_cn if code.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class QuestionText:
    """One MAN question: what to ask, how else to find out, and five anchors for levels 0-4."""

    label: Bilingual
    ask: Bilingual
    find_out: Bilingual
    levels: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class TierStrategy:
    """How a tier is served, and how often it is met (D3)."""

    badge: Bilingual
    headline: Bilingual
    points: tuple[Bilingual, ...]
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class AdviceText:
    """What a MAN class advises in one line, and at most three steps (D2)."""

    headline: Bilingual
    points: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class EmotionText:
    """How an emotion shows and how to meet it; the headline is the line for the brief (D13)."""

    headline: Bilingual
    signals: tuple[Bilingual, ...]
    advice: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class StyleText:
    """How to talk to a person of a style; the headline is the line for the brief (D30)."""

    headline: Bilingual
    pace: Bilingual
    content: Bilingual
    decision: Bilingual
    avoid: Bilingual


class Situation(StrEnum):
    """When a phrase fits (D15)."""

    COMPLAINT_OPEN = "complaint_open"
    PRICE = "price"
    DELAY = "delay"
    REFUSAL = "refusal"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PhrasePair:
    """What not to say or do and what instead; a common mistake belongs to no situation (D15)."""

    avoid: Bilingual
    use: Bilingual
    situations: frozenset[Situation] = frozenset()


class Dig(StrEnum):
    """Kinds of question that bring an unspoken need to light (D18)."""

    OPEN = "open"
    CONFIRMING = "confirming"
    HYPOTHETICAL = "hypothetical"
    REFLECTIVE = "reflective"


class CardField(StrEnum):
    """What a card may be expected to know; one of a kind of record is enough (D1)."""

    NAME = "name"
    SHORT_NAME = "short_name"
    SALUTATION = "salutation"
    INDUSTRY = "industry"
    HEADCOUNT = "headcount"
    ANNUAL_REVENUE = "annual_revenue"
    BACKGROUND = "background"
    LANGUAGE = "language"
    ADDRESS = "address"
    WEBSITE = "website"
    TAX_NUMBER = "tax_number"
    PHONE = "phone"
    EMAIL = "email"
    CHANNEL = "channel"
    BIRTHDAY = "birthday"
    SOURCE = "source"
    OWNER = "owner"
    CONSENT = "consent"
    CONTACT = "contact"
    CONTACT_SALUTATION = "contact_salutation"
    CONTACT_TITLE = "contact_title"
    CONTACT_PHONE = "contact_phone"
    CONTACT_EMAIL = "contact_email"
    CONTACT_CHANNEL = "contact_channel"
    CONTACT_BIRTHDAY = "contact_birthday"
    CONTACT_ROLE = "contact_role"
    DECIDER = "decider"
    REPORTS_TO = "reports_to"
    PURCHASE = "purchase"
    PRODUCT = "product"
    PAYMENT_TERMS = "payment_terms"
    PAYMENT_METHOD = "payment_method"
    CONTRACT = "contract"
    RENEWAL = "renewal"
    INTERACTION = "interaction"
    SATISFACTION = "satisfaction"
    TABOO = "taboo"
    PREFERENCE = "preference"
    COMMUNICATION_STYLE = "communication_style"
    PAIN_POINT = "pain_point"
    PRESENT_SOLUTION = "present_solution"
    OPPORTUNITY = "opportunity"
    NEXT_STEP = "next_step"
    RELATIONSHIP_ACTION = "relationship_action"
    SWOT = "swot"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class WordList:
    """Words in both languages; English ones match as whole words, Chinese ones anywhere."""

    en: tuple[str, ...]
    zh_cn: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, English first."""
        return self.en + self.zh_cn


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A taboo whose text holds one of ``keywords`` starts with ``triggers`` (D26)."""

    category: TabooCategory
    why: Bilingual
    keywords: WordList
    triggers: WordList


@dataclass(frozen=True, slots=True)
class Industry:
    """A line of business with its own moments; a customer's industry that holds a word is of it."""

    label: Bilingual
    words: WordList


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """One thing a moment is judged by, ticked when it was kept; ``code`` is what records hold."""

    code: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of truth (D6): what it is called, when it comes, and its service points.

    ``industry`` is a key of :attr:`Playbook.industries`, empty for every line of business. One that
    ``is_hidden`` is offered no more, but records may still name it.
    """

    code: str
    industry: str
    label: Bilingual
    when: Bilingual
    points: tuple[ServicePoint, ...]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything cards and briefs speak from; every enum key is present.

    ``unusable`` names the entries whose edits in the file can't be read: what is shipped, or
    nothing for one of a person's own, is in force instead.
    """

    man: Mapping[CustomerKind, Mapping[Question, QuestionText]]
    tiers: Mapping[Tier, TierStrategy]
    advice: Mapping[str, AdviceText]
    emotions: Mapping[Emotion, EmotionText]
    styles: Mapping[Style, StyleText]
    phrases: tuple[PhrasePair, ...]
    mistakes: tuple[PhrasePair, ...]
    questions: Mapping[Dig, tuple[Bilingual, ...]]
    expected: Mapping[CustomerKind, Mapping[Section, tuple[CardField, ...]]]
    lexicon: Mapping[str, LexiconEntry]
    stages: Mapping[Stage, Bilingual]
    industries: Mapping[str, Industry]
    moments: Mapping[str, Moment]
    unusable: tuple[str, ...] = ()

    @property
    def cadence(self) -> Cadence:
        """The intervals of every tier."""
        return {tier: strategy.intervals for tier, strategy in self.tiers.items()}

    def advice_for(self, man_class: str) -> AdviceText:
        """The advice for one of the 27 classes; every class with ``?`` shares one (D2)."""
        return self.advice[UNDETERMINED if "?" in man_class else man_class]

    def phrases_for(self, situation: Situation) -> tuple[PhrasePair, ...]:
        """The pairs that fit a situation, in the order of the playbook (D15)."""
        return tuple(pair for pair in self.phrases if situation in pair.situations)
