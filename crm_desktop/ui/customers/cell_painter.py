"""Paints the cells of the customer list straight from its rows: badges, bars and signs.

Asking the model for each role of each cell, as Qt's own delegate does, would take three times as
long for a screen of rows.
"""

from collections.abc import Callable, Mapping
from functools import cached_property

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
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_NUMBERS = frozenset(column for column, spec in COLUMNS.items() if spec.is_number)
Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """The one delegate of the list; made anew with the page when the look changes."""

    def __init__(self, view: QTableView, model: ListModel, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._colours = {token: QColor(theme.colour(token)) for token in _TOKENS}
        self._icons = icons
        self._font = view.font()
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        self._first_section, self._current_row = 0, -1
        self._painters: Mapping[Column, Callable[..., None]] = {
            Column.TIER: self._paint_tier,
            Column.NAME: self._paint_name,
            Column.MAN: self._paint_man,
            Column.OVERDUE: self._paint_overdue,
        }

    @cached_property
    def _signs(self) -> list[tuple[str, QPixmap, QPixmap]]:
        """Drawn when the first row with a sign is painted."""
        draw = self._icons.pixmap
        return [
            (field, draw(icon, SIGN, token), draw(icon, SIGN, "on_selected"))
            for field, icon, token in _SIGNS
        ]

    def prepare(self) -> None:
        """Take in what is the same for every cell of one paint of the view."""
        self._first_section = self._view.horizontalHeader().logicalIndex(0)
        self._current_row = self._view.currentIndex().row()

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
        inside = area.adjusted(PAD, 0, -PAD, 0)
        paint = self._painters.get(column)
        if paint is None:
            text = self._model.text_at(index.row(), column)
            side = _RIGHT if column in _NUMBERS else _LEFT
            self._write(painter, inside, text, self._ink(is_chosen), side=side)
        else:
            paint(painter, inside, row, is_chosen)

    def _paint_edges(self, painter: QPainter, area: QRect, index: Index) -> None:
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._colours["border"])
        if index.row() == self._current_row and index.column() == self._first_section:
            painter.fillRect(area.left(), area.top(), 3, area.height(), self._colours["accent"])

    def _paint_overdue(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
        text = self._model.texts.overdue(row)
        self._write(painter, area, text, self._ink(is_chosen, "danger"), side=_LEFT)

    def _paint_name(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
        signs = [
            chosen if is_chosen else usual
            for field, usual, chosen in self._signs
            if getattr(row, field)
        ]
        room = area.adjusted(0, 0, -(SIGN + 4) * len(signs), 0)
        painter.setFont(self._bold)
        text = self._bold_metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self._ink(is_chosen))
        painter.drawText(room, _MIDDLE | _LEFT, text)
        self._paint_signs(painter, area, signs)

    def _paint_signs(self, painter: QPainter, area: QRect, signs: list[QPixmap]) -> None:
        left = area.right() + 1 - (SIGN + 4) * len(signs) + 4
        top = area.center().y() - SIGN // 2 + 1
        for picture in signs:
            painter.drawPixmap(QPointF(left, top), picture)
            left += SIGN + 4

    def _paint_tier(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_man(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
        if row.man_score is None:
            return
        painter.setFont(self._bold)
        painter.setPen(self._ink(is_chosen))
        painter.drawText(area, _MIDDLE | _LEFT, row.man_class)
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        ink: QColor,
        *,
        side: Qt.AlignmentFlag,
    ) -> None:
        if not text:
            return
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(self._font)
        painter.setPen(ink)
        painter.drawText(area, _MIDDLE | side, shown)

    def _ink(self, is_chosen: bool, token: str = "text") -> QColor:  # noqa: S107 (a colour)
        return self._colours["on_selected" if is_chosen else token]
