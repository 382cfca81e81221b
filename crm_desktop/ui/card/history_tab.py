"""The History tab: who changed what and when, before and after, with a way back."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crm_desktop.domain.changes import FieldChange
from crm_desktop.services import card_history
from crm_desktop.services.card_views import CardView
from crm_desktop.ui.card.history_model import ACT, AFTER, BEFORE, WHAT, WHEN, WHO, HistoryModel
from crm_desktop.ui.card.history_rows import HistoryRow, history_rows, matching
from crm_desktop.ui.card.tab import CardTabView
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.history import field_label

PAGE = 200
ROW_PX = 30
_WIDTHS = {WHEN: 160, WHO: 110, WHAT: 280, BEFORE: 220, AFTER: 220, ACT: 90}


class HistoryTab(CardTabView):
    """Reads off the UI thread; a filter looks through what is shown."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._customer_id, self._limit = 0, PAGE
        self._rows: list[HistoryRow] = []
        self._model = HistoryModel(self.language)
        self.filter = self._build_filter()
        self.table = self._build_table()
        self._count = Label("", "muted")
        self._older = QPushButton(self.language.text("Show older"))
        self._older.setProperty("look", "quiet")
        self._older.clicked.connect(self._show_older)
        self._older.hide()
        self.column.setAlignment(Qt.AlignmentFlag(0))
        self.column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.filter)
        head.addWidget(self._count, 1)
        head.addWidget(self._older)
        self.column.addLayout(head)
        self.column.addWidget(self.table, 1)

    def show_view(self, view: CardView) -> None:
        """Read the history of the card again."""
        if view.customer_id != self._customer_id:
            self._customer_id, self._limit = view.customer_id, PAGE
            self.filter.clear()
            self._take([], is_all=True)
        self._read()

    def filter_field(self) -> QLineEdit:
        """The line that looks through the history."""
        return self.filter

    def _read(self) -> None:
        database, key, limit = self.workspace.database, self._customer_id, self._limit
        language = self.language

        def work() -> tuple[list[HistoryRow], bool]:
            entries = card_history.card_history(database, key, limit=limit)
            return history_rows(entries, language), len(entries) < limit

        def show(found: tuple[list[HistoryRow], bool]) -> None:
            if key == self._customer_id:
                self._take(found[0], is_all=found[1])

        self.workspace.tasks.look_up(
            "card-history", work, show, failed=self.workspace.tell_problem, owner=self
        )

    def _take(self, rows: list[HistoryRow], *, is_all: bool) -> None:
        self._rows = rows
        self._older.setVisible(not is_all)
        self._filter()

    def _filter(self) -> None:
        found = matching(self._rows, self.filter.text())
        at = self.table.currentIndex().row()
        self._model.show_rows(found)
        if 0 <= at < len(found):
            self.table.setCurrentIndex(self._model.index(at, 0))
        count = self.language.plural("{count} change", "{count} changes", len(found))
        self._count.setText(count)

    def _show_older(self) -> None:
        self._limit += PAGE
        self._read()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == ACT:
            self._act(index.row())

    def _act(self, at: int) -> None:
        row = self._model.row_at(at)
        if row is None:
            return
        if row.change is not None:
            self._restore(row.change)
        elif row.operation_id is not None:
            self._undo(row.operation_id, row.what)

    def _restore(self, change: FieldChange) -> None:
        workspace, language = self.workspace, self.language
        database, author = workspace.database, workspace.author
        label = field_label(language, change.kind, change.field)
        workspace.write(
            lambda: card_history.restore_field(
                database,
                change.kind,
                change.record_id,
                change.field,
                change.before,
                author=author,
            ),
            notice=language.text("{field} is what it was before.", field=label),
        )

    def _undo(self, operation_id: int, what: str) -> None:
        workspace = self.workspace
        database, author = workspace.database, workspace.author
        workspace.write(
            lambda: card_history.undo_operation(database, operation_id, author=author),
            notice=self.language.text("Undone: {title}", title=what),
        )

    def _build_filter(self) -> QLineEdit:
        text = self.language.text
        hint = text("Filter by word, field or name")
        line = filter_line(self.icons, text("Filter the history"), hint)
        line.textChanged.connect(self._filter)
        return line

    def _build_table(self) -> QTableView:
        table = _Table()
        table.setModel(self._model)
        table.setItemDelegateForColumn(ACT, _LinkDelegate(table, self.workspace.theme))
        table.setAccessibleName(self.language.text("History of the card"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setMinimumHeight(240)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        for column in (WHAT, BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.clicked.connect(self._clicked)
        table.acted.connect(self._act)
        return table


class _Table(QTableView):
    """Enter acts on the row that has the keyboard."""

    acted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell which row Enter was pressed on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.acted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _LinkDelegate(QStyledItemDelegate):
    """What can be done with a row looks like what it is: a link."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(  # noqa: N802 (Qt's name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Write in the colour of links."""
        super().initStyleOption(option, index)
        colour = QColor(self._theme.colour("link"))
        option.palette.setColor(QPalette.ColorRole.Text, colour)
