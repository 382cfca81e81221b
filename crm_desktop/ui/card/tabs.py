"""Which tabs a card has, in their order, each made when it is first looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from crm_desktop.services.card_views import CardView
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.workspace import Workspace

TITLES: Mapping[CardTab, str] = {
    CardTab.OVERVIEW: mark("Overview"),
    CardTab.BASICS: mark_in("section of a card", "Basics"),
    CardTab.PEOPLE: mark("People"),
    CardTab.PURCHASES: mark("Purchases"),
    CardTab.SERVICE: mark_in("section of a card", "Service"),
    CardTab.PREFERENCES: mark("Preferences & taboos"),
    CardTab.MAN: "MAN",
    CardTab.DEVELOPMENT: mark_in("section of a card", "Development"),
    CardTab.HISTORY: mark("History"),
}


@dataclass(frozen=True)
class TabMaker:
    """How a tab is made, and on which cards it belongs."""

    make: Callable[[Workspace, Icons], CardTabView]
    belongs: Callable[[CardView], bool] = lambda _: True


_PLACES = {
    CardTab.OVERVIEW: ("crm_desktop.ui.card.overview_tab", "OverviewTab"),
    CardTab.BASICS: ("crm_desktop.ui.card.basics_tab", "BasicsTab"),
    CardTab.PEOPLE: ("crm_desktop.ui.card.records.people_tab", "PeopleTab"),
    CardTab.PURCHASES: ("crm_desktop.ui.card.records.purchases_tab", "PurchasesTab"),
    CardTab.SERVICE: ("crm_desktop.ui.card.records.service_tab", "ServiceTab"),
    CardTab.PREFERENCES: ("crm_desktop.ui.card.records.preferences_tab", "PreferencesTab"),
    CardTab.MAN: ("crm_desktop.ui.man.man_tab", "ManTab"),
    CardTab.DEVELOPMENT: ("crm_desktop.ui.card.records.development_tab", "DevelopmentTab"),
    CardTab.HISTORY: ("crm_desktop.ui.card.history_tab", "HistoryTab"),
}


def tab_makers() -> dict[CardTab, TabMaker]:
    """Return the tabs that are there, in their order."""
    return {tab: _maker(tab, *place) for tab, place in _PLACES.items() if _is_there(place[0])}


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _maker(tab: CardTab, module: str, name: str) -> TabMaker:
    def make(workspace: Workspace, icons: Icons) -> CardTabView:
        made: CardTabView = getattr(import_module(module), name)(workspace, icons)
        return made

    if tab is CardTab.MAN:
        return TabMaker(make, lambda view: view.assessment is not None)
    return TabMaker(make)
