"""Gives rows that know their own words to a list that paints them."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.ui.labels import as_tip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


class ListRow(Protocol):
    """What a list asks of a row, whatever it is about."""

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""

    @property
    def tip(self) -> str:
        """What is told where the mouse rests; empty for nothing."""

    @property
    def is_choosable(self) -> bool:
        """False for heads and remarks."""


class RowsModel(QAbstractListModel):
    """A list without branches; ``rows`` are of one sort, which painter and view know."""

    rows: Sequence[Any] = ()

    def show(self, rows: Sequence[ListRow]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row for the painter, its words, or what is told of it."""
        if not index.isValid():
            return None
        row: ListRow = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(row.tip) if row.tip else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say whether a row can be chosen."""
        if index.isValid() and self.rows[index.row()].is_choosable:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags
