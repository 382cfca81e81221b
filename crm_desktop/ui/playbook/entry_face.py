"""An entry as it is read: painted, so that a book of hundreds is there at once."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton

from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.playbook.card_layout import (
    BADGE_PX,
    TOP_PX,
    WRAP,
    CardLayout,
    Piece,
    Scripts,
)
from crm_desktop.ui.playbook.document import Card, Reading
from crm_desktop.ui.playbook.measures import GAP_PX, PAD_PX, Columns
from crm_desktop.ui.theme import Theme

RADIUS_PX = 8


@dataclass(frozen=True)
class FaceLook:
    """What every card of a page is drawn with."""

    theme: Theme
    icons: Icons
    scripts: Scripts


class EntryFace(QAbstractButton):
    """A card to read; a click opens it for writing at the text that was clicked."""

    open_wanted = Signal(object, int)
    """The path of the text to write (None: the first) and its column."""
    menu_wanted = Signal(QPoint)
    removal_wanted = Signal()

    def __init__(self, card: Card, reading: Reading, look: FaceLook, width: int) -> None:
        super().__init__()
        self.card, self._reading, self._look = card, reading, look
        self._width = width
        self.pieces: list[Piece] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._show()

    def show_card(self, card: Card, reading: Reading) -> None:
        """Show a newer state of the entry."""
        is_same = card == self.card
        self.card, self._reading = card, reading
        if not is_same:
            self._show()

    def _show(self) -> None:
        card = self.card
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
        if event.size().width() != self._width:
            self._width = event.size().width()
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
        for piece in self.pieces:
            painter.setFont(piece.said.script.font)
            painter.setPen(self._colour(piece.said.colour))
            painter.drawText(piece.rect, WRAP, piece.said.text)
        if self.underMouse():
            picture = self._look.icons.pixmap("pencil", 16, "muted")
            painter.drawPixmap(self.width() - PAD_PX - 16, TOP_PX + 2, picture)

    def _open_at(self, at: QPoint) -> None:
        """Open at the row nearest to a point, in the column it lies in."""
        column = int(at.x() >= Columns(self.width()).lefts[1] - GAP_PX // 2)
        rows = [one for one in self.pieces if one.said.row is not None]
        mine = [one for one in rows if one.said.column == column] or rows
        nearest = min(mine, key=lambda one: _apart(one.rect, at), default=None)
        row = nearest.said.row if nearest is not None else None
        self.open_wanted.emit(row.path if row is not None else None, column)

    def _colour(self, token: str) -> QColor:
        return QColor(self._look.theme.colour(token))

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
        script = self._look.scripts.badge
        width = max(BADGE_PX, script.metrics.horizontalAdvance(badge) + 14)
        rect = QRectF(PAD_PX, TOP_PX - 2, width, BADGE_PX)
        back = f"tier_{tier.lower()}" if tier else "info_back"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(back))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setFont(script.font)
        painter.setPen(self._colour("on_tier" if tier else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, badge)

    def _place(self) -> None:
        layout = CardLayout(self.card, self._reading, self._width, self._look.scripts)
        self.pieces, height = layout.done()
        if height != self.height():
            self.setFixedHeight(height)
        self.update()


def _apart(rect: QRect, at: QPoint) -> int:
    """Return how far a point lies above or beneath a text."""
    return max(rect.top() - at.y(), at.y() - rect.bottom(), 0)
