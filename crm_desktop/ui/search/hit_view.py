"""The list of hits: a view like any other, but painted in one go without items or a delegate."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView

from crm_desktop.services.quick_search import Match
from crm_desktop.ui.search.hit_painter import ROW_PX, HitPainter
from crm_desktop.ui.theme import Theme

_NOWHERE = QModelIndex()
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class HitView(QListView):
    """Never takes the keyboard: who types goes on typing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "bare")
        self._model = _Hits(self)
        self._painter = HitPainter(theme, self.font())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(self._model)

    @property
    def hits(self) -> list[Match]:
        """What is shown, the best first."""
        return self._model.hits

    def show_hits(self, hits: list[Match]) -> None:
        """Show other hits, the first one chosen."""
        self._model.show(hits)
        self.go_to(0)
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Choose a row, or the nearest there is."""
        row = max(0, min(len(self.hits) - 1, row))
        self.setCurrentIndex(self._model.index(row, 0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the rows in sight."""
        painter, chosen = QPainter(self.viewport()), self.currentIndex().row()
        for row, hit in enumerate(self.hits):
            area = self.visualRect(self._model.index(row, 0))
            if area.intersects(event.rect()):
                self._painter.paint(painter, area, hit, is_chosen=row == chosen)
        painter.end()


class _Hits(QAbstractListModel):
    """The names for a screen reader; as many as before change without a reset."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.hits: list[Match] = []

    def show(self, hits: list[Match]) -> None:
        """Take other hits."""
        if len(hits) == len(self.hits) > 0:
            self.hits = hits
            self.dataChanged.emit(self.index(0), self.index(len(hits) - 1))
            return
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(  # noqa: N802 (Qt's name)
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the name of a hit, or how large a row is."""
        if role in _SAID and index.isValid():
            return self.hits[index.row()].name
        return QSize(0, ROW_PX) if role == Qt.ItemDataRole.SizeHintRole else None
