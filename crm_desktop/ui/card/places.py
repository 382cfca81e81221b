"""On which tab of a card the records of a kind stand."""

from collections.abc import Mapping

from crm_desktop.domain.changes import Kind
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
_TABS = {kind: tab for tab, kinds in _PLACES.items() for kind in kinds}


def tab_of(kind: Kind) -> CardTab:
    """Return the tab of a kind; what has no tab of its own stands on Basics."""
    return _TABS.get(kind, CardTab.BASICS)
