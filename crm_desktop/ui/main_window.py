"""The main window on one open file: rail, search, pages, notices, status.

It is shown before it is whole, so little may be imported here before it is furnished: a test of
the first sight names what.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from crm_desktop.ui.later import later
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.navigation import BACKUPS, BRIEF, CARD, DUPLICATES, LISTS, VISIT, CardTab, Page

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QAction

    from crm_desktop.domain.list_views import ListView
    from crm_desktop.services.briefs import BriefOrder
    from crm_desktop.ui.actions import ActionCode
    from crm_desktop.ui.icons import Icons
    from crm_desktop.ui.screen import Screen
    from crm_desktop.ui.search.search_box import SearchBox
    from crm_desktop.ui.start.file_commands import FileCommands
    from crm_desktop.ui.workspace import Workspace

SMALLEST = (960, 600)
USUAL = QSize(1280, 800)
FRAME = QSize(16, 40)
"""What the title bar and the borders of the desktop may take."""
_BELONGS = dict.fromkeys((CARD, LISTS, DUPLICATES), Page.CUSTOMERS) | {VISIT: Page.CALENDAR}
"""Where a page stands that is reached from many."""

Commands = dict["ActionCode", Callable[[], None]]


class MainWindow(QMainWindow):
    """Made anew when the language or the look changes; what was shown is taken over by its state.

    It is empty until it is furnished; ``title`` is the name of the file.
    """

    workspace: "Workspace"
    icons: "Icons"
    search: "SearchBox"
    window_actions: "dict[ActionCode, QAction]"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._remembered: dict[str, Any] = {}
        self._trail: list[str] = []
        self._links: list[tuple[Any, Callable[..., None]]] = []
        self.is_furnished = False
        self.setMinimumSize(*SMALLEST)
        self.resize(usual_size(self.screen().availableGeometry().size()))
        self.setWindowTitle(f"{title} – CRM Desktop")

    def furnish(
        self,
        workspace: "Workspace",
        icons: "Icons",
        file_commands: "FileCommands",
        state: dict[str, Any],
    ) -> Iterator[None]:
        """Fill the window in steps short enough for a person not to feel them, and take up a state.

        Nothing is to be seen before the last step. ``file_commands`` are the actions that concern
        more than this window, such as opening a file. What in ``state`` no longer holds is left
        out.
        """
        from crm_desktop.ui import window_parts as parts
        from crm_desktop.ui.pages import Pages

        self.workspace, self.icons = workspace, icons
        self._pages = Pages(workspace, icons)
        self._open_whole = file_commands.open_whole
        self._commands: Commands = {**file_commands.commands(), **self._own_commands()}
        self.setAcceptDrops(True)
        self.window_actions = parts.make_actions(self, workspace.language, icons, self._do)
        yield
        menus = parts.make_menus(self.window_actions, workspace.language, file_commands)
        yield
        body = parts.Body(workspace, icons, self.window_actions)
        self._rail, self._stack, self._notices = body.rail, body.stack, body.notices
        self.search, self._status = body.search, body.status
        self._connect()
        self._show_undo()
        yield
        parts.meet_every_kind()
        yield
        page = self._first_page(state)
        made = self._pages.of(page)
        yield
        self._add(page.value, made)
        yield from parts.polish(body)
        self.setMenuBar(menus)
        self.setCentralWidget(body)
        self.setStatusBar(body.status)
        parts.bind_menus(self, self._open_menus)
        self.go(page)
        self._open_last_card(state)
        self.is_furnished = True

    @property
    def page(self) -> "Screen | None":
        """The page shown now."""
        from crm_desktop.ui.screen import Screen

        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def go(self, page: Page) -> None:
        """Show a page of the rail."""
        self._show(page.value, self._pages.of(page))

    def open_card(self, customer_id: int, tab: CardTab | None = None) -> None:
        """Show the card of a customer; ``tab`` None shows the tab seen last."""
        self._pages.card.show_customer(customer_id, tab)
        self._show(CARD, self._pages.card)

    def open_person(self, customer_id: int, affiliation_id: int) -> None:
        """Show a person among the people of a customer."""
        from crm_desktop.domain.changes import Kind

        self.open_card(customer_id, CardTab.PEOPLE)
        self._pages.card.tabs.open_record(Kind.AFFILIATION, affiliation_id)

    def show_view(self, view: "ListView") -> None:
        """Show a saved view of the list of customers."""
        self.go(Page.CUSTOMERS)
        self._pages.customers.take_view(view)

    def set_cadence(self) -> None:
        """Show where the days between contacts and visits are set."""
        self.go(Page.TODAY)
        today = self._pages.today
        later(today, today.open_cadence)  # behind the focus of the page

    def prepare(self) -> Iterator[None]:
        """Make the pages that are asked for first, in steps short enough not to be felt."""
        from crm_desktop.ui.window_parts import polish

        for name in (BRIEF, CARD):
            page = getattr(self._pages, name)
            yield
            self._add(name, page)
            yield from polish(page)

    def plan_visit(self, customer_id: int, visit: "int | date | None") -> None:
        """Show a visit of a customer by its key, or the empty plan of one, on a day if given."""
        key = visit if isinstance(visit, int) else None
        self._pages.visit.show_visit(customer_id, key)
        if visit is not None and not isinstance(visit, int):
            self._pages.visit.suggest_day(visit)
        self._show(VISIT, self._pages.visit)

    def preview_briefs(self, orders: "list[BriefOrder]") -> None:
        """Show the pages of briefs before they are printed."""
        self._pages.brief.show_orders(orders)
        self._show(BRIEF, self._pages.brief)

    def look_at_lists(self, paths: list[Path]) -> None:
        """Show what lists would bring, asked for without paths; what is a whole file is opened."""
        from crm_desktop.ui.importing.lists import choose_lists

        chosen = paths or choose_lists(self, self.workspace)
        if chosen and not self._open_whole(chosen):
            self._pages.lists.show_lists(chosen)
            self._show(LISTS, self._pages.lists)

    def look_at_duplicates(self, pair: list[int]) -> None:
        """Show two cards beside each other, else look for those of one customer."""
        self._show(DUPLICATES, page := self._pages.duplicates)
        page.compare(*pair) if pair else page.look_once()

    def show_backups(self) -> None:
        """Show the backups of the file."""
        self._show(BACKUPS, self._pages.backups)

    def show_privacy(self) -> None:
        """Show what may be kept, and what no longer."""
        from crm_desktop.ui.privacy import PRIVACY

        self._show(PRIVACY, self._pages.privacy)

    def back(self) -> None:
        """Return to the page seen before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._raise(self._trail[-1])

    def state(self) -> dict[str, Any]:
        """Return what to take up at the next start."""
        geometry = self.saveGeometry().toBase64().toStdString()
        pages = {name: page.state() for name, page in self._pages.made.items()}
        return {"geometry": geometry, "trail": self._trail[-3:], "pages": pages}

    def place(self, state: dict[str, Any]) -> None:
        """Stand where the window stood."""
        self.restoreGeometry(QByteArray.fromBase64(str(state.get("geometry", "")).encode()))

    def _first_page(self, state: dict[str, Any]) -> Page:
        pages = state.get("pages")
        self._remembered = pages if isinstance(pages, dict) else {}
        trail = [name for name in _trail(state) if name in set(Page)]
        return Page(trail[-1]) if trail else self._morning_page()

    def _morning_page(self) -> Page:
        """Where a person begins who was not here before."""
        from crm_desktop.services.today import has_customers

        return Page.TODAY if has_customers(self.workspace.database) else Page.CUSTOMERS

    def _open_last_card(self, state: dict[str, Any]) -> None:
        card = self._remembered.get(CARD)
        is_last = _trail(state)[-1:] == [CARD]
        if is_last and isinstance(card, dict) and isinstance(card.get("customer"), int):
            self.open_card(card["customer"])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take lists that are dropped anywhere."""
        from crm_desktop.ui.importing.lists import dropped_lists

        if dropped_lists(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at dropped lists before they are imported."""
        from crm_desktop.ui.importing.lists import dropped_lists

        self.look_at_lists(dropped_lists(event.mimeData()))

    def hide_customers(self) -> None:
        """Take away what names a customer over the pages, and what is of the moment."""
        self._notices.hide()
        self._status.forget_moments()
        self.search.leave()

    def empty(self) -> None:
        """Take everything out of the window at once; it is of no further use."""
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._links = []
        body = self.centralWidget()  # taken out first, all of it would get its looks anew: 150 ms
        if body is not None:
            shiboken6.delete(body)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Save what is still typed before the window goes."""
        leave_focused()
        super().closeEvent(event)

    def _own_commands(self) -> Commands:
        from crm_desktop.ui.actions import ActionCode

        return {
            ActionCode.UNDO: self.workspace.undo,
            ActionCode.REDO: self.workspace.redo,
            ActionCode.TODAY: lambda: self.go(Page.TODAY),
            ActionCode.CUSTOMERS: lambda: self.go(Page.CUSTOMERS),
            ActionCode.TIERS: lambda: self.go(Page.TIERS),
            ActionCode.PRIVACY: self.show_privacy,
            ActionCode.CALENDAR: lambda: self.go(Page.CALENDAR),
            ActionCode.PLAYBOOK: lambda: self.go(Page.PLAYBOOK),
            ActionCode.SETTINGS: lambda: self.go(Page.SETTINGS),
            ActionCode.BACK: self.back,
            ActionCode.SEARCH: self._search,
            ActionCode.REFRESH: self._refresh,
            ActionCode.IMPORT: lambda: self.look_at_lists([]),
            ActionCode.DUPLICATES: lambda: self.look_at_duplicates([]),
            ActionCode.BACKUPS: self.show_backups,
            ActionCode.TRUST_LOG: self.workspace.navigation.log_wanted.emit,
            ActionCode.GUIDE: self._show_guide,
            ActionCode.SHORTCUTS: lambda: self._show_help(ActionCode.SHORTCUTS),
            ActionCode.ABOUT: lambda: self._show_help(ActionCode.ABOUT),
        }

    def _do(self, code: "ActionCode") -> None:
        page = self.page
        handler = (page.handlers() if page else {}).get(code) or self._commands.get(code)
        if handler is not None:
            handler()

    def _connect(self) -> None:
        from crm_desktop.ui.trust_ways import TrustWays

        workspace, navigation = self.workspace, self.workspace.navigation
        self._links = [
            (workspace.noticed, self._notices.add),
            (workspace.undo_changed, self._show_undo),
            (workspace.undo_changed, self._notices.tidy),
            (navigation.page_wanted, self.go),
            (navigation.card_wanted, self.open_card),
            (navigation.person_wanted, self.open_person),
            (navigation.view_wanted, self.show_view),
            (navigation.visit_wanted, self.plan_visit),
            (navigation.brief_wanted, self.preview_briefs),
            (navigation.cadence_wanted, self.set_cadence),
            (navigation.privacy_wanted, self.show_privacy),
            (navigation.back_wanted, self.back),
            (navigation.import_wanted, self.look_at_lists),
            (navigation.duplicates_wanted, self.look_at_duplicates),
            (navigation.backups_wanted, self.show_backups),
            (navigation.erased, self.hide_customers),
            *TrustWays(self._pages, self._show, self).links(navigation),
        ]
        for signal, slot in self._links:
            signal.connect(slot)

    def _show(self, name: str, page: "Screen") -> None:
        leave_focused()
        self._add(name, page)
        if name in set(Page):
            self._trail = []
        elif name in self._trail:
            del self._trail[self._trail.index(name) :]
        self._trail.append(name)
        self._raise(name)

    def _add(self, name: str, page: "Screen") -> None:
        """Take in a page that is shown for the first time."""
        if self._stack.indexOf(page) < 0:
            page.handlers_changed.connect(self._enable)
            self._stack.addWidget(page)
            state = self._remembered.get(name)
            if isinstance(state, dict):
                page.restore(state)

    def _raise(self, name: str) -> None:
        page = self._pages.made[name]
        self._stack.setCurrentWidget(page)
        self._rail.show_page(self._trail_page())
        self._enable()
        later(page, page.take_focus)

    def _trail_page(self) -> Page | None:
        """Return where in the rail the newest page belongs that belongs anywhere."""
        places = (Page(one) if one in set(Page) else _BELONGS.get(one) for one in self._trail[::-1])
        return next((place for place in places if place is not None), None)

    def _enable(self) -> None:
        from crm_desktop.ui.actions import ActionCode

        page = self.page
        known = {*self._commands, *(page.handlers() if page else {})}
        for code, action in self.window_actions.items():
            if code not in (ActionCode.UNDO, ActionCode.REDO):
                action.setEnabled(code in known)
        self.window_actions[ActionCode.BACK].setEnabled(len(self._trail) > 1)

    def _show_undo(self) -> None:
        from crm_desktop.ui.undo_menu import show_undo

        show_undo(self.window_actions, self.workspace)

    def _show_guide(self) -> None:
        """Open the guide where the person is; a second time it is raised with that page."""
        from crm_desktop.ui.guide.guide_window import open_guide
        from crm_desktop.ui.guide.places import guide_page

        tab = self._pages.card.tabs.current if self._trail[-1:] == [CARD] else None
        page = guide_page(self._trail[-1] if self._trail else "", tab)
        open_guide(self, self.workspace, self.icons, page)

    def _show_help(self, code: "ActionCode") -> None:
        from crm_desktop.ui.help_dialogs import show_help

        show_help(code, self, self.workspace, self.icons)

    def _search(self) -> None:
        self.search.open_palette()

    def _open_menus(self) -> None:
        """Open the first menu, whose neighbours the arrows reach."""
        bar = self.menuBar()
        bar.setActiveAction(bar.actions()[0])

    def _refresh(self) -> None:
        if self.page is not None:
            leave_focused()
            self.page.reload()


def usual_size(free: QSize) -> QSize:
    """Return how large a window is at first: wholly to be seen where the screen is small."""
    return USUAL.boundedTo(free - FRAME).expandedTo(QSize(*SMALLEST))


def _trail(state: dict[str, Any]) -> list[str]:
    """Return the names of the pages a window was left on."""
    found = state.get("trail")
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
