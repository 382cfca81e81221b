"""The delegate of the customer list: each cell is drawn straight from its row.

Asking the model for each role of each cell, as Qt's own delegate does, would take three times as
long for a screen of rows.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm_desktop.ui.colours import COLOURS
from crm_desktop.ui.customers.columns import ORDER
from crm_desktop.ui.customers.list_model import ListModel
from crm_desktop.ui.customers.row_painter import ROW_HEIGHT, RowPainter
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """The one delegate of the list; made anew with the page when the look changes."""

    def __init__(self, view: QTableView, model: ListModel, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._rows = RowPainter(COLOURS[theme.scheme], icons.pixmap, view.font())
        self._first_section, self._current_row = 0, -1

    def prepare(self) -> None:
        """Take in what is the same for every cell of one paint of the view."""
        self._first_section = self._view.horizontalHeader().logicalIndex(0)
        self._current_row = self._view.currentIndex().row()

    def sizeHint(self, _: QStyleOptionViewItem, __: Index) -> QSize:  # noqa: N802 (Qt's name)
        """Rows are all of one height."""
        return QSize(60, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        place, section = index.row(), index.column()
        row, column = self._model.row_at(place), ORDER[section]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        is_marked = place == self._current_row and section == self._first_section
        self._rows.paint_ground(painter, area, is_chosen=is_chosen, is_marked=is_marked)
        if row is not None:
            cell = (column, self._model.text_at(place, column))
            self._rows.paint_cell(painter, area, row, cell, is_chosen=is_chosen)
