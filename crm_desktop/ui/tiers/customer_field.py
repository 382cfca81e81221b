"""A field to name a customer in: the best matches stand beneath while it is typed into."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from crm_desktop.services.quick_search import Match, best_matches
from crm_desktop.ui.workspace import Workspace

SHOWN = 4
ROW_PX = 26
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CustomerField(QWidget):
    """``chosen`` carries a customer's key, or None as soon as the name is changed again.

    ``searching`` tells whether matches are offered: arrows go through them, Enter takes one.
    """

    chosen = Signal(object)
    searching = Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.language.text
        self._matches: Sequence[Match] = ()
        self.line = _Line(self)
        self.line.setPlaceholderText(text("Customer: name, pinyin, initials"))
        self.line.setAccessibleName(text("Customer"))
        self.hits = QListWidget()
        self.hits.setAccessibleName(text("Customer"))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.hide()
        self.setFocusProxy(self.line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.line)
        rows.addWidget(self.hits)
        self.line.textEdited.connect(self._search)
        self.hits.itemClicked.connect(lambda _: self.take())

    def start(self) -> None:
        """Begin with nobody."""
        self.line.clear()
        self._offer(())

    def step(self, by: int) -> None:
        """Go up or down among the matches."""
        row = max(0, min(len(self._matches) - 1, self.hits.currentRow() + by))
        self.hits.setCurrentRow(row)

    def take(self) -> bool:
        """Choose the match that is marked; return False where none is offered."""
        row = self.hits.currentRow()
        if not 0 <= row < len(self._matches):
            return False
        match = self._matches[row]
        self.line.setText(self._words(match))
        self._offer(())
        self.chosen.emit(match.customer_id)
        return True

    def _search(self, text: str) -> None:
        self.chosen.emit(None)
        database = self._workspace.database
        self._offer(best_matches(database, text, limit=SHOWN) if text.strip() else ())

    def _offer(self, matches: Sequence[Match]) -> None:
        self._matches = matches
        self.hits.clear()
        self.hits.addItems([self._words(match) for match in matches])
        self.hits.setCurrentRow(0)
        self.hits.setFixedHeight(len(matches) * ROW_PX + 6)
        self.hits.setVisible(bool(matches))
        self.searching.emit(bool(matches))

    def _words(self, match: Match) -> str:
        notes = ", ".join(filter(None, (match.external_id, match.city)))
        return self._workspace.language.with_note(match.name, notes) if notes else match.name


class _Line(QLineEdit):
    def __init__(self, field: CustomerField) -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows and Enter belong to the matches while there are any."""
        key = event.key()
        if key in _STEPS:
            self._field.step(_STEPS[Qt.Key(key)])
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not self._field.take():
            super().keyPressEvent(event)
