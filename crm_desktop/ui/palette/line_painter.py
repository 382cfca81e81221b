"""Draws a line of the palette: badge or picture, name, where to place it, and its shortcut.

Texts are measured and pictures drawn once: a key that is pressed pays for painting alone.
"""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from crm_desktop.ui.badges import draw_badge
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.palette.entries import Entry, Heading, Line
from crm_desktop.ui.theme import Theme

ROW_PX, HEADING_PX = 36, 28
_BADGE, _ICON, _PAD, _GAP, _KEY = 20, 16, 10, 14, 20
_SMALL_PX = 12
_TITLE_SHARE = 0.6
_TOKENS = (
    "text", "muted", "disabled", "selected", "on_selected", "border", "field_border", "surface",
)  # fmt: skip
_ENDS = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class LinePainter:
    """Draws in one font and the colours of one look."""

    def __init__(self, theme: Theme, icons: Icons, font: QFont) -> None:
        self._theme, self._icons, self._font = theme, icons, font
        self._small, self._bold = QFont(font), QFont(font)
        for one in (self._small, self._bold):
            one.setPixelSize(_SMALL_PX)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._colours = {token: QColor(theme.colour(token)) for token in _TOKENS}
        self._metrics, self._key_metrics = QFontMetrics(font), QFontMetrics(self._small)
        self._line = (ROW_PX - self._metrics.height()) // 2 + self._metrics.ascent()
        self._fitted = lru_cache(maxsize=2_000)(self._fit)
        self._width = lru_cache(maxsize=500)(self._metrics.horizontalAdvance)
        self._key_width = lru_cache(maxsize=200)(self._key_metrics.horizontalAdvance)
        self._badge = lru_cache(maxsize=16)(self._drawn_badge)

    def paint(self, painter: QPainter, area: QRect, line: Line, *, is_chosen: bool) -> None:
        """Draw a heading or an entry."""
        if isinstance(line, Heading):
            painter.setFont(self._bold)
            painter.setPen(self._colours["muted"])
            painter.drawText(area.adjusted(_PAD, 6, 0, 0), int(_MIDDLE), line.title)
            return
        if is_chosen:
            self._paint_ground(painter, area)
        left = self._paint_sign(painter, area, line, is_chosen=is_chosen)
        end = self._paint_keys(painter, area, line, is_chosen=is_chosen)
        self._paint_words(painter, area, line, (left, end, is_chosen))

    def _paint_ground(self, painter: QPainter, area: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours["selected"])
        painter.drawRoundedRect(QRectF(area).adjusted(2, 1, -2, -1), 6, 6)

    def _paint_sign(self, painter: QPainter, area: QRect, entry: Entry, *, is_chosen: bool) -> int:
        """Draw badge or picture; return where the words begin."""
        left = area.left() + _PAD
        if entry.tier is not None:
            top = area.top() + (ROW_PX - _BADGE) // 2
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(left, top, self._badge(entry.tier, ratio))
        elif entry.icon:
            token = "disabled" if entry.act is None else "on_selected" if is_chosen else "icon"
            top = area.top() + (ROW_PX - _ICON) // 2
            painter.drawPixmap(left + 2, top, self._icons.pixmap(entry.icon, _ICON, token))
        return left + _BADGE + _PAD

    def _paint_keys(self, painter: QPainter, area: QRect, entry: Entry, *, is_chosen: bool) -> int:
        """Draw the shortcut as a key; return where the words have to end."""
        end = area.right() - _PAD
        if not entry.keys:
            return end
        width = self._key_width(entry.keys) + _GAP
        key = QRectF(end - width + 0.5, area.top() + (ROW_PX - _KEY) / 2 + 0.5, width, _KEY)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colours["field_border" if is_chosen else "border"], 1))
        painter.setBrush(self._colours["surface"])
        painter.drawRoundedRect(key, 4, 4)
        painter.setFont(self._small)
        painter.setPen(self._colours["disabled" if entry.act is None else "muted"])
        painter.drawText(key, int(Qt.AlignmentFlag.AlignCenter), entry.keys)
        return end - width - _GAP

    def _paint_words(
        self, painter: QPainter, area: QRect, entry: Entry, place: tuple[int, int, bool]
    ) -> None:
        left, end, is_chosen = place
        painter.setFont(self._font)
        ink = "disabled" if entry.act is None else "on_selected" if is_chosen else "text"
        painter.setPen(self._colours[ink])
        name, width = self._fitted(entry.title, self._title_room(entry, end - left))
        base = area.top() + self._line
        painter.drawText(left, base, name)
        left += width + _GAP
        if left < end and entry.detail:
            painter.setPen(self._colours["on_selected" if is_chosen else "muted"])
            painter.drawText(left, base, self._fitted(entry.detail, end - left)[0])

    def _title_room(self, entry: Entry, room: int) -> int:
        """The title gives up to two fifths of its room to a detail that needs it."""
        if not entry.detail:
            return room
        wanted = self._width(entry.detail) + _GAP
        return max(int(room * _TITLE_SHARE), room - wanted)

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
