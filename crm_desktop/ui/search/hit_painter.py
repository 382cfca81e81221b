"""Draws one hit of the search: tier, name, and where to place it in one's mind."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from crm_desktop.services.quick_search import Match
from crm_desktop.ui.badges import draw_badge
from crm_desktop.ui.theme import Theme

ROW_PX = 38
_BADGE, _PAD, _GAP = 20, 10, 14
_TOKENS = ("text", "muted", "selected", "on_selected")
_ENDS = Qt.TextElideMode.ElideRight


class HitPainter:
    """Draws in one font and the colours of one look; texts are measured and badges drawn once."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme, self._font = theme, font
        self._colours = {token: QColor(theme.colour(token)) for token in _TOKENS}
        self._metrics = QFontMetrics(font)
        self._line = (ROW_PX - self._metrics.height()) // 2 + self._metrics.ascent()
        self._fitted = lru_cache(maxsize=2_000)(self._fit)
        self._badge = lru_cache(maxsize=16)(self._drawn_badge)

    def paint(self, painter: QPainter, area: QRect, hit: Match, *, is_chosen: bool) -> None:
        """Draw badge, name and detail."""
        if is_chosen:
            self._paint_ground(painter, area)
        left, top = area.left() + _PAD, area.top() + (ROW_PX - _BADGE) // 2
        painter.drawPixmap(left, top, self._badge(hit.tier, painter.device().devicePixelRatio()))
        left, end = left + _BADGE + _PAD, area.right() - _PAD
        painter.setFont(self._font)
        painter.setPen(self._colours["on_selected" if is_chosen else "text"])
        name, width = self._fitted(hit.name, end - left)
        painter.drawText(left, area.top() + self._line, name)
        left += width + _GAP
        if left < end:
            painter.setPen(self._colours["on_selected" if is_chosen else "muted"])
            detail, _ = self._fitted(_detail(hit), end - left)
            painter.drawText(left, area.top() + self._line, detail)

    def _paint_ground(self, painter: QPainter, area: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["selected"])
        painter.drawRoundedRect(QRectF(area).adjusted(2, 1, -2, -1), 6, 6)

    def _fit(self, text: str, room: int) -> tuple[str, int]:
        """Return as much of a text as has room, and its width."""
        shown = self._metrics.elidedText(text, _ENDS, room)
        return shown, self._metrics.horizontalAdvance(shown)

    def _drawn_badge(self, tier: str, ratio: float) -> QPixmap:
        picture = QPixmap(round(_BADGE * ratio), round(_BADGE * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(self._font)
        draw_badge(painter, QRectF(0, 0, _BADGE, _BADGE), tier, self._theme)
        painter.end()
        return picture


def _detail(hit: Match) -> str:
    return " · ".join(filter(None, (hit.city, hit.external_id, hit.owner)))
