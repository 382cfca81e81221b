"""Finding a person who is known at another customer, to give them a place here too."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from crm_desktop.services.people_search import PersonHit, find_people
from crm_desktop.text import mark
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.labels import Label
from crm_desktop.ui.own_keys import keeps

_ROW_PX = 30
_MOST_ROWS = 6
_HINT = mark("Name, pinyin or company of somebody you know from another customer")


class LinkPerson(QFrame):
    """Type, choose with the arrows, Enter; Escape puts it away."""

    chosen = Signal(object)
    """The :class:`PersonHit`."""
    closed = Signal()

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._shown = shown
        self._hits: list[PersonHit] = []
        self.setProperty("look", "hint")
        self.line = QLineEdit()
        self.line.setPlaceholderText(shown.text(_HINT))
        self.line.setAccessibleName(shown.text("Search people of other customers"))
        self.line.textEdited.connect(self._search)
        self.results = QListWidget()
        self.results.setAccessibleName(shown.text("People found"))
        self.results.itemActivated.connect(lambda _: self._choose())
        self.results.itemClicked.connect(lambda _: self._choose())
        self.results.hide()
        self._nobody = Label("", "muted")
        self._nobody.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 10, 12, 10)
        rows.setSpacing(6)
        rows.addWidget(self.line)
        rows.addWidget(self._nobody)
        rows.addWidget(self.results)

    def start(self) -> None:
        """Show the panel with an empty line."""
        self.line.clear()
        self._show([])
        self._nobody.hide()
        self.show()
        self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows choose, Enter takes, Escape closes."""
        key, at = event.key(), self.results.currentRow()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_Down:
            self.results.setCurrentRow(min(at + 1, self.results.count() - 1))
        elif key == Qt.Key.Key_Up:
            self.results.setCurrentRow(max(at - 1, 0))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's own shortcuts."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._show([])
            return
        workspace, customer_id = self._shown.workspace, self._shown.customer_id
        workspace.tasks.look_up(
            "people to link",
            lambda: find_people(workspace.database, text, not_at=customer_id),
            self._show_hits,
            failed=workspace.tell_problem,
            owner=self,
        )

    def _show_hits(self, hits: list[PersonHit]) -> None:
        self._show(hits)
        nobody = self._shown.text("Nobody found. Add them as a new contact.")
        self._nobody.setText("" if hits else nobody)
        self._nobody.setVisible(not hits)

    def _show(self, hits: list[PersonHit]) -> None:
        self._hits = hits
        self.results.clear()
        for hit in hits:
            words = self._shown.joined(self._shown.named(hit.contact), hit.customer, hit.title)
            self.results.addItem(QListWidgetItem(words))
        self.results.setVisible(bool(hits))
        self.results.setFixedHeight(min(len(hits), _MOST_ROWS) * _ROW_PX + 8)
        if hits:
            self.results.setCurrentRow(0)

    def _choose(self) -> None:
        at = self.results.currentRow()
        if 0 <= at < len(self._hits):
            self.chosen.emit(self._hits[at])
