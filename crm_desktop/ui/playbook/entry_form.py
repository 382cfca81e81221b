"""An entry being written: its texts in both languages side by side, saved as they are left."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.playbook_entries import HIDEABLE, Book
from crm_desktop.domain.playbook_parts import Path
from crm_desktop.domain.problems import Problem
from crm_desktop.text import mark, mark_in
from crm_desktop.ui.buttons import icon_button, put_icon
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle, set_tip
from crm_desktop.ui.own_keys import keeps
from crm_desktop.ui.playbook.document import Card, Reading, Row, choices_of
from crm_desktop.ui.playbook.entry_grid import EntryGrid
from crm_desktop.ui.playbook.measures import FRAME_PX, GUTTER_PX, PAD_PX
from crm_desktop.ui.playbook.parts import PICKS, PartKind, Pick, parts_of
from crm_desktop.ui.playbook.pick_row import OnePick, SituationPick
from crm_desktop.ui.playbook.text_cell import Told
from crm_desktop.ui.playbook.writer import PlaybookWriter

PICK_CAPTIONS = {
    Pick.SITUATIONS: mark_in("playbook", "Fits"),
    Pick.DIG: mark_in("playbook", "Kind"),
    Pick.INDUSTRY: mark("Line of business"),
    Pick.CATEGORY: mark("Kind of taboo"),
}


class EntryForm(QFrame):
    """The open entry of a book; there is one at a time."""

    closed = Signal()
    cadence_wanted = Signal()

    def __init__(self, card: Card, reading: Reading, icons: Icons, writer: PlaybookWriter) -> None:
        super().__init__()
        self.card, self._reading, self._icons, self._writer = card, reading, icons, writer
        self.setProperty("look", "entry-open")
        self._pending: list[Row] = []
        """Lines that were asked for and hold nothing yet."""
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(PAD_PX, 10, PAD_PX - 10, 14)
        rows.setSpacing(8)
        self._head = _Head(card, reading, icons)
        rows.addWidget(self._head)
        self._pick = self._make_pick()
        self.grid = self._make_grid(card)
        rows.addWidget(self.grid)
        if card.note:
            rows.addLayout(self._cadence(card.note))
        self._mark = Label(card.mark, "small")
        rows.addWidget(self._mark)
        self._mark.setVisible(bool(card.mark))  # once it is no window of its own
        self._head.closed.connect(self.closed)
        self._head.reset.connect(lambda: writer.reset(self.card.entry))
        self._head.hidden.connect(self._hide)
        self._head.show_card(card)

    def show_card(self, card: Card, reading: Reading) -> None:
        """Show a newer state of the entry; typing that is not saved stays."""
        self.card, self._reading = card, reading
        known = {row.path for row in card.rows}
        self._pending = [row for row in self._pending if row.path not in known]
        wanted = [row.path for row in self._with_pending(card).rows]
        if wanted == [row.path for row in self.grid.card.rows]:
            self.grid.fill(self._with_pending(card))
        else:
            self._rebuild()
        self._head.show_card(card)
        self._mark.setText(card.mark)
        self._mark.setVisible(bool(card.mark))
        if self._pick is not None:
            self._pick.show_value(card.entry.value.get(PICKS[card.key.book][0]))

    def take_focus(self, path: Path | None, column: int) -> None:
        """Put the keyboard into a text; None is the first."""
        paths = self.grid.paths
        code = self._reading.codes[column].value
        wanted = (*path, code) if path is not None else None
        cell = self.grid.cells.get(wanted or ()) or next(iter(self.grid.cells.values()), None)
        if cell is not None:
            cell.take_focus()
        elif not paths:
            self._head.setFocus()

    def type_raw(self, path: Path, text: str) -> None:
        """Put back what was typed before the program ended; what has no place here is left out."""
        if path not in self.grid.cells and self._takes_line(path[:-1]):
            self._add_pending(path[:-1])
        if path in self.grid.cells:
            self.grid.cells[path].editor.type_raw(text)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while an entry is open."""
        return keeps(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make_pick(self) -> SituationPick | OnePick | None:
        book, entry = self.card.key.book, self.card.entry
        if book not in PICKS or not entry.is_usable:
            return None
        name, pick = PICKS[book]
        if pick is not Pick.SITUATIONS and not entry.is_own:
            return None  # what is shipped stays where it was put
        row = make_pick(self._reading, pick, entry.value.get(name))
        row.picked.connect(lambda value: self._set((name,), value, _ignore))
        self._rows.addWidget(row)
        return row

    def _cadence(self, note: str) -> QHBoxLayout:
        """Return how often a tier is met, with the way to where that is changed."""
        text = self._reading.language.text
        caption = Label(text("How often"), "small")
        caption.setFixedWidth(GUTTER_PX - FRAME_PX)
        link = icon_button(self._icons, "settings", note, "link")
        link.setProperty("look", "link")
        set_tip(link, text("Change how often a tier is met"))
        link.clicked.connect(self.cadence_wanted)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(caption)
        line.addWidget(link)
        line.addStretch(1)
        return line

    def _make_grid(self, card: Card) -> EntryGrid:
        grid = EntryGrid(card, self._reading, self._icons)
        grid.line_wanted.connect(self._add_line)
        grid.removal_wanted.connect(self._remove)
        for path, cell in grid.cells.items():
            cell.save = partial(self._set, path)
            cell.drafted.connect(partial(self._keep, path))
        return grid

    def _set(self, path: Path, value: object, told: Told) -> None:
        self._writer.set_part(self.card.key, path, value, told, self)

    def _keep(self, path: Path, text: str) -> None:
        self._writer.keep_typing(self.card.key, path, text)

    def _hide(self) -> None:
        self._writer.hide(self.card.key, is_hidden=not self.card.entry.is_hidden)

    def _add_line(self, path: Path) -> None:
        rows = [row for row in self._with_pending(self.card).rows if row.path[: len(path)] == path]
        parts = parts_of(self.card.key.book, self.card.variant)
        part = next(one for one in parts if one.path == path)
        step = self._writer.new_code() if part.kind is PartKind.POINTS else len(rows)
        self._add_pending((*path, step))
        self.take_focus((*path, step), 0)

    def _takes_line(self, path: Path) -> bool:
        lists = (PartKind.LINES, PartKind.POINTS)
        parts = parts_of(self.card.key.book, self.card.variant)
        return any(part.kind in lists and part.path == path[:-1] for part in parts)

    def _add_pending(self, path: Path) -> None:
        self._pending.append(Row(path, "", ("", ""), is_line=True, is_listed=True))
        self._rebuild()

    def _remove(self, path: Path) -> None:
        if any(row.path == path for row in self._pending):
            self._pending = [row for row in self._pending if row.path != path]
            self._rebuild()
        else:
            self._writer.remove_part(self.card.key, path)

    def _with_pending(self, card: Card) -> Card:
        return with_rows(card, self._pending)

    def _rebuild(self) -> None:
        """Make the rows anew, keeping what is typed and where the keyboard is."""
        old, typed, focused = self.grid, self.grid.typed(), self.grid.focused()
        for cell in old.cells.values():
            cell.save = None
            cell.blockSignals(True)
        self.grid = self._make_grid(self._with_pending(self.card))
        self._rows.replaceWidget(old, self.grid)
        old.hide()
        old.deleteLater()
        for path, text in typed.items():
            if path in self.grid.cells:
                self.grid.cells[path].editor.type_raw(text)
        if focused in self.grid.cells:
            self.grid.cells[focused].take_focus()


class _Head(QWidget):
    """What the open entry is, and what can be done to it as a whole."""

    closed = Signal()
    reset = Signal()
    hidden = Signal()

    def __init__(self, card: Card, reading: Reading, icons: Icons) -> None:
        super().__init__()
        text = reading.language.text
        self._language, self._icons = reading.language, icons
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        badge = Label(card.badge, "tier" if card.tier else "badge")
        badge.setProperty("tier", card.tier)
        self._title = Label("", "heading")
        line.addWidget(badge)
        badge.setVisible(bool(card.badge))  # once it is no window of its own
        line.addWidget(self._title)
        line.addStretch(1)
        self.reset_button = _quiet(icons, "rotate-ccw", text("Reset to shipped"))
        self.hide_button = _quiet(icons, "eye-off", "")
        self._done = QPushButton(text(mark_in("playbook", "Done")))
        for button, signal in (
            (self.reset_button, self.reset),
            (self.hide_button, self.hidden),
            (self._done, self.closed),
        ):
            button.clicked.connect(signal)
            line.addWidget(button)

    def show_card(self, card: Card) -> None:
        """Offer what can be done to the entry as it is now."""
        text, entry = self._language.text, card.entry
        self._title.setText("" if card.key.book is Book.PHRASES else card.name_without_badge)
        is_other = entry.is_own or entry.is_changed or entry.problem is not None
        self.reset_button.setVisible(is_other)
        words = text("Delete") if entry.is_own else text("Reset to shipped")
        self.reset_button.setText(words)
        put_icon(
            self.reset_button, self._icons, "trash-2" if entry.is_own else "rotate-ccw", "link"
        )
        can_hide = card.key.book in HIDEABLE and entry.is_usable
        self.hide_button.setVisible(can_hide)
        words = text("Use again") if entry.is_hidden else text("Put out of use")
        self.hide_button.setText(words)


def _quiet(icons: Icons, icon: str, words: str) -> QPushButton:
    button = icon_button(icons, icon, words, "link")
    restyle(button, "look", "quiet")
    return button


def with_rows(card: Card, rows: list[Row]) -> Card:
    """Return a card with further rows, each behind those of its list."""
    found = list(card.rows)
    for row in rows:
        head = row.path[:-1]
        places = [at for at, one in enumerate(found) if one.path[: len(head)] == head]
        found.insert(places[-1] + 1 if places else len(found), row)
    return replace(card, rows=tuple(found))


def make_pick(reading: Reading, pick: Pick, chosen: object) -> SituationPick | OnePick:
    """Return the row to choose in."""
    caption, choices = reading.language.text(PICK_CAPTIONS[pick]), choices_of(reading, pick)
    if pick is Pick.SITUATIONS:
        return SituationPick(caption, choices, chosen)
    return OnePick(caption, choices, chosen)


def _ignore(problem: Problem | None) -> None:
    """A choice from a list is never refused."""
