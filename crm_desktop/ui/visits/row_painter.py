"""Paints the rows of the agenda and of a day: a time or a picture, two lines, a note."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from crm_desktop.domain.visits import VisitState
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.row_painting import ThemedDelegate
from crm_desktop.ui.rows_model import ROW_ROLE
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.visits.agenda_rows import Row, RowKind

HEIGHTS = {
    RowKind.SPAN: 40,
    RowKind.DAY: 36,
    RowKind.HINT: 26,
    RowKind.VISIT: 52,
    RowKind.CARE: 52,
    RowKind.PROMISE: 52,
    RowKind.KEEPER: 30,
}
LEAD_PX, NARROW_LEAD_PX = 124, 30
MARGIN_PX, NARROW_MARGIN_PX = 20, 12
ICON_PX = 18
BAR_PX = 4
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class RowPainter(ThemedDelegate):
    """In a narrow list the time stands before the details and not in a column of its own."""

    def __init__(self, theme: Theme, icons: Icons, view: QWidget, *, is_narrow: bool) -> None:
        super().__init__(theme, view)
        self._icons, self._is_narrow = icons, is_narrow
        self._lead = NARROW_LEAD_PX if is_narrow else LEAD_PX
        self._margin = NARROW_MARGIN_PX if is_narrow else MARGIN_PX
        self._painters = {
            RowKind.SPAN: self._span,
            RowKind.DAY: self._day,
            RowKind.HINT: self._hint,
            RowKind.KEEPER: self._keeper,
        }

    def link(self, area: QRect, row: Row) -> QRect:
        """Where the words at the right of a row stand."""
        width = QFontMetrics(self._view.font()).horizontalAdvance(row.note) + 2 * self._margin
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
        if row.is_choosable and (is_chosen or is_hovered):
            painter.fillRect(area, self._colour("selected" if is_chosen else "hover"))
        paint = self._painters.get(row.kind, self._entry)
        paint(painter, area, row, is_chosen=is_chosen)
        painter.restore()

    def _span(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        area = area.adjusted(self._margin, 10, -self._margin, 0)
        painter.setFont(self._font(1.25, bold=True))
        self._text(painter, area, row.text, "on_selected" if is_chosen else "text")

    def _day(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        inner = area.adjusted(self._margin, 0, -self._margin, 0)
        painter.fillRect(inner.adjusted(0, 0, 0, 1 - area.height()), self._colour("border"))
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
        inner = area.adjusted(self._margin + self._lead, 0, -self._margin, 0)
        self._text(painter, inner, f"▲ {row.text}", "on_selected" if is_chosen else "warning")

    def _keeper(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        """A customer beneath a festival, the tier behind the name."""
        painter.setFont(self._font())
        inner = area.adjusted(self._margin + self._lead, 0, -self._margin, 0)
        self._text(painter, inner, row.text, "on_selected" if is_chosen else "text")
        painter.setPen(self._colour("on_selected" if is_chosen else "muted"))
        painter.drawText(inner, _RIGHT, row.note)

    def _entry(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        inner = area.adjusted(self._margin, 7, -self._margin, -7)
        half = inner.height() // 2
        quiet = "on_selected" if is_chosen else "muted"
        painter.setFont(self._font())
        self._paint_lead(painter, inner, row, is_chosen=is_chosen)
        note = self.link(area, row).translated(0, -half // 2)
        painter.setPen(self._colour(quiet))
        painter.drawText(note, Qt.AlignmentFlag.AlignCenter, row.note)
        words = inner.adjusted(self._lead, 0, self._margin - note.width() if row.note else 0, 0)
        painter.setFont(self._font(1.0, bold=row.kind is not RowKind.PROMISE))
        upper = QRect(words.left(), words.top(), words.width(), half)
        self._text(painter, upper, row.text, self._main(row, is_chosen=is_chosen))
        painter.setFont(self._font())
        lower = QRect(words.left(), words.top() + half, inner.right() - words.left(), half)
        self._text(painter, lower, self._detail(row), quiet)

    def _paint_lead(self, painter: QPainter, inner: QRect, row: Row, *, is_chosen: bool) -> None:
        """A picture, the time, or in a narrow list the bar that stands for a visit."""
        if row.icon:
            token = "on_selected" if is_chosen else "icon"
            left = inner.left() if self._is_narrow else inner.left() + self._lead - ICON_PX - 14
            picture = self._icons.pixmap(row.icon, ICON_PX, token)
            painter.drawPixmap(left, inner.center().y() - ICON_PX // 2, picture)
        elif self._is_narrow:
            token = "accent" if self._is_open(row) else "muted"
            token = "on_selected" if is_chosen else token
            bar = QRect(inner.left() + (ICON_PX - BAR_PX) // 2, inner.top() + 2, BAR_PX, 34)
            painter.fillRect(bar, self._colour(token))
        else:
            half = QRect(inner.left(), inner.top(), self._lead, inner.height() // 2)
            self._text(painter, half, row.lead, "on_selected" if is_chosen else "text")

    def _detail(self, row: Row) -> str:
        parts = (row.lead, row.detail) if self._is_narrow else (row.detail,)
        return "  ·  ".join(part for part in parts if part)

    def _main(self, row: Row, *, is_chosen: bool) -> str:
        if is_chosen:
            return "on_selected"
        return "text" if row.visit is None or self._is_open(row) else "muted"

    @staticmethod
    def _is_open(row: Row) -> bool:
        return row.visit is not None and row.visit.visit.state is VisitState.PLANNED
