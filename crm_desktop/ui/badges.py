"""The badge of a tier, drawn the same way in lists, searches and headers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from crm_desktop.ui.theme import Theme

_TOKENS = {"A": "tier_a", "B": "tier_b", "C": "tier_c"}


def draw_badge(painter: QPainter, area: QRectF, tier: str, theme: Theme) -> None:
    """Draw A, B or C in its colour; a dash for who has no tier, as in the list."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = _TOKENS.get(tier)
    if token is None:
        painter.setPen(QColor(theme.colour("muted")))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "–")
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour(token)))
        painter.drawRoundedRect(area, 5, 5)
        font = QFont(painter.font())
        font.setBold(True)
        font.setPixelSize(round(area.height() * 0.62))
        painter.setFont(font)
        painter.setPen(QColor(theme.colour("on_tier")))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), tier)
    painter.restore()
