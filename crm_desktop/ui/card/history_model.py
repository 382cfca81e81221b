"""The rows of a card's history for a table view."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.text import Language, mark_in
from crm_desktop.ui.card.history_rows import HistoryRow
from crm_desktop.ui.labels import as_tip

WHEN, WHO, WHAT, BEFORE, AFTER, ACT = range(6)
Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractTableModel):
    """Replaced as a whole whenever the history was read again."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._rows: Sequence[HistoryRow] = ()
        text = language.text
        self._titles = (
            text(mark_in("history", "When")),
            text(mark_in("history", "Who")),
            text(mark_in("history", "What")),
            text(mark_in("history", "Before")),
            text(mark_in("history", "After")),
            "",
        )
        self._restore, self._undo = text("Restore"), text("Undo")

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, row: int) -> HistoryRow | None:
        """Return a row, None outside."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name)
        """The number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name)
        """Five texts and what can be done."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole of it as plain tooltip."""
        row = self.row_at(index.row())
        if row is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._text(row, index.column()).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(self._text(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(row, index.column())
        return None

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if section < len(self._titles) else None
        return None

    def _text(self, row: HistoryRow, column: int) -> str:
        if column != ACT:
            return row.cells()[column]
        if row.change is not None:
            return self._restore
        return self._undo if row.operation_id is not None else ""
