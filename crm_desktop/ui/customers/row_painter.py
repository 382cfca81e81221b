"""Draws the cells of a customer's row: badges, bars, signs and texts that end in … .

A starting window draws its first rows by it before there is a table.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from crm_desktop.services.list_pages import PageRow
from crm_desktop.ui.customers.columns import COLUMNS, Column

ROW_HEIGHT = 32
PAD = 8
BADGE = 20
BADGE_WIDTH = BADGE + 4
SIGN = 15
BAR_HEIGHT = 5
MICRO_100 = 100_000_000
"""The highest score as it is stored."""
_LETTERS_WIDTH = 44
_SIGNS = (
    ("has_taboo", "ban", "danger"),
    ("open_complaint", "flame", "danger"),
    ("at_risk", "trending-down", "warning"),
)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(_MIDDLE | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(_MIDDLE | Qt.AlignmentFlag.AlignRight)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_SIDES = {column: _RIGHT if spec.is_number else _LEFT for column, spec in COLUMNS.items()}
_DEMI_BOLD = QFont.Weight.DemiBold
_SMOOTH = QPainter.RenderHint.Antialiasing
_NO_LINE = Qt.PenStyle.NoPen
_ENDS = Qt.TextElideMode.ElideRight

Span = tuple[Column, int, int]
"""A column, its left edge and its width in pixels."""

WIDEST_BAR = 400
"""A longer bar tells no more."""

Draw = Callable[[str, int, str], QPixmap]
"""Returns the picture of an icon by its name, its size and the token of its colour."""


class RowPainter:
    """Draws in one font and the colours of one look; ``colours`` holds #rrggbb by token."""

    def __init__(self, colours: Mapping[str, str], draw: Draw, font: QFont) -> None:
        self._colours = {token: QColor(colour) for token, colour in colours.items()}
        self._font = font
        self._bold = QFont(font)
        self._bold.setWeight(_DEMI_BOLD)
        self._widths, self._bold_widths = _Widths(font), _Widths(self._bold)
        self._line, self._bold_line = _line(self._widths.metrics), _line(self._bold_widths.metrics)
        self._fitting = lru_cache(maxsize=8_000)(self._fitted)
        self._sign = lru_cache(maxsize=16)(draw)
        # Round corners are drawn once: it takes ten times as long as to copy them.
        self._badge = lru_cache(maxsize=32)(self._drawn_badge)
        self._bar = lru_cache(maxsize=1_000)(self._drawn_bar)
        self._drawers: Mapping[Column, Callable[[QPainter, QRect, PageRow, bool], None]] = {
            Column.TIER: self._paint_tier,
            Column.NAME: self._paint_name,
            Column.MAN: self._paint_man,
        }

    def paint_ground(
        self, painter: QPainter, area: QRect, *, is_chosen: bool, is_marked: bool
    ) -> None:
        """Draw what lies beneath the cells of a row; ``is_marked`` for the current one."""
        if is_chosen:
            painter.fillRect(area, self._colours["selected"])
        edge = self._colours["border"]
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, edge)
        if is_marked:
            painter.fillRect(area.left(), area.top(), 3, area.height(), self._colours["accent"])

    def paint_cell(
        self, painter: QPainter, area: QRect, row: PageRow, cell: tuple[Column, str], *,
        is_chosen: bool,
    ) -> None:  # fmt: skip
        """Draw a column of a row; its text stands in ``cell``."""
        column, text = cell
        inside = area.adjusted(PAD, 0, -PAD, 0)
        drawer = self._drawers.get(column)
        if drawer is not None:
            drawer(painter, inside, row, is_chosen)
        else:
            token = "danger" if column is Column.OVERDUE else "text"
            self._write(painter, inside, text, _SIDES[column], self._ink(is_chosen, token))

    def _paint_name(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
        signs = []
        if row.has_taboo or row.open_complaint or row.at_risk:
            marked = "selected_" if is_chosen else ""
            signs = [
                self._sign(icon, SIGN, marked + token)
                for field, icon, token in _SIGNS
                if getattr(row, field)
            ]
        room = area.adjusted(0, 0, -(SIGN + 4) * len(signs), 0)
        painter.setFont(self._bold)
        painter.setPen(self._ink(is_chosen))
        text = self._fitting(row.name, room.width(), True)
        painter.drawText(room.left(), room.top() + self._bold_line, text)
        self._paint_signs(painter, area, signs)

    def _paint_signs(self, painter: QPainter, area: QRect, signs: list[QPixmap]) -> None:
        left = area.right() + 1 - (SIGN + 4) * len(signs) + 4
        top = area.center().y() - SIGN // 2 + 1
        for picture in signs:
            painter.drawPixmap(QPointF(left, top), picture)
            left += SIGN + 4

    def _paint_tier(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
        if not row.tier:
            self._write(painter, area, "–", _CENTRE, self._ink(is_chosen, "muted"))
            return
        left = area.left() + (area.width() - BADGE_WIDTH) // 2
        top = area.top() + (area.height() - BADGE) // 2
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(left, top, self._badge(row.tier, ratio))

    def _paint_man(self, painter: QPainter, area: QRect, row: PageRow, is_chosen: bool) -> None:
        if row.man_score is None:
            return
        painter.setFont(self._bold)
        painter.setPen(self._ink(is_chosen))
        painter.drawText(area.left(), area.top() + self._bold_line, row.man_class)
        width = min(area.width() - _LETTERS_WIDTH, WIDEST_BAR)
        if width < 2 * BAR_HEIGHT:
            return
        left = area.left() + _LETTERS_WIDTH
        top = area.top() + (area.height() - BAR_HEIGHT) // 2
        ratio, marked = painter.device().devicePixelRatio(), "selected_" if is_chosen else ""
        painter.drawPixmap(left, top, self._bar(width, f"{marked}groove", ratio))
        filled = max(BAR_HEIGHT, width * row.man_score // MICRO_100)
        painter.drawPixmap(left, top, self._bar(filled, f"{marked}accent", ratio))

    def _drawn_badge(self, tier: str, ratio: float) -> QPixmap:
        colour = self._colours[f"tier_{tier.lower()}"]
        picture = _rounded(QSize(BADGE_WIDTH, BADGE), 5, colour, ratio)
        painter = QPainter(picture)
        painter.setPen(self._colours["on_tier"])
        painter.setFont(self._bold)
        painter.drawText(QRect(0, 0, BADGE_WIDTH, BADGE), _CENTRE, tier)
        painter.end()
        return picture

    def _drawn_bar(self, width: int, token: str, ratio: float) -> QPixmap:
        colour = self._colours.get(token, self._colours["on_selected"])
        return _rounded(QSize(width, BAR_HEIGHT), BAR_HEIGHT / 2, colour, ratio)

    def _write(self, painter: QPainter, area: QRect, text: str, side: int, ink: QColor) -> None:
        if not text:
            return
        painter.setFont(self._font)
        painter.setPen(ink)
        text = self._fitting(text, area.width(), False)
        if side == _LEFT:  # a third quicker than a text that Qt has to place
            painter.drawText(area.left(), area.top() + self._line, text)
        else:
            painter.drawText(area, side, text)

    def _fitted(self, text: str, width: int, is_bold: bool) -> str:
        """Return as much of a text as has room; asking Qt again at every paint would double it."""
        widths = self._bold_widths if is_bold else self._widths
        if sum(map(widths.__getitem__, text)) <= width:
            return text
        return widths.metrics.elidedText(text, _ENDS, width)

    def _ink(self, is_chosen: bool, token: str = "text") -> QColor:  # noqa: S107 (a colour)
        if not is_chosen:
            return self._colours[token]
        return self._colours.get(f"selected_{token}", self._colours["on_selected"])


def reach(spans: Sequence[Span]) -> tuple[int, int]:
    """Return left edge and width of a whole row, whose columns stand from left to right."""
    if not spans:
        return 0, 0
    left, end = spans[0][1], spans[-1][1] + spans[-1][2]
    return left, end - left


class _Widths(dict[str, float]):
    """The widths of letters in pixels: their sum is known four times as fast as Qt's answer."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self.metrics = QFontMetricsF(font)

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self.metrics.horizontalAdvance(letter)
        return width


def _line(metrics: QFontMetricsF) -> int:
    """Return where a text in the middle of a row stands, from the top of the row."""
    return round((ROW_HEIGHT - metrics.height()) / 2 + metrics.ascent())


def _rounded(size: QSize, radius: float, colour: QColor, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(_SMOOTH)
    painter.setPen(_NO_LINE)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), radius, radius)
    painter.end()
    return picture
