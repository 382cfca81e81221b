"""On which tab of a card the records of a kind stand."""

from collections.abc import Mapping

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.navigation import CardTab

_PLACES: Mapping[CardTab, tuple[Kind, ...]] = {
    CardTab.PEOPLE: (Kind.CONTACT, Kind.AFFILIATION, Kind.CONTACT_LINK, Kind.COMMUNICATION_STYLE),
    CardTab.PURCHASES: (Kind.PURCHASE, Kind.PURCHASE_LINE, Kind.PRODUCT, Kind.CONTRACT),
    CardTab.SERVICE: (
        Kind.INTERACTION,
        Kind.INTERACTION_CONTACT,
        Kind.COMPLAINT,
        Kind.PROMISE,
        Kind.VISIT,
        Kind.VISIT_CONTACT,
        Kind.PRINTED_BRIEF,
    ),
    CardTab.PREFERENCES: (
        Kind.TABOO,
        Kind.PREFERENCE,
        Kind.PREFERENCE_USE,
        Kind.SPECIAL_NEED,
        Kind.PAIN_POINT,
    ),
    CardTab.MAN: (Kind.MAN_ANSWER, Kind.MAN_SNAPSHOT),
    CardTab.DEVELOPMENT: (
        Kind.OPPORTUNITY,
        Kind.RELATIONSHIP_ACTION,
        Kind.SWOT_ITEM,
        Kind.GOAL,
    ),
}
_SHARED = {
    Kind.CONTACT_POINT: "points",
    Kind.IMPORTANT_DATE: "dates",
    Kind.CONSENT: "consents",
}
"""Kinds that a customer and its contacts both have, by their part of the card."""
CUSTOMER_SCOPE = "customer"
"""Tells the customer's own records from those of its contacts while they are being typed."""
_TABS = {kind: tab for tab, kinds in _PLACES.items() for kind in kinds}


def tab_of(kind: Kind) -> CardTab:
    """Return the tab of a kind; what has no tab of its own stands on Basics."""
    return _TABS.get(kind, CardTab.BASICS)


def tab_of_draft(place: DraftPlace, card: Card) -> CardTab:
    """Return the tab on which something was being typed; a contact's number stands with people."""
    records = _SHARED.get(place.kind)
    if records is None:
        return tab_of(place.kind)
    known = {one.id: one for one in getattr(card, records)}
    found = known.get(place.record_id)
    scope = place.field.rpartition("/")[0]
    is_of_contact = found.contact_id is not None if found else scope not in ("", CUSTOMER_SCOPE)
    return CardTab.PEOPLE if is_of_contact else CardTab.BASICS
