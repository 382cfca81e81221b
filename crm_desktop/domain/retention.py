"""How long a card is kept without a reason, and which cards are past their term (ours, D28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from crm_desktop.domain.customers import Stage
from crm_desktop.domain.periods import months_before

LONGEST_MONTHS = 600
ENDED = frozenset({Stage.LOST, Stage.DORMANT})


class RetentionRule(StrEnum):
    """Why a card has a term; of several rules the one that ended first counts.

    A *silent lead* never bought and was not met; a *lost lead* never bought and was given up; an
    *ended customer* bought once and no contract runs; *withdrawn* is a person who took every
    consent back.
    """

    SILENT_LEAD = "silent_lead"
    LOST_LEAD = "lost_lead"
    ENDED_CUSTOMER = "ended_customer"
    WITHDRAWN = "withdrawn"


RetentionTerms = Mapping[RetentionRule, int]
"""Months by rule; 0 keeps such cards without a term."""

DEFAULT_TERMS: RetentionTerms = MappingProxyType(
    {
        RetentionRule.SILENT_LEAD: 24,
        RetentionRule.LOST_LEAD: 12,
        RetentionRule.ENDED_CUSTOMER: 60,
        RetentionRule.WITHDRAWN: 1,
    }
)
"""A default to be changed: what the law asks for depends on the country and the trade."""


@dataclass(frozen=True, slots=True)
class CardLife:
    """What of a card decides how long it is kept; days as of the day that is looked at.

    ``known_since`` is the day the card was made, which counts for who was never met; what an import
    says of earlier meetings counts before it. ``withdrawn_on`` is set where a person's every
    consent was withdrawn, to the last of those days.
    """

    customer_id: int
    name: str
    stage: Stage
    known_since: date
    stage_since: date | None = None
    last_purchase: date | None = None
    last_contact: date | None = None
    has_running_contract: bool = False
    has_open_business: bool = False
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class PastTerm:
    """A card past its term: ``since`` is the day that counts, ``ended_on`` that of the term."""

    customer_id: int
    name: str
    rule: RetentionRule
    since: date
    months: int
    ended_on: date


def past_term(life: CardLife, terms: RetentionTerms, today: date) -> PastTerm | None:
    """Return why a card is past its term on a day, or None."""
    found = []
    for rule, months in terms.items():
        since = _since(rule, life) if months else None
        if since is not None and since <= months_before(today, months):
            ended_on = months_before(since, -months)
            found.append(PastTerm(life.customer_id, life.name, rule, since, months, ended_on))
    return min(found, key=lambda one: one.ended_on, default=None)


def terms_to_settings(terms: RetentionTerms) -> dict[str, int]:
    """Return the months by rule as JSON values."""
    return {rule.value: months for rule, months in terms.items()}


def terms_from_settings(stored: object) -> RetentionTerms:
    """Return the default terms with the stored months; what is no number keeps the default."""
    known: Mapping[str, Any] = stored if isinstance(stored, Mapping) else {}
    return MappingProxyType(
        {rule: _months(known.get(rule.value), DEFAULT_TERMS[rule]) for rule in RetentionRule}
    )


def _months(stored: Any, usual: int) -> int:
    is_number = isinstance(stored, int) and not isinstance(stored, bool)
    return stored if is_number and 0 <= stored <= LONGEST_MONTHS else usual


def _since(rule: RetentionRule, life: CardLife) -> date | None:
    """The day from which a rule counts for a card, None where it does not apply."""
    if rule is RetentionRule.WITHDRAWN:
        return None if life.has_running_contract else life.withdrawn_on
    if life.has_running_contract or life.has_open_business:
        return None
    has_bought, is_ended = life.last_purchase is not None, life.stage in ENDED
    met = life.last_contact or life.known_since
    if rule is RetentionRule.ENDED_CUSTOMER:
        if life.last_purchase is None:
            return None
        met = life.last_contact or life.last_purchase
        return life.last_purchase if is_ended else max(life.last_purchase, met)
    if has_bought or is_ended is (rule is RetentionRule.SILENT_LEAD):
        return None
    return max(met, life.stage_since) if is_ended and life.stage_since else met
