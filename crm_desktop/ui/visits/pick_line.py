"""A line to find and choose somebody while one types; arrows and Enter or a click choose."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.ui.workspace import Workspace

SHOWN_HITS = 6
_SMALLEST_ROW_PX = 24


class PickLine(QWidget):
    """Tells ``found`` with the hit chosen; ``find`` runs off the UI thread."""

    found = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        name: str,
        find: Callable[[str], Sequence[Any]],
        words: Callable[[Any], str],
    ) -> None:
        super().__init__()
        self._workspace, self._find, self._words = workspace, find, words
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(4)
        self.line = _SearchLine(self)
        self.line.setPlaceholderText(name)
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(self._typed)
        self._hits = QListWidget()
        self._hits.setAccessibleName(workspace.language.text("Hits"))
        self._hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hits.itemClicked.connect(self._take)
        self._hits.hide()
        rows.addWidget(self.line)
        rows.addWidget(self._hits)

    def move_by(self, step: int) -> None:
        """Move to another hit."""
        row = min(max(self._hits.currentRow() + step, 0), self._hits.count() - 1)
        self._hits.setCurrentRow(row)

    def take_current(self) -> None:
        """Choose the hit that is marked."""
        item = self._hits.currentItem()
        if item is not None and not self._hits.isHidden():
            self._take(item)

    def leave(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self._hits.hide()

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._hits.hide()
            return
        find = self._find
        self._workspace.tasks.look_up(
            f"pick-{id(self)}",
            lambda: find(text),
            lambda hits: self._show(hits, text),
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _show(self, hits: Sequence[Any], text: str) -> None:
        if text != self.line.text():
            return
        self._hits.clear()
        for hit in hits:
            item = QListWidgetItem(self._words(hit))
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._hits.addItem(item)
        if not hits:
            words = self._workspace.language.text("Nobody matches “{text}”.", text=text.strip())
            nobody = QListWidgetItem(words)
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self._hits.addItem(nobody)
        self._hits.setCurrentRow(0 if hits else -1)
        row = max(self._hits.sizeHintForRow(0), _SMALLEST_ROW_PX)
        self._hits.setFixedHeight(min(self._hits.count(), SHOWN_HITS) * row + 4)
        self._hits.show()

    def _take(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        if hit is not None:
            self.leave()
            self.found.emit(hit)


class _SearchLine(QLineEdit):
    def __init__(self, owner: PickLine) -> None:
        super().__init__()
        self._owner = owner

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the line while it holds something."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_override and is_escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._owner.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.take_current()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._owner.leave()
        else:
            super().keyPressEvent(event)
