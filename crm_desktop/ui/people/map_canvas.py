"""The ground of the influence map: its people as widgets, its links painted beneath them."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.contacts import ContactLink
from crm_desktop.domain.influence_layout import Box
from crm_desktop.domain.influence_layout_routes import Route, routes
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.people.link_painter import LinkPainter
from crm_desktop.ui.people.map_model import MapModel
from crm_desktop.ui.people.map_node import MapNode, NodeOwner
from crm_desktop.ui.people.node_painter import NodePainter
from crm_desktop.ui.theme import Theme

AROUND_PX = 120
"""Free ground around a map that is larger than its window, to drag somebody onto."""
_AT_ONCE = 50
"""So many widgets take 10 ms to make."""
_REACH_PX = 7.0
"""So near to a line a click means it."""


class MapCanvas(QWidget):
    """Shows a model at a zoom; what the mouse does on free ground it tells by signals."""

    panned = Signal(QPointF)
    link_chosen = Signal(int)
    """The key of a link, 0 where the choice ends."""
    ground_clicked = Signal()
    link_removal_wanted = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, owner: NodeOwner) -> None:
        super().__init__()
        self.links = LinkPainter(theme)
        self._owner = owner
        self._painter = NodePainter(theme, icons)
        self.nodes: dict[int, MapNode] = {}
        self.model: MapModel | None = None
        self.zoom = 1.0
        self._boxes: dict[int, Box] = {}
        self._routes: list[Route] = []
        self._links: list[ContactLink] = []
        self._chosen_link = 0
        self._wish: tuple[int, QPointF] | None = None
        self._pan: QPointF | None = None
        self._has_panned = False
        self._missing: list[int] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_some)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    @property
    def boxes(self) -> Mapping[int, Box]:
        """Where everybody stands now, also while somebody is dragged."""
        return self._boxes

    @property
    def chosen_link(self) -> ContactLink | None:
        """The link that was clicked."""
        return next((one for one in self._links if one.id == self._chosen_link), None)

    def show_model(self, model: MapModel) -> None:
        """Show a newer state of the map, or another one; widgets are kept by contact."""
        self.model = model
        self._boxes = dict(model.layout.boxes)
        self._routes, self._links = list(model.routes), list(model.links)
        if self.chosen_link is None:
            self._chosen_link = 0
        for key in self.nodes.keys() - self._boxes.keys():
            node = self.nodes.pop(key)
            node.hide()
            node.deleteLater()
        for key, node in self.nodes.items():
            node.show_person(model.people[key])
        self._missing = [key for key in model.order() if key not in self.nodes]
        self._make_some()
        self.set_tab_stop(0)

    def arrange(self, zoom: float, viewport: QSize) -> None:
        """Take a zoom, and the size it needs in a window of a size."""
        self.zoom = zoom
        self.resize(self.size_at(zoom, viewport))
        self._place_nodes()
        self.update()

    def size_at(self, zoom: float, viewport: QSize) -> QSize:
        """Return how large the ground is at a zoom: the window's size where the map fits in."""
        if self.model is None:
            return viewport
        layout = self.model.layout
        wide, high = layout.width * zoom, layout.height * zoom
        return QSize(
            viewport.width() if wide <= viewport.width() + 1 else round(wide) + 2 * AROUND_PX,
            viewport.height() if high <= viewport.height() + 1 else round(high) + 2 * AROUND_PX,
        )

    def origin(self) -> QPointF:
        """Return where the corner of the map lies on the ground."""
        if self.model is None:
            return QPointF()
        layout = self.model.layout
        return QPointF(
            (self.width() - layout.width * self.zoom) / 2,
            (self.height() - layout.height * self.zoom) / 2,
        )

    def spot(self, at: QPointF) -> QPointF:
        """Return a place on the screen in map units."""
        return (QPointF(self.mapFromGlobal(at)) - self.origin()) / self.zoom

    def move_person(self, key: int, box: Box) -> None:
        """Show somebody elsewhere, the links going along."""
        self._boxes[key] = box
        self.nodes[key].place(box, self.origin(), self.zoom)
        edges: list[MapEdge] = [one.edge for one in self._routes]
        mine = [at for at, edge in enumerate(edges) if key in (edge.start, edge.end)]
        for at, route in zip(mine, routes(self._boxes, [edges[at] for at in mine]), strict=True):
            self._routes[at] = route
        self.update()

    def person_at(self, at: QPointF) -> int:
        """Return who stands at a place on the screen, 0 for nobody."""
        spot = self.spot(at)
        for key, box in self._boxes.items():
            is_in = (
                abs(spot.x() - box.x) <= box.width / 2 and abs(spot.y() - box.y) <= box.height / 2
            )
            if is_in:
                return key
        return 0

    def show_wish(self, start: int, end: QPointF | None) -> None:
        """Show a line from somebody to a place on the screen, None takes it away."""
        self._wish = None if end is None else (start, self.spot(end))
        self.update()

    def choose_link(self, link_id: int) -> None:
        """Choose a link; 0 ends the choice."""
        if link_id != self._chosen_link:
            self._chosen_link = link_id
            self.update()
            self.link_chosen.emit(link_id)

    def set_tab_stop(self, key: int) -> None:
        """Let Tab come into the map at one person, the first where nobody was reached."""
        stop = key if key in self.nodes else next(iter(self.nodes), 0)
        for one, node in self.nodes.items():
            is_stop = one == stop
            node.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def event(self, event: QEvent) -> bool:
        """Keep Delete and Escape from the window while a link is chosen, and the map's own keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_of_link = event.key() in (*REMOVAL_KEYS, Qt.Key.Key_Escape) and self._chosen_link
            if is_of_link or self._owner.node_keeps(event):
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the links."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.origin())
        painter.scale(self.zoom, self.zoom)
        for route, link in zip(self._routes, self._links, strict=True):
            self.links.draw(painter, route, is_chosen=link.id == self._chosen_link)
        if self._wish is not None:
            box = self._boxes[self._wish[0]]
            self.links.draw_wish(painter, QPointF(box.right, box.y), self._wish[1])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose a link, or begin to move the ground."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        link = self._link_at(event.globalPosition())
        if link:
            self.choose_link(link)
            return
        self._pan, self._has_panned = event.globalPosition(), False
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Move the ground."""
        if self._pan is None:
            return
        by = event.globalPosition() - self._pan
        if self._has_panned or by.manhattanLength() >= QApplication.startDragDistance():
            self._has_panned = True
            self._pan = event.globalPosition()
            self.panned.emit(by)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Let it go; a click on free ground ends the choice."""
        if self._pan is not None and not self._has_panned:
            self.choose_link(0)
            self.ground_clicked.emit()
        self._pan = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Delete takes a chosen link away, Escape ends the choice."""
        if event.key() in REMOVAL_KEYS and self._chosen_link:
            self.link_removal_wanted.emit(self._chosen_link)
        elif event.key() == Qt.Key.Key_Escape and self._chosen_link:
            self.choose_link(0)
        elif not self._owner.node_key(0, event):
            super().keyPressEvent(event)

    def _link_at(self, at: QPointF) -> int:
        spot, best, nearest = self.spot(at), 0, _REACH_PX / self.zoom
        for route, link in zip(self._routes, self._links, strict=True):
            away = route.distance(spot.x(), spot.y())
            if away <= nearest:
                best, nearest = link.id or 0, away
        return best

    def _make_some(self) -> None:
        """Make widgets for who has none yet, those of a large map in several turns."""
        now, self._missing = self._missing[:_AT_ONCE], self._missing[_AT_ONCE:]
        people = self.model.people if self.model is not None else {}
        origin = self.origin()
        for key in now:
            node = self.nodes[key] = MapNode(self._owner, self._painter, self)
            node.show_person(people[key])
            node.place(self._boxes[key], origin, self.zoom)
            node.show()
        if self._missing:
            self._later.start()

    def _place_nodes(self) -> None:
        origin = self.origin()
        for key, node in self.nodes.items():
            node.place(self._boxes[key], origin, self.zoom)
