"""Lines of text painted by one widget: as many labels would make the first tab slow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.card.overview_words import Line
from crm_desktop.ui.card.wrapped import height_of, wrap
from crm_desktop.ui.theme import Theme

_SPACING, _BELOW, _BESIDE = 6, 1, 12
_TOKENS = {
    "problem": "danger",
    "warning": "warning",
    "good": "good",
    "muted": "muted",
    "section": "muted",
    "small": "muted",
}
_PIXELS = {"section": 12, "small": 12, "figure": 18, "title": 20}
_BOLD = frozenset({"problem", "section", "figure", "title"})
_WIDTHS_KEPT = 4


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece of text laid out, with its place and height."""

    layout: QTextLayout
    left: int
    top: int
    height: int
    look: str


class LineBlock(QWidget):
    """Wraps its lines to its width; a line's detail stands beneath it, or at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: Sequence[Line] = ()
        self._is_beside = False
        self._placed: dict[int, list[_Placed]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_lines(self, lines: Sequence[Line], *, is_beside: bool = False) -> None:
        """Show other lines; without any the widget is hidden."""
        self.setVisible(bool(lines))
        if (lines, is_beside) == (self._lines, self._is_beside):
            return
        self._lines, self._is_beside = lines, is_beside
        self._placed.clear()
        spoken = [" ".join(filter(None, (line.text, line.detail))) for line in lines]
        self.setAccessibleName("\n".join(spoken))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Everything that is shown, for who can't see it."""
        return self.accessibleName()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        """The height of all lines."""
        return max((one.top + one.height for one in self._at(width)), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as needed at the present width."""
        width = max(self.width(), 240)
        return QSize(240, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """It may be narrow."""
        return QSize(80, 0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Another font needs other lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._placed.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the lines."""
        painter = QPainter(self)
        for one in self._at(self.width()):
            painter.setPen(QColor(self._theme.colour(_TOKENS.get(one.look, "text"))))
            one.layout.draw(painter, QPointF(one.left, one.top))

    def _at(self, width: int) -> list[_Placed]:
        """Return the pieces at a width; layouts ask for few widths, again and again."""
        if width not in self._placed:
            if len(self._placed) >= _WIDTHS_KEPT:
                self._placed.clear()
            self._placed[width] = self._place(width)
        return self._placed[width]

    def _place(self, width: int) -> list[_Placed]:
        placed: list[_Placed] = []
        top = 0
        for line in self._lines:
            if self._is_beside and line.detail:
                pieces = self._beside(line, width, top)
            else:
                pieces = self._below(line, width, top)
            placed += pieces
            top = max(one.top + one.height for one in pieces) + _SPACING
        return placed

    def _below(self, line: Line, width: int, top: int) -> list[_Placed]:
        first = self._piece(line.text, line.look, 0, top, width)
        if not line.detail:
            return [first]
        return [first, self._piece(line.detail, "small", 0, top + first.height + _BELOW, width)]

    def _beside(self, line: Line, width: int, top: int) -> list[_Placed]:
        wanted = QFontMetrics(self._font("small")).horizontalAdvance(line.detail) + 2
        room = min(wanted, width // 2)
        first = self._piece(line.text, line.look, 0, top, width - room - _BESIDE)
        return [first, self._piece(line.detail, "small", width - room, top + 1, room)]

    def _piece(self, text: str, look: str, left: int, top: int, width: int) -> _Placed:
        align = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
        layout = wrap(text, self._font(look), width, align)
        return _Placed(layout, left, top, height_of(layout), look)

    def _font(self, look: str) -> QFont:
        font = QFont(self.font())
        if look in _PIXELS:
            font.setPixelSize(_PIXELS[look])
        font.setBold(look in _BOLD)
        return font
