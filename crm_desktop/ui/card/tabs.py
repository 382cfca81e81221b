"""Which tabs a card has, in their order, each made when it is first looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
    CardTab.SERVICE: mark_in("tab of a card", "Service"),
    CardTab.PREFERENCES: mark("Preferences & taboos"),
    CardTab.MAN: mark("MAN"),
    CardTab.DEVELOPMENT: mark_in("section of a card", "Development"),
    CardTab.HISTORY: mark_in("tab of a card", "History"),
}


@dataclass(frozen=True)
class TabMaker:
    """How a tab is made, and on which cards it belongs."""

    make: Callable[[Workspace, Icons], CardTabView]
    belongs: Callable[[CardView], bool] = lambda _: True


Makers = Mapping[CardTab, TabMaker]


def tab_makers(others: Makers) -> dict[CardTab, TabMaker]:
    """Return the tabs of a card in their order; ``others`` are made outside this package."""
    makers = {tab: TabMaker(make) for tab, make in _OWN.items()} | dict(others)
    return {tab: makers[tab] for tab in CardTab if tab in makers}


def _overview(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.overview_tab import OverviewTab

    return OverviewTab(workspace, icons)


def _basics(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.basics_tab import BasicsTab

    return BasicsTab(workspace, icons)


def _purchases(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.records.purchases_tab import PurchasesTab

    return PurchasesTab(workspace, icons)


def _service(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.records.service_tab import ServiceTab

    return ServiceTab(workspace, icons)


def _preferences(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.records.preferences_tab import PreferencesTab

    return PreferencesTab(workspace, icons)


def _development(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.records.development_tab import DevelopmentTab

    return DevelopmentTab(workspace, icons)


def _history(workspace: Workspace, icons: Icons) -> CardTabView:
    from crm_desktop.ui.card.history_tab import HistoryTab

    return HistoryTab(workspace, icons)


_OWN: Mapping[CardTab, Callable[[Workspace, Icons], CardTabView]] = {
    CardTab.OVERVIEW: _overview,
    CardTab.BASICS: _basics,
    CardTab.PURCHASES: _purchases,
    CardTab.SERVICE: _service,
    CardTab.PREFERENCES: _preferences,
    CardTab.DEVELOPMENT: _development,
    CardTab.HISTORY: _history,
}
