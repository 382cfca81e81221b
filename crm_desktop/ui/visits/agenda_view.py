"""Days and what stands on them as a painted list: any number of rows, Enter or a click opens."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from crm_desktop.ui.far_keys import FarKeysList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.rows_model import ROW_ROLE, RowsModel
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.visits.agenda_rows import Row, RowKind
from crm_desktop.ui.visits.row_painter import RowPainter

STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
"""Days that an arrow with Alt moves a visit by: left and right a day, up and down a week."""


def moved_by(event: QKeyEvent) -> int:
    """Return the days a key moves a visit by, 0 for any other key."""
    has_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return STEPS.get(Qt.Key(event.key()), 0) if has_alt else 0


class AgendaView(FarKeysList):
    """``opened`` carries a row, ``print_wanted`` the day to print, ``moved`` a row and days."""

    opened = Signal(object)
    print_wanted = Signal(object)
    moved = Signal(object, int)

    def __init__(self, theme: Theme, icons: Icons, name: str, *, is_narrow: bool = False) -> None:
        super().__init__()
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self._painter = RowPainter(theme, icons, self, is_narrow=is_narrow)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setProperty("look", "bare")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def current(self) -> Row | None:
        """Return the row that is chosen."""
        found = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return found if isinstance(found, Row) else None

    def choose(self, key: str, day: date | None) -> None:
        """Choose an entry again by its key, else its day, else the first entry."""
        rows = self.rows.rows
        keys = [at for at, one in enumerate(rows) if one.entry and one.entry.key == key]
        days = [at for at, one in enumerate(rows) if one.kind is RowKind.DAY and one.day == day]
        first = [at for at, one in enumerate(rows) if one.entry is not None]
        for at in (*(keys if key else ()), *days, *first):
            self.setCurrentIndex(self.rows.index(at))
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens an entry, on a day prints it; Alt with an arrow moves a visit."""
        row, days = self.current(), moved_by(event)
        if row is not None and row.visit is not None and days:
            self.moved.emit(row.entry, days)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._act(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click opens an entry; on a day its words at the right print it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, Row) or event.button() != Qt.MouseButton.LeftButton:
            return
        is_on_link = event.position().x() >= self._painter.link(self.visualRect(index), row).left()
        if row.kind is not RowKind.DAY or is_on_link:
            self._act(row)

    def _act(self, row: Row) -> None:
        if row.kind is RowKind.DAY:
            if row.note:
                self.print_wanted.emit(row.day)
        elif row.is_choosable:
            self.opened.emit(row)
