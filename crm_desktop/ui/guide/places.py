"""Which page of the guide belongs to what a person looks at."""

from collections.abc import Mapping

from crm_desktop.ui.navigation import (
    BACKUPS,
    BRIEF,
    CARD,
    DUPLICATES,
    ERASE,
    LISTS,
    TRUST_LOG,
    VISIT,
    CardTab,
    Page,
)
from crm_desktop.ui.privacy import PRIVACY

FIRST_PAGE = "start"
_BY_PAGE: Mapping[str, str] = {
    Page.TODAY: "today",
    Page.CUSTOMERS: "find",
    Page.TIERS: "tiers",
    Page.CALENDAR: "calendar",
    Page.PLAYBOOK: "playbook",
    Page.SETTINGS: "settings",
    CARD: "card",
    VISIT: "visit",
    BRIEF: "brief",
    LISTS: "import",
    DUPLICATES: "duplicates",
    BACKUPS: "backups",
    PRIVACY: "consent",
    TRUST_LOG: "privacy",
    ERASE: "privacy",
}
_BY_TAB: Mapping[CardTab, str] = {
    CardTab.PEOPLE: "people",
    CardTab.SERVICE: "service",
    CardTab.PREFERENCES: "taboos",
    CardTab.MAN: "man",
    CardTab.DEVELOPMENT: "development",
}


def guide_page(page: str, tab: CardTab | None) -> str:
    """Return the page of the guide for a page of the window and the tab of its card."""
    own = _BY_TAB.get(tab) if page == CARD and tab is not None else None
    return own or _BY_PAGE.get(page, FIRST_PAGE)
