"""The map of people in the real window, worked by mouse and keys as a person would."""

from builders import contact, customer, place, store, store_customer
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from records_desk import Desk

from crm_desktop.domain.contacts import Coverage, Role
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.people.map_node import MapNode
from crm_desktop.ui.people.people_tab import MAP

LEFT = Qt.MouseButton.LeftButton


class MapDesk(Desk):
    """The People tab with its map open."""

    def __init__(self, host, customer_id: int = 2) -> None:
        super().__init__(host, CardTab.PEOPLE, customer_id)
        self.person.click(self.tab.buttons[MAP])

    @property
    def map(self):
        return self.tab.map

    @property
    def canvas(self):
        return self.map.canvas

    def key(self, name: str) -> int:
        return next(one.id for one in self.card.contacts if one.name == name)

    def node(self, name: str) -> MapNode:
        return self.canvas.nodes[self.key(name)]

    def place(self, name: str):
        key = self.key(name)
        return next(one for one in self.card.affiliations if one.contact_id == key)

    def reach(self, name: str) -> MapNode:
        node = self.node(name)
        node.setFocus()
        self.person.wait()
        return node

    def drag(self, node: MapNode, start: QPoint, by: QPoint) -> None:
        origin = node.mapToGlobal(start)
        QTest.mousePress(node, LEFT, pos=start)
        for part in (0.3, 0.7, 1.0):
            send_move(node, origin + by * part)
        QTest.mouseRelease(node, LEFT, pos=node.mapFromGlobal(origin + by))
        self.person.wait()

    def menu(self) -> QMenu:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)]
        return next(one for one in found if one.isVisible())

    def choose_entry(self, words: str) -> None:
        menu = self.menu()
        action = next(one for one in menu.actions() if one.text() == words)
        assert isinstance(action, QAction)
        action.trigger()
        menu.close()
        self.person.wait()


def send_move(widget, at):
    """Move the mouse to a place on the screen, its button held down."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(widget.mapFromGlobal(at)),
        QPointF(at),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def lonely(host) -> int:
    key = store_customer(host.workspace.database, customer("Alarm Ltd"))
    (ann,) = store(host.workspace.database, contact("Ann Lee"))
    store(
        host.workspace.database,
        place(ann, customer_id=key, role=Role.USER, stance=2, coverage=Coverage.DEEP),
    )
    return key


def middle(widget):
    return widget.rect().center()


def wheel(view, point):
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.viewport().mapToGlobal(point)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
