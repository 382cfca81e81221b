"""Small vector charts of page 2: twelve months of purchases and the product mix."""

from collections.abc import Sequence
from decimal import Decimal

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_values import MonthSum
from crm_desktop.reports.blocks import Drawn
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, ALARM, HAIRLINE, HAIRLINE_PT

CHART_MM = 26.0
_BAR_SHARE = 0.58


def months_chart(setting: Setting, months: Sequence[MonthSum], width: float) -> Drawn:
    """Bars of twelve months with the month below each and the amount above the tallest."""
    labels = [setting.entry((setting.light(str(one.month)),), width, 1) for one in months]
    plot = CHART_MM * mm
    height = plot + setting.scale.leading(setting.scale.small)
    top_amount = max((abs(one.amount) for one in months), default=Decimal(0)) or Decimal(1)
    low_share = float(max(-min(one.amount for one in months), Decimal(0)) / top_amount)
    unit = plot / (1 + low_share)
    step = width / max(len(months), 1)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        zero = top - unit
        for number, one in enumerate(months):
            tall = float(one.amount / top_amount) * unit
            canvas.setFillColor(ACCENT if tall >= 0 else ALARM)
            left = x + number * step + step * (1 - _BAR_SHARE) / 2
            canvas.rect(left, zero, step * _BAR_SHARE, tall, stroke=0, fill=1)
            label = labels[number]
            label.draw(canvas, x + number * step + (step - label.width) / 2, top - plot)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        canvas.line(x, zero, x + width, zero)

    return Drawn(height, paint)


def share_bar(fraction: Decimal, width: float, leading: float) -> Drawn:
    """A thin bar filled to a fraction 0-1 of its width."""

    def paint(canvas: Canvas, x: float, top: float) -> None:
        low = top - leading / 2 - 1.5
        canvas.setFillColor(ACCENT_TINT)
        canvas.rect(x, low, width, 3, stroke=0, fill=1)
        canvas.setFillColor(ACCENT)
        canvas.rect(x, low, width * float(min(max(fraction, 0), 1)), 3, stroke=0, fill=1)

    return Drawn(leading, paint)
