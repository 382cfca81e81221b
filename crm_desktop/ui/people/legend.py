"""What the marks of the influence map mean, drawn by the painters of the map itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.contacts import Coverage, LinkKind
from crm_desktop.domain.influence_layout_routes import Route, straight_line
from crm_desktop.text import Language, mark
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.people.link_painter import LinkPainter
from crm_desktop.ui.people.node_painter import RING_R, SIGN_R, NodePainter
from crm_desktop.ui.theme import Theme
from crm_desktop.wording.card import LINKS
from crm_desktop.wording.people_map import RINGS, stance_words

_ROW_PX = 25
_SIGN_PX = 52
_LINE_PX = 42.0
_STANCES = (2, 1, 0, -1, -2, None)
_RINGS = (Coverage.DEEP, Coverage.MULTIPLE, Coverage.BRIEF, Coverage.NONE, Coverage.UNKNOWN)

Paint = Callable[[QPainter, QPointF], None]


class MapLegend(QWidget):
    """A column of signs with their words; a screen reader is told them in one text."""

    def __init__(self, theme: Theme, icons: Icons, language: Language) -> None:
        super().__init__()
        self._nodes, self._links = NodePainter(theme, icons), LinkPainter(theme)
        self._rows: Sequence[tuple[str, Paint]] = [
            *((language.text(LINKS[kind]), self._line(kind)) for kind in LinkKind),
            *((stance_words(language, one), self._sign(one)) for one in _STANCES),
            (language.text(mark("influence 0 to 4")), self._dots),
            *((language.text(RINGS[one]), self._ring(one)) for one in _RINGS),
        ]
        self.setAccessibleName(language.text("Legend"))
        self.setAccessibleDescription(", ".join(words for words, _ in self._rows))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Every row whole."""
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(words) for words, _ in self._rows)
        return QSize(_SIGN_PX + widest, _ROW_PX * len(self._rows))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Words may be cut off, rows not."""
        return QSize(_SIGN_PX + 80, _ROW_PX * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the signs with their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        metrics = QFontMetrics(font)
        for at, (words, paint) in enumerate(self._rows):
            middle = at * _ROW_PX + _ROW_PX / 2
            painter.save()
            paint(painter, QPointF(0, middle))
            painter.restore()
            painter.setFont(font)
            painter.setPen(self._nodes.colour("text"))
            room = QRectF(_SIGN_PX, at * _ROW_PX, self.width() - _SIGN_PX, _ROW_PX)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _line(self, kind: LinkKind) -> Paint:
        route = Route(MapEdge(1, 2, kind), straight_line(kind, _LINE_PX))

        def paint(painter: QPainter, left: QPointF) -> None:
            painter.translate(left)
            self._links.draw(painter, route)

        return paint

    def _sign(self, stance: int | None) -> Paint:
        return lambda painter, left: self._nodes.draw_sign(
            painter, left + QPointF(_LINE_PX / 2, 0), stance
        )

    def _ring(self, coverage: Coverage) -> Paint:
        return lambda painter, left: self._nodes.draw_coverage(
            painter, left + QPointF(_LINE_PX / 2, 0), RING_R, coverage
        )

    def _dots(self, painter: QPainter, left: QPointF) -> None:
        self._nodes.draw_dots(painter, left + QPointF(_LINE_PX / 2 - SIGN_R, 0), 3)
