"""The list of the day: arrows choose, Enter does, Space opens what else may be done."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from crm_desktop.domain.today import Proposal, TodayPart
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.far_keys import FarKeysList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.rows_model import ROW_ROLE, Index, RowsModel
from crm_desktop.ui.today.row_painter import RowPainter, Spot
from crm_desktop.ui.today.rows import Row, RowKind
from crm_desktop.ui.workspace import Workspace

MENU_PX = 220
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DayView(FarKeysList):
    """``acted`` carries the proposal whose action is wanted, ``opened`` the one whose card is,
    ``put_away`` the one a person is done with, ``menu_wanted`` also the place on the screen."""

    acted = Signal(object)
    opened = Signal(object)
    put_away = Signal(object)
    menu_wanted = Signal(object, QPoint)
    more_wanted = Signal(object)
    chosen = Signal()

    def __init__(self, workspace: Workspace, icons: Icons, name: str) -> None:
        super().__init__()
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.painter = RowPainter(workspace.theme, icons, workspace.language, self)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def current(self) -> Row | None:
        """Return the row that is chosen."""
        found = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return found if isinstance(found, Row) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same proposal stays chosen, or the one that took its place."""
        before, place = self.current(), self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self.rows.show(rows)
        self.verticalScrollBar().setValue(scrolled)
        at = self._place_of(before, place)
        if at is not None:
            self.setCurrentIndex(self.rows.index(at))

    def go_to(self, part: TodayPart) -> None:
        """Choose the first line of a part and show it from its head on."""
        rows = self.rows.rows
        at = next(at for at, one in enumerate(rows) if one.part is part)
        self.scrollTo(self.rows.index(at), QAbstractItemView.ScrollHint.PositionAtTop)
        self.setCurrentIndex(self.rows.index(at + 1))
        self.setFocus()

    def currentChanged(self, now: Index, before: Index) -> None:  # noqa: N802 (Qt's name)
        """Tell of another choice."""
        super().currentChanged(now, before)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter does, with Ctrl it opens the card; Space opens the menu, Delete is done with it."""
        row = self.current()
        if row is None or not self._takes(row, event):
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Show what a click would do."""
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hover(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click on the name opens the card, on the words at the right it does what they say."""
        super().mouseReleaseEvent(event)
        row, spot = self._under(event.position().toPoint())
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if row.kind is RowKind.MORE:
            self.more_wanted.emit(row.part)
        elif row.proposal is not None and spot is Spot.NAME:
            self.opened.emit(row.proposal)
        elif row.proposal is not None and spot is Spot.VERB:
            self.acted.emit(row.proposal)
        elif row.proposal is not None and spot is Spot.MENU:
            self.menu_wanted.emit(row.proposal, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A double click beside the words opens the card."""
        row, spot = self._under(event.position().toPoint())
        if row is not None and row.proposal is not None and spot is Spot.ELSEWHERE:
            self.opened.emit(row.proposal)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer what else may be done."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            row = self.current()
            if row is not None and row.proposal is not None:
                self._ask_menu(row.proposal)
            return
        row, _ = self._under(event.pos())
        if row is not None and row.proposal is not None:
            self.menu_wanted.emit(row.proposal, event.globalPos())

    def _takes(self, row: Row, event: QKeyEvent) -> bool:
        one, key = row.proposal, event.key()
        if key in _ENTER and row.kind is RowKind.MORE:
            self.more_wanted.emit(row.part)
        elif one is None:
            return False
        elif key in _ENTER:
            is_card = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.opened if is_card else self.acted).emit(one)
        elif key == Qt.Key.Key_Space:
            self._ask_menu(one)
        elif key in REMOVAL_KEYS and one.may_be_dismissed:
            self.put_away.emit(one)
        else:
            return False
        return True

    def _ask_menu(self, one: Proposal) -> None:
        """By the keyboard the menu opens beneath the end of the row."""
        area = self.visualRect(self.currentIndex())
        place = QPoint(area.right() - MENU_PX, area.bottom())
        self.menu_wanted.emit(one, self.viewport().mapToGlobal(place))

    def _under(self, place: QPoint) -> tuple[Row | None, Spot]:
        index = self.indexAt(place)
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, Row):
            return None, Spot.ELSEWHERE
        return row, self.painter.spot(self.visualRect(index), row, place)

    def _hover(self, place: QPoint | None) -> None:
        self.painter.hovered = place
        row, spot = self._under(place) if place is not None else (None, Spot.ELSEWHERE)
        is_link = spot is not Spot.ELSEWHERE or (row is not None and row.kind is RowKind.MORE)
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _place_of(self, before: Row | None, place: int) -> int | None:
        """The same proposal again, else the next one that stands where it stood."""
        rows = self.rows.rows
        keys = {one.proposal.key: at for at, one in enumerate(rows) if one.proposal is not None}
        wanted: Proposal | None = before.proposal if before is not None else None
        if wanted is not None and wanted.key in keys:
            return keys[wanted.key]
        free = [at for at, one in enumerate(rows) if one.is_choosable]
        after = (at for at in free if at >= place)
        return next(after, free[-1] if free else None)
