"""The search box: type a name, pinyin, initials, digits of a phone; Enter opens the card."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from crm_desktop.services.quick_search import Match, best_matches
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.search.hit_delegate import HIT_ROLE, ROW_PX, HitDelegate
from crm_desktop.ui.workspace import Workspace

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchBox(QLineEdit):
    """Shows its hits beneath itself without taking the keyboard from the typing."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        text = workspace.language.text
        self.setProperty("look", "search")
        self.setPlaceholderText(text("Find a customer: name, pinyin, initials, phone, e-mail"))
        self.setAccessibleName(text("Find a customer"))
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._popup: HitList | None = None
        self.textEdited.connect(self._search)

    @property
    def hits(self) -> list[Match]:
        """What is offered at the moment, the best first."""
        return self._popup.hits if self._popup is not None and self._popup.isVisible() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows choose among the hits, Enter opens, Escape closes."""
        popup = self._popup
        if popup is not None and popup.isVisible():
            if event.key() in _MOVES:
                popup.move_by(event)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(popup.current())
                return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the box while it holds something."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and is_escape and self.text():
            self._leave()
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Hide the hits when the person goes elsewhere."""
        super().focusOutEvent(event)
        if self._popup is not None and not self._popup.underMouse():
            self._popup.hide()

    def _search(self, text: str) -> None:
        if not text.strip():
            self._show([], text)
            return
        database = self._workspace.database
        self._workspace.tasks.look_up(
            "search",
            lambda: best_matches(database, text),
            lambda hits: self._show(hits, text),
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _show(self, hits: list[Match], text: str) -> None:
        if text != self.text():
            return
        popup = self._ready_popup()
        if not text.strip():
            popup.hide()
            return
        nothing = self._language.text("Nobody matches “{text}”.", text=text.strip())
        popup.show_hits(hits, nothing)
        place = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        popup.setGeometry(place.x(), place.y(), max(self.width(), 420), popup.wanted_height())
        popup.show()
        popup.raise_()

    def _open(self, hit: Match | None) -> None:
        if hit is None:
            return
        self._leave()
        self._workspace.navigation.card_wanted.emit(hit.customer_id, None)

    def _leave(self) -> None:
        self.clear()
        if self._popup is not None:
            self._popup.hide()

    def _ready_popup(self) -> "HitList":
        if self._popup is None:
            self._popup = HitList(self._workspace, self.window())
            self._popup.list.itemClicked.connect(lambda item: self._open(item.data(HIT_ROLE)))
        return self._popup


class HitList(QFrame):
    """The hits over the page, or one line that says there is none."""

    def __init__(self, workspace: Workspace, window: QObject) -> None:
        super().__init__(window)  # type: ignore[arg-type]
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
