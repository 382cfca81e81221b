"""Things side by side that go on in the next line where there is no more room."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays its widgets out like words of a text; one wider than a line gets the line alone."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        """The item at a place, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        """Take the item at a place out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """The height of all lines at a width."""
        # Qt asks ten times for each change of a neighbour.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), moves=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured, as an item is another now."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 (Qt's name)
        """Put every item into its place."""
        super().setGeometry(area)
        self._arrange(area, moves=True)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """All in one line."""
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() + self.spacing() for size in sizes)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        """One item a line, and that may wrap its text."""
        heights = [item.minimumSize().height() for item in self._items]
        return QSize(80, max(heights, default=0))

    def _arrange(self, area: QRect, *, moves: bool) -> int:
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = _size_within(item, area.width())
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, line = area.x(), y + line + self.spacing(), 0
            if moves:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - area.y()


def _size_within(item: QLayoutItem, width: int) -> QSize:
    wanted = item.sizeHint()
    if wanted.width() <= width:
        return wanted
    height = item.heightForWidth(width) if item.hasHeightForWidth() else wanted.height()
    return QSize(width, height)
