"""Paints a pair: both names, and beneath them the reasons as chips."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from crm_desktop.domain.duplicate_pairs import DuplicatePair
from crm_desktop.text import Language
from crm_desktop.ui.row_painting import ThemedDelegate
from crm_desktop.ui.theme import Theme
from crm_desktop.wording.duplicates import short_evidence

PAIR_ROLE = Qt.ItemDataRole.UserRole
HEIGHT_PX, MARGIN_PX, CHIP_PX, GAP_PX = 64, 12, 20, 6
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PairPainter(ThemedDelegate):
    """A sure pair has a bar at its left, a possible one has none."""

    def __init__(self, language: Language, theme: Theme, view: QWidget) -> None:
        super().__init__(theme, view)
        self._language = language

    def sizeHint(  # noqa: N802 (Qt's name)
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 (Qt's signature)
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 (Qt's signature)
    ) -> QSize:
        """Two lines."""
        return QSize(0, HEIGHT_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one pair."""
        pair: DuplicatePair = index.data(PAIR_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._colour("selected" if is_chosen else "hover"))
        if pair.is_sure:
            bar = QRect(area.left(), area.top() + 8, 4, area.height() - 16)
            painter.fillRect(bar, self._colour("accent"))
        inner = area.adjusted(MARGIN_PX, 8, -MARGIN_PX, -8)
        self._names(painter, inner, pair, is_chosen=is_chosen)
        self._chips(painter, inner, pair, is_chosen=is_chosen)
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, self._colour("border"))
        painter.restore()

    def _names(
        self, painter: QPainter, inner: QRect, pair: DuplicatePair, *, is_chosen: bool
    ) -> None:
        font = self._font(bold=True)
        painter.setFont(font)
        painter.setPen(self._colour("on_selected" if is_chosen else "text"))
        half = (inner.width() - 28) // 2
        measure = QFontMetrics(font)
        first = measure.elidedText(pair.first.name, Qt.TextElideMode.ElideRight, half)
        left = QRect(inner.left(), inner.top(), half, 22)
        painter.drawText(left, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), first)
        width = min(half, measure.horizontalAdvance(first))
        arrow = QRect(inner.left() + width, inner.top(), 28, 22)
        painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "=" if pair.is_sure else "≈")
        second = measure.elidedText(pair.second.name, Qt.TextElideMode.ElideRight, half)
        right = QRect(arrow.right() + 1, inner.top(), half, 22)
        painter.drawText(right, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), second)

    def _chips(
        self, painter: QPainter, inner: QRect, pair: DuplicatePair, *, is_chosen: bool
    ) -> None:
        font = self._font()
        font.setPixelSize(12)
        painter.setFont(font)
        measure, at = QFontMetrics(font), inner.left()
        for one in pair.evidence:
            words = short_evidence(self._language, one.code)
            width = measure.horizontalAdvance(words) + 14
            if at + width > inner.right() and at > inner.left():
                painter.setPen(self._colour("on_selected" if is_chosen else "muted"))
                painter.drawText(QRect(at, inner.bottom() - CHIP_PX, 20, CHIP_PX), _MIDDLE, "…")
                return
            chip = QRectF(
                at + 0.5, inner.bottom() - CHIP_PX + 0.5, min(width, inner.width()), CHIP_PX
            )
            is_against = one.points < 0
            painter.setPen(QPen(self._colour("warning" if is_against else "border"), 1))
            painter.setBrush(self._colour("warning_back" if is_against else "surface"))
            painter.drawRoundedRect(chip, 9, 9)
            painter.setPen(self._colour("warning" if is_against else "text"))
            shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, int(chip.width()) - 10)
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), shown)
            at += width + GAP_PX
