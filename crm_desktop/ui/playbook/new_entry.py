"""An entry of a person's own before it is added: written whole, then added at once."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.playbook_entries import Book, Entry, EntryKey, is_bilingual
from crm_desktop.domain.playbook_parts import BLANK, Path, part_of, with_part
from crm_desktop.domain.problems import CrmError
from crm_desktop.text import mark
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.own_keys import keeps
from crm_desktop.ui.playbook.document import Reading, draft_card
from crm_desktop.ui.playbook.entry_form import make_pick
from crm_desktop.ui.playbook.entry_grid import EntryGrid
from crm_desktop.ui.playbook.measures import PAD_PX
from crm_desktop.ui.playbook.parts import PICKS
from crm_desktop.ui.playbook.writer import NEW, PlaybookWriter

ADD_WORDS: Mapping[Book, str] = {
    Book.MOMENTS: mark("Add a moment"),
    Book.PHRASES: mark("Add a phrase"),
    Book.MISTAKES: mark("Add a mistake"),
    Book.QUESTIONS: mark("Add a question"),
    Book.CONFLICTS: mark("Add conflict words"),
}
_POINT = "own_1"
_NO_WORDS: Mapping[str, list[str]] = {"en": [], "zh_CN": []}
_TEMPLATES: Mapping[Book, Mapping[str, Any]] = {
    Book.MOMENTS: {"industry": "", "label": BLANK, "when": BLANK, "points": {_POINT: BLANK}},
    Book.PHRASES: {"situations": ["general"], "avoid": BLANK, "use": BLANK},
    Book.MISTAKES: {"avoid": BLANK, "use": BLANK},
    Book.QUESTIONS: {"kind": "open", "text": BLANK},
    Book.CONFLICTS: {
        "category": "other", "why": BLANK, "keywords": _NO_WORDS, "triggers": _NO_WORDS
    },
}  # fmt: skip


class NewEntry(QFrame):
    """The fields of an entry that is not there yet, with Add and Cancel."""

    added = Signal(object)
    """The key of the entry that was added."""
    cancelled = Signal()

    def __init__(self, book: Book, reading: Reading, icons: Icons, writer: PlaybookWriter) -> None:
        super().__init__()
        self.key = EntryKey(book, NEW)
        self._reading, self._icons, self._writer = reading, icons, writer
        self._template = _plain(_TEMPLATES[book])
        self.setProperty("look", "entry-open")
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD_PX, 12, PAD_PX - 10, 14)
        rows.setSpacing(8)
        text = reading.language.text
        rows.addWidget(Label(text(ADD_WORDS[book]), "heading"))
        self._pick = None
        if book in PICKS:
            name, pick = PICKS[book]
            self._pick = make_pick(reading, pick, self._template[name])
            rows.addWidget(self._pick)
        self._card = draft_card(reading, Entry(self.key, self._template, None))
        self.grid = self._make_grid()
        rows.addWidget(self.grid)
        self.add_button = QPushButton(text("Add"))
        self.add_button.setProperty("look", "primary")
        self.add_button.clicked.connect(self._add)
        cancel = QPushButton(text("Cancel"))
        cancel.clicked.connect(self._cancel)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addWidget(cancel)
        line.addStretch(1)
        rows.addLayout(line)

    def take_focus(self) -> None:
        """Start at the first text."""
        next(iter(self.grid.cells.values())).take_focus()

    def type_raw(self, path: Path, text: str) -> None:
        """Put back what was typed before the program ended."""
        if path not in self.grid.cells and path[0] == "points":
            self._template = with_part(self._template, path[:-1], dict(BLANK))
            self._rebuild()
        if path in self.grid.cells:
            self.grid.cells[path].editor.type_raw(text)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while something new is written."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape gives up, Ctrl+Enter adds."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._add()
        else:
            super().keyPressEvent(event)

    def entry(self) -> dict[str, Any]:
        """Return what is written; service points without a word are left out."""
        found: Any = dict(self._template)
        for path, cell in self.grid.cells.items():
            value = cell.value()
            found = with_part(found, path, list(value) if isinstance(value, tuple) else value)
        if self._pick is not None:
            found[PICKS[self.key.book][0]] = self._pick.value()
        points = found.get("points")
        if points:
            kept = {code: text for code, text in points.items() if any(text.values())}
            found["points"] = kept or points
        return dict(found)

    def _make_grid(self) -> EntryGrid:
        grid = EntryGrid(self._card, self._reading, self._icons, is_new=True)
        grid.line_wanted.connect(self._add_line)
        grid.removal_wanted.connect(self._remove_line)
        for path, cell in grid.cells.items():
            # There is no stored text to go back to: Escape gives the whole entry up.
            cell.editor.reverts = False
            cell.drafted.connect(partial(self._writer.keep_typing, self.key, path))
        return grid

    def _add_line(self, path: Path) -> None:
        step = self._writer.new_code()
        self._template = with_part(self.entry(), (*path, step), dict(BLANK))
        self._rebuild()
        self.grid.cells[(*path, step, self._reading.codes[0].value)].take_focus()

    def _remove_line(self, path: Path) -> None:
        points = part_of(self.entry(), path[:-1]) or {}
        if len(points) > 1:
            self._template = self.entry() | {
                "points": {code: text for code, text in points.items() if code != path[-1]}
            }
            self._rebuild()

    def _rebuild(self) -> None:
        typed = {path: cell.raw for path, cell in self.grid.cells.items()}
        old = self.grid
        self._card = draft_card(self._reading, Entry(self.key, self._template, None))
        self.grid = self._make_grid()
        self._rows.replaceWidget(old, self.grid)
        old.hide()
        old.deleteLater()
        for path, text in typed.items():
            if path in self.grid.cells and text:
                self.grid.cells[path].editor.type_raw(text)

    def _add(self) -> None:
        key = EntryKey(self.key.book, self._writer.new_code())
        for cell in self.grid.cells.values():
            cell.show_problem(None)

        def done() -> None:
            self._writer.forget_typing(self.key, self.grid.paths)
            self.added.emit(key)

        self._writer.add(key, self.entry(), done, self._refuse, self)

    def _cancel(self) -> None:
        self._writer.forget_typing(self.key, self.grid.paths)
        self.cancelled.emit()

    def _refuse(self, error: CrmError) -> None:
        """Say what is wrong beneath the text it is about, else beneath the first."""
        field = error.problem.field
        paths = [path for path in self.grid.paths if ".".join(map(str, path)).startswith(field)]
        cell = self.grid.cells[(paths or list(self.grid.paths))[0]]
        cell.show_problem(error.problem)
        cell.take_focus()


def _plain(value: Any) -> Any:
    """Return an entry of its own that may be changed."""
    if isinstance(value, Mapping) and not is_bilingual(value):
        return {key: _plain(part) for key, part in value.items()}
    return dict(value) if isinstance(value, Mapping) else value
