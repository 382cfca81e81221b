"""The window onto the influence map: zoom, fit, and how far it is scrolled."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from crm_desktop.ui.people.map_canvas import MapCanvas
from crm_desktop.ui.people.map_model import MapModel

LEAST_ZOOM, MOST_ZOOM = 0.15, 2.5
_MOST_FITTED = 1.3
_STEP = 1.2
_NOTCH = 120


class MapView(QScrollArea):
    """Shows the whole map until a person zooms; then it stays as they left it."""

    zoomed = Signal(float)

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__()
        self.canvas = canvas
        self.is_fitted = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(canvas)
        canvas.panned.connect(self._pan)

    @property
    def zoom(self) -> float:
        """The zoom, 1 being that of the rest of the window."""
        return self.canvas.zoom

    def show_model(self, model: MapModel, *, is_other: bool) -> None:
        """Show a map; another customer's is seen whole at first."""
        kept = None if self.canvas.model is None else self._middle()
        self.canvas.show_model(model)
        if is_other:
            self.is_fitted = True
        if self.is_fitted:
            self.fit()
        else:
            self._zoom_to(self.zoom, kept)

    def fit(self) -> None:
        """Show the whole map."""
        self.is_fitted = True
        model, room = self.canvas.model, self.maximumViewportSize()
        if model is None or room.isEmpty():
            return
        layout = model.layout
        zoom = min(room.width() / layout.width, room.height() / layout.height, _MOST_FITTED)
        self.canvas.arrange(max(zoom, LEAST_ZOOM), room)
        self.zoomed.emit(self.zoom)

    def step(self, by: int, at: QPoint | None = None) -> None:
        """Zoom in by steps, or out; what lies at a point of the window stays there."""
        self.zoom_to(self.zoom * _STEP**by, at)

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom; what lies at a point of the window, else in its middle, stays there."""
        self.is_fitted = False
        point = at or self.viewport().rect().center()
        spot = self.canvas.spot(QPointF(self.viewport().mapToGlobal(point)))
        self._zoom_to(min(max(zoom, LEAST_ZOOM), MOST_ZOOM), spot, point)

    def reveal(self, key: int) -> None:
        """Scroll until somebody is seen."""
        node: QWidget | None = self.canvas.nodes.get(key)
        if node is not None and not self.is_fitted:
            self.ensureWidgetVisible(node, 24, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the map anew where it was seen whole."""
        super().resizeEvent(event)
        if self.is_fitted:
            self.fit()
        else:
            self.canvas.arrange(self.zoom, self.maximumViewportSize())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """With Ctrl the wheel zooms where the pointer is."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turns = event.angleDelta().y() / _NOTCH
            self.zoom_to(self.zoom * _STEP**turns, event.position().toPoint())
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let keys nobody on the map wants go on to the window, instead of scrolling."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            event.ignore()
            return False
        return super().event(event)

    def _zoom_to(self, zoom: float, spot: QPointF | None, point: QPoint | None = None) -> None:
        self.canvas.arrange(zoom, self.maximumViewportSize())
        if spot is not None:
            at = point or self.viewport().rect().center()
            wanted = self.canvas.origin() + spot * zoom
            self.horizontalScrollBar().setValue(round(wanted.x()) - at.x())
            self.verticalScrollBar().setValue(round(wanted.y()) - at.y())
        self.zoomed.emit(zoom)

    def _middle(self) -> QPointF:
        middle = self.viewport().mapToGlobal(self.viewport().rect().center())
        return self.canvas.spot(QPointF(middle))

    def _pan(self, by: QPointF) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(by.x()))
        down.setValue(down.value() - round(by.y()))
