"""The rows of the customer list for the view: a snapshot of keys, and pages fetched at need."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.services.list_pages import PageRow
from crm_desktop.ui.customers.cell_texts import CellTexts
from crm_desktop.ui.customers.columns import COLUMNS, ORDER, Column

PAGE_ROWS = 16
"""A jump reads the two or three of them in sight at once, and so hardly a row too many."""
KEPT_PAGES = 800
KEPT_TEXTS = 4_000
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Iterable[PageRow]]

_NOWHERE = QModelIndex()
_SHOWN, _SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
_TIPPED = frozenset({Column.NAME, Column.TIER, Column.MAN, Column.NEXT_ACTION, Column.STAGE})
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ListModel(QAbstractTableModel):
    """Any number of rows in eight bytes each; formatted when they are painted.

    ``fetch`` returns the rows of up to 200 keys in under a millisecond; it runs on the UI thread.
    A customer gone since the snapshot is an empty row until the next one.
    """

    def __init__(self, fetch: Fetch, texts: CellTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self.texts = texts
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, list[PageRow | None]] = OrderedDict()
        self._shown: dict[tuple[int, Column], str] = {}
        say = texts.language.text
        self._headings = [say(COLUMNS[column].heading) for column in ORDER]

    @property
    def keys(self) -> "array[int]":
        """The customers in their order; not to be changed."""
        return self._keys

    def show_keys(self, keys: "array[int]", rows: Sequence[PageRow] = ()) -> None:
        """Take another snapshot; ``rows`` are the first ones, which need not be fetched then.

        Whoever is chosen is to be chosen again: another customer may stand in that row.
        """
        is_as_long = len(keys) == len(self._keys) > 0
        if not is_as_long:
            self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self._shown.clear()
        for start in range(0, len(rows) // PAGE_ROWS * PAGE_ROWS, PAGE_ROWS):
            self._pages[start // PAGE_ROWS] = list(rows[start : start + PAGE_ROWS])
        if len(rows) == len(keys) and len(rows) % PAGE_ROWS:
            start = len(rows) // PAGE_ROWS * PAGE_ROWS
            self._pages[start // PAGE_ROWS] = list(rows[start:])
        if is_as_long:
            # From key to key as many rows are in sight: heading and frame need not be laid out.
            self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(ORDER) - 1))
        else:
            self.endResetModel()

    def extend(self, keys: "array[int]") -> None:
        """Take the whole snapshot whose beginning is shown already; nothing moves."""
        first, last = len(self._keys), len(keys) - 1
        if last < first:
            return
        self.beginInsertRows(_NOWHERE, first, last)
        self._keys = keys
        self._pages.pop(first // PAGE_ROWS, None)
        self.endInsertRows()

    def refresh(self) -> None:
        """Read the rows again that are looked at; the order stays."""
        self._pages.clear()
        self._shown.clear()
        if self._keys:
            last = self.index(len(self._keys) - 1, len(ORDER) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def have(self, rows: range) -> None:
        """Read what is missing of some rows at once: two pages apart take twice as long."""
        numbers = range(rows.start // PAGE_ROWS, (rows.stop - 1) // PAGE_ROWS + 1)
        missing = [number for number in numbers if rows and number not in self._pages]
        if missing:
            self._read(missing[0], missing[-1] + 1)

    def row_at(self, row: int) -> PageRow | None:
        """Return a row, None for a customer that is gone."""
        number, place = divmod(row, PAGE_ROWS)
        page = self._pages.get(number)
        if page is None:
            self._read(number, number + 1)
            page = self._pages[number]
        elif len(self._pages) > 1:
            self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def text_at(self, row: int, column: Column) -> str:
        """Return what a cell shows; remembered, because a view paints the same rows often."""
        text = self._shown.get((row, column))
        if text is None:
            found = self.row_at(row)
            text = self.texts.text(found, column) if found is not None else ""
            if len(self._shown) >= KEPT_TEXTS:
                self._shown.clear()
            self._shown[row, column] = text
        return text

    def key_at(self, row: int) -> int:
        """Return the customer of a row."""
        return self._keys[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent.isValid() else len(ORDER)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, its alignment, or what it says to a screen reader."""
        if not index.isValid():
            return None
        column = ORDER[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBER if COLUMNS[column].is_number else _TEXT
        is_tip = role == Qt.ItemDataRole.ToolTipRole and column in _TIPPED
        if role not in (_SHOWN, _SPOKEN) and not is_tip:
            return None
        row = self.row_at(index.row())
        if row is None:
            return ""
        if role == _SHOWN:
            return self.texts.text(row, column)
        spoken = self.texts.spoken(row, column)
        if not is_tip:
            return spoken
        from crm_desktop.ui.labels import as_tip  # nobody points at a row before the first paint

        return as_tip(spoken)

    def headerData(  # noqa: N802 (Qt's name)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(ORDER):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBER if COLUMNS[ORDER[section]].is_number else _TEXT
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _read(self, first: int, end: int) -> None:
        """Read some pages that follow each other."""
        keys = self._keys[first * PAGE_ROWS : end * PAGE_ROWS]
        found = {row.id: row for row in self._fetch(keys)}
        rows = [found.get(key) for key in keys]
        for number in range(first, end):
            start = (number - first) * PAGE_ROWS
            self._pages[number] = rows[start : start + PAGE_ROWS]
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
