"""The texts of a card broken into the columns of a width; measured, not yet drawn."""

from dataclasses import dataclass, replace
from typing import Self

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from crm_desktop.domain.playbook_entries import Book
from crm_desktop.ui.playbook.document import Card, Reading, Row, stands_in
from crm_desktop.ui.playbook.measures import GUTTER_PX, PAD_PX, Columns

TOP_PX, BETWEEN_PX, LINE_PX = 12, 8, 4
BADGE_PX = 24
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_HIGHEST_PX = 100_000


@dataclass(frozen=True)
class Script:
    """A font with its measures."""

    font: QFont
    metrics: QFontMetrics

    @classmethod
    def of(cls, font: QFont) -> Self:
        """Return a font measured."""
        return cls(font, QFontMetrics(font))


@dataclass(frozen=True)
class Scripts:
    """The fonts of a card; one set serves all cards of a page."""

    plain: Script
    bold: Script
    small: Script
    missing: Script
    badge: Script

    @classmethod
    def of(cls, font: QFont) -> Self:
        """Return the fonts that go with the one of the window."""
        bold, small, missing, badge = (QFont(font) for _ in range(4))
        bold.setWeight(QFont.Weight.DemiBold)
        badge.setWeight(QFont.Weight.Bold)
        missing.setItalic(True)
        if font.pixelSize() > 0:
            small.setPixelSize(font.pixelSize() - 1)
        else:
            small.setPointSizeF(font.pointSizeF() * 0.92)
        return cls(*map(Script.of, (font, bold, small, missing, badge)))


@dataclass(frozen=True, slots=True)
class Said:
    """A text before it has a place: its font, the token of its colour, and what it belongs to."""

    text: str
    script: Script
    colour: str
    row: Row | None = None
    column: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A text at its place; ``said.row`` and its column are what a click on it means to write."""

    rect: QRect
    said: Said


class CardLayout:
    """Breaks the texts of a card into the columns of a width, from the top down."""

    def __init__(self, card: Card, reading: Reading, width: int, scripts: Scripts) -> None:
        self._card, self._reading, self._scripts = card, reading, scripts
        self._columns = Columns(width)
        self._pieces: list[Piece] = []
        self._y = TOP_PX

    def done(self) -> tuple[list[Piece], int]:
        """Return every text with its place, and the height of the card."""
        card, has_badge = self._card, bool(self._card.badge)
        if has_badge and self._columns.is_narrow:
            self._y += BADGE_PX + LINE_PX
        if card.title:
            is_plain = card.key.book is Book.PHRASES
            small = Said(card.title, self._scripts.small, "muted")
            self._across(small if is_plain else Said(card.title, self._scripts.bold, "text"))
        for row in card.rows:
            self._row(row)
        if card.note:
            self._captioned(self._reading.language.text("How often"))
            self._across(Said(card.note, self._scripts.plain, "text"))
        if card.mark:
            self._y += LINE_PX
            colour = "warning" if card.entry.problem else "link"
            self._across(Said(card.mark, self._scripts.small, colour))
        floor = TOP_PX + BADGE_PX if has_badge else 0
        return self._pieces, max(self._y - BETWEEN_PX, floor) + TOP_PX

    def _row(self, row: Row) -> None:
        if row.is_listed and not row.caption:
            self._y -= BETWEEN_PX - LINE_PX
        if row.caption and not row.is_title:
            self._captioned(row.caption, row.tone)
        heights = [self._text(row, column) for column in (0, 1)]
        self._y += max(heights) + BETWEEN_PX

    def _text(self, row: Row, column: int) -> int:
        text, scripts = row.texts[column], self._scripts
        said = Said(text, scripts.bold if row.is_title else scripts.plain, "text", row, column)
        if not text:
            missing = self._reading.language.text(stands_in(self._reading.codes[column]))
            said = replace(said, text=missing, script=scripts.missing, colour="muted")
        elif row.is_listed:
            said = replace(said, text=f"• {text}")
        if self._card.entry.is_hidden:
            said = replace(said, colour="muted")
        return self._put(said, self._columns.lefts[column], self._columns.text_px)

    def _captioned(self, caption: str, tone: str = "") -> None:
        """Put a caption beside what follows, or above where the card is narrow."""
        said = Said(caption, self._scripts.small, tone or "muted")
        height = self._put(said, PAD_PX, GUTTER_PX - 8)
        if self._columns.is_narrow:
            self._y += height + 2

    def _across(self, said: Said) -> None:
        left = self._columns.lefts[0]
        width = self._columns.width - left - PAD_PX - BADGE_PX
        self._y += self._put(said, left, width) + BETWEEN_PX

    def _put(self, said: Said, left: int, width: int) -> int:
        width = max(40, width)
        room = QRect(left, self._y, width, _HIGHEST_PX)
        height = said.script.metrics.boundingRect(room, WRAP, said.text).height()
        self._pieces.append(Piece(QRect(left, self._y, width, height), said))
        return height
