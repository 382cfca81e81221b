"""The head of a printed tier list: what it is, each tier's shares, the Pareto chart (D3)."""

from collections.abc import Iterator

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm

from crm_desktop.domain.pareto import CurvePoint, curve
from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.reports import charts_pareto
from crm_desktop.reports import tier_list_words as words
from crm_desktop.reports.charts_pareto import Frame, Marker, ParetoChart
from crm_desktop.reports.figures import Figures
from crm_desktop.reports.pen import Align, Ink, Pen, Slot
from crm_desktop.reports.style import ACCENT, HAIRLINE, HAIRLINE_PT, LIGHT
from crm_desktop.reports.tier_list import TierList, TierTotals
from crm_desktop.text import Language, mark

TIER_COLOURS: dict[Tier, Color] = {
    Tier.A: ACCENT,
    Tier.B: HexColor(0x4F97A3),
    Tier.C: HexColor(0x87939C),
}

CUSTOMERS_COLOUR = HexColor(0xA9B4BC)

HEIGHT: float = 79 * mm
_TITLE, _FACT, _SMALL = Ink(20, bold=True, colour=ACCENT), Ink(9), Ink(8, colour=LIGHT)
_LABEL, _FIGURE, _BIG = Ink(7.5, colour=LIGHT), Ink(8.5), Ink(10, bold=True)
_CHART_SHARE = 0.29
_AXIS_ROOM = 14 * mm
_CHART_HEIGHT = 44 * mm
_BAR = 2.6 * mm
_SWATCH = 1.9 * mm
_ROW = 11.5 * mm


class Summary:
    """Draws the head of page 1 between ``left`` and ``right``, both in points."""

    def __init__(self, tier_list: TierList, language: Language, pen: Pen) -> None:
        self._list = tier_list
        self._language = language
        self._pen = pen
        self._figures = Figures(language, tier_list.currency)

    def draw(self, left: float, right: float, top: float) -> None:
        """Draw it downwards from ``top``; it takes ``HEIGHT`` points."""
        chart_left = right - (right - left) * _CHART_SHARE
        self._draw_title(left, chart_left - left - _AXIS_ROOM, top)
        self._draw_tiers(left, chart_left - _AXIS_ROOM, top - 21 * mm)
        self._draw_notes(left, right - left, top - 68 * mm)
        room = right - chart_left - 4 * mm
        frame = Frame(chart_left, top - 6 * mm - _CHART_HEIGHT, room, _CHART_HEIGHT)
        charts_pareto.draw(self._pen, self._chart(), frame, size=7.5)

    def _draw_title(self, left: float, room: float, top: float) -> None:
        say, write = self._language.text, self._pen.write
        as_of = say(words.AS_OF, day=self._language.date(self._list.as_of))
        facts = "  ·  ".join(part for part in (self._list.organisation, as_of) if part)
        since = words.since_line(self._list.previous_as_of, self._language)
        write(top - 17, [(Slot(left, room, _TITLE), say(words.TITLE))])
        write(top - 31, [(Slot(left, room, _FACT), facts)])
        write(top - 42, [(Slot(left, room, _SMALL), since)])

    def _draw_tiers(self, left: float, right: float, top: float) -> None:
        """Draw a row a tier: its figures, and share of customers over share of revenue as bars."""
        columns = _Columns(left, right)
        heads = (mark("Customers"), mark("Revenue 12 months"))
        slots = (columns.count(_LABEL), columns.revenue(_LABEL))
        self._pen.write(
            top,
            [(slot, self._language.text(head)) for slot, head in zip(slots, heads, strict=True)],
        )
        self._draw_legend(columns.bar_left, top)
        y = top - 2.2 * mm
        for tier, totals in self._list.totals.items():
            self._draw_rule(left, right, y)
            self._draw_tier(columns, tier, totals, y)
            y -= _ROW
        self._draw_rule(left, right, y)
        self._draw_total(columns, y - 4.2 * mm)

    def _draw_legend(self, x: float, y: float) -> None:
        for msgid, colour in (
            (mark("customers"), CUSTOMERS_COLOUR),
            (mark("revenue"), ACCENT),
        ):
            self._pen.canvas.setFillColor(colour)
            self._pen.canvas.rect(x, y - 0.3, _SWATCH, _SWATCH, stroke=0, fill=1)
            x += _SWATCH + 1.2 * mm
            text = self._language.text(msgid)
            self._pen.write(y, [(Slot(x, 60 * mm, _LABEL), text)])
            x += self._pen.width(text, _LABEL) + 3.5 * mm

    def _draw_rule(self, left: float, right: float, y: float) -> None:
        canvas = self._pen.canvas
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        canvas.line(left, y, right, y)

    def _draw_tier(self, columns: "_Columns", tier: Tier, totals: TierTotals, top: float) -> None:
        badge(self._pen, tier, columns.left, top - 8.4 * mm)
        name = self._language.text(words.TIERS[tier])
        y = top - 6.7 * mm
        figures = [
            (columns.name(_BIG), name),
            (columns.count(_BIG), self._figures.count(totals.count)),
            (columns.revenue(_FIGURE), self._figures.money(totals.revenue)),
        ]
        self._pen.write(y, figures)
        shares = (totals.customer_share, totals.revenue_share)
        for share, bar_top, colour in zip(
            shares, (top - 2 * mm, top - 6.4 * mm), (CUSTOMERS_COLOUR, ACCENT), strict=True
        ):
            if share is not None:
                self._draw_bar(columns, float(share), bar_top, colour=colour)

    def _draw_bar(self, columns: "_Columns", share: float, top: float, *, colour: Color) -> None:
        canvas, length = self._pen.canvas, columns.bar_room * min(max(share, 0.0), 1.0)
        canvas.setFillColor(colour)
        if length:
            canvas.rect(columns.bar_left, top - _BAR, length, _BAR, stroke=0, fill=1)
        slot = Slot(columns.bar_left + length + 3, 40, _LABEL)
        self._pen.write(top - _BAR + 1.1, [(slot, self._language.percent(share, places=1))])

    def _draw_total(self, columns: "_Columns", y: float) -> None:
        total = self._list.total
        figures = [
            (columns.name(_LABEL), self._language.text(mark("Total"))),
            (columns.count(_LABEL), self._figures.count(total.count)),
            (columns.revenue(_LABEL), self._figures.money(total.revenue)),
        ]
        self._pen.write(y, figures)

    def _draw_notes(self, left: float, room: float, top: float) -> None:
        for number, note in enumerate(self._notes()):
            self._pen.write(top - number * 11, [(Slot(left, room, _SMALL), note)])

    def _notes(self) -> Iterator[str]:
        yield words.method_line(self._list.scheme, self._language)
        yield words.weights_line(self._list.scheme, self._language)
        yield words.caveats_line(self._list.left_out, self._language)

    def _chart(self) -> ParetoChart:
        percents = [self._language.percent(step, places=0) for step in (0, 0.25, 0.5, 0.75, 1)]
        revenues = [int(row.revenue_12m * 10**6) for row in self._list.rows]
        return ParetoChart(
            curve=curve(revenues),
            markers=tuple(self._markers()),
            across=self._language.text(mark("share of customers, highest revenue first")),
            upwards=self._language.text(mark("share of revenue")),
            ticks=percents,
        )

    def _markers(self) -> Iterator[Marker]:
        """Yield where A, and A with B, stand: below the curve, as tiers weigh more than revenue."""
        customers = revenue = 0.0
        for tier, label in ((Tier.A, "A"), (Tier.B, "A + B")):
            totals = self._list.totals[tier]
            customers += float(totals.customer_share)
            revenue += float(totals.revenue_share or 0)
            if totals.count and totals.revenue_share is not None:
                yield Marker(label, CurvePoint(customers, revenue), TIER_COLOURS[tier])


class _Columns:
    """Where the figures of the summary stand between two edges."""

    def __init__(self, left: float, right: float) -> None:
        self.left = left
        width = right - left
        self._name = left + 9 * mm
        self._count = left + 42 * mm + width * 0.08
        self._revenue = self._count + 14 * mm + width * 0.13
        self.bar_left = self._revenue + 5 * mm
        self.bar_room = right - self.bar_left - 11 * mm

    def name(self, ink: Ink) -> Slot:
        """The tier's meaning."""
        return Slot(self._name, self._count - self._name - 11 * mm, ink)

    def count(self, ink: Ink) -> Slot:
        """The number of customers."""
        return Slot(self._count, 24 * mm, ink, Align.RIGHT)

    def revenue(self, ink: Ink) -> Slot:
        """The revenue of 12 months."""
        return Slot(self._revenue, self._revenue - self._count - 2 * mm, ink, Align.RIGHT)


def badge(pen: Pen, tier: Tier, x: float, y: float, *, side: float = 6.2 * mm) -> None:
    """Draw a tier's letter on its colour, the lower left corner at ``x``, ``y``."""
    pen.canvas.setFillColor(TIER_COLOURS[tier])
    pen.canvas.roundRect(x, y, side, side, side * 0.2, stroke=0, fill=1)
    slot = Slot(x + side / 2, side, Ink(side * 0.62, bold=True, colour=_ON_TIER), Align.CENTER)
    pen.write(y + side * 0.28, [(slot, str(tier))])


_ON_TIER = HexColor(0xFFFFFF)
