"""Each tier's share of the customers beside its share of the revenue, now and by the plan (D3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.tier_plan import TierShare
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.text import Language
from crm_desktop.ui.badges import draw_badge
from crm_desktop.ui.theme import Theme

ROW_PX = 48
BADGE_PX = 26
BAR_PX = 10
GAP_PX = 10
_TOKENS = {Tier.A: "tier_a", Tier.B: "tier_b", Tier.C: "tier_c"}


@dataclass(frozen=True)
class _Row:
    """One tier by the plan, and before it where tiers were applied."""

    share: TierShare
    before: TierShare | None


class TierBars(QWidget):
    """Two bars a tier: customers above, revenue beneath; a thin line marks where it stands now."""

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__()
        self._language, self._theme = language, theme
        self._rows: dict[Tier, _Row] = {}
        self.setMinimumSize(QSize(330, 3 * ROW_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(language.text("Share of customers and of revenue by tier"))

    def show_shares(
        self, shares: Mapping[Tier, TierShare], before: Mapping[Tier, TierShare] | None
    ) -> None:
        """Show the plan's shares, and the present ones where there are any."""
        self._rows = {tier: _Row(shares[tier], before[tier] if before else None) for tier in Tier}
        spoken = (
            self._language.labelled(tier, self._spoken(row)) for tier, row in self._rows.items()
        )
        self.setAccessibleDescription("; ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as there is room."""
        return QSize(420, 3 * ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw a badge, two bars and their words a tier."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (tier, row) in enumerate(self._rows.items()):
            top = place * ROW_PX + 4
            draw_badge(painter, QRectF(0, top + 7, BADGE_PX, BADGE_PX), tier, self._theme)
            for line, (part, before, words) in enumerate(self._lines(row)):
                area = QRectF(BADGE_PX + GAP_PX, top + line * 20, self._bar_width(), 20)
                self._draw_bar(painter, area, _TOKENS[tier], (part, before))
                painter.setPen(QColor(self._theme.colour("text" if line == 0 else "muted")))
                room = QRectF(area.right() + GAP_PX, area.top(), self._words_width(), 20)
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, int(flags), words)

    def _lines(
        self, row: _Row
    ) -> tuple[tuple[Fraction, Fraction | None, str], tuple[Fraction, Fraction | None, str]]:
        before = row.before
        customers = (
            row.share.customer_share,
            before.customer_share if before else None,
            self._customers(row),
        )
        revenue = (
            row.share.revenue_share or Fraction(0),
            before.revenue_share if before else None,
            self._revenue(row),
        )
        return customers, revenue

    def _draw_bar(
        self, painter: QPainter, area: QRectF, token: str, parts: tuple[Fraction, Fraction | None]
    ) -> None:
        part, before = parts
        groove = QRectF(area.left(), area.center().y() - BAR_PX / 2, area.width(), BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour("hover")))
        painter.drawRoundedRect(groove, 3, 3)
        filled = QRectF(groove)
        filled.setWidth(groove.width() * min(1.0, max(0.0, float(part))))
        painter.setBrush(QColor(self._theme.colour(token)))
        painter.drawRoundedRect(filled, 3, 3)
        if before is not None:
            x = groove.left() + groove.width() * min(1.0, max(0.0, float(before)))
            painter.setPen(QPen(QColor(self._theme.colour("text")), 2))
            painter.drawLine(QPointF(x, groove.top() - 3), QPointF(x, groove.bottom() + 3))

    def _bar_width(self) -> float:
        return max(60.0, self.width() - BADGE_PX - 2 * GAP_PX - self._words_width())

    def _words_width(self) -> float:
        """As wide as the longest words; the bars get the rest."""
        metrics = self.fontMetrics()
        words = (line[2] for row in self._rows.values() for line in self._lines(row))
        return max(map(metrics.horizontalAdvance, words), default=0) + 2.0

    def _customers(self, row: _Row) -> str:
        language = self._language
        share = language.percent(float(row.share.customer_share))
        count = language.number(row.share.count)
        if row.before is not None and row.before.count != row.share.count:
            count = f"{language.number(row.before.count)} → {count}"
        return language.text("{count} customers · {share}", count=count, share=share)

    def _revenue(self, row: _Row) -> str:
        language, share = self._language, row.share.revenue_share
        if share is None:
            return language.text("no revenue yet")
        return language.text("{share} of the revenue", share=language.percent(float(share)))

    def _spoken(self, row: _Row) -> str:
        return self._language.join([self._customers(row), self._revenue(row)])
