"""The tier list on paper: one line a customer under a head that repeats, grouped by tier (D3)."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from crm_desktop.domain.tier_scheme import Tier
from crm_desktop.reports import tier_list_words as words
from crm_desktop.reports.figures import Figures
from crm_desktop.reports.fonts import Fonts
from crm_desktop.reports.paper_canvas import new_canvas
from crm_desktop.reports.pen import Align, Ink, Pen, Slot
from crm_desktop.reports.style import ACCENT, ACCENT_TINT, HAIRLINE, HAIRLINE_PT, INK, LIGHT
from crm_desktop.reports.tier_list import TierList, TierListRow
from crm_desktop.reports.tier_list_summary import HEIGHT as SUMMARY_HEIGHT
from crm_desktop.reports.tier_list_summary import TIER_COLOURS, Summary, badge
from crm_desktop.reports.tier_list_table import SetColumn, columns_of, laid_out, natural_width
from crm_desktop.text import Language, mark

_MARGIN: float = 12 * mm
_TOP: float = 12 * mm
_BOTTOM: float = 14 * mm
_HEAD: float = 8.5 * mm
_RUNNING_HEAD: float = 6 * mm
_ROW: float = 4.7 * mm
_GROUP: float = 11.5 * mm
_GROUP_AGAIN: float = 7.5 * mm
_TOTAL: float = 8 * mm
_BASELINE: float = 1.55 * mm


@dataclass(frozen=True, slots=True)
class _Band:
    """A tier's heading; ``is_again`` where the tier began on an earlier page."""

    tier: Tier
    is_again: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of one page, under the headings of their tiers."""

    items: tuple[_Band | TierListRow, ...]


def render(tier_list: TierList, language: Language, fonts: Fonts) -> bytes:
    """Return the list as PDF on A4, upright where every column fits, else lying.

    May run off the UI thread; ``fonts.missing`` tells afterwards what could not be drawn.
    """
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, A4, language)
    title = f"{language.text(words.TITLE)} · {tier_list.organisation}"
    canvas.setTitle(title)
    canvas.setSubject(language.text(words.AS_OF, day=language.date(tier_list.as_of)))
    pen = Pen(canvas, fonts)
    wanted = columns_of(tier_list, language, pen)
    size = A4 if natural_width(wanted) <= A4[0] - 2 * _MARGIN else landscape(A4)
    columns = laid_out(wanted, _MARGIN, size[0] - 2 * _MARGIN)
    writer = _Writer(tier_list, language, pen, size=size, columns=columns)
    writer.draw()
    canvas.save()
    return buffer.getvalue()


def _paginate(tier_list: TierList, first_room: float, room: float) -> list[_Page]:
    """Return what stands on each page; no heading stands alone at the foot."""
    pages: list[_Page] = []
    items: list[_Band | TierListRow] = []
    left = first_room
    for tier, rows in tier_list.groups.items():
        if rows and left < _GROUP + 2 * _ROW:
            pages.append(_Page(tuple(items)))
            items, left = [], room
        if rows:
            items.append(_Band(tier, is_again=False))
            left -= _GROUP
        for row in rows:
            if left < _ROW:
                pages.append(_Page(tuple(items)))
                items, left = [_Band(tier, is_again=True)], room - _GROUP_AGAIN
            items.append(row)
            left -= _ROW
    return [*pages, _Page(tuple(items))]


class _Writer:
    """Draws the pages of one list."""

    def __init__(
        self,
        tier_list: TierList,
        language: Language,
        pen: Pen,
        *,
        size: tuple[float, float],
        columns: Sequence[SetColumn],
    ) -> None:
        self._list = tier_list
        self._language = language
        self._pen = pen
        self._size = size
        self._columns = columns
        self._entries = [(column.slot, column.words) for column in columns]
        self._figures = Figures(language, tier_list.currency)
        self._right = size[0] - _MARGIN

    def draw(self) -> None:
        """Draw every page."""
        room = self._size[1] - _TOP - _BOTTOM - _HEAD
        pages = _paginate(self._list, room - SUMMARY_HEIGHT, room - _RUNNING_HEAD)
        for number, page in enumerate(pages, 1):
            self._pen.canvas.setPageSize(self._size)
            y = self._draw_head(is_first=number == 1)
            y = self._draw_items(page, y)
            # The summary tells the total too: it is not worth a page of its own.
            if number == len(pages) and y - _TOTAL >= _BOTTOM:
                self._draw_total(y)
            self._draw_foot(number, len(pages))
            self._pen.canvas.showPage()

    def _draw_head(self, *, is_first: bool) -> float:
        """Draw what stands above the rows and return where they begin."""
        top = self._size[1] - _TOP
        if is_first:
            Summary(self._list, self._language, self._pen).draw(_MARGIN, self._right, top)
            top -= SUMMARY_HEIGHT
        else:
            self._draw_running_head(top)
            top -= _RUNNING_HEAD
        self._draw_headings(top - _HEAD)
        self._pen.canvas.setStrokeColor(ACCENT)
        self._pen.canvas.setLineWidth(_RULE_PT)
        self._pen.canvas.line(_MARGIN, top - _HEAD, self._right, top - _HEAD)
        return top - _HEAD

    def _draw_headings(self, y: float) -> None:
        """Draw the headings over ``y``; a unit stands under its heading."""
        heads = [(each.head_slot, each.column.heading) for each in self._columns]
        units = [(each.unit_slot, each.column.unit) for each in self._columns if each.column.unit]
        self._pen.write(y + 4.4 * mm, heads)
        self._pen.write(y + 1.6 * mm, units)

    def _draw_running_head(self, top: float) -> None:
        day = self._language.date(self._list.as_of)
        parts = (
            self._language.text(words.TITLE),
            self._list.organisation,
            self._language.text(words.AS_OF, day=day),
        )
        room = self._right - _MARGIN
        line = "  ·  ".join(part for part in parts if part)
        self._pen.write(top - 2 * mm, [(Slot(_MARGIN, room, _SMALL), line)])

    def _draw_items(self, page: _Page, y: float) -> float:
        rules: list[tuple[float, float, float, float]] = []
        bars: list[tuple[float, float, float]] = []
        for item in page.items:
            if isinstance(item, _Band):
                y = self._draw_band(item, y)
                continue
            y -= _ROW
            self._pen.write(y + _BASELINE, self._words(item))
            rules.append((_MARGIN, y, self._right, y))
            bars += self._bar(item, y)
        self._draw_lines(rules, bars)
        return y

    def _words(self, row: TierListRow) -> Iterator[tuple[Slot, str]]:
        for slot, words_of in self._entries:
            text = words_of(row)
            if text:
                yield slot, text

    def _bar(self, row: TierListRow, y: float) -> Iterator[tuple[float, float, float]]:
        for column in self._columns:
            if column.column.is_index and row.index is not None:
                yield column.left, y + 0.35 * mm, column.slot.room * float(row.index) / 100

    def _draw_lines(
        self,
        rules: list[tuple[float, float, float, float]],
        bars: list[tuple[float, float, float]],
    ) -> None:
        canvas = self._pen.canvas
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(HAIRLINE_PT)
        canvas.lines(rules)
        path = canvas.beginPath()
        for x, y, length in bars:
            path.rect(x, y, length, _BAR_PT)
        canvas.setFillColor(ACCENT)
        canvas.drawPath(path, stroke=0, fill=1)

    def _draw_band(self, band: _Band, top: float) -> float:
        height = _GROUP_AGAIN if band.is_again else _GROUP
        canvas, pad = self._pen.canvas, 1.2 * mm
        canvas.setFillColor(ACCENT_TINT)
        canvas.rect(_MARGIN, top - height, self._right - _MARGIN, height - pad, stroke=0, fill=1)
        canvas.setFillColor(TIER_COLOURS[band.tier])
        canvas.rect(_MARGIN, top - height, 1.2 * mm, height - pad, stroke=0, fill=1)
        strategy = "" if band.is_again else self._list.strategies.get(band.tier, "")
        # A name without a second line stands in the middle of its band.
        drop = 0.0 if strategy or band.is_again else 2.1 * mm
        side, first = 4.6 * mm, top - pad - drop
        badge(self._pen, band.tier, _MARGIN + 2.6 * mm, first - side - 0.8 * mm, side=side)
        left = _MARGIN + 9.5 * mm
        room = self._right - left - 2 * mm
        y = first - 4.2 * mm
        self._pen.write(y, self._band_words(band, left, room))
        if strategy:
            self._pen.write(y - 4.2 * mm, [(Slot(left, room, _SMALL), strategy)])
        return top - height

    def _band_words(self, band: _Band, left: float, room: float) -> list[tuple[Slot, str]]:
        name = self._language.text(words.TIERS[band.tier])
        if band.is_again:
            name = self._language.text(mark("{name}, continued"), name=name)
        figures = "  ·  ".join(self._band_figures(band.tier))
        return [
            (Slot(left, room, _BAND), name),
            (Slot(left + room, room * 0.7, _FIGURES, Align.RIGHT), figures),
        ]

    def _band_figures(self, tier: Tier) -> Iterator[str]:
        totals, language = self._list.totals[tier], self._language
        yield language.plural("{count} customer", "{count} customers", totals.count)
        share = language.percent(totals.customer_share, places=1)
        yield language.text(mark("{share} of customers"), share=share)
        yield self._figures.money(totals.revenue)
        if totals.revenue_share is not None:
            share = language.percent(totals.revenue_share, places=1)
            yield language.text(mark("{share} of revenue"), share=share)

    def _draw_total(self, top: float) -> None:
        count = self._list.total.count
        if not count:
            text = self._language.text(words.NOBODY)
            self._pen.write(top - 8 * mm, [(Slot(_MARGIN, self._right - _MARGIN, _FIGURES), text)])
            return
        parts = (
            self._language.text(mark("Total")),
            self._language.plural("{count} customer", "{count} customers", count),
            self._figures.money(self._list.total.revenue),
        )
        slot = Slot(self._right - 2 * mm, self._right - _MARGIN, _TOTAL_INK, Align.RIGHT)
        self._pen.write(top - 5.5 * mm, [(slot, "  ·  ".join(parts))])

    def _draw_foot(self, number: int, count: int) -> None:
        y = 7 * mm
        room = (self._right - _MARGIN) / 2
        confidential = self._language.text(words.CONFIDENTIAL)
        page = self._language.text(mark("Page {page} of {pages}"), page=number, pages=count)
        right = Slot(self._right, room, _SMALL, Align.RIGHT)
        self._pen.write(y, [(Slot(_MARGIN, room, _SMALL), confidential), (right, page)])


_SMALL = Ink(8, colour=LIGHT)
_BAND = Ink(9.5, bold=True, colour=INK)
_FIGURES = Ink(8.5, colour=INK)
_TOTAL_INK = Ink(9, bold=True, colour=INK)
_RULE_PT = 1.0
_BAR_PT = 0.9
