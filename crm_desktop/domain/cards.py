"""A whole card: everything the file knows about one customer, as of a day."""

from dataclasses import dataclass, replace
from datetime import date

from crm_desktop.domain.contacts import (
    Affiliation,
    CommunicationStyle,
    Consent,
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
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.purchases import Contract, Product, Purchase, PurchaseLine
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierPin, TierRecord
from crm_desktop.domain.visits import PrintedBrief, Visit, VisitContact, VisitState


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
        """Return the card without facts dated after ``day`` ("As-of").

        Plans stay: visits not held and promises are shown as they stood. Undated facts, contacts
        and taboos are always as they are now.
        """

        def known(on: date | None) -> bool:
            return on is None or on <= day

        purchases = tuple(one for one in self.purchases if known(one.purchased_on))
        bought = {one.id for one in purchases}
        snapshots = tuple(one for one in self.man_snapshots if known(one.assessed_on))
        assessed = {one.id for one in snapshots}
        interactions = tuple(one for one in self.interactions if known(one.happened_on))
        happened = {one.id for one in interactions}
        return replace(
            self,
            purchases=purchases,
            lines=tuple(one for one in self.lines if one.purchase_id in bought),
            contracts=tuple(one for one in self.contracts if known(one.starts_on)),
            interactions=interactions,
            complaints=tuple(one for one in self.complaints if one.interaction_id in happened),
            promises=tuple(_promise(one, day) for one in self.promises if known(one.made_on)),
            visits=tuple(one for one in self.visits if _is_known_visit(one, day)),
            man_snapshots=snapshots,
            man_answers=tuple(one for one in self.man_answers if one.snapshot_id in assessed),
            opportunities=tuple(one for one in self.opportunities if known(one.opened_on)),
            preferences=tuple(one for one in self.preferences if known(one.noted_on)),
            pain_points=tuple(one for one in self.pain_points if known(one.noted_on)),
            confirmations=tuple(one for one in self.confirmations if known(one.confirmed_on)),
            printed_briefs=tuple(one for one in self.printed_briefs if known(one.printed_on)),
            styles=tuple(one for one in self.styles if known(one.noted_on)),
        )


def _promise(promise: Promise, day: date) -> Promise:
    """Open again what was closed after the day."""
    if promise.closed_on is not None and promise.closed_on > day:
        return replace(promise, state=PromiseState.OPEN, closed_on=None)
    return promise


def _is_known_visit(visit: Visit, day: date) -> bool:
    return visit.visit_on <= day or visit.state is not VisitState.HELD
