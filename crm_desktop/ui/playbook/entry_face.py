"""An entry as it is read: painted, so that a book of hundreds is there at once."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.text import Language
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.playbook.document import Card, Reading, Row, stands_in
from crm_desktop.ui.playbook.measures import GUTTER_PX, PAD_PX, Columns
from crm_desktop.ui.theme import Theme

TOP_PX, BETWEEN_PX, LINE_PX = 12, 8, 4
RADIUS_PX = 8
BADGE_PX = 24
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text at its place; ``row`` and ``column`` are what a click on it means to write."""

    rect: QRect
    text: str
    font: QFont
    colour: str
    row: Row | None = None
    column: int = 0


class EntryFace(QAbstractButton):
    """A card to read; a click opens it for writing at the text that was clicked."""

    open_wanted = Signal(object, int)
    """The path of the text to write (None: the first) and its column."""
    menu_wanted = Signal(QPoint)
    removal_wanted = Signal()

    def __init__(self, card: Card, reading: Reading, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.card = card
        self._reading, self._theme, self._icons = reading, theme, icons
        self._pieces: list[_Piece] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_card(card, reading)

    def show_card(self, card: Card, reading: Reading) -> None:
        """Show a newer state of the entry."""
        self.card, self._reading = card, reading
        self.setAccessibleName(card.name)
        first = [row.texts[0] or row.texts[1] for row in card.rows]
        self.setAccessibleDescription("\n".join(filter(None, (*first, card.note, card.mark))))
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as there is room, as high as the texts need."""
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Open with Enter or F2 as with Space; Delete takes the entry out of use."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.open_wanted.emit(None, 0)
        elif event.key() in REMOVAL_KEYS:
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Space opens when it is let go, as with any button."""
        if event.key() == Qt.Key.Key_Space and self.isDown():
            self.open_wanted.emit(None, 0)
        super().keyReleaseEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Open at the text beneath the pointer."""
        is_click = event.button() is Qt.MouseButton.LeftButton and self.isDown()
        at = event.position().toPoint()
        super().mouseReleaseEvent(event)
        if is_click and self.rect().contains(at):
            self._open_at(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer what can be done to the entry."""
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 (Qt's name)
        """Draw the card, its texts, and the ring of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_frame(painter)
        if self.card.badge:
            self._draw_badge(painter)
        for piece in self._pieces:
            painter.setFont(piece.font)
            painter.setPen(self._colour(piece.colour))
            painter.drawText(piece.rect, _WRAP, piece.text)
        if self.underMouse():
            picture = self._icons.pixmap("pencil", 16, "muted")
            painter.drawPixmap(self.width() - PAD_PX - 16, TOP_PX + 2, picture)

    def _open_at(self, at: QPoint) -> None:
        """Open at the row nearest to a point, in the column it lies in."""
        rows = [piece for piece in self._pieces if piece.row is not None]
        if not rows:
            self.open_wanted.emit(None, 0)
            return

        def distance(piece: _Piece) -> tuple[int, bool]:
            rect = piece.rect
            inside = rect.top() <= at.y() <= rect.bottom()
            apart = 0 if inside else min(abs(at.y() - rect.top()), abs(at.y() - rect.bottom()))
            is_column = (at.x() >= Columns(self.width()).lefts[1] - 8) == (piece.column == 1)
            return apart, not is_column

        nearest = min(rows, key=distance)
        assert nearest.row is not None
        self.open_wanted.emit(nearest.row.path, nearest.column)

    def _colour(self, token: str) -> QColor:
        return QColor(self._theme.colour(token))

    def _draw_frame(self, painter: QPainter) -> None:
        has_focus = self.hasFocus()
        edge = "accent" if has_focus else "field_border" if self.underMouse() else "border"
        width = 2 if has_focus else 1
        painter.setPen(QPen(self._colour(edge), width))
        painter.setBrush(self._colour("window" if self.card.entry.is_hidden else "surface"))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS_PX, RADIUS_PX)

    def _draw_badge(self, painter: QPainter) -> None:
        badge, tier = self.card.badge, self.card.tier
        font = self._fonts["badge"]
        width = max(BADGE_PX, QFontMetrics(font).horizontalAdvance(badge) + 14)
        rect = QRectF(PAD_PX, TOP_PX - 2, width, BADGE_PX)
        back = f"tier_{tier.lower()}" if tier else "info_back"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(back))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setFont(font)
        painter.setPen(self._colour("on_tier" if tier else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, badge)

    @cached_property
    def _fonts(self) -> dict[str, QFont]:
        plain, bold, small, italic, badge = (QFont(self.font()) for _ in range(5))
        bold.setWeight(QFont.Weight.DemiBold)
        badge.setWeight(QFont.Weight.Bold)
        italic.setItalic(True)
        size = self.font().pixelSize()
        if size > 0:
            small.setPixelSize(size - 1)
        else:
            small.setPointSizeF(self.font().pointSizeF() * 0.92)
        return {"plain": plain, "bold": bold, "small": small, "missing": italic, "badge": badge}

    def _place(self) -> None:
        self._pieces, height = _Layout(self.card, self._reading, self.width(), self._fonts).done()
        if height != self.height():
            self.setFixedHeight(height)
        self.update()


class _Layout:
    """Breaks the texts of a card into the columns of a width, from the top down."""

    def __init__(self, card: Card, reading: Reading, width: int, fonts: dict[str, QFont]) -> None:
        self._card, self._reading, self._fonts = card, reading, fonts
        self._language: Language = reading.language
        self._columns = Columns(width)
        self._pieces: list[_Piece] = []
        self._y = TOP_PX

    def done(self) -> tuple[list[_Piece], int]:
        """Return every text with its place, and the height of the card."""
        card, has_badge = self._card, bool(self._card.badge)
        if has_badge and self._columns.is_narrow:
            self._y += BADGE_PX + LINE_PX
        if card.title:
            self._across(
                card.title,
                "small" if card.rows and not has_badge and card.key.book == "phrases" else "bold",
            )
        for row in card.rows:
            self._row(row)
        if card.note:
            self._captioned(self._language.text("How often"))
            self._across(card.note, "plain")
        if card.mark:
            self._y += LINE_PX
            token = "warning" if card.entry.problem else "link"
            self._across(card.mark, "small", token)
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
        text = row.texts[column]
        font, colour = ("bold" if row.is_title else "plain"), "text"
        if not text:
            code = self._reading.codes[column]
            text, font, colour = self._language.text(stands_in(code)), "missing", "muted"
        elif row.is_listed:
            text = f"• {text}"
        if self._card.entry.is_hidden:
            colour = "muted"
        left, width = self._columns.lefts[column], self._columns.text_px
        return self._piece(text, (left, width), font, colour, row, column)

    def _captioned(self, caption: str, tone: str = "") -> None:
        """Put a caption beside what follows, or above where the card is narrow."""
        height = self._piece(caption, (PAD_PX, GUTTER_PX - 8), "small", tone or "muted")
        if self._columns.is_narrow:
            self._y += height + 2

    def _across(self, text: str, font: str, colour: str = "") -> None:
        left = self._columns.lefts[0]
        width = self._columns.width - left - PAD_PX - 24
        token = colour or ("muted" if font == "small" else "text")
        self._y += self._piece(text, (left, width), font, token) + BETWEEN_PX

    def _piece(
        self,
        text: str,
        span: tuple[int, int],
        font: str,
        colour: str,
        row: Row | None = None,
        column: int = 0,
    ) -> int:
        chosen = self._fonts[font]
        room = QRect(span[0], self._y, max(40, span[1]), 100_000)
        rect = QFontMetrics(chosen).boundingRect(room, _WRAP, text)
        rect = QRect(span[0], self._y, max(40, span[1]), rect.height())
        self._pieces.append(_Piece(rect, text, chosen, colour, row, column))
        return rect.height()
