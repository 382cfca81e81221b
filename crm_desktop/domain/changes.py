"""What a write did: the kinds and keys that views must read again, and how the log tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of record a card is made of; the values are the names of their tables."""

    CUSTOMER = "customer"
    ADDRESS = "address"
    SECTION_CONFIRMATION = "section_confirmation"
    TAG = "tag"
    CUSTOM_FIELD = "custom_field"
    ATTACHMENT = "attachment"
    CONTACT = "contact"
    AFFILIATION = "affiliation"
    CONTACT_LINK = "contact_link"
    CONTACT_POINT = "contact_point"
    IMPORTANT_DATE = "important_date"
    COMMUNICATION_STYLE = "communication_style"
    CONSENT = "consent"
    TABOO = "taboo"
    PREFERENCE = "preference"
    PREFERENCE_USE = "preference_use"
    SPECIAL_NEED = "special_need"
    PAIN_POINT = "pain_point"
    PRODUCT = "product"
    PURCHASE = "purchase"
    PURCHASE_LINE = "purchase_line"
    CONTRACT = "contract"
    EXCHANGE_RATE = "exchange_rate"
    INTERACTION = "interaction"
    INTERACTION_CONTACT = "interaction_contact"
    COMPLAINT = "complaint"
    PROMISE = "promise"
    VISIT = "visit"
    VISIT_CONTACT = "visit_contact"
    PRINTED_BRIEF = "printed_brief"
    MAN_SNAPSHOT = "man_snapshot"
    MAN_ANSWER = "man_answer"
    TIER_RUN = "tier_run"
    TIER_RECORD = "tier_record"
    TIER_PIN = "tier_pin"
    OPPORTUNITY = "opportunity"
    RELATIONSHIP_ACTION = "relationship_action"
    SWOT_ITEM = "swot_item"
    GOAL = "goal"
    DISMISSAL = "dismissal"
    SETTING = "setting"
    IMPORT_IDENTITY = "import_identity"


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation touched; ``operation_id`` is None when nothing was written.

    ``ids`` maps each kind to the keys that were added, changed or removed; a kind in ``whole``
    changed in so many places that views should read all of it again. ``operation`` is the entry of
    the change log.
    """

    operation_id: int | None = None
    ids: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    whole: frozenset[Kind] = frozenset()
    operation: "Operation | None" = field(default=None, compare=False)

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind that changed."""
        return frozenset(self.ids) | self.whole

    @property
    def is_empty(self) -> bool:
        """True when nothing was written."""
        return self.operation_id is None


class Action(StrEnum):
    """What happened to one record, or to a run of records added together."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED_RANGE = "added_range"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as JSON values."""

    kind: Kind
    record_id: int
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the change log; ``code`` and ``params`` become a title in words."""

    id: int
    code: str
    params: Mapping[str, object]
    author: str
    happened_at: datetime
    undone_by: int | None = None
    undoes: int | None = None
