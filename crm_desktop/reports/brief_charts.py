"""Small vector charts of page 2: twelve months of purchases, product mix, scores in time."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_values import MonthSum
from crm_desktop.domain.briefs import Figures
from crm_desktop.reports.blocks import Drawn
from crm_desktop.reports.brief_setting import Setting
from crm_desktop.reports.brief_words import MONTHS
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, ALARM, HAIRLINE, HAIRLINE_PT, MM
from crm_desktop.text import mark

CHART_MM = 22.0
_BAR_SHARE = 0.58


def months_chart(setting: Setting, figures: Figures, width: float) -> Drawn:
    """Bars of twelve months over their names; the highest one says its amount."""
    months = figures.months
    texts = [_month(setting, one, is_first=one is months[0]) for one in months]
    names = [setting.entry((setting.light(text),), width, 1) for text in texts]
    highest = max(months, key=lambda one: one.amount)
    amount = setting.language.money(highest.amount, figures.currency)
    peak = setting.entry((setting.light(amount),), width, 1)
    line = setting.scale.leading(setting.scale.small)
    bars = _Bars(months, width, CHART_MM * MM)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        bars.draw(canvas, x, top - line)
        for number, one in enumerate(months):
            middle = x + bars.step * (number + 0.5)
            name = names[number]
            name.draw(canvas, middle - name.width / 2, top - line - bars.height)
            if one is highest:
                left = min(max(middle - peak.width / 2, x), x + width - peak.width)
                peak.draw(canvas, left, top)

    return Drawn(2 * line + bars.height, paint)


def _month(setting: Setting, one: MonthSum, *, is_first: bool) -> str:
    """The name of a month; with its year where a year begins on the chart."""
    name = setting.say(MONTHS[one.month - 1])
    if not is_first and one.month > 1:
        return name
    return setting.say(mark("{month} ’{year}"), month=name, year=f"{one.year % 100:02}")


class _Bars:
    """Bars around a zero line: purchases above it, months with more returns below."""

    def __init__(self, months: Sequence[MonthSum], width: float, height: float) -> None:
        self.amounts = [float(one.amount) for one in months]
        self.width, self.height = width, height
        self.step = width / len(months)
        high, low = max(0.0, *self.amounts), min(0.0, *self.amounts)
        self.unit = height / (high - low) if high > low else 0.0
        self.above = high * self.unit

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        zero, wide = top - self.above, self.step * _BAR_SHARE
        for number, amount in enumerate(self.amounts):
            canvas.setFillColor(ACCENT if amount >= 0 else ALARM)
            left = x + number * self.step + (self.step - wide) / 2
            canvas.rect(left, zero, wide, amount * self.unit, stroke=0, fill=1)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        canvas.line(x, zero, x + self.width, zero)


def trend_line(values: Sequence[int], highest: int, width: float, leading: float) -> Drawn:
    """A small line through two or more values of a scale up to ``highest``, a dot at the last."""
    high = leading * 0.62

    def paint(canvas: Canvas, x: float, top: float) -> None:
        low = top - (leading + high) / 2
        step = width / (len(values) - 1)
        points = [(x + at * step, low + high * one / highest) for at, one in enumerate(values)]
        canvas.setStrokeColor(ACCENT)
        canvas.setFillColor(ACCENT)
        canvas.setLineWidth(0.9)
        for start, end in pairwise(points):
            canvas.line(*start, *end)
        canvas.circle(*points[-1], 1.6, stroke=0, fill=1)

    return Drawn(leading, paint)


def share_bar(fraction: Decimal, width: float, leading: float) -> Drawn:
    """A thin bar filled to a fraction 0-1 of its width."""

    def paint(canvas: Canvas, x: float, top: float) -> None:
        low = top - leading / 2 - 1.5
        canvas.setFillColor(ACCENT_TINT)
        canvas.rect(x, low, width, 3, stroke=0, fill=1)
        canvas.setFillColor(ACCENT)
        canvas.rect(x, low, width * min(max(float(fraction), 0.0), 1.0), 3, stroke=0, fill=1)

    return Drawn(leading, paint)
