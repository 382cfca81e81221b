"""What the search box found, beneath it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.services.quick_search import Match
from crm_desktop.ui.labels import Label
from crm_desktop.ui.search.hit_painter import ROW_PX
from crm_desktop.ui.search.hit_view import HitView
from crm_desktop.ui.workspace import Workspace


class HitList(QWidget):
    """The hits over the page, or one line that says there is none."""

    clicked = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        # Else the page beneath is painted again at every key; round corners would need it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._ground, self._edge = (
            QColor(workspace.theme.colour(token)) for token in ("raised", "field_border")
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 4, 4, 4)
        self._nothing = Label("", "muted")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        self.list = HitView(workspace.theme)
        self.list.setAccessibleName(workspace.language.text("Customers found"))
        self.list.clicked.connect(lambda index: self.clicked.emit(self.hits[index.row()]))
        rows.addWidget(self._nothing)
        rows.addWidget(self.list)

    @property
    def hits(self) -> list[Match]:
        """What is shown, the best first."""
        return self.list.hits

    def show_hits(self, hits: list[Match], nothing: str) -> None:
        """Show hits, the first one chosen; without any the sentence ``nothing``."""
        self.list.show_hits(hits)
        self.list.setVisible(bool(hits))
        self._nothing.setText(nothing)
        self._nothing.setVisible(not hits)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw ground and edge, which Qt leaves to whoever says that nothing shines through."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._edge)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._ground)
        painter.end()

    def wanted_height(self) -> int:
        """The height of all hits."""
        return 10 + (
            len(self.hits) * ROW_PX + 4 if self.hits else self._nothing.sizeHint().height()
        )

    def current(self) -> Match | None:
        """The hit that Enter opens."""
        at = self.list.currentIndex().row()
        return self.hits[at] if 0 <= at < len(self.hits) else None

    def move_by(self, event: QKeyEvent) -> None:
        """Move the choice as a list would."""
        step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
        self.list.go_to(self.list.currentIndex().row() + step)
