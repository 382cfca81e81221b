"""Makes the pages of the window at first need, so that the first paint waits for none but its own."""

from typing import TYPE_CHECKING

from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.ui.briefs.brief_page import BriefPage
    from crm_desktop.ui.card.card_page import CardPage
    from crm_desktop.ui.visits.visit_page import VisitPage


def make_page(page: Page, workspace: Workspace, icons: Icons) -> Screen:
    """Return a page of the rail."""
    if page is Page.CUSTOMERS:
        from crm_desktop.ui.customers.customers_page import CustomersPage

        return CustomersPage(workspace, icons)
    if page is Page.TIERS:
        from crm_desktop.ui.tiers.tiers_page import TiersPage

        return TiersPage(workspace, icons)
    if page is Page.VISITS:
        from crm_desktop.ui.visits.visits_page import VisitsPage

        return VisitsPage(workspace, icons)
    from crm_desktop.ui.settings.settings_page import SettingsPage

    return SettingsPage(workspace, icons)


def make_card_page(workspace: Workspace, icons: Icons) -> "CardPage":
    """Return the page of a customer's card."""
    from crm_desktop.ui.card.card_page import CardPage

    return CardPage(workspace, icons)


def make_visit_page(workspace: Workspace, icons: Icons) -> "VisitPage":
    """Return the page on which a visit is planned."""
    from crm_desktop.ui.visits.visit_page import VisitPage

    return VisitPage(workspace, icons)


def make_brief_page(workspace: Workspace, icons: Icons) -> "BriefPage":
    """Return the page that shows briefs before they are printed."""
    from crm_desktop.ui.briefs.brief_page import BriefPage

    return BriefPage(workspace, icons)
