"""Paints the cells of the customer list straight from its rows: badges, bars and signs.

Asking the model for each role of each cell, as Qt's own delegate does, would take three times as
long for a screen of rows.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm_desktop.services.list_pages import PageRow
from crm_desktop.ui.customers.columns import COLUMNS, ORDER, Column
from crm_desktop.ui.customers.list_model import MICRO_100, ListModel
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme

ROW_HEIGHT = 32
PAD = 8
BADGE = 20
SIGN = 15
BAR_HEIGHT = 5
_LETTERS_WIDTH = 44
_TOKENS = (
    "surface",
    "selected",
    "on_selected",
    "text",
    "muted",
    "border",
    "danger",
    "warning",
    "accent",
    "tier_a",
    "tier_b",
    "tier_c",
    "on_tier",
    "hover",
)
_SIGNS = (
    ("has_taboo", "ban", "danger"),
    ("open_complaint", "flame", "danger"),
    ("at_risk", "trending-down", "warning"),
)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """The one delegate of the list; made anew with the page when the look changes."""

    def __init__(self, view: QTableView, model: ListModel, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._colours = {token: QColor(theme.colour(token)) for token in _TOKENS}
        self._signs = [
            (field, icons.pixmap(icon, SIGN, token), icons.pixmap(icon, SIGN, "on_selected"))
            for field, icon, token in _SIGNS
        ]
        self._font = view.font()
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        self._painters: Mapping[Column, Callable[..., None]] = {
            Column.TIER: self._paint_tier,
            Column.NAME: self._paint_name,
            Column.MAN: self._paint_man,
            Column.OVERDUE: self._paint_overdue,
        }

    def sizeHint(self, _: QStyleOptionViewItem, __: Index) -> QSize:  # noqa: N802 (Qt's name)
        """Rows are all of one height."""
        return QSize(60, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row, column = self._model.row_at(index.row()), ORDER[index.column()]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area: QRect = option.rect
        if is_chosen:
            painter.fillRect(area, self._colours["selected"])
        self._paint_edges(painter, area, index)
        if row is None:
            return
        paint = self._painters.get(column, self._paint_text)
        painter.save()
        paint(painter, area.adjusted(PAD, 0, -PAD, 0), row, column, is_chosen)
        painter.restore()

    def _paint_edges(self, painter: QPainter, area: QRect, index: Index) -> None:
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._colours["border"])
        is_first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        if is_first and self._view.currentIndex().row() == index.row():
            painter.fillRect(area.left(), area.top(), 3, area.height(), self._colours["accent"])

    def _paint_text(
        self, painter: QPainter, area: QRect, row: PageRow, column: Column, is_chosen: bool
    ) -> None:
        text = self._model.texts.text(row, column)
        if text:
            side = (
                Qt.AlignmentFlag.AlignRight
                if COLUMNS[column].is_number
                else Qt.AlignmentFlag.AlignLeft
            )
            self._write(painter, area, text, self._ink(is_chosen), side=side)

    def _paint_overdue(
        self, painter: QPainter, area: QRect, row: PageRow, _: Column, is_chosen: bool
    ) -> None:
        text = self._model.texts.overdue(row)
        if text:
            ink = self._ink(is_chosen, "danger")
            self._write(painter, area, text, ink, side=Qt.AlignmentFlag.AlignLeft)

    def _paint_name(
        self, painter: QPainter, area: QRect, row: PageRow, _: Column, is_chosen: bool
    ) -> None:
        signs = [
            chosen if is_chosen else usual
            for field, usual, chosen in self._signs
            if getattr(row, field)
        ]
        room = area.adjusted(0, 0, -(SIGN + 4) * len(signs), 0)
        painter.setFont(self._bold)
        text = self._bold_metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self._ink(is_chosen))
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignLeft, text)
        self._paint_signs(painter, area, signs)

    def _paint_signs(self, painter: QPainter, area: QRect, signs: list[QPixmap]) -> None:
        left = area.right() + 1 - (SIGN + 4) * len(signs) + 4
        top = area.center().y() - SIGN // 2 + 1
        for picture in signs:
            painter.drawPixmap(QPointF(left, top), picture)
            left += SIGN + 4

    def _paint_tier(
        self, painter: QPainter, area: QRect, row: PageRow, _: Column, is_chosen: bool
    ) -> None:
        if not row.tier:
            ink = self._ink(is_chosen, "muted")
            self._write(painter, area, "–", ink, side=Qt.AlignmentFlag.AlignHCenter)
            return
        badge = QRectF(0, 0, BADGE + 4, BADGE)
        badge.moveCenter(QPointF(area.center()) + QPointF(0.5, 0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours[f"tier_{row.tier.lower()}"])
        painter.drawRoundedRect(badge, 5, 5)
        painter.setPen(self._colours["on_tier"])
        painter.setFont(self._bold)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, row.tier)

    def _paint_man(
        self, painter: QPainter, area: QRect, row: PageRow, _: Column, is_chosen: bool
    ) -> None:
        if row.man_score is None:
            return
        painter.setFont(self._bold)
        painter.setPen(self._ink(is_chosen))
        painter.drawText(area, _MIDDLE | Qt.AlignmentFlag.AlignLeft, row.man_class)
        bar = QRectF(area.adjusted(_LETTERS_WIDTH, 0, 0, 0))
        if bar.width() < 2 * BAR_HEIGHT:
            return
        bar = QRectF(bar.left(), bar.center().y() - BAR_HEIGHT / 2, bar.width(), BAR_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["border"])
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        bar.setWidth(max(BAR_HEIGHT, bar.width() * row.man_score / MICRO_100))
        painter.setBrush(self._ink(is_chosen, "accent"))
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        ink: QColor,
        *,
        side: Qt.AlignmentFlag,
    ) -> None:
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(self._font)
        painter.setPen(ink)
        painter.drawText(area, _MIDDLE | side, shown)

    def _ink(self, is_chosen: bool, token: str = "text") -> QColor:  # noqa: S107 (a colour)
        return self._colours["on_selected" if is_chosen else token]
