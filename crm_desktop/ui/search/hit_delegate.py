"""Draws one hit of the search: tier, name, and where to place it in one's mind."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.services.quick_search import Match
from crm_desktop.ui.badges import draw_badge
from crm_desktop.ui.theme import Theme

ROW_PX = 38
HIT_ROLE = Qt.ItemDataRole.UserRole


class HitDelegate(QStyledItemDelegate):
    """Paints hits without a widget for each."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(  # noqa: N802 (Qt's name)
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 (Qt's signature)
    ) -> QSize:
        """Every hit is one line."""
        return QSize(option.rect.width(), ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw badge, name and detail."""
        hit: Match = index.data(HIT_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = self._theme.colour
        area = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour("selected")))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(area, 6, 6)
        badge = QRectF(area.left() + 8, area.center().y() - 10, 20, 20)
        draw_badge(painter, badge, hit.tier, self._theme)
        left = badge.right() + 10
        font = QFont(option.font)
        painter.setFont(font)
        painter.setPen(QColor(colour("on_selected" if chosen else "text")))
        width = area.right() - left - 10
        name = painter.fontMetrics().elidedText(hit.name, Qt.TextElideMode.ElideRight, int(width))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, area.top(), width, area.height()), int(middle), name)
        left += painter.fontMetrics().horizontalAdvance(name) + 14
        painter.setPen(QColor(colour("on_selected" if chosen else "muted")))
        width = max(0.0, area.right() - left - 10)
        detail = painter.fontMetrics().elidedText(
            _detail(hit), Qt.TextElideMode.ElideRight, int(width)
        )
        painter.drawText(QRectF(left, area.top(), width, area.height()), int(middle), detail)
        painter.restore()


def _detail(hit: Match) -> str:
    return " · ".join(filter(None, (hit.city, hit.external_id, hit.owner)))
