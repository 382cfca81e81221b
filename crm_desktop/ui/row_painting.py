"""What delegates share that paint a row themselves: the view's font, colours, text cut short."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from crm_desktop.ui.theme import Theme

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class ThemedDelegate(QStyledItemDelegate):
    """Paints with the font of ``view`` and the colours of the theme, as they are by then."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def _text(
        self, painter: QPainter, area: QRect, text: str, token: str, side: int = _LEFT
    ) -> None:
        """Write one line in a colour of the theme; what has no room ends in an ellipsis."""
        painter.setPen(self._colour(token))
        ends = Qt.TextElideMode.ElideRight
        painter.drawText(area, side, painter.fontMetrics().elidedText(text, ends, area.width()))

    def _font(self, factor: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        if factor != 1.0:
            font.setPointSizeF(font.pointSizeF() * factor)
        font.setBold(bold)
        return font

    def _colour(self, token: str) -> QColor:
        return QColor(self._theme.colour(token))
