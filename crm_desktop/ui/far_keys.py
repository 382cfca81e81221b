"""A list whose heads and remarks can't be chosen, and whose far keys still lead somewhere."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView


class FarKeysList(QListView):
    """Home, End and the page keys go to rows that can be chosen; Qt stays where its aim cannot."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Go to an end or a page further."""
        row = self._aim(event)
        if row is None:
            super().keyPressEvent(event)
            return
        self.setCurrentIndex(self.model().index(row, 0))
        if not any(self._choosable(range(row))):
            self.scrollToTop()

    def _aim(self, event: QKeyEvent) -> int | None:
        """Return the row a key leads to, None for a key that is not ours."""
        now, count = self.currentIndex().row(), self.model().rowCount()
        match event.key():
            case Qt.Key.Key_Home:
                return next(self._choosable(range(count)), None)
            case Qt.Key.Key_End:
                return next(self._choosable(range(count - 1, -1, -1)), None)
            case Qt.Key.Key_PageUp:
                return self._page(now, range(now - 1, -1, -1))
            case Qt.Key.Key_PageDown:
                return self._page(now, range(now + 1, count))
        return None

    def _page(self, now: int, rows: Iterable[int]) -> int | None:
        """Return the farthest row within a page, or the nearest there is."""
        top, found = self._top(now), None
        for row in self._choosable(rows):
            if found is not None and abs(self._top(row) - top) > self.viewport().height():
                break
            found = row
        return found

    def _top(self, row: int) -> int:
        return self.visualRect(self.model().index(row, 0)).top()

    def _choosable(self, rows: Iterable[int]) -> Iterator[int]:
        model = self.model()
        selectable = Qt.ItemFlag.ItemIsSelectable
        return (row for row in rows if model.index(row, 0).flags() & selectable)
