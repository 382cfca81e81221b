"""The page of all customers: type, pick chips, look, choose many, add, put away."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import InputError
from crm_desktop.services import list_pages
from crm_desktop.services.list_pages import PageRow
from crm_desktop.services.list_views import ListView
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.customers.cell_texts import CellTexts
from crm_desktop.ui.customers.column_menu import open_column_menu
from crm_desktop.ui.customers.filter_words import count_words
from crm_desktop.ui.customers.list_feed import ListFeed
from crm_desktop.ui.customers.list_filter import ListWish, remembered_wish, wish_of_query
from crm_desktop.ui.customers.list_model import ListModel
from crm_desktop.ui.customers.list_table import ListTable
from crm_desktop.ui.customers.page_body import PageBody
from crm_desktop.ui.customers.page_head import PageHead
from crm_desktop.ui.customers.row_menu import RowActs, copy_rows, open_row_menu
from crm_desktop.ui.customers.selection_panel import NAMED, BulkAction
from crm_desktop.ui.customers.side_pane import SidePane
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

if TYPE_CHECKING:
    from crm_desktop.ui.customers.bulk_edits import BulkEdits

PREVIEWED_AFTER_MS = 12
"""Arrow keys held down pass a row in 30 ms: the rows rush by and only their end is read."""
_UNSEEN = frozenset({Kind.PRINTED_BRIEF})


class CustomersPage(Screen):
    """The list with its filter at the left, who is chosen at the right."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._wish = ListWish()
        self._wanted: int | None = None
        self._is_asked = False
        self._goes_on_adding = False
        self._possible: frozenset[ActionCode] = frozenset()
        self.model = ListModel(self._fetch, self._cell_texts(), self)
        self.table = ListTable(self.model, workspace.theme, icons, self.language)
        self.feed = ListFeed(workspace, self.table)
        self.head = PageHead(workspace, icons)
        self._look = QTimer(self, singleShot=True)
        self._build()
        self._connect()
        self._show_wish()

    def reload(self) -> None:
        """Read the list, the bin and the preview again; nothing moves that did not change."""
        self.model.texts = self._cell_texts()
        if not self._is_asked:
            return
        self.feed.refresh()
        self.body.reload_bin()

    def concerns(self, changes: Changes) -> bool:
        """Nearly every record counts for a figure, a sign or the completeness of a card."""
        return not changes.is_empty and not changes.kinds <= _UNSEEN

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Return what may be done with who is chosen."""
        found: dict[ActionCode, Callable[[], None]] = {
            ActionCode.NEW_CUSTOMER: self.start_adding,
            ActionCode.FILTER: self._focus_filter,
            ActionCode.EXPORT_TIERS: lambda: self.act(BulkAction.EXPORT),
        }
        if not self.body.shows_list:
            return found
        if self.table.chosen_count():
            found[ActionCode.PRINT_BRIEF] = lambda: self.act(BulkAction.BRIEFS)
            found[ActionCode.BIN] = lambda: self.act(BulkAction.BIN)
            found[ActionCode.COPY_CARD] = self._copy
        if self.table.current_key() is not None:
            found[ActionCode.LOG] = self._log
            found[ActionCode.PLAN_VISIT] = self._plan_visit
        return found

    def state(self) -> State:
        """Return columns, widths, filter, order, splitter and who is chosen."""
        return {
            "columns": [column.value for column in self.table.shown_columns()],
            "widths": self.table.widths(),
            "wish": self._wish.as_json(),
            "split": self.body.split,
            "preview": self.head.preview.isChecked(),
            "adding": self._side.is_adding,
            "customer": self.table.current_key() if self._is_asked else self._wanted,
        }

    def sight(self) -> State | None:
        """Return what the first rows at the next start depend on; None while not all are listed."""
        is_plain = self.body.shows_list and not (self._side.is_adding or self._wish.is_filtered)
        if not is_plain or not self.head.ask_bar.isHidden():
            return None
        query = self._wish.query
        return {
            "sort": query.sort.value,
            "descending": query.descending,
            "customer": self.table.current_key(),
            "columns": self.table.spans(),
        }

    def restore(self, state: State) -> None:
        """Take up what :meth:`state` returned."""
        self.table.remembered_columns(state.get("columns"))
        self.table.set_widths(state.get("widths"))
        self.body.restore_split(state.get("split"))
        self.head.preview.setChecked(state.get("preview") is not False)
        customer = state.get("customer")
        self._wanted = customer if isinstance(customer, int) else None
        self._goes_on_adding = state.get("adding") is True
        self._wish = remembered_wish(state.get("wish"))
        self._show_wish()

    def take_focus(self) -> None:
        """Begin in the list, so that arrows and Enter work at once."""
        if not self._side.is_adding:
            self.body.take_focus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Have the first rows before the first paint."""
        if not self._is_asked:
            self._is_asked = True
            self._ask_first()
            if self._goes_on_adding:
                self._show_adding(goes_on=True)
        super().showEvent(event)

    def start_adding(self) -> None:
        """Ask for a new customer beside the list."""
        self._show_adding(goes_on=False)

    def act(self, action: BulkAction) -> None:
        """Do something with the chosen customers."""
        if action is BulkAction.EXPORT:
            self.workspace.navigation.page_wanted.emit(Page.TIERS)
            return
        keys = self.table.chosen_keys()
        if not keys:
            return
        if action is BulkAction.BRIEFS:
            self._print_briefs(keys)
            return
        acts: dict[BulkAction, Callable[[list[int]], None]] = {
            BulkAction.TAG: self._edits.tag,
            BulkAction.UNTAG: self._edits.untag,
            BulkAction.OWNER: self._edits.owner,
            BulkAction.STAGE: self._edits.stage,
            BulkAction.EXPORT_CHOSEN: self._edits.export,
            BulkAction.MERGE: self.workspace.navigation.duplicates_wanted.emit,
            BulkAction.BIN: self._edits.bin,
        }
        acts[action](keys)

    @cached_property
    def _edits(self) -> "BulkEdits":
        from crm_desktop.ui.customers.bulk_edits import BulkEdits

        return BulkEdits(self.workspace, self.head.ask_bar)

    def wish_for(self, wish: ListWish) -> None:
        """Show another choice of customers; a filter that is not understood changes nothing."""
        keeps = wish.text == self._wish.text and wish.terms == self._wish.terms
        self._ask(wish, wanted=self.table.current_key() if keeps else None)

    def _ask(self, wish: ListWish, *, wanted: int | None) -> None:
        self._wish = wish
        with suppress(InputError):  # it is read while it is shown
            self.feed.ask(wish.query, wanted=wanted)
        self._show_wish()

    def take_view(self, view: ListView) -> None:
        """Show a saved view: its choice of customers, order and columns."""
        self.head.bin.setChecked(False)
        if view.columns:
            self.table.remembered_columns(view.columns)
        self.wish_for(wish_of_query(view.query))

    def _build(self) -> None:
        self._side = SidePane(self.workspace, self.icons, self.act)
        self.body = PageBody(self.workspace, self.icons, self.table, self._side)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 12)
        rows.setSpacing(10)
        rows.addWidget(self.head)
        rows.addWidget(self.body, 1)

    def _connect(self) -> None:
        head, table, side = self.head, self.table, self._side
        head.field.textEdited.connect(lambda text: self.wish_for(self._wish.typing(text)))
        head.field.list_wanted.connect(self.take_focus)
        head.field.opened.connect(self._open_current)
        head.field.left.connect(self._leave_filter)
        head.filters.wished.connect(self.wish_for)
        head.views.taken.connect(self.take_view)
        head.views.ask_columns(table.shown_columns)
        head.columns.clicked.connect(self._choose_columns)
        head.preview.toggled.connect(self._show_side)
        head.bin.toggled.connect(self._show_bin)
        head.add.clicked.connect(self.start_adding)
        head.ask_bar.closed.connect(self.take_focus)
        table.opened.connect(self._open)
        table.typed.connect(head.field.type_on)
        table.sorted_by.connect(lambda column: self.wish_for(self._wish.sorting(column)))
        table.chosen.connect(self._chosen)
        table.header_menu_wanted.connect(self._choose_columns_at)
        table.customContextMenuRequested.connect(self._open_row_menu)
        self.body.add_wanted.connect(self.start_adding)
        self.body.clear_wanted.connect(self._clear)
        self.body.bin_closed.connect(lambda: head.bin.setChecked(False))
        self.feed.arrived.connect(self._arrived)
        self._look.timeout.connect(self._show_side)
        side.card_wanted.connect(self._open_current)
        side.brief_wanted.connect(lambda: self.act(BulkAction.BRIEFS))
        side.visit_wanted.connect(self._plan_visit)
        side.taboos_wanted.connect(lambda: self._open_current(CardTab.PREFERENCES))
        side.created.connect(self._created)
        side.adding_closed.connect(self._stop_adding)

    def _fetch(self, keys: Sequence[int]) -> list[PageRow]:
        return list_pages.rows(self.workspace.database, keys)

    def _cell_texts(self) -> CellTexts:
        currency = list_pages.base_currency(self.workspace.database)
        return CellTexts(self.language, currency, self.workspace.today())

    def _ask_first(self) -> None:
        try:
            query = self._wish.query
        except InputError:
            query = ListWish().query
        self.feed.show_at_once(query, self._wanted)

    def _show_wish(self) -> None:
        """Show in field, chips and headings what is asked for, and what of it is not understood."""
        head, wish = self.head, self._wish
        if head.field.text() != wish.text:
            head.field.setText(wish.text)
        head.filters.show_wish(wish)
        try:
            query = wish.query
        except InputError as error:
            head.show_problem(problem_text(self.language, error.problem))
            return
        head.show_problem("")
        head.views.show_wish(wish)
        self.table.show_sort(query.sort, descending=query.descending)

    def _clear(self) -> None:
        self.wish_for(self._wish.clear())

    def _leave_filter(self) -> None:
        """Take typing away, else the chips, and go on in the list with whom it stood at."""
        wish = self._wish.typing("") if self._wish.text else self._wish.clear()
        self._ask(wish, wanted=self.table.current_key())
        self.take_focus()

    def _focus_filter(self) -> None:
        self.head.bin.setChecked(False)
        self.head.field.setFocus()
        self.head.field.selectAll()

    def _choose_columns(self) -> None:
        button = self.head.columns
        self._choose_columns_at(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _choose_columns_at(self, place: QPoint) -> None:
        open_column_menu(
            self,
            place,
            self.table,
            self.language,
            lambda column: self.wish_for(self._wish.sorting(column)),
        )

    def _arrived(self) -> None:
        """Show how many there are, or what to do where there is nobody."""
        shown, feed = self.model.rowCount(), self.feed
        has_anybody = bool(shown or self._wish.is_filtered or (feed.is_whole and feed.total))
        if feed.is_whole:
            self.head.count.setText(
                count_words(self.language, shown, feed.total, is_filtered=self._wish.is_filtered)
            )
        self.head.show_filters(are_wanted=has_anybody)
        if not self.head.bin.isChecked():
            self._show_rows(shown, has_anybody=has_anybody)
        self._side.setVisible(self._is_side_wanted)
        self._look.start(max(PREVIEWED_AFTER_MS, self.feed.rests_in_ms))

    def _show_rows(self, shown: int, *, has_anybody: bool) -> None:
        if shown:
            self.body.show_list()
        elif has_anybody:
            self.body.show_no_hits()
        else:
            self.body.show_no_customers()

    def _chosen(self) -> None:
        self._look.start(PREVIEWED_AFTER_MS)
        self._tell_handlers()

    def _tell_handlers(self) -> None:
        """Tell that other actions are possible, if so: a window asks each of its actions then."""
        possible = frozenset(self.handlers())
        if possible != self._possible:
            self._possible = possible
            self.handlers_changed.emit()

    @property
    def _is_side_wanted(self) -> bool:
        is_wanted = self.body.shows_list and self.head.preview.isChecked()
        return is_wanted or self._side.is_adding

    def _show_side(self) -> None:
        """Show beside the list whoever is chosen in it."""
        side, table = self._side, self.table
        if side.is_adding:
            return
        side.setVisible(self._is_side_wanted)
        self._tell_handlers()
        if not side.isVisibleTo(self):
            return
        count = table.chosen_count()
        if count > 1:
            side.show_chosen(count, table.chosen_names(NAMED))
        else:
            side.show_customer(table.current_key())

    def _show_bin(self) -> None:
        """Show the bin in place of the list, or the list again."""
        self.head.show_for(bin_is_shown=self.head.bin.isChecked())
        if self.head.bin.isChecked():
            self.body.show_bin()
            self._show_side()
        else:
            self._arrived()
            self.body.take_focus()

    def _open(self, customer_id: int) -> None:
        self.workspace.navigation.card_wanted.emit(customer_id, None)

    def _open_current(self, tab: CardTab | None = None) -> None:
        key = self.table.current_key()
        if key is not None:
            self.workspace.navigation.card_wanted.emit(key, tab or None)

    def _print_briefs(self, keys: list[int]) -> None:
        from crm_desktop.services.briefs import BriefOrder

        self.workspace.navigation.brief_wanted.emit([BriefOrder(key) for key in keys])

    def _log(self) -> None:
        self._open_current(CardTab.SERVICE)

    def _plan_visit(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self.workspace.navigation.visit_wanted.emit(key, None)

    def _copy(self) -> None:
        copy_rows(self.table, self.workspace)

    def _open_row_menu(self, place: QPoint) -> None:
        if self.table.chosen_count():
            open_row_menu(self.table, place, self.icons, self.language, self._row_acts())

    def _row_acts(self) -> RowActs:
        return RowActs(self._open_current, self._plan_visit, self._log, self._copy, self.act)

    def _show_adding(self, *, goes_on: bool) -> None:
        self._side.show()
        self._side.start_adding(goes_on=goes_on)
        self.head.add.hide()

    def _created(self, customer_id: int) -> None:
        self._stop_adding()
        self._open(customer_id)

    def _stop_adding(self) -> None:
        self._side.show_customer(None)
        self.head.add.show()
        self._show_side()
        self.take_focus()
