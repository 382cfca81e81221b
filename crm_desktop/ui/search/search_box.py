"""The search box: type a name, pinyin, initials, digits of a phone; Enter opens the card."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from crm_desktop.domain.problems import CrmError
from crm_desktop.ui.filter_line import put_sign
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.quick_search import Match
    from crm_desktop.ui.search.hit_list import HitList

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
        put_sign(self, icons, "search", self._language.with_note(text("Find a customer"), "Ctrl+K"))
        self._popup: HitList | None = None
        self.textEdited.connect(self._search)

    @property
    def hits(self) -> "list[Match]":
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
            self.leave()
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Hide the hits when the person goes elsewhere."""
        super().focusOutEvent(event)
        if self._popup is not None and not self._popup.underMouse():
            self._popup.hide()

    def _search(self, text: str) -> None:
        """Answer at once where that hardly takes time: one paint then shows letter and hits."""
        from crm_desktop.services.quick_search import matches_at_once

        if not text.strip():
            self._show([], text)
            return
        try:
            hits = matches_at_once(self._workspace.database, text)
        except CrmError as error:
            self._workspace.tell_problem(error)
            return
        if hits is None:
            self._look_up(text)
        else:
            self._show(hits, text)

    def _look_up(self, text: str) -> None:
        from crm_desktop.services.quick_search import best_matches

        database = self._workspace.database
        self._workspace.tasks.look_up(
            "search",
            lambda: best_matches(database, text),
            lambda hits: self._show(hits, text),
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _show(self, hits: "list[Match]", text: str) -> None:
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

    def _open(self, hit: "Match | None") -> None:
        if hit is None:
            return
        self.leave()
        self._workspace.navigation.card_wanted.emit(hit.customer_id, None)

    def leave(self) -> None:
        """Forget what was typed and hide the hits."""
        self.clear()
        if self._popup is not None:
            self._popup.hide()

    def _ready_popup(self) -> "HitList":
        if self._popup is None:
            from crm_desktop.ui.search.hit_list import HitList

            self._popup = HitList(self._workspace, self.window())
            self._popup.clicked.connect(self._open)
        return self._popup
