"""The line of a closed record, painted: a list of hundreds would be slow made of labels."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextLayout,
    QTextOption,
)

from crm_desktop.ui.forms.list_specs import Summary
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme

LINE_PX = 38
LEFT_PX = 12
GAP_PX = 8
ICON_PX = 16
BADGE_PX = 20
BELOW_PX = 24
"""The height of what stands below the text in a narrow list."""

NARROW_PX = 620
_MOST_LINES = 3
_LOOKED_AT = 600
_BADGE_PADDING = 7
_DETAIL_SHARE = 0.5
_DETAIL_BESIDE_WRAPPED = 0.35
_MUTED = ("muted", "hover")
_BADGE_TOKENS = {
    "danger": ("danger", "danger_back"),
    "warning": ("warning", "warning_back"),
    "good": ("good", "good_back"),
}


class RowLine:
    """Measures and draws a summary in a given width.

    Where text, detail and tools don't fit side by side in a narrow list, the text stands whole on
    top and the others below it.
    """

    def __init__(self, summary: Summary, theme: Theme, icons: Icons) -> None:
        self.summary = summary
        self.is_stacked = False
        self.height = LINE_PX
        self._badge_px = self._mark_px = 0
        self._theme, self._icons = theme, icons

    def measure(self, width: int, tools_px: int, font: QFont) -> int:
        """Plan the line for a width, the tools in it; return how high it is."""
        badge, mark = self.summary.badge, self.summary.mark
        self._badge_px = _badge_px(badge, font) + GAP_PX if badge else 0
        self._mark_px = _badge_px(mark, font) + GAP_PX if mark else 0
        tools_px += self._mark_px
        room = width - self._before()
        self.is_stacked = width < NARROW_PX and self._wanted(font) + tools_px > room
        if self.is_stacked:
            self.height = self._text_px(font, room) + BELOW_PX
        elif self.summary.wraps:
            beside = tools_px + self._detail_px(width - tools_px, font)
            self.height = self._text_px(font, room - beside)
        else:
            self.height = LINE_PX
        return self.height

    def draw(self, painter: QPainter, area: QRect, tools_px: int) -> None:
        """Draw icon, badge, text and detail into an area as measured."""
        font = painter.font()
        top = QRect(area.left(), area.top(), area.width(), LINE_PX)
        if self.summary.icon:
            pixmap = self._icons.pixmap(self.summary.icon, ICON_PX)
            painter.drawPixmap(QPointF(top.left(), top.center().y() - ICON_PX / 2 + 1), pixmap)
        x = self._draw_badge(painter, top, area.left() + self._icon_px())
        if self.is_stacked:
            below = QRect(x, area.bottom() - BELOW_PX - 3, area.right() - x - tools_px, BELOW_PX)
            self._draw_text(painter, QRect(x, area.top(), area.right() - x, below.top()), font)
            self._draw_mark(painter, below, below.left())
            below.setLeft(below.left() + self._mark_px)
            self._draw_detail(painter, below, Qt.AlignmentFlag.AlignLeft)
            return
        self._draw_mark(painter, top, area.right() - tools_px - self._mark_px + GAP_PX)
        tools_px += self._mark_px
        detail = self._detail_px(area.width() - tools_px, font)
        room = QRect(x, area.top(), area.right() - tools_px - x - detail, area.height())
        self._draw_text(painter, room, font)
        beside = QRect(room.right() + GAP_PX, top.top(), detail - GAP_PX, top.height())
        self._draw_detail(painter, beside, Qt.AlignmentFlag.AlignRight)

    def _draw_text(self, painter: QPainter, room: QRect, font: QFont) -> None:
        painter.setPen(QColor(self._theme.colour("text")))
        if self.summary.wraps or self.is_stacked:
            layout = self._laid_out(font, room.width())
            height = layout.boundingRect().height()
            top = room.top() + max(0.0, (min(room.height(), self.height) - height) / 2)
            layout.draw(painter, QPointF(room.left(), top))
            return
        text = " ".join(self.summary.text.split())
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), elided)

    def _draw_detail(self, painter: QPainter, room: QRect, side: Qt.AlignmentFlag) -> None:
        if room.width() <= GAP_PX:
            return
        mode = Qt.TextElideMode.ElideRight
        elided = QFontMetrics(painter.font()).elidedText(self._detail(), mode, room.width())
        painter.setPen(QColor(self._theme.colour("muted")))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | side), elided)

    def _text_px(self, font: QFont, width: int) -> int:
        text = self._laid_out(font, width)
        return max(LINE_PX, round(text.boundingRect().height()) + 18)

    def _wanted(self, font: QFont) -> int:
        metrics = QFontMetrics(font)
        detail = metrics.horizontalAdvance(self._detail())
        return metrics.horizontalAdvance(self.summary.text) + detail + 2 * GAP_PX

    def _draw_badge(self, painter: QPainter, top: QRect, x: int) -> int:
        """Draw the badge and return where the text begins."""
        if not self.summary.badge:
            return x
        width = self._badge_px - GAP_PX
        pill = QRectF(x, top.center().y() - BADGE_PX / 2 + 1, width, BADGE_PX)
        self._draw_pill(painter, pill, self.summary.badge, self.summary.look)
        return x + width + GAP_PX

    def _draw_mark(self, painter: QPainter, line: QRect, x: int) -> None:
        if self.summary.mark:
            y = line.center().y() - BADGE_PX / 2 + 1
            pill = QRectF(x, y, self._mark_px - GAP_PX, BADGE_PX)
            self._draw_pill(painter, pill, self.summary.mark, self.summary.mark_look)

    def _draw_pill(self, painter: QPainter, pill: QRectF, text: str, look: str) -> None:
        ink, back = _BADGE_TOKENS.get(look, _MUTED)
        usual = painter.font()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour(back)))
        painter.drawRoundedRect(pill, 5, 5)
        painter.setPen(QColor(self._theme.colour(ink)))
        painter.setFont(_badge_font(usual))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(usual)

    def _icon_px(self) -> int:
        return ICON_PX + GAP_PX if self.summary.icon else 0

    def _before(self) -> int:
        return self._icon_px() + self._badge_px

    def _detail(self) -> str:
        return " ".join(self.summary.detail.split())

    def _detail_px(self, width: int, font: QFont) -> int:
        """Return the room of the detail: half the line at most, more where the text is short."""
        detail = self._detail()
        if not detail:
            return 0
        metrics = QFontMetrics(font)
        wanted = metrics.horizontalAdvance(detail) + GAP_PX + 2
        free = width - self._before() - metrics.horizontalAdvance(self.summary.text) - GAP_PX
        share = int(width * (_DETAIL_BESIDE_WRAPPED if self.summary.wraps else _DETAIL_SHARE))
        return max(0, min(wanted, max(share, free)))

    def _laid_out(self, font: QFont, width: int) -> QTextLayout:
        """Lay the text out; what need not stand whole gets a few lines and ends in …."""
        text = self.summary.text.replace("\n", "\u2028")
        if self.summary.wraps:
            return _lines_of(text, font, width)
        layout = _lines_of(text[:_LOOKED_AT], font, width, most=_MOST_LINES)
        last = layout.lineAt(layout.lineCount() - 1)
        end = last.textStart() + last.textLength() if last.isValid() else 0
        if end >= len(text):
            return layout
        return _lines_of(f"{text[: end - 1].rstrip()}…", font, width, most=_MOST_LINES)


def _lines_of(text: str, font: QFont, width: int, *, most: int | None = None) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while most is None or layout.lineCount() < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _badge_font(usual: QFont) -> QFont:
    font = QFont(usual)
    font.setBold(True)
    if usual.pixelSize() > 0:
        font.setPixelSize(max(9, round(usual.pixelSize() * 0.86)))
    else:
        font.setPointSizeF(max(7.0, usual.pointSizeF() * 0.86))
    return font


def _badge_px(badge: str, usual: QFont) -> int:
    return QFontMetrics(_badge_font(usual)).horizontalAdvance(badge) + 2 * _BADGE_PADDING
