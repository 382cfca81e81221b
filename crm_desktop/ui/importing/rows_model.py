"""The rows of a list with what becomes of them, read a page at a time."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crm_desktop.services.import_preview import ImportPreview, RowPreview, RowState
from crm_desktop.text import Language, mark
from crm_desktop.ui.importing.row_words import change_lines, state_word
from crm_desktop.ui.labels import as_tip

_COLUMNS = (mark("Line number"), mark("Becomes"), mark("Row"), mark("Before → after"))
_PAGE_ROWS = 64
_PAGES_KEPT = 6
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Keeps a few pages of what is shown and nothing else; a page takes some milliseconds."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._preview: ImportPreview | None = None
        self._state: RowState | None = None
        self._pages: OrderedDict[int, list[RowPreview]] = OrderedDict()

    def show_rows(self, preview: ImportPreview | None, state: RowState | None) -> None:
        """Show the rows of a state, with None all."""
        self.beginResetModel()
        self._preview, self._state = preview, state
        self._pages.clear()
        self.endResetModel()

    def row(self, number: int) -> RowPreview | None:
        """One of the rows shown."""
        if self._preview is None or not 0 <= number < self.rowCount():
            return None
        page, at = divmod(number, _PAGE_ROWS)
        if page not in self._pages:
            first = page * _PAGE_ROWS
            self._pages[page] = self._preview.page(self._state, first, _PAGE_ROWS)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        found = self._pages[page]
        return found[at] if at < len(found) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many rows are shown."""
        if parent.isValid() or self._preview is None:
            return 0
        return self._preview.size(self._state)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(  # noqa: N802 (Qt's name)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the words over a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._language.text(_COLUMNS[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, its tooltip, or where it stands."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = change_lines(self._language, row)
            return as_tip("\n".join(lines)) if index.column() == len(_COLUMNS) - 1 else None
        return self._cells(row)[index.column()]

    def _cells(self, row: RowPreview) -> Sequence[str]:
        language = self._language
        lines = change_lines(language, row)
        return (
            language.number(row.line),
            state_word(language, row.state),
            row.title,
            "; ".join(" ".join(line.split()) for line in lines),
        )


def _side(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
