"""One person on the map: a widget of its own, so that keyboard and screen reader reach it."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from crm_desktop.domain.influence_layout import Box
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.people.map_model import MapPerson
from crm_desktop.ui.people.node_painter import HANDLE_R, NodePainter, NodeState, handle_at

PAD = 16.0
"""Room around a box for what stands out of it, in map units."""


class NodeOwner(Protocol):
    """Who decides what keys and the mouse do to a person."""

    def node_reached(self, key: int) -> None:
        """The keyboard came to a person."""

    def node_pressed(self, key: int, at: QPointF, *, on_handle: bool) -> None:
        """The mouse was pressed on a person; ``at`` is on the screen."""

    def node_dragged(self, at: QPointF) -> None:
        """The mouse moves, still pressed."""

    def node_released(self, at: QPointF) -> None:
        """The mouse was released."""

    def node_activated(self, key: int) -> None:
        """A screen reader pressed a person."""

    def node_opened(self, key: int) -> None:
        """A person was clicked twice."""

    def node_asked(self, key: int, at: QPointF) -> None:
        """The other mouse button, or the key for menus, asks what can be done."""

    def node_key(self, key: int, event: QKeyEvent) -> bool:
        """Do what a key asks for; False where it asks for nothing."""

    def node_keeps(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the map before the window."""

    def node_step(self, key: int, *, forward: bool) -> bool:
        """Take the keyboard to the person before or behind; False at the ends."""


class MapNode(QAbstractButton):
    """Paints itself at any zoom and tells its owner what happens to it.

    To a screen reader it is a button that says all of the person and edits them when pressed.
    """

    def __init__(self, owner: NodeOwner, painter: NodePainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner, self._painter = owner, painter
        self._person: MapPerson | None = None
        self._box = Box(0.0, 0.0, 1.0, 1.0)
        self._zoom = 1.0
        self.is_chosen = False
        self.is_target = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: owner.node_activated(self.key))

    @property
    def key(self) -> int:
        """The key of the contact."""
        return self._person.key if self._person is not None else 0

    def show_person(self, person: MapPerson) -> None:
        """Show a newer state of the person."""
        if person != self._person:
            self._person = person
            self.setAccessibleName(person.tells)
            set_tip(self, person.tells)
            self.update()

    def place(self, box: Box, origin: QPointF, zoom: float) -> None:
        """Stand where the box stands, the map's corner being at ``origin``."""
        self._box, self._zoom = box, zoom
        left = origin.x() + (box.left - PAD) * zoom
        top = origin.y() + (box.top - PAD) * zoom
        wide, high = (box.width + 2 * PAD) * zoom, (box.height + 2 * PAD) * zoom
        area = QRect(round(left), round(top), round(wide), round(high))
        if area != self.geometry():
            self.setGeometry(area)

    def mark(self, *, is_chosen: bool, is_target: bool) -> None:
        """Show whether the person is chosen, or a link may end here."""
        if (is_chosen, is_target) != (self.is_chosen, self.is_target):
            self.is_chosen, self.is_target = is_chosen, is_target
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the person."""
        if self._person is None:
            return
        painter = QPainter(self)
        painter.translate(QRectF(self.rect()).center())
        painter.scale(self._zoom, self._zoom)
        state = NodeState(self.hasFocus(), self.is_chosen, self.underMouse(), self.is_target)
        self._painter.draw(painter, self._person, self._box, state, self._zoom)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the map from the window's own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_kept = self._owner.node_keeps(event)
            if is_kept:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask the owner."""
        if not self._owner.node_key(self.key, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 (Qt's name)
        """Tab goes from person to person, and out of the map behind the last."""
        if self._owner.node_step(self.key, forward=forward):
            return True
        return super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Begin a drag, or a link where the knob is."""
        spot = self._spot(event.position())
        on_handle = _near(spot, handle_at(self._box.width), HANDLE_R + 3)
        if event.button() != Qt.MouseButton.LeftButton or not (on_handle or self._holds(spot)):
            event.ignore()
            return
        self._owner.node_pressed(self.key, event.globalPosition(), on_handle=on_handle)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Go on with it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._owner.node_dragged(event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """End it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._owner.node_released(event.globalPosition())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Open the person in the list."""
        if event.button() == Qt.MouseButton.LeftButton and self._holds(
            self._spot(event.position())
        ):
            self._owner.node_opened(self.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        """Ask what can be done."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.mapToGlobal(self.rect().center()) if is_key else event.globalPos()
        self._owner.node_asked(self.key, QPointF(at))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the knob."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Put it away."""
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Say who has the keyboard."""
        super().focusInEvent(event)
        self.update()
        self._owner.node_reached(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _spot(self, at: QPointF) -> QPointF:
        """Return a place in map units from the middle of the box."""
        return (at - QRectF(self.rect()).center()) / self._zoom

    def _holds(self, spot: QPointF) -> bool:
        return (
            abs(spot.x()) <= self._box.width / 2 + 2 and abs(spot.y()) <= self._box.height / 2 + 10
        )


def _near(spot: QPointF, other: QPointF, radius: float) -> bool:
    away = spot - other
    return QPointF.dotProduct(away, away) <= radius * radius
