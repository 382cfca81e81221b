"""The moves of a plan for the view: keys, and names fetched where they are looked at."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.domain.tier_plan import Placement, TierPlan
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.ui.labels import as_tip
from crm_desktop.wording.tiers import change_texts, reason_text, term_texts

PAGE_ROWS = 100
KEPT_PAGES = 40
SHOWN_CHANGES = 3
Index = QModelIndex | QPersistentModelIndex
Names = Callable[[Sequence[int]], Mapping[int, str]]
_NOWHERE = QModelIndex()
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    BEFORE = 1
    AFTER = 2
    INDEX = 3
    WHY = 4


HEADINGS = (
    mark("Customer"),
    mark_in("tier", "From"),
    mark_in("tier", "To"),
    mark("Index"),
    mark("Why"),
)
_ALIGNED = {Column.BEFORE: _CENTRE, Column.AFTER: _CENTRE, Column.INDEX: _NUMBER}


class MovesModel(QAbstractTableModel):
    """Any number of moves; words are made when a row is painted."""

    def __init__(self, language: Language, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language, self._fetch = language, names
        self._plan: TierPlan | None = None
        self._keys: Sequence[int] = ()
        self._names: OrderedDict[int, Mapping[int, str]] = OrderedDict()
        self._headings = [language.text(heading) for heading in HEADINGS]

    def show_moves(self, plan: TierPlan, keys: Sequence[int]) -> None:
        """Show some customers of a plan."""
        self.beginResetModel()
        self._plan, self._keys = plan, keys
        self._names.clear()
        self.endResetModel()

    def key_at(self, row: int) -> int:
        """Return the customer of a row."""
        return self._keys[row]

    def tier_at(self, row: int, column: Column) -> Tier | None:
        """Return the tier before or after of a row."""
        placement = self._placement(self._keys[row])
        if column is Column.AFTER:
            return placement.tier if placement else None
        if placement is not None:
            return placement.previous
        assert self._plan is not None
        return self._plan.previous[self._keys[row]].tier

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many customers are shown."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its tip or its alignment."""
        if not index.isValid():
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED.get(column, _TEXT)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.NAME, Column.WHY):
            return as_tip(self._words(index.row(), column))
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.INDEX and self._plan:
            return as_tip(
                "\n".join(term_texts(self._language, self._plan.terms(self._keys[index.row()])))
            )
        return None

    def headerData(  # noqa: N802 (Qt's name)
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED.get(Column(section), _TEXT)
        return None

    def _words(self, row: int, column: Column) -> str:
        key, language = self._keys[row], self._language
        if column is Column.NAME:
            return self._name(row) or language.text("a customer in the bin")
        if column in (Column.BEFORE, Column.AFTER):
            return self.tier_at(row, column) or "–"
        placement = self._placement(key)
        if column is Column.INDEX:
            index = placement.value_index if placement else None
            return "" if index is None else language.number(index, 1)
        return self._why(key, placement)

    def _why(self, key: int, placement: Placement | None) -> str:
        language, plan = self._language, self._plan
        if placement is None or plan is None:
            return language.text("no longer tiered: lost, dormant, binned or nothing left to rank")
        changes = plan.changed_terms(key)[:SHOWN_CHANGES]
        parts = [reason_text(language, plan.reason(key)), *change_texts(language, changes)]
        return " · ".join(parts)

    def _placement(self, key: int) -> Placement | None:
        assert self._plan is not None
        try:
            return self._plan.placement(key)
        except KeyError:
            return None

    def _name(self, row: int) -> str:
        number = row // PAGE_ROWS
        page = self._names.get(number)
        if page is None:
            start = number * PAGE_ROWS
            page = self._names[number] = self._fetch(self._keys[start : start + PAGE_ROWS])
            while len(self._names) > KEPT_PAGES:
                self._names.popitem(last=False)
        return page.get(self._keys[row], "")
