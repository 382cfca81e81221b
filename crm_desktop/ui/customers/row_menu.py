"""The menu of the chosen rows: what may be done with one customer, and with many."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from crm_desktop.text import Language, mark
from crm_desktop.ui.actions import ACTIONS, ActionCode, plain, shown_keys
from crm_desktop.ui.customers.list_table import ListTable
from crm_desktop.ui.customers.selection_panel import BULK, BulkAction
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

_SHORTCUTS = {
    BulkAction.BRIEFS: ActionCode.PRINT_BRIEF,
    BulkAction.EXPORT: ActionCode.EXPORT_TIERS,
    BulkAction.BIN: ActionCode.BIN,
}
_ONE_BRIEF = mark("Print brief")
COPIED = 10_000
"""So many rows are copied at most."""


@dataclass(frozen=True, slots=True)
class RowActs:
    """What the page does for the menu."""

    open: Callable[[], None]
    plan_visit: Callable[[], None]
    log: Callable[[], None]
    copy: Callable[[], None]
    bulk: Callable[[BulkAction], None]


def copy_rows(table: ListTable, workspace: Workspace) -> None:
    """Copy the chosen rows as a table of text."""
    rows = table.chosen_texts(COPIED)
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    count = len(rows) - 1
    workspace.tell(workspace.language.plural("Copied {count} row", "Copied {count} rows", count))


def open_row_menu(
    table: ListTable, place: QPoint, icons: Icons, language: Language, acts: RowActs
) -> None:
    """Show the menu at a place of the list."""
    menu = _RowMenu(table, icons, language)
    is_one = table.chosen_count() == 1
    if is_one:
        menu.offer("external-link", language.text("Open card"), acts.open)
        menu.offer_action(ActionCode.LOG, acts.log)
        menu.offer_action(ActionCode.PLAN_VISIT, acts.plan_visit)
    for action, (words, icon) in BULK.items():
        if action is BulkAction.BIN:
            menu.offer_action(ActionCode.COPY_CARD, acts.copy)
            menu.addSeparator()
        text = _ONE_BRIEF if is_one and action is BulkAction.BRIEFS else words
        keys = shown_keys(_SHORTCUTS[action]) if action in _SHORTCUTS else ""
        menu.offer(icon, language.text(text), _bound(acts.bulk, action), keys=keys)
        if action is BulkAction.BRIEFS:
            menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(table.viewport().mapToGlobal(place))


class _RowMenu(QMenu):
    def __init__(self, table: ListTable, icons: Icons, language: Language) -> None:
        super().__init__(table)
        self._icons, self._language = icons, language
        self.setObjectName("menu-rows")

    def offer_action(self, code: ActionCode, act: Callable[[], None]) -> None:
        spec = ACTIONS[code]
        words = plain(self._language.text(spec.text))
        self.offer(spec.icon, words, act, keys=shown_keys(code))

    def offer(self, icon: str, words: str, act: Callable[[], None], *, keys: str = "") -> None:
        action = self.addAction(self._icons.icon(icon), f"{words}\t{keys}" if keys else words)
        action.triggered.connect(lambda _=False: act())


def _bound(act: Callable[[BulkAction], None], action: BulkAction) -> Callable[[], None]:
    return lambda: act(action)
