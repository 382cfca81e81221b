"""The first rows of a list, with what each column becomes over them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from crm_desktop.domain.imports import Binding
from crm_desktop.services.import_views import ListView
from crm_desktop.text import Language
from crm_desktop.ui.importing.column_editor import ColumnEditor
from crm_desktop.ui.importing.column_words import column_label, confidence_word
from crm_desktop.ui.importing.decisions import constants
from crm_desktop.ui.labels import restyle, set_tip

_LINE_PX = 30
_HEAD_PX = 54
_NARROWEST, _WIDEST = 120, 260
_AROUND_PX = 28
_MEASURED = 5
_WIDE, _ROWS_OF_WIDE = 40, 15
"""A list of very many columns shows fewer rows, so that it is there at once."""


class ColumnsTable(QTableWidget):
    """Column by column: its heading, a button that says what it becomes, and some cells."""

    bound = Signal(int, list)
    """A column and the bindings a person gave it."""
    constant_removed = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setAccessibleName(language.text("First rows and what their columns become"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.buttons: list[QPushButton] = []
        self._refused: Mapping[str, int] = {}

    def show_list(self, view: ListView, refused: Mapping[str, int]) -> None:
        """Show a list as it is understood, and how many rows are refused for which field."""
        self._refused = refused
        at = self.horizontalScrollBar().value()
        fixed = constants(view)
        self.clear()
        rows = view.rows if view.width <= _WIDE else view.rows[:_ROWS_OF_WIDE]
        self.setRowCount(len(rows) + 1)
        self.setColumnCount(view.width + len(fixed))
        self.buttons = []
        for column in range(view.width):
            self._show_column(view, column)
        for number, binding in enumerate(fixed):
            self._show_constant(view, view.width + number, binding)
        self.setRowHeight(0, _HEAD_PX)
        for row in range(1, self.rowCount()):
            self.setRowHeight(row, _LINE_PX)
        self.horizontalScrollBar().setValue(at)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Some rows are always seen."""
        return QSize(200, _HEAD_PX + 4 * _LINE_PX)

    def edit_column(self, view: ListView, column: int) -> ColumnEditor:
        """Open the panel that decides what a column becomes."""
        editor = ColumnEditor(self.buttons[column], self._language, view, column)
        editor.decided.connect(
            lambda found: self.bound.emit(column, found), Qt.ConnectionType.QueuedConnection
        )
        editor.open()
        return editor

    def _show_column(self, view: ListView, column: int) -> None:
        heading = view.heading(column)
        self.setHorizontalHeaderItem(column, _cell(heading))
        for row, cells in enumerate(view.rows[: self.rowCount() - 1], 1):
            self.setItem(row, column, _cell(cells[column]))
        bindings = view.bindings_of(column)
        label = column_label(self._language, view, bindings)
        sure = confidence_word(self._language, bindings)
        refused = sum(self._refused.get(one.field, 0) for one in bindings)
        if refused:
            sure = self._language.plural("{count} row refused", "{count} rows refused", refused)
        button = self._button(column, label, sure)
        button.setAccessibleName(
            self._language.text("{heading} becomes: {field}", heading=heading, field=label)
        )
        restyle(button, "state", "wrong" if refused else "" if bindings else "out")
        set_tip(button, f"{label}\n{sure}" if sure else label)
        button.clicked.connect(partial(self._open, view, column))
        self.buttons.append(button)

    def _open(self, view: ListView, column: int) -> None:
        self.edit_column(view, column)

    def _button(self, column: int, label: str, sure: str) -> QPushButton:
        button = QPushButton(f"{label}\n{sure}" if sure else label)
        button.setProperty("look", "column")
        self.setCellWidget(0, column, button)
        wanted = max(self._width_of(column), button.sizeHint().width() + 20)
        self.setColumnWidth(column, max(_NARROWEST, min(wanted, _WIDEST)))
        return button

    def _width_of(self, column: int) -> int:
        """Room for the heading and the first cells; Qt would measure every one of them."""
        heading = self.horizontalHeaderItem(column)
        texts = [heading.text() if heading is not None else ""]
        for row in range(1, min(self.rowCount(), _MEASURED + 1)):
            item = self.item(row, column)
            texts.append(item.text() if item is not None else "")
        return self.fontMetrics().horizontalAdvance(max(texts, key=len)) + _AROUND_PX

    def _show_constant(self, view: ListView, column: int, binding: Binding) -> None:
        text = self._language.text
        self.setHorizontalHeaderItem(column, _cell(text("In every row")))
        for row in range(1, self.rowCount()):
            self.setItem(row, column, _cell(binding.constant or ""))
        label = column_label(self._language, view, [binding])
        button = self._button(column, label, text("Remove"))
        button.setAccessibleName(text("Remove the value for {field}", field=label))
        button.clicked.connect(partial(self.constant_removed.emit, binding.field))


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(" ".join(text.split())[:200])
    set_tip(item, text[:1000])
    return item
