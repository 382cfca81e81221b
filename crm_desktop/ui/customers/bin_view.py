"""The bin: customers that were put away, and the way back."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.bin_terms import BIN_DAYS, LONGEST_TERM
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.erasures import Subject
from crm_desktop.services import card_edits, customer_bin
from crm_desktop.services.customer_bin import BinnedCustomer, Emptied
from crm_desktop.text import Language
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.customers.row_painter import ROW_HEIGHT
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.number_box import number_box, show_number
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.privacy import days_left_text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BinModel(QAbstractTableModel):
    """Who is in the bin, the last one put there first."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        say = language.text
        self._headings = (say("Name"), say("Put into the bin"), say("Goes for good"))
        self.customers: list[BinnedCustomer] = []

    def show_customers(self, customers: list[BinnedCustomer]) -> None:
        """Take another content."""
        self.beginResetModel()
        self.customers = customers
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self.customers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, moment, or how long it rests yet."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        one = self.customers[index.row()]
        texts = (
            one.name,
            self._language.moment(one.binned_at.astimezone()),
            days_left_text(self._language, one.days_left),
        )
        return texts[index.column()]

    def headerData(  # noqa: N802 (Qt's name)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class _BinTable(QTableView):
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class BinView(QWidget):
    """Takes the place of the list; Enter or the button restores who is chosen."""

    closed = Signal()

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self.bin_model = BinModel(workspace.language)
        self._term = BIN_DAYS
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addLayout(self._build_head(icons))
        self._empty = Label(
            self._language.text(
                "The bin is empty. Customers you move to the bin wait here, so that you can restore"
                " them, and go for good after the days set above."
            ),
            "muted",
        )
        self._empty.setWordWrap(True)
        rows.addWidget(self._empty)
        rows.addWidget(self._build_table(), 1)
        self._filler = QWidget()
        rows.addWidget(self._filler, 1)
        self.reload()

    def reload(self) -> None:
        """Read again who is in the bin."""
        database, today = self._workspace.database, self._workspace.today()
        self._workspace.tasks.look_up(
            "customers.bin",
            lambda: (customer_bin.binned(database, today), customer_bin.bin_term_of(database)),
            self._show,
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def take_focus(self) -> None:
        """Put the keyboard into the list, or on the way back where it is empty."""
        (self.table if self.bin_model.customers else self.back_button).setFocus()

    def restore(self) -> None:
        """Take the chosen customers out of the bin."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        keys = [self.bin_model.customers[row].id for row in rows]
        if not keys:
            return
        database, author = self._workspace.database, self._workspace.author
        notice = self._language.plural(
            "Restored {count} customer", "Restored {count} customers", len(keys)
        )
        self._workspace.write(
            lambda: card_edits.restore_customers(database, keys, author=author), notice=notice
        )

    def look_at_erasing(self) -> None:
        """Look at what would go with the card the keyboard is on."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.bin_model.customers):
            subject = Subject(Kind.CUSTOMER, self.bin_model.customers[row].id)
            self._workspace.navigation.erase_wanted.emit(subject)

    def empty(self) -> None:
        """Take everybody who is shown out of the bin for good."""
        keys = [one.id for one in self.bin_model.customers]
        workspace = self._workspace
        found: list[Emptied] = []
        self.empty_button.setChecked(False)

        def work() -> Changes:
            found.append(customer_bin.empty(workspace.database, keys, author=workspace.author))
            return found[-1].changes

        def told(_: object) -> None:
            count = found[-1].count
            workspace.history.forget(found[-1].operations)
            workspace.undo_changed.emit()
            text = self._language.plural(
                "{count} card left the bin for good", "{count} cards left the bin for good", count
            )
            workspace.tell(text)

        workspace.write(work, then=told)

    def _ask(self, is_asked: bool) -> None:
        count = len(self.bin_model.customers)
        words = self._language.plural(
            "Erase {count} card for good", "Erase {count} cards for good", count
        )
        self.sure_button.setText(words)
        self.sure_button.setVisible(is_asked and count > 0)

    def _store_term(self) -> None:
        days, workspace = self.term.value(), self._workspace
        if days != self._term:
            self._term = days
            workspace.write(
                lambda: customer_bin.set_bin_term(
                    workspace.database, days, author=workspace.author
                ),
                notice=self._language.plural(
                    "Cards rest in the bin for {count} day",
                    "Cards rest in the bin for {count} days",
                    days,
                ),
            )

    def _build_head(self, icons: Icons) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        say = self._language.text
        back = self.back_button = icon_button(icons, "chevron-left", say("Back to the list"))
        back.clicked.connect(self.closed)
        self.restore_button = icon_button(icons, "rotate-ccw", say("Restore"))
        self.restore_button.clicked.connect(self.restore)
        self.erase_button = icon_button(icons, "trash-2", say("Erase for good…"))
        set_tip(self.erase_button, say("Look at what goes with this card, from backups too"))
        self.erase_button.clicked.connect(self.look_at_erasing)
        self.empty_button = icon_button(icons, "trash-2", say("Empty now…"))
        self.empty_button.setCheckable(True)
        set_tip(self.empty_button, say("Take everybody out of the bin for good"))
        self.empty_button.toggled.connect(self._ask)
        self.sure_button = QPushButton("")
        self.sure_button.setObjectName("sure")
        self.sure_button.clicked.connect(self.empty)
        self.sure_button.hide()
        self.term = number_box(say("Days in the bin"), 1, LONGEST_TERM)
        show_number(self.term, self._term)
        self.term.editingFinished.connect(self._store_term)
        row.addWidget(Label(say("Bin"), "heading"))
        row.addSpacing(12)
        row.addWidget(Label(say("Days in the bin"), "muted"))
        row.addWidget(self.term)
        row.addStretch(1)
        row.addWidget(self.sure_button)
        row.addWidget(self.empty_button)
        row.addWidget(self.erase_button)
        row.addWidget(self.restore_button)
        row.addWidget(back)
        return row

    def _build_table(self) -> QTableView:
        table = self.table = _BinTable()
        table.setModel(self.bin_model)
        table.setAccessibleName(self._language.text("Customers in the bin"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().resizeSection(1, 180)
        table.horizontalHeader().resizeSection(2, 200)
        table.horizontalHeader().setHighlightSections(False)
        table.entered.connect(self.restore)
        table.doubleClicked.connect(self.restore)
        return table

    def _show(self, found: tuple[list[BinnedCustomer], int]) -> None:
        customers, self._term = found
        show_number(self.term, self._term)
        self.empty_button.setChecked(False)
        self.bin_model.show_customers(customers)
        has_any = bool(customers)
        buttons = (self.restore_button, self.erase_button, self.empty_button)
        for widget in (self.table, *buttons):
            widget.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self._filler.setVisible(not has_any)
        if has_any:
            self.table.selectRow(0)
