"""The view of the customer list: chosen columns in a chosen order, whole rows chosen by keys."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crm_desktop.domain.list_queries import ListColumn
from crm_desktop.text import Language
from crm_desktop.ui.customers.cell_painter import CellPainter
from crm_desktop.ui.customers.columns import (
    COLUMNS,
    ORDER,
    USUAL,
    Column,
    column_of_sort,
    known,
)
from crm_desktop.ui.customers.list_model import ListModel
from crm_desktop.ui.customers.row_painter import ROW_HEIGHT, Span
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme

NARROWEST, WIDEST = 44, 900
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROW = QItemSelectionModel.SelectionFlag.Rows


class ListTable(QTableView):
    """``opened`` carries the customer of Enter or a double click; ``sorted_by`` a heading clicked;
    ``chosen`` tells that the current row or the selection is another; ``typed`` carries letters
    typed into the list, which are meant for the filter."""

    opened = Signal(int)
    sorted_by = Signal(object)
    chosen = Signal()
    typed = Signal(str)
    header_menu_wanted = Signal(QPoint)

    def __init__(self, model: ListModel, theme: Theme, icons: Icons, language: Language) -> None:
        super().__init__()
        self.list_model = model
        self._is_restoring = False
        self.setModel(model)
        self._painter = CellPainter(model, theme, icons, self.font())
        # Else the page beneath is painted too whenever a row is.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._paper = QColor(theme.colour("surface"))
        self.setProperty("look", "customers")
        self.setAccessibleName(language.text("List of customers"))
        self._set_behaviour()
        self._set_header()
        self.doubleClicked.connect(lambda index: self.opened.emit(model.key_at(index.row())))
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.show_columns(USUAL)

    def rows_in_sight(self) -> int:
        """Return how many rows there is room for, one that is cut off among them."""
        return self.viewport().height() // ROW_HEIGHT + 1

    def current_key(self) -> int | None:
        """Return the customer of the current row."""
        row = self.currentIndex().row()
        return self.list_model.key_at(row) if row >= 0 else None

    def chosen_count(self) -> int:
        """Return how many rows are chosen."""
        return sum(last - first + 1 for first, last in self._chosen_runs())

    def chosen_keys(self) -> list[int]:
        """Return the chosen customers in the order of the list."""
        keys: list[int] = []
        for first, last in self._chosen_runs():
            keys.extend(self.list_model.keys[first : last + 1])
        return keys

    def chosen_places(self) -> list[tuple[int, int]]:
        """Return the rows and keys of the chosen customers."""
        return [
            (row, self.list_model.key_at(row))
            for first, last in self._chosen_runs()
            for row in range(first, last + 1)
        ]

    def chosen_names(self, most: int) -> list[str]:
        """Return the names of the first chosen customers."""
        rows = [self.list_model.row_at(row) for row in self._first_chosen(most)]
        return [row.name for row in rows if row is not None]

    def chosen_texts(self, most: int) -> list[list[str]]:
        """Return the headings and the cells of the chosen rows as they are shown."""
        columns, texts = self.shown_columns(), self.list_model.texts
        rows = [self.list_model.row_at(row) for row in self._first_chosen(most)]
        headings = [texts.language.text(COLUMNS[column].heading) for column in columns]
        cells = [[texts.text(row, column) for column in columns] for row in rows if row]
        return [headings, *cells]

    def choose_rows(self, rows: Iterable[int], current: int, *, top: int = -1) -> None:
        """Choose rows, make one current, and scroll so that ``top`` or the current one is seen."""
        selection = QItemSelection()
        last_column = len(ORDER) - 1
        runs = [(rows[0], rows[-1])] if isinstance(rows, range) and rows else _runs(sorted(rows))
        for first, last in runs:
            selection.select(
                self.list_model.index(first, 0), self.list_model.index(last, last_column)
            )
        self._is_restoring = True
        index = self.list_model.index(current, self._first_column())
        model = self.selectionModel()
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._is_restoring = False
        if top >= 0:
            start = self.list_model.index(top, self._first_column())
            self.scrollTo(start, QAbstractItemView.ScrollHint.PositionAtTop)
        elif current >= 0:
            self.scrollTo(index)
        self.viewport().update()
        self.chosen.emit()

    def show_sort(self, sort: ListColumn, *, descending: bool) -> None:
        """Mark the heading the list is sorted by; an order without a heading marks none."""
        column = column_of_sort(sort)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(ORDER.index(column), order)

    def shown_columns(self) -> list[Column]:
        """Return the columns on the screen from left to right."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [ORDER[one] for one in places if not header.isSectionHidden(one)]

    def show_columns(self, columns: Iterable[Column]) -> None:
        """Show these columns from left to right; an empty choice is none."""
        wanted = list(columns)
        if not wanted:
            return
        header = self.horizontalHeader()
        for column in ORDER:
            header.setSectionHidden(ORDER.index(column), column not in wanted)
        for place, column in enumerate(wanted):
            header.moveSection(header.visualIndex(ORDER.index(column)), place)

    def toggle_column(self, column: Column, *, is_shown: bool) -> None:
        """Show a column behind the others, or hide it; the last one stays."""
        others = [one for one in self.shown_columns() if one is not column]
        self.show_columns([*others, column] if is_shown else others)

    def reset_columns(self) -> None:
        """Put columns and widths back to the usual ones."""
        self.show_columns(USUAL)
        self.set_widths({})

    def widths(self) -> dict[str, int]:
        """Return the widths that differ from the usual ones, in pixels by column."""
        found = {column: self.columnWidth(ORDER.index(column)) for column in self.shown_columns()}
        return {
            column.value: width for column, width in found.items() if width != COLUMNS[column].width
        }

    def spans(self) -> list[tuple[str, int, int]]:
        """Return the shown columns with their left edges and widths in pixels."""
        return [(column.value, left, width) for column, left, width in self._placed()]

    def set_widths(self, widths: object) -> None:
        """Give columns remembered widths, and the others the usual ones."""
        wanted: dict[str, Any] = widths if isinstance(widths, dict) else {}
        for place, column in enumerate(ORDER):
            width = wanted.get(column.value)
            usual = COLUMNS[column].width
            if isinstance(width, int) and NARROWEST <= width <= WIDEST:
                usual = width
            self.setColumnWidth(place, usual)

    def remembered_columns(self, names: object) -> None:
        """Show the columns of remembered names."""
        self.show_columns(known(names))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the rows in sight."""
        self.executeDelayedItemsLayout()
        area, end = event.rect(), self.list_model.rowCount()
        shift = self.horizontalHeader().offset()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        painter = QPainter(self.viewport())
        painter.fillRect(area, self._paper)
        if first < 0:
            painter.end()
            return
        rows = range(first, (last if last >= 0 else end - 1) + 1)
        self._painter.paint_rows(
            painter,
            rows,
            self.rowViewportPosition(first),
            [(column, left - shift, width) for column, left, width in self._placed()],
            chosen=self._chosen_within(rows),
            current=self.currentIndex().row(),
        )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens the card of the current row."""
        key = self.current_key()
        if event.key() in _ENTER and key is not None:
            self.opened.emit(key)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 (Qt's name)
        """Hand letters on: Qt's own search would read every row of the file."""
        self.typed.emit(search)

    def _first_chosen(self, most: int) -> list[int]:
        runs = self._chosen_runs()
        return list(islice((row for first, last in runs for row in range(first, last + 1)), most))

    def _chosen_runs(self) -> list[tuple[int, int]]:
        """Return first and last row of each run of chosen ones, from the top."""
        selection = self.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def _placed(self) -> list[Span]:
        header = self.horizontalHeader()
        places = [(column, ORDER.index(column)) for column in self.shown_columns()]
        return [
            (column, header.sectionPosition(place), header.sectionSize(place))
            for column, place in places
        ]

    def _chosen_within(self, rows: range) -> set[int]:
        runs = self._chosen_runs()
        parts = (range(max(first, rows.start), min(last + 1, rows.stop)) for first, last in runs)
        return {row for part in parts for row in part}

    def _first_column(self) -> int:
        shown = self.shown_columns()
        return ORDER.index(shown[0]) if shown else 0

    def _tell(self) -> None:
        if not self._is_restoring:
            self.viewport().update()
            self.chosen.emit()

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.hide()

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        # It asks whether all rows of a column are chosen at every paint: 2 s of 100,000 rows.
        header.setSelectionModel(QItemSelectionModel(self.list_model, header))
        header.setMinimumSectionSize(NARROWEST)
        header.setResizeContentsPrecision(0)  # a column is fitted to the rows in sight
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.header_menu_wanted.emit(header.mapToGlobal(place))
        )
        header.sectionClicked.connect(lambda section: self.sorted_by.emit(ORDER[section]))
        self.set_widths({})


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Yield first and last of each run of neighbours."""
    start = previous = None
    for row in rows:
        if start is None or previous is None:
            start = row
        elif row != previous + 1:
            yield start, previous
            start = row
        previous = row
    if start is not None and previous is not None:
        yield start, previous
