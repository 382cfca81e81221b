"""The pages of a window, each made at first need: the first paint waits for its own page alone."""

from functools import cached_property
from typing import TYPE_CHECKING

from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.ui.backups.backups_page import BackupsPage
    from crm_desktop.ui.briefs.brief_page import BriefPage
    from crm_desktop.ui.calendar.calendar_page import CalendarPage
    from crm_desktop.ui.card.card_page import CardPage
    from crm_desktop.ui.customers.customers_page import CustomersPage
    from crm_desktop.ui.duplicates.duplicates_page import DuplicatesPage
    from crm_desktop.ui.importing.import_page import ImportPage
    from crm_desktop.ui.man.man_tab import ManTab
    from crm_desktop.ui.people.people_tab import PeopleTab
    from crm_desktop.ui.playbook.playbook_page import PlaybookPage
    from crm_desktop.ui.privacy.privacy_page import PrivacyPage
    from crm_desktop.ui.settings.settings_page import SettingsPage
    from crm_desktop.ui.tiers.tiers_page import TiersPage
    from crm_desktop.ui.today.today_page import TodayPage
    from crm_desktop.ui.trust.erase_page import ErasePage
    from crm_desktop.ui.trust.log_page import LogPage
    from crm_desktop.ui.visits.visit_page import VisitPage


class Pages:
    """One of each; a page stays once it is made, with its name."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        self._workspace, self._icons = workspace, icons

    @property
    def made(self) -> dict[str, Screen]:
        """The pages that exist by now, by name."""
        return {name: page for name, page in vars(self).items() if isinstance(page, Screen)}

    def of(self, page: Page) -> Screen:
        """Return a page of the rail."""
        found = getattr(self, page.value)
        assert isinstance(found, Screen)
        return found

    @cached_property
    def today(self) -> "TodayPage":
        """What to do now, and why."""
        from crm_desktop.ui.today.today_page import TodayPage

        return TodayPage(self._workspace, self._icons)

    @cached_property
    def customers(self) -> "CustomersPage":
        """The list of customers."""
        from crm_desktop.ui.customers.customers_page import CustomersPage

        return CustomersPage(self._workspace, self._icons)

    @cached_property
    def tiers(self) -> "TiersPage":
        """Who is A, B or C, and why."""
        from crm_desktop.ui.tiers.tiers_page import TiersPage

        return TiersPage(self._workspace, self._icons)

    @cached_property
    def calendar(self) -> "CalendarPage":
        """Visits and days to remember."""
        from crm_desktop.ui.calendar.calendar_page import CalendarPage

        return CalendarPage(self._workspace, self._icons)

    @cached_property
    def playbook(self) -> "PlaybookPage":
        """Strategies, questions and phrases to read and to edit."""
        from crm_desktop.ui.playbook.playbook_page import PlaybookPage

        return PlaybookPage(self._workspace, self._icons)

    @cached_property
    def settings(self) -> "SettingsPage":
        """What a person chooses."""
        from crm_desktop.ui.settings.settings_page import SettingsPage

        return SettingsPage(self._workspace, self._icons)

    @cached_property
    def card(self) -> "CardPage":
        """The card of a customer."""
        from crm_desktop.ui.card.card_page import CardPage
        from crm_desktop.ui.card.tabs import TabMaker

        man = TabMaker(_make_man_tab, lambda view: view.assessment is not None)
        others = {CardTab.PEOPLE: TabMaker(_make_people_tab), CardTab.MAN: man}
        return CardPage(self._workspace, self._icons, others)

    @cached_property
    def visit(self) -> "VisitPage":
        """The plan of a visit."""
        from crm_desktop.ui.visits.visit_page import VisitPage

        return VisitPage(self._workspace, self._icons)

    @cached_property
    def brief(self) -> "BriefPage":
        """Briefs before they are printed."""
        from crm_desktop.ui.briefs.brief_page import BriefPage

        return BriefPage(self._workspace, self._icons)

    @cached_property
    def lists(self) -> "ImportPage":
        """Lists before they are imported."""
        from crm_desktop.ui.importing.import_page import ImportPage

        return ImportPage(self._workspace, self._icons)

    @cached_property
    def privacy(self) -> "PrivacyPage":
        """What may be kept, and what no longer."""
        from crm_desktop.ui.privacy.privacy_page import PrivacyPage

        return PrivacyPage(self._workspace, self._icons)

    @cached_property
    def duplicates(self) -> "DuplicatesPage":
        """Cards that may be of one customer."""
        from crm_desktop.ui.duplicates.duplicates_page import DuplicatesPage

        return DuplicatesPage(self._workspace, self._icons)

    @cached_property
    def backups(self) -> "BackupsPage":
        """The backups of the open file."""
        from crm_desktop.ui.backups.backups_page import BackupsPage

        return BackupsPage(self._workspace, self._icons)

    @cached_property
    def trust_log(self) -> "LogPage":
        """What was printed, exported and erased."""
        from crm_desktop.ui.trust.log_page import LogPage

        return LogPage(self._workspace, self._icons)

    @cached_property
    def erase(self) -> "ErasePage":
        """What would go with somebody who is erased."""
        from crm_desktop.ui.trust.erase_page import ErasePage

        return ErasePage(self._workspace, self._icons)


def _make_people_tab(workspace: Workspace, icons: Icons) -> "PeopleTab":
    """The people of a card, in a list and on the map (D1)."""
    from crm_desktop.ui.people.people_tab import PeopleTab

    return PeopleTab(workspace, icons)


def _make_man_tab(workspace: Workspace, icons: Icons) -> "ManTab":
    """MAN belongs to prospects and open opportunities (D2); its tab is made when it is opened."""
    from crm_desktop.ui.man.man_tab import ManTab

    return ManTab(workspace, icons)
