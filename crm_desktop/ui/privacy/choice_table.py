"""A table of lines of which some are chosen: plain texts, keys beside them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.labels import as_tip

Index = QModelIndex | QPersistentModelIndex
Line = tuple[object, tuple[str, ...]]
"""What a line stands for, and its texts in the order of the columns."""
_NOWHERE = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW_PX = 34


class LinesModel(QAbstractTableModel):
    """Lines as they are given; nothing is edited in place."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Take another content."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, which is also its tooltip."""
        if not index.isValid():
            return None
        text = self.lines[index.row()][1][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        return as_tip(text) if role == Qt.ItemDataRole.ToolTipRole and text else None

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None


class ChoiceTable(QTableView):
    """Arrows and Shift choose; Enter opens the line, Delete wishes it away."""

    opened = Signal(object)
    removal_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__()
        self.lines = LinesModel(headings)
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        for column, width in enumerate(widths):
            if width:
                head.resizeSection(column, width)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.doubleClicked.connect(lambda index: self.opened.emit(self.lines.lines[index.row()][0]))

    def chosen(self) -> list[Any]:
        """Return what the chosen lines stand for, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.lines.lines[row][0] for row in rows]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; what was chosen stays chosen, else the first line is."""
        before = set(self.chosen())
        self.lines.show_lines(lines)
        kept = [row for row, (one, _) in enumerate(lines) if one in before]
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for row in kept or ([0] if lines else []):
            self.selectRow(row)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens what the keyboard is on, Delete wishes the chosen away."""
        row = self.currentIndex().row()
        if event.key() in _ENTER and 0 <= row < len(self.lines.lines):
            self.opened.emit(self.lines.lines[row][0])
        elif event.key() in REMOVAL_KEYS:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)
