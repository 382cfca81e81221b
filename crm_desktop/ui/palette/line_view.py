"""The lines of the palette: a view like any other, but painted in one go without a delegate."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView

from crm_desktop.ui.icons import Icons
from crm_desktop.ui.palette.entries import Entry, Heading, Line
from crm_desktop.ui.palette.line_painter import HEADING_PX, ROW_PX, LinePainter
from crm_desktop.ui.theme import Theme

_NOWHERE = QModelIndex()
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class LineView(QListView):
    """Never takes the keyboard: who types goes on typing."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setProperty("look", "bare")
        self._model = _Lines(self)
        self._painter = LinePainter(theme, icons, self.font())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setModel(self._model)

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._model.lines

    @property
    def current(self) -> Entry | None:
        """The entry that is chosen."""
        return self.entry_at(self.currentIndex().row())

    @property
    def current_words(self) -> str:
        """The line that is chosen, as it is read aloud."""
        found = self._model.data(self.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
        return str(found or "")

    def entry_at(self, row: int) -> Entry | None:
        """Return the entry of a row that can be chosen, None for a heading and the like."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Entry) and line.act is not None else None

    def show_lines(self, lines: Sequence[Line], *, keeps: str = "") -> None:
        """Show other lines; the entry ``keeps`` stays chosen, else the first one is."""
        self._model.show(lines)
        rows = self._open_rows()
        same = [row for row in rows if keeps and self._ident(row) == keeps]
        for row in (same or rows)[:1]:
            self.setCurrentIndex(self._model.index(row))
        if not same:
            self.scrollToTop()
        self.viewport().update()

    def step(self, by: int) -> None:
        """Choose another entry, over headings and greyed ones; single steps go round the ends."""
        rows, now = self._open_rows(), self.currentIndex().row()
        if not rows:
            return
        at = rows.index(now) + by if now in rows else 0
        at = at % len(rows) if abs(by) == 1 else max(0, min(len(rows) - 1, at))
        self.setCurrentIndex(self._model.index(rows[at]))
        if not at:
            self.scrollToTop()  # with the heading above it

    def wanted_height(self) -> int:
        """The height of all lines."""
        return sum(HEADING_PX if isinstance(one, Heading) else ROW_PX for one in self.lines)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint the lines in sight."""
        painter, chosen = QPainter(self.viewport()), self.currentIndex().row()
        for row, line in enumerate(self.lines):
            area = self.visualRect(self._model.index(row))
            if area.intersects(event.rect()):
                self._painter.paint(painter, area, line, is_chosen=row == chosen)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """What is under the mouse is what Enter and a click do."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self.entry_at(index.row()) is not None and index != self.currentIndex():
            self.setCurrentIndex(index)

    def _open_rows(self) -> list[int]:
        return [row for row in range(len(self.lines)) if self.entry_at(row) is not None]

    def _ident(self, row: int) -> str:
        entry = self.entry_at(row)
        return entry.ident if entry is not None else ""


class _Lines(QAbstractListModel):
    """The words for a screen reader; lines of the same heights change without a reset."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Take other lines."""
        if lines and [type(one) for one in lines] == [type(one) for one in self.lines]:
            self.lines = lines
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(  # noqa: N802 (Qt's name)
        self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE
    ) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the words of a line, or how large it is."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, HEADING_PX if isinstance(line, Heading) else ROW_PX)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (line.detail, line.keys) if isinstance(line, Entry) else ()
            return ", ".join(filter(None, (line.title, *parts)))
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return whether a line can be chosen."""
        line = self.lines[index.row()] if index.isValid() else None
        is_open = isinstance(line, Entry) and line.act is not None
        return _CHOSEN if is_open else Qt.ItemFlag.NoItemFlags
