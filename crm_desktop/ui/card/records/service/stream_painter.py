"""Draws the rows of the stream: the day at the left, the line of pictures, and the words."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from crm_desktop.text import Language
from crm_desktop.ui.card.records.service.stream_layout import (
    ABOVE_PX,
    BADGE_GAP_PX,
    BADGE_PADDING_PX,
    BADGE_PX,
    DETAIL_PX,
    MONTH_PX,
    RAIL_PX,
    RIGHT_PX,
    STEP_PX,
    TEXT_PX,
    Placed,
)
from crm_desktop.ui.card.records.service.stream_rows import Step, StreamRow
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme

DOT_PX = 26
QUIET_DOT_PX = 20
CIRCLE_PX = 15
TIME_PX = 46
_BACKS = {
    "info": "info_back",
    "danger": "danger_back",
    "good": "good_back",
    "muted": "hover",
}
_INKS = {"info": "icon", "danger": "danger", "good": "good", "muted": "muted"}
_BADGES = {
    "danger": ("danger", "danger_back"),
    "warning": ("warning", "warning_back"),
    "good": ("good", "good_back"),
    "section": ("muted", "hover"),
}
_STEP_INKS = {"danger": "danger", "warning": "warning", "good": "good", "section": "muted"}


class StreamPainter:
    """Knows the colours, the language and the pictures; the canvas knows the places."""

    def __init__(self, theme: Theme, language: Language, icons: Icons) -> None:
        self._theme, self._language, self._icons = theme, language, icons

    def draw(self, painter: QPainter, placed: Placed, area: QRect, *, state: str) -> None:
        """Draw a row into its area; ``state`` is ``hover``, ``open``, ``current`` or empty."""
        top = area.top()
        if placed.has_month:
            self._month(painter, placed, QRect(area.left(), top, area.width(), MONTH_PX))
            top += MONTH_PX
        line = QRect(area.left(), top, area.width(), area.bottom() - top + 1)
        self._rail(painter, placed, line)
        if state:
            self._ground(painter, line, state)
        if placed.has_day:
            self._day(painter, placed.row, line)
        self._dot(painter, placed.row, line)
        if placed.row.is_quiet:
            self._quiet(painter, placed.row, line)
        else:
            self._full(painter, placed, line)

    def step_circle(self, placed: Placed, line_top: int, number: int) -> QRect:
        """Return where the circle of something to do stands, its row being at a height."""
        top = line_top + placed.steps_top - placed.line_top + number * STEP_PX
        return QRect(TEXT_PX - 1, top + (STEP_PX - CIRCLE_PX) // 2, CIRCLE_PX, CIRCLE_PX)

    def _month(self, painter: QPainter, placed: Placed, area: QRect) -> None:
        usual = painter.font()
        painter.setFont(_sized(usual, 15, is_bold=True))
        painter.setPen(self._colour("text"))
        words = self._language.date(placed.row.entry.on, "month")
        room = area.adjusted(4, 6, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        used = QFontMetrics(painter.font()).horizontalAdvance(words)
        painter.setPen(QPen(self._colour("border"), 1))
        y = room.center().y() + 1
        painter.drawLine(room.left() + used + 12, y, area.right() - RIGHT_PX, y)
        painter.setFont(usual)

    def _rail(self, painter: QPainter, placed: Placed, line: QRect) -> None:
        painter.setPen(QPen(self._colour("border"), 2))
        top = line.top() + (10 if placed.has_month else 0)
        painter.drawLine(RAIL_PX, top, RAIL_PX, line.bottom())

    def _ground(self, painter: QPainter, line: QRect, state: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(line.adjusted(TEXT_PX - 10, 2, -2, -2))
        painter.setPen(Qt.PenStyle.NoPen)
        if state == "current":
            painter.setPen(QPen(self._colour("accent"), 2))
        painter.setBrush(self._colour("hover" if state != "current" else "surface"))
        painter.drawRoundedRect(ground, 7, 7)

    def _day(self, painter: QPainter, row: StreamRow, line: QRect) -> None:
        usual = painter.font()
        room = QRect(line.left(), line.top() + 4, RAIL_PX - 20, 20)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(_sized(usual, 15, is_bold=True))
        painter.setPen(self._colour("text"))
        painter.drawText(room, right, str(row.entry.on.day))
        if not row.is_quiet:
            painter.setFont(_sized(usual, 12))
            painter.setPen(self._colour("muted"))
            weekday = self._language.date(row.entry.on, "weekday")
            painter.drawText(room.translated(0, 19), right, weekday)
        painter.setFont(usual)

    def _dot(self, painter: QPainter, row: StreamRow, line: QRect) -> None:
        size = QUIET_DOT_PX if row.is_quiet else DOT_PX
        y = line.top() + (line.height() / 2 if row.is_quiet else ABOVE_PX + size / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour("border"), 1))
        painter.setBrush(self._colour("surface" if row.is_quiet else _BACKS[row.tone]))
        painter.drawEllipse(QPointF(RAIL_PX, y), size / 2, size / 2)
        picture = 12 if row.is_quiet else 15
        pixmap = self._icons.pixmap(row.icon, picture, _INKS[row.tone])
        painter.drawPixmap(QPointF(RAIL_PX - picture / 2, y - picture / 2), pixmap)

    def _quiet(self, painter: QPainter, row: StreamRow, line: QRect) -> None:
        usual = painter.font()
        metrics = QFontMetrics(usual)
        room = line.adjusted(TEXT_PX, 0, -RIGHT_PX, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self._colour("muted"))
        painter.drawText(room, middle, title)
        left = metrics.horizontalAdvance(title) + 12
        if row.detail and room.width() - left > 60:
            beside = room.adjusted(left, 0, 0, 0)
            detail = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, beside.width())
            painter.setFont(_sized(usual, 12))
            painter.drawText(beside, middle, detail)
            painter.setFont(usual)

    def _full(self, painter: QPainter, placed: Placed, line: QRect) -> None:
        row, usual = placed.row, painter.font()
        metrics = QFontMetrics(usual)
        left, right = TEXT_PX, line.right() - RIGHT_PX
        self._time(painter, row, line)
        room = QRect(left, line.top() + ABOVE_PX, right - left - TIME_PX, 0)
        if placed.badge_px:
            self._badge(painter, row, QRect(left, room.top(), placed.badge_px, BADGE_PX))
            room.setLeft(left + placed.badge_px + BADGE_GAP_PX)
        painter.setPen(self._colour("text"))
        layout = _lines(row.title, usual, room.width(), placed.lines)
        layout.draw(painter, QPointF(room.left(), room.top()))
        below = line.top() + ABOVE_PX + placed.lines * metrics.lineSpacing() + 2
        painter.setFont(_sized(usual, 12))
        painter.setPen(self._colour("muted"))
        detail = QRect(left, below, right - left, DETAIL_PX)
        elided = QFontMetrics(painter.font()).elidedText(
            row.detail, Qt.TextElideMode.ElideRight, detail.width()
        )
        painter.drawText(detail, int(Qt.AlignmentFlag.AlignVCenter), elided)
        painter.setFont(usual)
        for number, step in enumerate(row.steps):
            circle = self.step_circle(placed, line.top(), number)
            self._step(painter, step, circle, right)

    def _time(self, painter: QPainter, row: StreamRow, line: QRect) -> None:
        if row.entry.at is None:
            return
        usual = painter.font()
        painter.setFont(_sized(usual, 12))
        painter.setPen(self._colour("muted"))
        room = QRect(line.right() - RIGHT_PX - TIME_PX, line.top() + ABOVE_PX, TIME_PX, 18)
        words = self._language.time(row.entry.at)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), words)
        painter.setFont(usual)

    def _badge(self, painter: QPainter, row: StreamRow, area: QRect) -> None:
        ink, back = _BADGES.get(row.look, _BADGES["section"])
        usual = painter.font()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(back))
        painter.drawRoundedRect(QRectF(area), 5, 5)
        painter.setPen(self._colour(ink))
        painter.setFont(_sized(usual, 12, is_bold=True))
        room = area.adjusted(BADGE_PADDING_PX - 2, 0, 2 - BADGE_PADDING_PX, 0)
        words = QFontMetrics(painter.font()).elidedText(
            row.badge, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setFont(usual)

    def _step(self, painter: QPainter, step: Step, circle: QRect, right: int) -> None:
        usual = painter.font()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if step.is_open:
            painter.setPen(QPen(self._colour("field_border"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(circle).adjusted(1, 1, -1, -1))
        else:
            icon = "x" if step.look == "danger" else "check"
            pixmap = self._icons.pixmap(icon, CIRCLE_PX - 1, _STEP_INKS[step.look])
            painter.drawPixmap(QPointF(circle.left(), circle.top()), pixmap)
        small = _sized(usual, 12)
        detail_px = QFontMetrics(small).horizontalAdvance(step.detail)
        room = QRect(circle.right() + 8, circle.top() - 4, right - circle.right() - 8, 23)
        text_px = max(60, room.width() - detail_px - 10)
        words = QFontMetrics(usual).elidedText(step.text, Qt.TextElideMode.ElideRight, text_px)
        painter.setPen(self._colour("text" if step.is_open else "muted"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        left = QFontMetrics(usual).horizontalAdvance(words) + 10
        painter.setFont(small)
        painter.setPen(self._colour(_STEP_INKS.get(step.look, "muted")))
        painter.drawText(
            room.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), step.detail
        )
        painter.setFont(usual)

    def _colour(self, token: str) -> QColor:
        return QColor(self._theme.colour(token))


def _sized(usual: QFont, pixels: int, *, is_bold: bool = False) -> QFont:
    font = QFont(usual)
    font.setPixelSize(pixels)
    font.setBold(is_bold)
    return font


def _lines(text: str, font: QFont, width: int, most: int) -> QTextLayout:
    layout = _laid_out(text, font, width, most)
    last = layout.lineAt(layout.lineCount() - 1)
    end = last.textStart() + last.textLength() if last.isValid() else 0
    if end >= len(text):
        return layout
    return _laid_out(f"{text[: max(1, end - 2)].rstrip()}…", font, width, most)


def _laid_out(text: str, font: QFont, width: int, most: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while layout.lineCount() < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
