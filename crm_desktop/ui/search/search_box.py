"""The search box: type a name, pinyin, initials, digits of a phone or what is to be done."""

from functools import cached_property
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from crm_desktop.domain.problems import CrmError
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.filter_line import put_sign
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.quick_search import Match
    from crm_desktop.ui.palette.maker import PaletteMaker
    from crm_desktop.ui.palette.panel import PalettePanel
    from crm_desktop.ui.search.scanner import Scanner

_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QLineEdit):
    """Shows its palette beneath itself without taking the keyboard from the typing."""

    def __init__(self, workspace: Workspace, icons: Icons, palettes: "PaletteMaker") -> None:
        super().__init__()
        self._palettes = palettes
        self._before: QWidget | None = None
        self._workspace, self._language = workspace, workspace.language
        text = workspace.language.text
        self.setProperty("look", "search")
        self.setPlaceholderText(text("Find a customer or a person, or type what to do"))
        self.setAccessibleName(text("Search and commands"))
        self.setClearButtonEnabled(True)
        tip = self._language.with_note(text("Search and commands"), shown_keys(ActionCode.SEARCH))
        put_sign(self, icons, "search", tip)
        self._popup: PalettePanel | None = None
        self.textEdited.connect(self._search)

    @cached_property
    def _scanner(self) -> "Scanner":
        from crm_desktop.ui.search.scanner import Scanner

        return Scanner(self._workspace, self._offer)

    @property
    def hits(self) -> "list[Match]":
        """The customers that are offered at the moment, the best first."""
        popup = self._popup
        return popup.customers if popup is not None and popup.isVisible() else []

    @property
    def palette_panel(self) -> "PalettePanel":
        """The palette, made at first need."""
        if self._popup is None:
            self._popup = self._palettes.make(self)
            self._popup.done.connect(self._forget)
        return self._popup

    def open_palette(self) -> None:
        """Take the keyboard and offer what was seen lately, until something is typed."""
        focused = QApplication.focusWidget()
        if focused is not self:
            self._before = focused
        self.setFocus()
        self.selectAll()
        if self.text():
            self._search(self.text())
        else:
            self.palette_panel.show_recent()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A click into the empty box opens the palette too."""
        super().mousePressEvent(event)
        if not self.text():
            self.palette_panel.show_recent()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Arrows choose among what is offered, Enter opens, Escape closes."""
        popup = self._popup
        is_open = popup is not None and popup.isVisible()
        if event.key() in _ENTER and self._scanner.take(self.text()):
            self.clear()
            if popup is not None:
                popup.hide()
        elif popup is not None and is_open and event.key() in _MOVES:
            popup.move_by(event)
        elif popup is not None and is_open and event.key() in _ENTER:
            popup.choose_current()
        elif event.key() == Qt.Key.Key_Down:
            self.open_palette()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the box while it holds or shows something."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and is_escape and self._is_busy:
            self.leave()
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Hide the hits when the person goes elsewhere."""
        super().focusOutEvent(event)
        if self._popup is not None and not self._popup.underMouse():
            self._popup.hide()

    @property
    def _is_busy(self) -> bool:
        is_scanning = "_scanner" in vars(self) and self._scanner.is_gathering
        is_open = self._popup is not None and self._popup.isVisible()
        return bool(self.text()) or is_open or is_scanning

    def _search(self, text: str) -> None:
        """Answer at once where that hardly takes time: one paint then shows letter and hits."""
        from crm_desktop.services.quick_search import matches_at_once
        from crm_desktop.ui.palette.contents import is_limited

        if self._scanner.holds(text):
            self.palette_panel.hide()
            return
        if not text.strip() or is_limited(text):
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

    def _offer(self, text: str) -> None:
        """Show who is known by a scanned number or address, to choose from."""
        self.setFocus()
        self.setText(text)
        self._search(text)

    def _show(self, hits: "list[Match]", text: str) -> None:
        if text != self.text():
            return
        if text.strip():
            self.palette_panel.show_found(text, hits)
        else:
            self.palette_panel.show_recent()

    def leave(self) -> None:
        """Forget what was typed, hide the palette and give the keyboard back."""
        before = self._before
        self._forget()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()

    def _forget(self) -> None:
        self._before = None
        if "_scanner" in vars(self):
            self._scanner.forget()
        self.clear()
        if self._popup is not None:
            self._popup.hide()
