"""Twelve months of purchases as small bars, with the same in words for who can't see them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from crm_desktop.domain.brief_values import MonthSum
from crm_desktop.text import Language
from crm_desktop.ui.labels import as_tip
from crm_desktop.ui.theme import Theme

HEIGHT_PX = 96
_LABEL_PX = 16


class MonthBars(QWidget):
    """A bar a month, below the line where returns were more than purchases."""

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        self._theme, self._language = theme, language
        self._months: Sequence[MonthSum] = ()
        self._currency = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(HEIGHT_PX)

    def show_months(self, months: Sequence[MonthSum], currency: str) -> None:
        """Show sums, the oldest month first."""
        self._months, self._currency = months, currency
        self.setAccessibleName(self._language.text("Purchases by month"))
        self.setAccessibleDescription("; ".join(self._words(one) for one in months))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Low and wide."""
        return QSize(320, HEIGHT_PX)

    def event(self, event: QEvent) -> bool:
        """Tell the month under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._months:
            at = int(event.pos().x() / (self.width() / len(self._months)))
            month = self._months[min(max(at, 0), len(self._months) - 1)]
            QToolTip.showText(event.globalPos(), as_tip(self._words(month)))
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the bars, the line they stand on and the months."""
        if not self._months:
            return
        painter = QPainter(self)
        sums = [float(one.amount) for one in self._months]
        top, bottom = max(*sums, 0.0), min(*sums, 0.0)
        room = self.height() - _LABEL_PX - 2
        scale = room / (top - bottom) if top > bottom else 0.0
        zero = top * scale + 1
        step = self.width() / len(self._months)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        for at, amount in enumerate(sums):
            token = "accent" if amount >= 0 else "danger"
            bar = QRectF(at * step + step * 0.18, zero, step * 0.64, -amount * scale)
            painter.fillRect(bar.normalized(), QColor(self._theme.colour(token)))
            area = QRectF(at * step, self.height() - _LABEL_PX, step, _LABEL_PX)
            painter.setPen(QColor(self._theme.colour("muted")))
            flags = int(Qt.AlignmentFlag.AlignCenter)
            painter.drawText(area, flags, str(self._months[at].month))
        painter.setPen(QPen(QColor(self._theme.colour("border")), 1))
        painter.drawLine(0, round(zero), self.width(), round(zero))

    def _words(self, one: MonthSum) -> str:
        month = f"{one.year}-{one.month:02}"
        if self._currency:
            return self._language.labelled(month, self._language.money(one.amount, self._currency))
        return self._language.labelled(month, self._language.number(one.amount))
