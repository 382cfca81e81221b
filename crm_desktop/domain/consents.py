"""Who agreed to what for which purpose, and which sensitive facts that lets us keep (D28)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.sensitive_kinds import SensitiveKind


class LegalGround(StrEnum):
    """Why a fact may be kept: an agreement, or one of the grounds the law knows besides."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LAW = "law"
    VITAL = "vital"
    PUBLIC = "public"
    CLAIMS = "claims"


class ConsentMethod(StrEnum):
    """How somebody agreed; what was only said needs a witness."""

    SIGNED = "signed"
    EMAIL = "email"
    MESSAGE = "message"
    ORAL = "oral"


class ConsentScope(StrEnum):
    """The sensitive facts a record covers; *none* is for other purposes, such as a newsletter."""

    NONE = "none"
    ALL = "all"
    RELIGION = "religion"
    HEALTH = "health"
    FINANCES = "finances"
    WHEREABOUTS = "whereabouts"
    MINORS = "minors"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, or another ground; for which purpose, and until when (D28).

    ``until`` is the last day it holds, None without an end. ``basis`` is the ground in words.
    """

    purpose: str
    basis: str = ""
    given_on: date | None = None
    withdrawn_on: date | None = None
    note: str = ""
    customer_id: int | None = None
    contact_id: int | None = None
    ground: LegalGround = LegalGround.CONSENT
    covers: ConsentScope = ConsentScope.NONE
    method: ConsentMethod | None = None
    witness: str = ""
    until: date | None = None
    id: int | None = None

    def holds_on(self, day: date) -> bool:
        """True from the day it was given to the day before it was withdrawn, or its last day."""
        if self.given_on is None or day < self.given_on:
            return False
        is_withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= day
        return not is_withdrawn and (self.until is None or day <= self.until)

    def covers_kind(self, kind: SensitiveKind) -> bool:
        """True where facts of a kind may be kept by this record while it holds."""
        return self.covers in (ConsentScope.ALL, ConsentScope(kind.value))


@dataclass(frozen=True, slots=True)
class SensitiveFact:
    """A marked record of a card, and whom it is about.

    ``people`` are the keys of the contacts it speaks of; without any it is the customer's own.
    A safety fact protects somebody's health and is used whether or not it is settled.
    """

    kind: Kind
    record_id: int
    customer_id: int
    about: SensitiveKind
    text: str
    people: tuple[int, ...] = ()
    is_safety: bool = False

    def is_of(self, consent: Consent) -> bool:
        """True where the record of a consent speaks of the same person."""
        if consent.contact_id is not None:
            return consent.contact_id in self.people
        return not self.people and consent.customer_id == self.customer_id


class Footing(StrEnum):
    """Whether a sensitive fact may stay: covered, never settled, or no longer covered."""

    COVERED = "covered"
    PENDING = "pending"
    LOST = "lost"


def footing(fact: SensitiveFact, consents: Iterable[Consent], day: date) -> Footing:
    """Return how a fact stands on a day; *lost* is one whose last record was withdrawn or ran out.

    A record of an interaction with several people is covered when each of them is.
    """
    about = [one for one in consents if one.covers_kind(fact.about) and fact.is_of(one)]
    holding = [one for one in about if one.holds_on(day)]
    wanted: Sequence[int | None] = fact.people or (None,)
    if all(any(one.contact_id == person for one in holding) for person in wanted):
        return Footing.COVERED
    return Footing.LOST if any(_has_ended(one, day) for one in about) else Footing.PENDING


def _has_ended(consent: Consent, day: date) -> bool:
    began = consent.given_on is not None and consent.given_on <= day
    return began and not consent.holds_on(day)


def losing(
    facts: Iterable[SensitiveFact], consents: Sequence[Consent], gone: Consent, day: date
) -> list[SensitiveFact]:
    """Return the facts that lose their ground when ``gone`` no longer holds on a day."""
    rest = [one for one in consents if one.id != gone.id]
    return [
        fact
        for fact in facts
        if gone.covers_kind(fact.about)
        and fact.is_of(gone)
        and footing(fact, [*rest, gone], day) is Footing.COVERED
        and footing(fact, rest, day) is not Footing.COVERED
    ]
