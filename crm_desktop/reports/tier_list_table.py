"""The printed table of a tier list: which columns it has, how wide, and the words in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nlargest

from babel.numbers import get_currency_precision
from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from crm_desktop.domain.tier_plan import Move
from crm_desktop.domain.tier_scheme import Term
from crm_desktop.reports import tier_list_words as words
from crm_desktop.reports.figures import Figures
from crm_desktop.reports.pen import Align, Ink, Pen, Slot
from crm_desktop.reports.style import INK, LIGHT
from crm_desktop.reports.tier_list import TierList, TierListRow
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.wording.card import KINDS
from crm_desktop.wording.tiers import MOVES

ROW_PT = 7.5
_GAP = 1.9 * mm
_PIN = "●"
_LARGE = 10_000
_MANY = 500
_SAMPLED = 200
_ONE_TOO_LONG_OF = 10

Words = Callable[[TierListRow], str]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A printed column and the ``width`` in points its words want.

    ``least`` is what it may shrink to when the page is narrow, None where it may not; ``unit``
    stands under the heading.
    """

    heading: str
    words: Words
    ink: Ink
    align: Align = Align.LEFT
    width: float = 0.0
    least: float | None = None
    unit: str = ""
    is_index: bool = False


@dataclass(frozen=True, slots=True)
class SetColumn:
    """A column with its place on the paper, for its words and for its heading."""

    words: Words
    slot: Slot
    head_slot: Slot
    unit_slot: Slot
    column: TableColumn

    @property
    def left(self) -> float:
        """Its left edge in points."""
        return self.slot.x - self.slot.room * self.slot.align / 2


def columns_of(tier_list: TierList, language: Language, pen: Pen) -> list[TableColumn]:
    """Return the columns that have something to tell, each as wide as its words want."""
    figures = Figures(
        language,
        tier_list.currency,
        places=_places(tier_list),
        share_places=1 if len(tier_list.rows) <= _MANY else 2,
    )
    builder = _Builder(tier_list, language, figures)
    wanted = [_sized(column, tier_list.rows, pen) for column in builder.columns()]
    return [column for column in wanted if column is not None]


def _places(tier_list: TierList) -> int:
    """Return the decimals of amounts: none where they would be noise beside large ones."""
    highest = max((abs(row.revenue_12m) for row in tier_list.rows), default=Decimal(0))
    return 0 if highest >= _LARGE else get_currency_precision(tier_list.currency)


def natural_width(columns: Sequence[TableColumn]) -> float:
    """Return the width at which nothing is cut, in points."""
    return sum(column.width for column in columns) + float(_GAP) * (len(columns) - 1)


def laid_out(columns: Sequence[TableColumn], left: float, width: float) -> list[SetColumn]:
    """Return the columns set side by side over the whole width.

    Where room is short the columns that may shrink give in proportion to what they can spare;
    where there is some left over they share it.
    """
    spare = width - natural_width(columns)
    elastic = [_elasticity(column, is_tight=spare < 0) for column in columns]
    total = sum(elastic) or 1.0
    placed, x = [], left
    for column, part in zip(columns, elastic, strict=True):
        room = column.width + max(spare * part / total, -part)
        placed.append(_set(column, x, room))
        x += room + _GAP
    return placed


def _set(column: TableColumn, left: float, room: float) -> SetColumn:
    x = left + room * column.align / 2
    slot, head_slot, unit_slot = (
        Slot(x, room, ink, column.align) for ink in (column.ink, HEAD_INK, UNIT_INK)
    )
    return SetColumn(column.words, slot, head_slot, unit_slot, column)


def _elasticity(column: TableColumn, *, is_tight: bool) -> float:
    if column.least is None:
        return 0.0
    return max(column.width - column.least, 0.0) if is_tight else column.width


def _sized(column: TableColumn, rows: Sequence[TierListRow], pen: Pen) -> TableColumn | None:
    """Return the column at its natural width, None where no row has anything in it."""
    found = {column.words(row) for row in rows}
    longest = nlargest(_SAMPLED, found, key=len)
    widths = sorted((pen.width(text, column.ink) for text in longest), reverse=True)
    if not widths or not widths[0]:
        return None
    head = max(pen.width(column.heading, HEAD_INK), pen.width(column.unit, UNIT_INK))
    if column.least is None:
        return replace(column, width=max(widths[0], head))
    usual = max(widths[min(len(found) // _ONE_TOO_LONG_OF, len(widths) - 1)], head)
    usual = max(usual, min(widths[0], column.least))
    return replace(column, width=usual, least=min(max(column.least, head), usual))


HEAD_INK = Ink(7.0, bold=True, colour=LIGHT)
UNIT_INK = Ink(6.5, colour=LIGHT)
BODY_INK = Ink(ROW_PT)
BOLD_INK = Ink(ROW_PT, bold=True)


class _Builder:
    """Makes the columns of one list in one language."""

    def __init__(self, tier_list: TierList, language: Language, figures: Figures) -> None:
        self._list = tier_list
        self._language = language
        self._figures = figures

    def columns(self) -> list[TableColumn]:
        """Return every column in its order, still without a place."""
        return [*self._who(), *self._standing(), *self._terms(), *self._money(), *self._work()]

    def _who(self) -> list[TableColumn]:
        kinds = {row.kind for row in self._list.rows}
        kind_words = {kind: self._say(KINDS[kind]) for kind in kinds}
        columns = [
            self._figure("#", lambda row: str(row.rank or "")),
            self._text(mark("Customer"), lambda row: row.name, 46 * mm, BOLD_INK),
            self._text(mark("Number"), lambda row: row.external_id, 14 * mm),
            self._text(mark("City"), lambda row: row.city, 17 * mm),
            self._text(mark("Owner"), lambda row: row.owner, 17 * mm),
        ]
        if len(kinds) > 1:
            columns.insert(3, self._text(mark("Kind"), lambda row: kind_words[row.kind]))
        return columns

    def _standing(self) -> list[TableColumn]:
        index = self._figure(mark("Index"), lambda row: self._figures.points(row.index), bold=True)
        columns = [
            TableColumn(
                self._say(mark_in("tier", "Pin")),
                lambda row: _PIN if row.is_pinned else "",
                BODY_INK,
            ),
            replace(index, unit="0–100", is_index=True),
        ]
        if self._list.previous_as_of is not None:
            columns.insert(1, TableColumn(self._say(mark("Change")), self._moved, BODY_INK))
        return columns

    def _moved(self, row: TierListRow) -> str:
        match row.move:
            case Move.NEW:
                return self._say(MOVES[Move.NEW])
            case Move.UP | Move.DOWN:
                return f"{row.previous} → {row.tier}"
            case Move.SAME:
                return self._figures.change(row.index_change)

    def _terms(self) -> list[TableColumn]:
        return [
            self._term(term, share)
            for term, share in words.weight_shares(self._list.scheme).items()
        ]

    def _term(self, term: Term, share: Decimal) -> TableColumn:
        def score(row: TierListRow) -> str:
            return self._figures.whole(row.terms.get(term))

        column = self._figure(words.SHORT_TERMS[term], score, colour=LIGHT)
        return replace(column, unit=self._language.percent(share, places=0))

    def _money(self) -> list[TableColumn]:
        def share(row: TierListRow) -> str:
            return self._figures.share(self._list.revenue_share(row))

        return [
            replace(
                self._figure(mark("Revenue"), self._revenue),
                unit=self._say(mark("12 mo., {currency}"), currency=self._list.currency),
            ),
            self._figure(mark("Share"), share),
        ]

    def _revenue(self, row: TierListRow) -> str:
        return self._figures.amount(row.revenue_12m)

    def _work(self) -> list[TableColumn]:
        return [
            self._text(mark("Last contact"), lambda row: self._figures.day(row.last_contact)),
            self._text(mark("Next action"), self._next_action, 30 * mm),
        ]

    def _next_action(self, row: TierListRow) -> str:
        if row.next_action_on is None or not row.next_action:
            return row.next_action
        day = self._language.date(row.next_action_on, "month_day")
        return f"{day}  {row.next_action}"

    def _text(
        self, heading: str, words_of: Words, least: float | None = None, ink: Ink = BODY_INK
    ) -> TableColumn:
        return TableColumn(self._say(heading), words_of, ink, least=least)

    def _figure(
        self, heading: str, words_of: Words, *, bold: bool = False, colour: Color = INK
    ) -> TableColumn:
        ink = Ink(ROW_PT, bold, colour)
        return TableColumn(self._say(heading), words_of, ink, Align.RIGHT)

    def _say(self, msgid: str, **params: object) -> str:
        return self._language.text(msgid, **params)
