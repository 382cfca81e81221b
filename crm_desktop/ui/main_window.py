"""The main window on one open file: rail, search, pages, notices, status."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import mark
from crm_desktop.ui.actions import MENUS, ActionCode, fill_menu, make_action
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.importing.lists import choose_lists, dropped_lists
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.notices import NoticeArea
from crm_desktop.ui.pages import BRIEF, CARD, LISTS, VISIT, Pages
from crm_desktop.ui.rail import Rail
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.search.search_box import SearchBox
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.status import StatusBar
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.briefs import BriefOrder

SMALLEST = (960, 600)
USUAL = (1280, 800)
_BELONGS = {CARD: Page.CUSTOMERS, LISTS: Page.CUSTOMERS, VISIT: Page.VISITS}
"""Where a page stands that is reached from many."""

Commands = dict[ActionCode, Callable[[], None]]


class MainWindow(QMainWindow):
    """Made anew when the language or the look changes; what was shown is taken over by its state.

    ``file_commands`` are the actions that concern more than this window, such as opening a file.
    """

    def __init__(self, workspace: Workspace, icons: Icons, file_commands: FileCommands) -> None:
        super().__init__()
        self.workspace, self.icons = workspace, icons
        self._pages = Pages(workspace, icons)
        self._remembered: dict[str, Any] = {}
        self._trail: list[str] = []
        self._file_commands = file_commands
        self._commands: Commands = {**file_commands.commands(), **self._own_commands()}
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        title = workspace.file.path.stem
        self.setWindowTitle(f"{title} – CRM Desktop")
        self._build_actions()
        self._build_body()
        self._connect()
        self._show_undo()

    @property
    def page(self) -> Screen | None:
        """The page shown now."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def go(self, page: Page) -> None:
        """Show a page of the rail."""
        self._show(page.value, self._pages.of(page))

    def open_card(self, customer_id: int, tab: CardTab | None = None) -> None:
        """Show the card of a customer; ``tab`` None shows the tab seen last."""
        self._pages.card.show_customer(customer_id, tab)
        self._show(CARD, self._pages.card)

    def plan_visit(self, customer_id: int, visit_id: int | None) -> None:
        """Show a visit of a customer, or an empty plan."""
        self._pages.visit.show_visit(customer_id, visit_id)
        self._show(VISIT, self._pages.visit)

    def preview_briefs(self, orders: "list[BriefOrder]") -> None:
        """Show the pages of briefs before they are printed."""
        self._pages.brief.show_orders(orders)
        self._show(BRIEF, self._pages.brief)

    def look_at_lists(self, paths: list[Path]) -> None:
        """Show what lists would bring before they are imported; without paths ask for them."""
        chosen = paths or choose_lists(self, self.workspace.language)
        if chosen:
            self._pages.lists.show_lists(chosen)
            self._show(LISTS, self._pages.lists)

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

    def restore(self, state: dict[str, Any]) -> None:
        """Take up a remembered state; whatever in it no longer holds is left out."""
        self.restoreGeometry(QByteArray.fromBase64(str(state.get("geometry", "")).encode()))
        pages = state.get("pages")
        self._remembered = pages if isinstance(pages, dict) else {}
        trail = [name for name in state.get("trail") or [] if name in set(Page)]
        self.go(Page(trail[-1]) if trail else Page.CUSTOMERS)
        card = self._remembered.get(CARD)
        last = (state.get("trail") or [""])[-1]
        if last == CARD and isinstance(card, dict) and isinstance(card.get("customer"), int):
            self.open_card(card["customer"])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take lists that are dropped anywhere."""
        if dropped_lists(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at dropped lists before they are imported."""
        self.look_at_lists(dropped_lists(event.mimeData()))

    def empty(self) -> None:
        """Take everything out of the window at once; it is of no further use."""
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._links = []
        shiboken6.delete(self.takeCentralWidget())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Save what is still typed before the window goes."""
        leave_focused()
        super().closeEvent(event)

    def _own_commands(self) -> Commands:
        return {
            ActionCode.UNDO: self.workspace.undo,
            ActionCode.REDO: self.workspace.redo,
            ActionCode.CUSTOMERS: lambda: self.go(Page.CUSTOMERS),
            ActionCode.TIERS: lambda: self.go(Page.TIERS),
            ActionCode.VISITS: lambda: self.go(Page.VISITS),
            ActionCode.SETTINGS: lambda: self.go(Page.SETTINGS),
            ActionCode.BACK: self.back,
            ActionCode.SEARCH: self._search,
            ActionCode.REFRESH: self._refresh,
            ActionCode.IMPORT: lambda: self.look_at_lists([]),
            ActionCode.SHORTCUTS: self._show_shortcuts,
            ActionCode.ABOUT: self._show_about,
        }

    def _build_actions(self) -> None:
        language = self.workspace.language
        self.window_actions = {
            code: make_action(code, language, self.icons, self) for code in ActionCode
        }
        for code, action in self.window_actions.items():
            action.triggered.connect(self._doing(code))
            self.addAction(action)
        for title, codes in MENUS:
            menu = self.menuBar().addMenu(language.text(title))
            fill_menu(menu, codes, self.window_actions)
            if ActionCode.OPEN_FILE in codes:
                self._add_recent(menu)

    def _add_recent(self, menu: QMenu) -> None:
        recent = QMenu(self.workspace.language.text("Open &recent"), menu)
        recent.aboutToShow.connect(lambda: self._file_commands.fill_recent(recent))
        before = menu.actions()[2]
        menu.insertMenu(before, recent)

    def _doing(self, code: ActionCode) -> Callable[[], None]:
        return lambda: self._do(code)

    def _do(self, code: ActionCode) -> None:
        page = self.page
        handler = (page.handlers() if page else {}).get(code) or self._commands.get(code)
        if handler is not None:
            handler()

    def _build_body(self) -> None:
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._rail = Rail(self.window_actions, self.icons)
        across.addWidget(self._rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._build_bar())
        self._stack = QStackedWidget()
        right.addWidget(self._stack, 1)
        across.addLayout(right, 1)
        self.setCentralWidget(body)
        self._notices = NoticeArea(body, self.workspace.language, self.icons)
        self.setStatusBar(StatusBar(self.workspace))

    def _build_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("look", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        self.search = SearchBox(self.workspace, self.icons)
        self.search.setMaximumWidth(560)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        return bar

    def _connect(self) -> None:
        workspace, navigation = self.workspace, self.workspace.navigation
        self._links = [
            (workspace.noticed, self._notices.add),
            (workspace.undo_changed, self._show_undo),
            (navigation.page_wanted, self.go),
            (navigation.card_wanted, self.open_card),
            (navigation.visit_wanted, self.plan_visit),
            (navigation.brief_wanted, self.preview_briefs),
            (navigation.back_wanted, self.back),
            (navigation.import_wanted, self.look_at_lists),
        ]
        for signal, slot in self._links:
            signal.connect(slot)

    def _show(self, name: str, page: Screen) -> None:
        leave_focused()
        if self._stack.indexOf(page) < 0:
            page.handlers_changed.connect(self._enable)
            self._stack.addWidget(page)
            state = self._remembered.get(name)
            if isinstance(state, dict):
                page.restore(state)
        if name in set(Page):
            self._trail = []
        elif name in self._trail:
            del self._trail[self._trail.index(name) :]
        self._trail.append(name)
        self._raise(name)

    def _raise(self, name: str) -> None:
        page = self._pages.made[name]
        self._stack.setCurrentWidget(page)
        self._rail.show_page(_BELONGS.get(name) or self._trail_page())
        self._enable()
        QTimer.singleShot(0, page, page.take_focus)

    def _trail_page(self) -> Page | None:
        rail = next((one for one in reversed(self._trail) if one in set(Page)), None)
        return Page(rail) if rail else None

    def _enable(self) -> None:
        page = self.page
        known = {*self._commands, *(page.handlers() if page else {})}
        for code, action in self.window_actions.items():
            if code not in (ActionCode.UNDO, ActionCode.REDO):
                action.setEnabled(code in known)
        self.window_actions[ActionCode.BACK].setEnabled(len(self._trail) > 1)

    def _show_undo(self) -> None:
        language, history = self.workspace.language, self.workspace.history
        steps = (
            (ActionCode.UNDO, history.next_undo, mark("&Undo"), mark("&Undo: {title}")),
            (ActionCode.REDO, history.next_redo, mark("&Redo"), mark("&Redo: {title}")),
        )
        for code, operation, bare, titled in steps:
            action = self.window_actions[code]
            action.setEnabled(operation is not None)
            if operation is None:
                action.setText(language.text(bare))
            else:
                title = self.workspace.title_of(operation).replace("&", "&&")
                action.setText(language.text(titled, title=title))

    def _show_shortcuts(self) -> None:
        from crm_desktop.ui.help_dialogs import ShortcutsDialog

        ShortcutsDialog(self.workspace.language, self).show()

    def _show_about(self) -> None:
        from crm_desktop.ui.help_dialogs import AboutDialog

        AboutDialog(self.workspace.language, self.icons, self).show()

    def _search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _refresh(self) -> None:
        if self.page is not None:
            leave_focused()
            self.page.reload()
