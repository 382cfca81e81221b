"""The cells of a month as a table of weeks, with words for who can't see them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.text import Language
from crm_desktop.ui.calendar.cells import Cell, filled, spoken
from crm_desktop.ui.calendar.months import WEEK
from crm_desktop.ui.visits.entries import Entry

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole


class MonthModel(QAbstractTableModel):
    """Seven columns, a row for each week."""

    def __init__(self, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._language = language
        self._cells: list[Cell] = []
        self._places: dict[date, int] = {}

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Take the days of another month."""
        self.beginResetModel()
        self._cells = list(cells)
        self._places = {cell.day: place for place, cell in enumerate(cells)}
        self.endResetModel()

    def fill(self, entries: Mapping[date, tuple[Entry, ...]]) -> None:
        """Put what is read on the days that are shown."""
        if self._cells:
            self._cells = filled(self._cells, entries)
            last = self.index(self.rowCount() - 1, WEEK - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Index) -> Cell | None:
        """Return the day at a place."""
        place = index.row() * WEEK + index.column()
        return self._cells[place] if index.isValid() and place < len(self._cells) else None

    def index_of(self, day: date) -> QModelIndex:
        """Return the place of a day, an invalid one where it is not shown."""
        place = self._places.get(day)
        return QModelIndex() if place is None else self.index(*divmod(place, WEEK))

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """How many weeks are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._cells) // WEEK

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 (Qt's name)
        """Seven days."""
        return 0 if parent is not None and parent.isValid() else WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a day for the painter, or its words."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self._language, cell)
        return None

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The days of the week."""
        is_asked = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        if not is_asked or section >= len(self._cells):
            return None
        return self._language.date(self._cells[section].day, "weekday")
