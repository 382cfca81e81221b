"""The development plan of a customer: chances, actions, SWOT and goals (D1, D20)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class OpportunityState(StrEnum):
    """A declined product is not suggested again for 180 days (D5)."""

    OPEN = "open"
    QUOTED = "quoted"
    WON = "won"
    LOST = "lost"
    DECLINED = "declined"


OPEN_STATES = frozenset({OpportunityState.OPEN, OpportunityState.QUOTED})


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A chance for growth; ``probability`` is in per cent, 0-100.

    ``closed_reason`` says why it was won, lost or declined.
    """

    customer_id: int
    title: str
    product_id: int | None = None
    value: Decimal | None = None
    currency: str = ""
    probability: int | None = None
    state: OpportunityState = OpportunityState.OPEN
    next_step: str = ""
    next_step_on: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    note: str = ""
    closed_reason: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class RelationshipAction:
    """What we do for the relationship, with whom and by when, and from which interaction."""

    customer_id: int
    text: str
    contact_id: int | None = None
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    interaction_id: int | None = None
    id: int | None = None


class Quadrant(StrEnum):
    """Our position at a customer in four lists (D20)."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"


@dataclass(frozen=True, slots=True)
class SwotItem:
    """One line of the SWOT with the action derived from it, and when that was done."""

    customer_id: int
    quadrant: Quadrant
    text: str
    action: str = ""
    owner: str = ""
    due_on: date | None = None
    done_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What we want to have reached at a customer."""

    customer_id: int
    text: str
    due_on: date | None = None
    reached_on: date | None = None
    id: int | None = None
