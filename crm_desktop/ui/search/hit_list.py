"""What the search box found, beneath it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.services.quick_search import Match
from crm_desktop.ui.labels import Label
from crm_desktop.ui.search.hit_delegate import HIT_ROLE, ROW_PX, HitDelegate
from crm_desktop.ui.workspace import Workspace


class HitList(QFrame):
    """The hits over the page, or one line that says there is none."""

    clicked = Signal(object)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("look", "popup")
        self.hits: list[Match] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 4, 4, 4)
        self._nothing = Label("", "muted")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        self.list = QListWidget()
        self.list.setProperty("look", "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(workspace.language.text("Customers found"))
        self.list.itemClicked.connect(lambda item: self.clicked.emit(item.data(HIT_ROLE)))
        self.list.setItemDelegate(HitDelegate(workspace.theme, self.list))
        rows.addWidget(self._nothing)
        rows.addWidget(self.list)

    def show_hits(self, hits: list[Match], nothing: str) -> None:
        """Show hits, the first one chosen; without any the sentence ``nothing``."""
        self.hits = hits
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.name)
            item.setData(HIT_ROLE, hit)
            item.setSizeHint(QSize(0, ROW_PX))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(hits))
        self._nothing.setText(nothing)
        self._nothing.setVisible(not hits)

    def wanted_height(self) -> int:
        """The height of all hits."""
        return 10 + (
            len(self.hits) * ROW_PX + 4 if self.hits else self._nothing.sizeHint().height()
        )

    def current(self) -> Match | None:
        """The hit that Enter opens."""
        at = self.list.currentRow()
        return self.hits[at] if 0 <= at < len(self.hits) else None

    def move_by(self, event: QKeyEvent) -> None:
        """Move the choice as a list would."""
        step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
