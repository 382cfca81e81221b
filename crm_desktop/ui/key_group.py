"""A group of shortcuts painted by one widget: a hundred labels would be slow to show."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.shortcut_groups import ShortcutGroup, ShortcutLine
from crm_desktop.ui.theme import Theme

LINE_PX, TITLE_PX = 28, 32
_KEY_PX, _PAD, _GAP = 20, 7, 5
_SMALL_PX = 12
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class KeyGroup(QWidget):
    """The title, and beneath it a line for what some keys do, the keys at the right."""

    def __init__(self, group: ShortcutGroup, theme: Theme) -> None:
        super().__init__()
        self.group, self._colour = group, theme.colour
        self._small = QFont(self.font())
        self._small.setPixelSize(_SMALL_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(group.title)
        said = (f"{line.text}: {', '.join(line.keys)}" for line in group.lines)
        self.setAccessibleDescription("\n".join(said))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide enough for its longest line."""
        metrics = QFontMetrics(self.font())
        wide = (
            metrics.horizontalAdvance(line.text) + self._keys_px(line) + 24
            for line in self.group.lines
        )
        return QSize(max(wide, default=200), TITLE_PX + LINE_PX * len(self.group.lines))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Long texts end in …."""
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw the title and the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._colour("text")))
        painter.drawText(QRectF(0, 0, self.width(), TITLE_PX - 4), int(_MIDDLE), self.group.title)
        for at, line in enumerate(self.group.lines):
            self._draw_line(painter, line, TITLE_PX + at * LINE_PX)
        painter.end()

    def _draw_line(self, painter: QPainter, line: ShortcutLine, top: int) -> None:
        painter.setPen(QPen(QColor(self._colour("border")), 1))
        painter.drawLine(0, top, self.width(), top)
        left = self._draw_keys(painter, line, top)
        painter.setFont(self.font())
        painter.setPen(QColor(self._colour("muted")))
        room = int(left - 12)
        text = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, top, room, LINE_PX), int(_MIDDLE), text)

    def _draw_keys(self, painter: QPainter, line: ShortcutLine, top: int) -> float:
        """Draw the keys from the right; return where they begin."""
        painter.setFont(self._small)
        x = float(self.width() - 1)
        for key in reversed(line.keys):
            width = self._key_px(key)
            x -= width
            box = QRectF(x, top + (LINE_PX - _KEY_PX) / 2 + 0.5, width - 1, _KEY_PX)
            painter.setPen(QPen(QColor(self._colour("field_border")), 1))
            painter.setBrush(QColor(self._colour("surface")))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(self._colour("text")))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key)
            x -= _GAP
        return x

    def _keys_px(self, line: ShortcutLine) -> int:
        return sum(self._key_px(key) + _GAP for key in line.keys)

    def _key_px(self, key: str) -> int:
        return max(_KEY_PX + 2, QFontMetrics(self._small).horizontalAdvance(key) + 2 * _PAD)
