"""How complete a card is, as a ring with its per cent."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.text import Language
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.theme import Theme

SIDE_PX = 44
_WIDTH = 4.0


class CompletenessRing(QAbstractButton):
    """A click asks what is missing; a dot says that something was not confirmed for long."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._percent, self._is_stale = 0, False
        self.setFixedSize(SIDE_PX, SIDE_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, percent: int, *, is_stale: bool) -> None:
        """Show 0-100 per cent."""
        self._percent, self._is_stale = percent, is_stale
        text = self._language.text
        words = text("Card {percent}% complete", percent=percent)
        if is_stale:
            words = self._language.with_note(words, text("some of it not confirmed for long"))
        self.setText(words)
        self.setAccessibleName(words)
        set_tip(self, words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """A small square."""
        return QSize(SIDE_PX, SIDE_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter clicks as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the ring, from the top clockwise."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.setPen(QPen(self._colour("border"), _WIDTH))
        painter.drawEllipse(area)
        token = "good" if self._percent >= 80 else "accent"
        painter.setPen(QPen(self._colour(token), _WIDTH, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(area, 90 * 16, -round(self._percent * 3.6 * 16))
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._colour("text"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(self._percent))
        if self._is_stale:
            self._draw_dot(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8), 6, 6)

    def _draw_dot(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._colour("window"), 1.5))
        painter.setBrush(self._colour("warning"))
        painter.drawEllipse(QRectF(self.width() - 13.0, 3.0, 9.0, 9.0))

    def _colour(self, token: str) -> QColor:
        return QColor(self._theme.colour(token))
