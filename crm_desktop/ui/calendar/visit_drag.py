"""A visit on its way to another day by the mouse; at the edge the month turns."""

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal

from crm_desktop.ui.visits.entries import Entry

EDGE_PX = 18
TURN_AFTER_MS = 600


class VisitDrag(QObject):
    """``turned`` asks for the month before (-1) or after (1) while the mouse rests at an edge."""

    turned = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.held: Entry | None = None
        """What was pressed, and is dragged once the mouse has moved far enough."""
        self.is_on_way = False
        self.at = QPoint()
        self._from = QPoint()
        self._direction = 0
        self._rest = QTimer(self, interval=TURN_AFTER_MS)
        self._rest.timeout.connect(lambda: self.turned.emit(self._direction))

    def press(self, entry: Entry | None, at: QPoint) -> None:
        """Take an entry into the hand, None for an empty place."""
        self.end()
        self.held, self._from = entry, at

    def move(self, at: QPoint, area: QRect, enough: int) -> bool:
        """Follow the mouse; return whether something is dragged from now on."""
        self.at = at
        if self.held is None or (
            not self.is_on_way and (at - self._from).manhattanLength() < enough
        ):
            return False
        self.is_on_way = True
        self._watch_edge(at, area)
        return True

    def end(self) -> Entry | None:
        """Let go; return what was dragged."""
        found = self.held if self.is_on_way else None
        self.held, self.is_on_way = None, False
        self._rest.stop()
        self._direction = 0
        return found

    def _watch_edge(self, at: QPoint, area: QRect) -> None:
        is_back = at.x() < area.left() + EDGE_PX or at.y() < area.top()
        is_on = at.x() > area.right() - EDGE_PX or at.y() > area.bottom()
        direction = -1 if is_back else 1 if is_on else 0
        if direction != self._direction:
            self._direction = direction
            if direction:
                self._rest.start()
            else:
                self._rest.stop()
