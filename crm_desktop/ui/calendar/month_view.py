"""The month as a grid: days are chosen by keys and clicks, visits are dragged to other days."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip

from crm_desktop.text import Language
from crm_desktop.ui.calendar.cells import Cell
from crm_desktop.ui.calendar.day_painter import DayPainter
from crm_desktop.ui.calendar.month_model import MonthModel
from crm_desktop.ui.calendar.visit_drag import VisitDrag
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import as_tip
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.visits.agenda_view import STEPS, moved_by
from crm_desktop.ui.visits.entries import Entry, full_words, short_words

GHOST_PX = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class MonthView(QTableView):
    """Tells what is wanted by signals; the page knows the days and does the work."""

    day_wanted = Signal(object)
    """A day to go to by an arrow."""
    day_clicked = Signal(object)
    month_wanted = Signal(int)
    """Months to go back or on."""
    today_wanted = Signal()
    entered = Signal(object)
    """Enter on a day or a double click on an empty place of it."""
    opened = Signal(object)
    """An :class:`Entry` that was double-clicked."""
    entry_chosen = Signal(object)
    more_wanted = Signal(object)
    """The day of which there is more than its cell shows."""
    dropped = Signal(object, object)
    """An :class:`Entry` and the day it was dragged to."""
    moved = Signal(int)
    """Days that the chosen visit is to go back or on."""

    def __init__(self, theme: Theme, icons: Icons, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self.days = MonthModel(language, self)
        self.setModel(self.days)
        self.painter = DayPainter(theme, icons, language, self)
        self.setItemDelegate(self.painter)
        self.drag = VisitDrag(self)
        self.drag.turned.connect(self.month_wanted)
        self.setAccessibleName(language.text("Month"))
        self._set_up()

    def _set_up(self) -> None:
        self.setProperty("look", "bare")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setEnabled(False)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(20)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)

    def choose(self, day: date) -> None:
        """Mark a day that is shown."""
        self.setCurrentIndex(self.days.index_of(day))
        self.viewport().update()

    def chosen_entry(self, key: str) -> None:
        """Mark the entry that is chosen beside the month."""
        self.painter.chosen = key
        self.viewport().update()

    def current_cell(self) -> Cell | None:
        """Return the chosen day."""
        return self.days.cell(self.currentIndex())

    def cell_rect(self, day: date) -> QRect:
        """Return where a day is shown, for what must be put there."""
        return self.visualRect(self.days.index_of(day))

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the month while a visit is dragged, arrows with Alt always."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape and self.drag.is_on_way
            if is_escape or moved_by(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows go by day and week, with Alt they move the chosen visit."""
        key, cell = Qt.Key(event.key()), self.current_cell()
        if key == Qt.Key.Key_Escape and self.drag.is_on_way:
            self._end_drag()
        elif moved_by(event):
            self.moved.emit(moved_by(event))
        elif key in _MONTHS:
            self.month_wanted.emit(_MONTHS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_T):
            self.today_wanted.emit()
        elif cell is not None and key in STEPS:
            self.day_wanted.emit(cell.day + timedelta(days=STEPS[key]))
        elif cell is not None and key in _ENTER:
            self.entered.emit(cell.day)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose a day, and take the entry that is pressed into the hand."""
        cell, entry = self._at(event.position().toPoint())
        if cell is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.day_clicked.emit(cell.day)
        if entry is not None:
            self.entry_chosen.emit(entry)
        self.drag.press(entry if entry and entry.visit else None, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Drag the visit in the hand, else let the day under the mouse be seen."""
        at = event.position().toPoint()
        is_pressed = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if not is_pressed:
            super().mouseMoveEvent(event)
            return
        held = self.drag.held
        if self.drag.move(at, self.viewport().rect(), QApplication.startDragDistance()):
            if held is not None and not held.is_planned:
                self._end_drag()
                self.dropped.emit(held, held.day)
                return
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.painter.target = self.indexAt(at)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Put a dragged visit down; a click on the words that tell of more goes beside."""
        at = event.position().toPoint()
        cell, _ = self._at(at)
        entry = self._end_drag()
        if cell is None:
            return
        if entry is not None:
            self.dropped.emit(entry, cell.day)
        elif self.painter.is_on_more(cell, self.cell_rect(cell.day), at):
            self.more_wanted.emit(cell.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Open an entry, on an empty place plan a visit."""
        cell, entry = self._at(event.position().toPoint())
        if entry is not None:
            self.opened.emit(entry)
        elif cell is not None:
            self.entered.emit(cell.day)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """The frame of the chosen day tells where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """The frame of the chosen day tells where the keyboard is."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Tell an entry in full where the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            _, entry = self._at(event.pos())
            words = full_words(self._language, entry) if entry is not None else ""
            QToolTip.showText(event.globalPos(), as_tip(words), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the days, and the dragged visit over them."""
        super().paintEvent(event)
        if self.drag.is_on_way and self.drag.held is not None:
            self._paint_dragged(self.drag.held)

    def _paint_dragged(self, entry: Entry) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ghost = QRect(self.drag.at + QPoint(10, 6), self.drag.at + QPoint(10 + GHOST_PX, 32))
        painter.setPen(QColor(self._theme.colour("accent")))
        painter.setBrush(QColor(self._theme.colour("raised")))
        painter.drawRoundedRect(ghost, 5, 5)
        painter.setPen(QColor(self._theme.colour("text")))
        inner = ghost.adjusted(8, 0, -8, 0)
        words = painter.fontMetrics().elidedText(
            short_words(self._language, entry), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def _end_drag(self) -> Entry | None:
        found = self.drag.end()
        self.painter.target = None
        self.viewport().unsetCursor()
        self.viewport().update()
        return found

    def _at(self, at: QPoint) -> tuple[Cell | None, Entry | None]:
        """Return the day and the entry at a point."""
        index = self.indexAt(at)
        cell = self.days.cell(index) if index.isValid() else None
        if cell is None:
            return None, None
        return cell, self.painter.entry_at(cell, self.visualRect(index), at)
