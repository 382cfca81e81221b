"""Paints a day of the month: its number, its day by the moon, and a line for what stands on it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from crm_desktop.text import Language
from crm_desktop.ui.calendar.cells import Cell, lines_of
from crm_desktop.ui.calendar.month_model import CELL_ROLE
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.row_painting import ThemedDelegate
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.visits.entries import Entry, icon_of, short_words, side_words

PAD = 6
HEAD_PX = 22
ICON_PX = 13
BAR_PX = 3
LINE_FACTOR = 1.5
TALL_PX = 280
"""From this height on, as in a week, an entry has two lines where all have room for them."""
_SMALL = 0.9
_SATURDAY = 5
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_SMOOTH = QPainter.RenderHint.Antialiasing


class DayPainter(ThemedDelegate):
    """``chosen`` is the key of the entry chosen beside, ``target`` the day one is dragged to."""

    def __init__(
        self, theme: Theme, icons: Icons, language: Language, view: QAbstractItemView
    ) -> None:
        super().__init__(theme, view)
        self._icons, self._language, self._days = icons, language, view
        self.chosen = ""
        self.target: QModelIndex | None = None

    def entry_at(self, cell: Cell, area: QRect, at: QPoint) -> Entry | None:
        """Return the entry whose line is at a point of the day's area."""
        lines, _ = self._lines(cell, area)
        return next((one for one, line in lines if line.contains(at)), None)

    def is_on_more(self, cell: Cell, area: QRect, at: QPoint) -> bool:
        """True where the words stand that tell of more."""
        lines, more = self._lines(cell, area)
        top = self._line(area, len(lines), self.line_px).top()
        return more > 0 and top <= at.y() < top + self.line_px

    @property
    def line_px(self) -> int:
        """The height of an entry in pixels."""
        # The height of the font has room for accents of other scripts, which would cost a line.
        return round(QFontInfo(self._font(_SMALL)).pixelSize() * LINE_FACTOR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one day."""
        cell: Cell = index.data(CELL_ROLE)
        painter.save()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._ground(painter, area, cell, is_hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        self._head(painter, area, cell)
        painter.setFont(self._font(_SMALL))
        is_current = index == self._days.currentIndex()
        lines, more = self._lines(cell, area)
        for one, line in lines:
            self._entry(painter, line, one, is_chosen=is_current and one.key == self.chosen)
        if more:
            words = self._language.plural("+{count} more", "+{count} more", more)
            inner = self._line(area, len(lines), self.line_px).adjusted(PAD, 0, -2, 0)
            self._text(painter, inner, words, "muted")
        self._frame(painter, area, is_current=is_current, is_target=index == self.target)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, cell: Cell, *, is_hovered: bool) -> None:
        is_quiet = cell.is_outside or cell.day.weekday() >= _SATURDAY
        token = "hover" if is_hovered else "window" if is_quiet else "surface"
        painter.fillRect(area, self._colour(token))
        edge = self._colour("border")
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, edge)
        painter.fillRect(area.right(), area.top(), 1, area.height(), edge)

    def _head(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        head = QRect(area.left() + PAD, area.top() + 2, area.width() - 2 * PAD, HEAD_PX - 2)
        number = str(cell.day.day)
        painter.setFont(self._font(1.0, bold=cell.is_today))
        width = max(QFontMetrics(painter.font()).horizontalAdvance(number) + 10, HEAD_PX - 2)
        if cell.is_today:
            mark = QRectF(head.left(), head.top(), width, head.height())
            painter.setRenderHint(_SMOOTH)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("accent"))
            painter.drawRoundedRect(mark, head.height() / 2, head.height() / 2)
            painter.setRenderHint(_SMOOTH, on=False)
            self._text(painter, mark.toRect(), number, "on_accent", _CENTRE)
        else:
            self._text(painter, head, number, "muted" if cell.is_outside else "text")
        painter.setFont(self._font(_SMALL))
        rest = head.adjusted(width + 2, 0, 0, 0)
        name = cell.festival
        self._text(painter, rest, name or cell.lunar, "link" if name else "muted", _RIGHT)

    def _entry(self, painter: QPainter, line: QRect, one: Entry, *, is_chosen: bool) -> None:
        ground = "selected" if is_chosen else "info_back" if one.is_planned else ""
        ink = "on_selected" if is_chosen else "muted" if one.is_quiet else "text"
        painter.setRenderHint(_SMOOTH)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(ground))
            painter.drawRoundedRect(line, 3, 3)
        painter.setRenderHint(_SMOOTH, on=False)
        icon = icon_of(one)
        if icon:
            picture = self._icons.pixmap(
                icon, ICON_PX, ink if one.is_quiet or is_chosen else "icon"
            )
            painter.drawPixmap(line.left() + 2, line.center().y() - ICON_PX // 2, picture)
        else:
            bar = QRect(line.left() + 1, line.top() + 2, BAR_PX, line.height() - 4)
            painter.fillRect(bar, self._colour("accent" if one.is_planned else "muted"))
        words = line.adjusted(ICON_PX + 6 if icon else BAR_PX + 5, 0, -3, 0)
        upper = QRect(words.left(), words.top(), words.width(), self.line_px - 1)
        self._text(painter, upper, short_words(self._language, one), ink)
        if line.height() > upper.height():
            quiet = "on_selected" if is_chosen else "muted"
            self._text(
                painter,
                upper.translated(0, self.line_px - 2),
                side_words(self._language, one),
                quiet,
            )

    def _frame(self, painter: QPainter, area: QRect, *, is_current: bool, is_target: bool) -> None:
        if not (is_current or is_target):
            return
        wide = 2 if is_target or self._days.hasFocus() else 1
        pen = QPen(self._colour("accent"), wide)
        if is_target:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _lines(self, cell: Cell, area: QRect) -> tuple[list[tuple[Entry, QRect]], int]:
        room = max((area.height() - HEAD_PX - 2) // self.line_px, 0)
        shown, more = lines_of(cell.shown, room)
        is_tall = area.height() >= TALL_PX and 2 * len(shown) <= room
        height = self.line_px * (2 if is_tall else 1)
        return [(one, self._line(area, at, height)) for at, one in enumerate(shown)], more

    @staticmethod
    def _line(area: QRect, number: int, height: int) -> QRect:
        top = area.top() + HEAD_PX + number * height
        return QRect(area.left() + 3, top, area.width() - 7, height - 1)
