"""What mouse and keyboard do on the influence map: move people, draw links, walk about."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.influence_layout import Box, nearest_free
from crm_desktop.ui.actions import REMOVAL_KEYS
from crm_desktop.ui.people.map_canvas import MapCanvas
from crm_desktop.ui.people.map_model import STEPS

_NUDGE = 20.0
_RESTED_MS = 500
"""A move by keys is kept once the keys rest so long, as one step to undo."""
_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (
    Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass
class _Drag:
    """The mouse is down on somebody: where it began, and whether a link is drawn."""

    key: int
    began: QPointF
    box: Box
    draws_link: bool
    has_begun: bool = False


class MapGestures(QObject):
    """Owns what the people of the map are asked; wishes that need more go out as signals."""

    reached = Signal(int)
    moved = Signal()
    """People stand elsewhere than the model says."""
    link_asked = Signal(int, int, QPointF)
    opened = Signal(int)
    edit_wanted = Signal(int)
    removal_wanted = Signal(int)
    menu_asked = Signal(int, QPointF)
    zoom_wanted = Signal(int)
    """Steps to zoom in, 0 to show all."""
    linking = Signal(int)
    """Who a link is being drawn from by keys, 0 where none is."""
    escaped = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas: MapCanvas | None = None
        self._drag: _Drag | None = None
        self._link_from = 0
        self.can_escape = False
        """True while Escape has something to end on the map."""
        self._rest = QTimer(self, singleShot=True, interval=_RESTED_MS)
        self._rest.timeout.connect(self.moved)

    @property
    def canvas(self) -> MapCanvas:
        """The map."""
        assert self._canvas is not None
        return self._canvas

    @property
    def link_from(self) -> int:
        """Who a link is being drawn from by keys, 0 where none is."""
        return self._link_from

    def work_on(self, canvas: MapCanvas) -> None:
        """Take the map that is worked on."""
        self._canvas = canvas

    def settle(self) -> None:
        """Keep a move by keys now, as before the map is left."""
        if self._rest.isActive():
            self._rest.stop()
            self.moved.emit()

    def start_link(self, key: int) -> None:
        """Draw a link by keys from somebody."""
        self._link_from = key
        self._mark()
        self.linking.emit(key)

    def end_link(self) -> None:
        """Draw none."""
        if self._link_from:
            self._link_from = 0
            self._mark()
            self.linking.emit(0)

    def node_reached(self, key: int) -> None:
        """The keyboard came to a person."""
        self.canvas.set_tab_stop(key)
        self.canvas.choose_link(0)
        if not self._link_from:
            self.reached.emit(key)

    def node_pressed(self, key: int, at: QPointF, *, on_handle: bool) -> None:
        """Begin to move somebody, or to draw a link from them."""
        if self._link_from and self._link_from != key:
            self._ask(key, at)
            return
        self._drag = _Drag(key, at, self.canvas.boxes[key], on_handle)
        self.canvas.nodes[key].setFocus(Qt.FocusReason.MouseFocusReason)

    def node_dragged(self, at: QPointF) -> None:
        """Move somebody with the mouse, or the end of a link."""
        drag = self._drag
        if drag is None:
            return
        by = at - drag.began
        if not drag.has_begun and by.manhattanLength() < QApplication.startDragDistance():
            return
        if not drag.draws_link and not self._may_move(drag.key):
            return
        drag.has_begun = True
        if drag.draws_link:
            target = self.canvas.person_at(at)
            self.canvas.show_wish(drag.key, at)
            self._mark(target if target != drag.key else 0)
        else:
            zoom = self.canvas.zoom
            self.canvas.nodes[drag.key].raise_()
            self.canvas.move_person(drag.key, drag.box.moved(by.x() / zoom, by.y() / zoom))

    def node_released(self, at: QPointF) -> None:
        """Keep what the mouse did."""
        drag, self._drag = self._drag, None
        if drag is None or not drag.has_begun:
            return
        if not drag.draws_link:
            boxes = dict(self.canvas.boxes)
            box = boxes.pop(drag.key)
            self.canvas.move_person(drag.key, nearest_free(box, boxes.values()))
            self.moved.emit()
            return
        self.canvas.show_wish(drag.key, None)
        self._mark()
        target = self.canvas.person_at(at)
        if target and target != drag.key:
            self.link_asked.emit(drag.key, target, at)

    def node_activated(self, key: int) -> None:
        """Edit somebody a screen reader pressed."""
        self.edit_wanted.emit(key)

    def node_opened(self, key: int) -> None:
        """Open somebody in the list."""
        self._drag = None
        self.opened.emit(key)

    def node_asked(self, key: int, at: QPointF) -> None:
        """Offer what can be done."""
        self.canvas.nodes[key].setFocus()
        self.menu_asked.emit(key, at)

    def node_step(self, key: int, *, forward: bool) -> bool:
        """Take the keyboard to the person before or behind; False at the ends."""
        order = self.canvas.model.order() if self.canvas.model is not None else []
        at = order.index(key) + (1 if forward else -1) if key in order else -1
        if not 0 <= at < len(order):
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        self._focus(order[at], reason)
        return True

    def node_keeps(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the map before the window."""
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            return bool(self._link_from) or self.can_escape
        if held & Qt.KeyboardModifier.AltModifier:
            return key in _ARROWS
        if held & Qt.KeyboardModifier.ControlModifier:
            return key == Qt.Key.Key_0 or key in _ZOOMS
        return key in REMOVAL_KEYS or key == Qt.Key.Key_L or key in _ZOOMS

    def node_key(self, key: int, event: QKeyEvent) -> bool:
        """Do what a key asks for; ``key`` 0 is the free ground."""
        if self._zooms(event):
            return True
        pressed, held = event.key(), event.modifiers() & _MODIFIERS
        if pressed == Qt.Key.Key_Escape:
            return self._escape()
        if not key:
            return False
        if pressed in _ARROWS:
            return self._arrow(key, _ARROWS[Qt.Key(pressed)], held)
        if pressed in _ENTERS:
            self._enter(key, is_far=bool(held & Qt.KeyboardModifier.ControlModifier))
        elif pressed in REMOVAL_KEYS and not held:
            self.removal_wanted.emit(key)
        elif pressed == Qt.Key.Key_L and not held:
            self.start_link(key)
        elif pressed in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.canvas.model is not None:
            order = self.canvas.model.order()
            self._focus(order[0 if pressed == Qt.Key.Key_Home else -1])
        else:
            return False
        return True

    def _zooms(self, event: QKeyEvent) -> bool:
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ZOOMS:
            self.zoom_wanted.emit(_ZOOMS[Qt.Key(event.key())])
        elif is_held and event.key() == Qt.Key.Key_0:
            self.zoom_wanted.emit(0)
        else:
            return False
        return True

    def _escape(self) -> bool:
        if self._link_from:
            self.end_link()
        elif self.can_escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _enter(self, key: int, *, is_far: bool) -> None:
        if self._link_from:
            if self._link_from != key:
                node = self.canvas.nodes[key]
                self._ask(key, QPointF(node.mapToGlobal(node.rect().center())))
        elif is_far:
            self.opened.emit(key)
        else:
            self.edit_wanted.emit(key)

    def _ask(self, key: int, at: QPointF) -> None:
        start = self._link_from
        self.end_link()
        self.link_asked.emit(start, key, at)

    def _arrow(self, key: int, direction: str, held: Qt.KeyboardModifier) -> bool:
        if held == Qt.KeyboardModifier.AltModifier:
            if not self._may_move(key):
                return True
            across, down = STEPS[direction]
            box = self.canvas.boxes[key].moved(across * _NUDGE, down * _NUDGE)
            self.canvas.move_person(key, box)
            self._rest.start()
            return True
        if held:
            return False
        model = self.canvas.model
        beside = model.beside(key, direction) if model is not None else None
        if beside is not None:
            self._focus(beside)
        return True

    def _focus(self, key: int, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        node = self.canvas.nodes.get(key)
        if node is not None:
            node.setFocus(reason)

    def _may_move(self, key: int) -> bool:
        """False for who has left: their place is at the foot."""
        model = self.canvas.model
        return model is not None and model.people[key].is_here

    def _mark(self, target: int = 0) -> None:
        for key, node in self.canvas.nodes.items():
            node.mark(is_chosen=node.is_chosen, is_target=key in (target, self._link_from))
