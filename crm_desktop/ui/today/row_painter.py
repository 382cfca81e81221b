"""Paints the rows of the day, and knows where on them a click means what."""

from enum import Enum, auto
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.badges import draw_badge
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.row_painting import ThemedDelegate
from crm_desktop.ui.rows_model import ROW_ROLE
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.today.rows import Row, RowKind
from crm_desktop.wording.today import ACTS

HEIGHTS = {RowKind.HEAD: 40, RowKind.PROPOSAL: 54, RowKind.MORE: 32}
MARGIN, LEAD, TIER, GAP = 14, 46, 30, 12
PILL_HEIGHT, MORE_WIDTH, WHEN_WIDTH = 28, 30, 132
ICON, BADGE = 18, QSize(20, 18)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Spot(Enum):
    """Where on a row the mouse is."""

    NAME = auto()
    VERB = auto()
    MENU = auto()
    ELSEWHERE = auto()


class RowPainter(ThemedDelegate):
    """``hovered`` is where the mouse is, in the view."""

    def __init__(self, theme: Theme, icons: Icons, language: Language, view: QWidget) -> None:
        super().__init__(theme, view)
        self._icons = icons
        self.hovered: QPoint | None = None
        measure = QFontMetrics(self._font()).horizontalAdvance
        widths = map(measure, map(language.text, ACTS.values()))
        self._pill_width = max(widths) + 28
        self._pixmap = lru_cache(maxsize=64)(icons.pixmap)

    def spot(self, area: QRect, row: Row, place: QPoint) -> Spot:
        """Return what is under a place of a row."""
        if row.kind is RowKind.PROPOSAL:
            if self._pill(area).contains(place):
                return Spot.VERB
            if self._dots(area).adjusted(-2, -6, 6, 6).contains(place):
                return Spot.MENU
            if self._name(area, row).contains(place):
                return Spot.NAME
        return Spot.ELSEWHERE

    def sizeHint(  # noqa: N802 (Qt's name)
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 (Qt's signature)
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Each kind of row has its height."""
        return QSize(0, HEIGHTS[index.data(ROW_ROLE).kind])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.HEAD:
            self._head(painter, area, row)
        else:
            self._ground(painter, area, is_chosen=is_chosen)
            paint = self._more if row.kind is RowKind.MORE else self._proposal
            paint(painter, area, row, is_chosen=is_chosen)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, *, is_chosen: bool) -> None:
        is_hovered = self.hovered is not None and area.contains(self.hovered)
        if is_chosen or is_hovered:
            token = "selected" if is_chosen else "hover"
            painter.fillRect(area.adjusted(4, 1, -4, -1), self._colour(token))

    def _head(self, painter: QPainter, area: QRect, row: Row) -> None:
        inner = area.adjusted(MARGIN, 10, -MARGIN, 0)
        font = self._font(1.1, bold=True)
        painter.setFont(font)
        self._text(painter, inner, row.title, "text")
        taken = QFontMetrics(font).horizontalAdvance(row.title) + 8
        painter.setFont(self._font())
        self._text(painter, inner.adjusted(taken, 1, 0, 0), row.detail, "muted")
        painter.fillRect(inner.left(), area.bottom(), inner.width(), 1, self._colour("border"))

    def _more(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        painter.setFont(self._font())
        words = area.adjusted(MARGIN + LEAD + TIER, 0, -MARGIN, 0)
        self._text(painter, words, row.title, "on_selected" if is_chosen else "link")

    def _proposal(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        main, quiet = ("on_selected", "on_selected") if is_chosen else ("text", "muted")
        self._lead(painter, area, row, main)
        self._tier(painter, area, row)
        name = self._name(area, row)
        font = self._font(bold=True)
        font.setUnderline(self._is_under(name))
        painter.setFont(font)
        self._text(painter, name, row.title, main)
        painter.setFont(self._font())
        self._text(painter, self._lower(area), row.detail, quiet)
        is_late = row.proposal is not None and row.proposal.is_late
        late = "selected_danger" if is_chosen else "danger"
        self._when(painter, area, row.when, late if is_late else quiet)
        self._verb(painter, area, row, is_chosen=is_chosen)

    def _lead(self, painter: QPainter, area: QRect, row: Row, token: str) -> None:
        left = area.left() + MARGIN
        if row.lead:
            painter.setFont(self._font(bold=True))
            place = QRect(left, area.top() + 7, LEAD, (area.height() - 14) // 2)
            self._text(painter, place, row.lead, token)
            return
        top = area.top() + 7 + ((area.height() - 14) // 2 - ICON) // 2
        painter.drawPixmap(left + 8, top, self._pixmap(row.icon, ICON, token))

    def _tier(self, painter: QPainter, area: QRect, row: Row) -> None:
        tier = row.proposal.who.tier if row.proposal is not None else ""
        if not tier:
            return
        half = (area.height() - 14) // 2
        left, top = area.left() + MARGIN + LEAD, area.top() + 7 + (half - BADGE.height()) // 2
        badge = QRectF(left, top, BADGE.width(), BADGE.height())
        draw_badge(painter, badge, tier, self._theme)

    def _when(self, painter: QPainter, area: QRect, text: str, token: str) -> None:
        if not text:
            return
        right = self._pill(area).left() - GAP
        place = QRect(right - WHEN_WIDTH, area.top() + 7, WHEN_WIDTH, (area.height() - 14) // 2)
        painter.setPen(self._colour(token))
        painter.drawText(place, _RIGHT, text)

    def _verb(self, painter: QPainter, area: QRect, row: Row, *, is_chosen: bool) -> None:
        pill = self._pill(area)
        is_under = self._is_under(pill)
        ground = "accent" if is_chosen else "hover" if is_under else "surface"
        painter.setBrush(self._colour("accent_hover" if is_chosen and is_under else ground))
        edge = "accent" if is_chosen or is_under else "field_border"
        if is_chosen and self._colour("accent") == self._colour("selected"):
            edge = "on_selected"  # as in high contrast, where the button would melt away
        painter.setPen(QPen(self._colour(edge), 1))
        painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(self._font())
        painter.setPen(self._colour("on_accent" if is_chosen else "text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, row.verb)
        dots = self._dots(area)
        token = "on_selected" if is_chosen else "icon"
        painter.drawPixmap(dots.topLeft(), self._pixmap("ellipsis", ICON, token))

    def _name(self, area: QRect, row: Row) -> QRect:
        whole = self._upper(area)
        font = QFontMetrics(self._font(bold=True))
        width = min(font.horizontalAdvance(row.title) + 2, whole.width())
        return QRect(whole.left(), whole.top(), width, whole.height())

    def _upper(self, area: QRect) -> QRect:
        words = self._words(area)
        free = WHEN_WIDTH + GAP
        return QRect(words.left(), words.top(), words.width() - free, words.height() // 2)

    def _lower(self, area: QRect) -> QRect:
        words = self._words(area)
        half = words.height() // 2
        return QRect(words.left(), words.top() + half, words.width(), half)

    def _words(self, area: QRect) -> QRect:
        left = area.left() + MARGIN + LEAD + TIER
        right = self._pill(area).left() - GAP
        return QRect(left, area.top() + 7, max(right - left, 40), area.height() - 14)

    def _pill(self, area: QRect) -> QRect:
        right = area.right() - MARGIN - MORE_WIDTH
        top = area.top() + (area.height() - PILL_HEIGHT) // 2
        return QRect(right - self._pill_width, top, self._pill_width, PILL_HEIGHT)

    def _dots(self, area: QRect) -> QRect:
        left = self._pill(area).right() + 10
        return QRect(left, area.top() + (area.height() - ICON) // 2, ICON, ICON)

    def _is_under(self, place: QRect) -> bool:
        return self.hovered is not None and place.contains(self.hovered)
