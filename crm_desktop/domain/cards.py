"""A whole card: everything the file knows about one customer, as of a day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from crm_desktop.domain.as_of import (
    action_as_of,
    complaint_as_of,
    consent_as_of,
    goal_as_of,
    is_known,
    opportunity_as_of,
    pain_point_as_of,
    pin_as_of,
    preference_as_of,
    promise_as_of,
    purchase_as_of,
    swot_item_as_of,
)
from crm_desktop.domain.consents import Consent
from crm_desktop.domain.contacts import (
    Affiliation,
    CommunicationStyle,
    Contact,
    ContactLink,
    ContactPoint,
    ImportantDate,
)
from crm_desktop.domain.customers import (
    Address,
    Attachment,
    Customer,
    CustomField,
    SectionConfirmation,
    Tag,
)
from crm_desktop.domain.development import Goal, Opportunity, RelationshipAction, SwotItem
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionContact
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.preferences import PainPoint, Preference, PreferenceUse, SpecialNeed
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.purchases import Contract, Product, Purchase, PurchaseLine
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierPin, TierRecord
from crm_desktop.domain.visits import PrintedBrief, Visit, VisitContact, VisitState

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Card:
    """One customer with every record about it; dated records stand with the newest first.

    ``contacts`` and ``affiliations`` are of the same people; ``products`` are those of ``lines``
    and ``opportunities``.
    """

    customer: Customer
    external_ids: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    confirmations: tuple[SectionConfirmation, ...] = ()
    tags: tuple[Tag, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    links: tuple[ContactLink, ...] = ()
    points: tuple[ContactPoint, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    styles: tuple[CommunicationStyle, ...] = ()
    consents: tuple[Consent, ...] = ()
    taboos: tuple[Taboo, ...] = ()
    preferences: tuple[Preference, ...] = ()
    preference_uses: tuple[PreferenceUse, ...] = ()
    special_needs: tuple[SpecialNeed, ...] = ()
    pain_points: tuple[PainPoint, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    lines: tuple[PurchaseLine, ...] = ()
    products: tuple[Product, ...] = ()
    contracts: tuple[Contract, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    interaction_contacts: tuple[InteractionContact, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    promises: tuple[Promise, ...] = ()
    visits: tuple[Visit, ...] = ()
    visit_contacts: tuple[VisitContact, ...] = ()
    printed_briefs: tuple[PrintedBrief, ...] = ()
    man_snapshots: tuple[ManSnapshot, ...] = ()
    man_answers: tuple[ManAnswer, ...] = ()
    tier_records: tuple[TierRecord, ...] = ()
    tier_pins: tuple[TierPin, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    actions: tuple[RelationshipAction, ...] = ()
    swot: tuple[SwotItem, ...] = ()
    goals: tuple[Goal, ...] = ()

    def as_of(self, day: date) -> "Card":
        """Return the card without what was not known on ``day`` ("As-of").

        Facts dated later are left out, and what came to a record later is taken back. Plans stay:
        visits not held and promises. Undated facts, contacts, special needs and taboos are always
        as they are now.
        """
        purchases = _known(self.purchases, "purchased_on", day)
        interactions = _known(self.interactions, "happened_on", day)
        snapshots = _known(self.man_snapshots, "assessed_on", day)
        visits = tuple(one for one in self.visits if _is_known_visit(one, day))
        bought, happened = _ids(purchases), _ids(interactions)
        assessed, visited = _ids(snapshots), _ids(visits)
        return replace(
            self,
            purchases=tuple(purchase_as_of(one, day) for one in purchases),
            lines=tuple(one for one in self.lines if one.purchase_id in bought),
            contracts=_known(self.contracts, "starts_on", day),
            interactions=interactions,
            interaction_contacts=tuple(
                one for one in self.interaction_contacts if one.interaction_id in happened
            ),
            complaints=tuple(
                complaint_as_of(one, day)
                for one in self.complaints
                if one.interaction_id in happened
            ),
            visits=visits,
            visit_contacts=tuple(one for one in self.visit_contacts if one.visit_id in visited),
            preference_uses=tuple(one for one in self.preference_uses if one.visit_id in visited),
            man_snapshots=snapshots,
            man_answers=tuple(one for one in self.man_answers if one.snapshot_id in assessed),
            tier_records=_known(self.tier_records, "since", day),
            **_simple_parts(self, day),
        )


_SIMPLE: tuple[tuple[str, str, Callable[[Any, date], Any] | None], ...] = (
    ("confirmations", "confirmed_on", None),
    ("styles", "noted_on", None),
    ("printed_briefs", "printed_on", None),
    ("consents", "given_on", consent_as_of),
    ("preferences", "noted_on", preference_as_of),
    ("pain_points", "noted_on", pain_point_as_of),
    ("promises", "made_on", promise_as_of),
    ("opportunities", "opened_on", opportunity_as_of),
    ("tier_pins", "pinned_on", pin_as_of),
    ("actions", "", action_as_of),
    ("swot", "", swot_item_as_of),
    ("goals", "", goal_as_of),
)
"""Parts of a card with the field of their day, and what later events are taken back by."""


def _simple_parts(card: Card, day: date) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, field, as_of in _SIMPLE:
        records = getattr(card, name)
        known = _known(records, field, day) if field else records
        parts[name] = tuple(as_of(one, day) for one in known) if as_of else known
    return parts


def _known(records: tuple[Record, ...], field: str, day: date) -> tuple[Record, ...]:
    return tuple(one for one in records if is_known(getattr(one, field), day))


def _ids(records: tuple[Any, ...]) -> set[int | None]:
    return {one.id for one in records}


def _is_known_visit(visit: Visit, day: date) -> bool:
    return visit.visit_on <= day or visit.state is not VisitState.HELD
