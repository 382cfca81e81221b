"""The body of the customers page: the list or what stands in its place, and the side pane."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget

from crm_desktop.text import Language
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.customers.empty_state import EmptyState
from crm_desktop.ui.customers.list_table import ListTable
from crm_desktop.ui.customers.side_pane import SidePane
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.ui.customers.bin_view import BinView

SPLIT = (778, 378)
GRIP_PX = 7
"""Wide enough to be caught with a mouse; only a line in the middle is seen."""


class PageBody(QSplitter):
    """``add_wanted`` and ``clear_wanted`` come from the buttons of the empty states."""

    add_wanted = Signal()
    clear_wanted = Signal()
    bin_closed = Signal()

    def __init__(
        self, workspace: Workspace, icons: Icons, table: ListTable, side: SidePane
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._workspace, self._icons = workspace, icons
        self._table, self._side = table, side
        self._bin: BinView | None = None
        self._lists = QStackedWidget()
        self._lists.addWidget(table)
        self._none = _no_customers(workspace.language, icons)
        self._no_hits = _no_hits(workspace.language, icons, self.clear_wanted.emit)
        self._lists.addWidget(self._none)
        self._lists.addWidget(self._no_hits)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(GRIP_PX)
        self.addWidget(self._lists)
        self.addWidget(side)
        self.setStretchFactor(0, 1)
        self._split = list(SPLIT)
        self.setSizes(self._split)
        self.splitterMoved.connect(self._keep_split)

    @property
    def shows_list(self) -> bool:
        """True while the list has rows and is looked at."""
        return self._lists.currentWidget() is self._table

    @property
    def split(self) -> list[int]:
        """The widths of the two parts in pixels, also while only one is seen."""
        return list(self._split)

    def restore_split(self, value: object) -> None:
        """Take remembered widths, the usual ones for anything else."""
        self._split = _sizes(value)
        self.setSizes(self._split)

    def show_list(self) -> None:
        """Show the rows."""
        self._lists.setCurrentWidget(self._table)

    def show_no_hits(self) -> None:
        """Say that nobody meets the filter."""
        self._lists.setCurrentWidget(self._no_hits)

    def show_no_customers(self) -> None:
        """Say what to do first; an import is offered where the window has one."""
        if not self._none.has_choices:
            say = self._workspace.language.text
            choices = [(say("Add customer"), "user-plus", self.add_wanted.emit)]
            find = self.window().findChild(QAction, ActionCode.IMPORT.value)
            if isinstance(find, QAction) and find.isEnabled():
                choices.insert(0, (say("Import a list"), "download", find.trigger))
            self._none.show_choices(choices)
        self._lists.setCurrentWidget(self._none)

    def show_bin(self) -> None:
        """Show the bin in place of the list."""
        if self._bin is None:
            from crm_desktop.ui.customers.bin_view import BinView

            self._bin = BinView(self._workspace, self._icons)
            self._bin.closed.connect(self.bin_closed)
            self._lists.addWidget(self._bin)
        self._bin.reload()
        self._lists.setCurrentWidget(self._bin)
        self._bin.take_focus()

    def reload_bin(self) -> None:
        """Read the bin again where it was looked at."""
        if self._bin is not None:
            self._bin.reload()

    def take_focus(self) -> None:
        """Put the keyboard into what is shown."""
        shown = self._lists.currentWidget()
        if shown is self._bin and self._bin is not None:
            self._bin.take_focus()
        elif shown is self._table:
            self._table.setFocus()

    def _keep_split(self) -> None:
        if self._side.isVisible():
            self._split = self.sizes()


def _no_customers(language: Language, icons: Icons) -> EmptyState:
    say = language.text
    texts = (
        say("No customers yet"),
        say("Import a list, or add the first customer by hand; each gets a card of its own."),
    )
    return EmptyState(icons, "users", texts)


def _no_hits(language: Language, icons: Icons, clear: Callable[[], None]) -> EmptyState:
    say = language.text
    texts = (
        say("Nobody meets this filter"),
        say("Take a chip away, or type less: a name, pinyin initials, the end of a number."),
    )
    empty = EmptyState(icons, "search", texts)
    empty.show_choices([(say("Clear all"), "x", clear)])
    return empty


def _sizes(value: object) -> list[int]:
    if isinstance(value, list) and len(value) == len(SPLIT):
        sizes = [one for one in value if isinstance(one, int) and one > 0]
        if len(sizes) == len(SPLIT):
            return sizes
    return list(SPLIT)
