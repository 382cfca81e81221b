"""The agenda as a painted list: any number of visits, Enter or a click opens."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.domain.visits import VisitState
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.visits.agenda_model import ROW_ROLE, AgendaModel, Row, RowKind

HEIGHTS = {RowKind.SPAN: 40, RowKind.DAY: 36, RowKind.HINT: 26, RowKind.VISIT: 52}
LEAD_PX = 124
MARGIN_PX = 20
_ELIDED = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class AgendaView(QListView):
    """``opened`` carries a visit's row, ``print_wanted`` the day to print."""

    opened = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.rows = AgendaModel(self)
        self.setModel(self.rows)
        self._painter = RowPainter(theme, self)
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

    def choose(self, visit_id: int | None, day: date | None) -> None:
        """Choose a visit again, else its day, else the first row that can be chosen."""
        rows = self.rows.rows
        keys = [at for at, one in enumerate(rows) if one.visit and one.visit.visit.id == visit_id]
        days = [at for at, one in enumerate(rows) if one.kind is RowKind.DAY and one.day == day]
        first = [at for at, one in enumerate(rows) if one.kind is RowKind.VISIT]
        for at in (*(keys if visit_id else ()), *days, *first):
            self.setCurrentIndex(self.rows.index(at))
            return

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter opens a visit, on a day prints it."""
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._act(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click opens a visit; on a day its words at the right print it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE) if index.isValid() else None
        if not isinstance(row, Row) or event.button() != Qt.MouseButton.LeftButton:
            return
        is_on_link = event.position().x() >= self._painter.link(self.visualRect(index), row).left()
        if row.kind is RowKind.VISIT or is_on_link:
            self._act(row)

    def _act(self, row: Row) -> None:
        if row.visit is not None:
            self.opened.emit(row)
        elif row.kind is RowKind.DAY and row.note:
            self.print_wanted.emit(row.day)


class RowPainter(QStyledItemDelegate):
    """Paints the rows of the agenda."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def link(self, area: QRect, row: Row) -> QRect:
        """Where the words at the right of a row stand."""
        width = QFontMetrics(self._view.font()).horizontalAdvance(row.note) + 2 * MARGIN_PX
        return QRect(area.right() - width, area.top(), width, area.height())

    def sizeHint(  # noqa: N802 (Qt's name)
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 (Qt's signature)
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Each kind of row has its height."""
        return QSize(0, HEIGHTS[index.data(ROW_ROLE).kind])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if row.kind in (RowKind.DAY, RowKind.VISIT) and (is_chosen or is_hovered):
            painter.fillRect(area, self._colour("selected" if is_chosen else "hover"))
        painters = {
            RowKind.SPAN: self._span,
            RowKind.DAY: self._day,
            RowKind.HINT: self._hint,
            RowKind.VISIT: self._visit,
        }
        painters[row.kind](painter, area, row, is_chosen=is_chosen)
        painter.restore()

    def _span(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        area = area.adjusted(MARGIN_PX, 10, -MARGIN_PX, 0)
        painter.setFont(self._font(1.25, bold=True))
        self._text(painter, area, row.text, "on_selected" if is_chosen else "text")

    def _day(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        painter.fillRect(
            area.adjusted(MARGIN_PX, 0, -MARGIN_PX, 1 - area.height()), self._colour("border")
        )
        inner = area.adjusted(MARGIN_PX, 0, -MARGIN_PX, 0)
        painter.setFont(self._font(1.0, bold=True))
        self._text(painter, inner, row.text, "on_selected" if is_chosen else "text")
        taken = QFontMetrics(painter.font()).horizontalAdvance(row.text) + 14
        painter.setFont(self._font())
        rest = inner.adjusted(taken, 0, 0, 0)
        self._text(painter, rest, row.detail, "on_selected" if is_chosen else "muted")
        link = self.link(area, row)
        painter.setPen(self._colour("on_selected" if is_chosen else "link"))
        painter.drawText(link, Qt.AlignmentFlag.AlignCenter, row.note)

    def _hint(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        painter.setFont(self._font())
        inner = area.adjusted(MARGIN_PX + LEAD_PX, 0, -MARGIN_PX, 0)
        self._text(painter, inner, f"▲ {row.text}", "on_selected" if is_chosen else "warning")

    def _visit(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        inner = area.adjusted(MARGIN_PX, 7, -MARGIN_PX, -7)
        half = inner.height() // 2
        main, quiet = ("on_selected", "on_selected") if is_chosen else ("text", "muted")
        is_open = row.visit is not None and row.visit.visit.state is VisitState.PLANNED
        painter.setFont(self._font())
        self._text(painter, QRect(inner.left(), inner.top(), LEAD_PX, half), row.lead, main)
        note = self.link(area, row).translated(0, -half // 2)
        painter.setPen(self._colour(quiet))
        painter.drawText(note, Qt.AlignmentFlag.AlignCenter, row.note)
        words = inner.adjusted(LEAD_PX, 0, -note.width(), 0)
        painter.setFont(self._font(1.0, bold=True))
        upper = QRect(words.left(), words.top(), words.width(), half)
        self._text(painter, upper, row.text, main if is_open else quiet)
        painter.setFont(self._font())
        lower = QRect(words.left(), words.top() + half, words.width(), half)
        self._text(painter, lower, row.detail, quiet)

    def _text(self, painter: QPainter, area: QRect, text: str, token: str) -> None:
        painter.setPen(self._colour(token))
        shown = QFontMetrics(painter.font()).elidedText(text, _ELIDED, area.width())
        painter.drawText(area, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), shown)

    def _font(self, factor: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * factor)
        font.setBold(bold)
        return font

    def _colour(self, token: str) -> QColor:
        return QColor(self._theme.colour(token))
