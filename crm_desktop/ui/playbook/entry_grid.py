"""The texts of an entry as cells to write in, one row a text, one column a language."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from crm_desktop.domain.playbook_parts import Path
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.playbook.document import NAMES, Card, Reading, Row, stands_in
from crm_desktop.ui.playbook.measures import END_PX, FRAME_PX, GAP_PX, GUTTER_PX
from crm_desktop.ui.playbook.parts import Part, PartKind, parts_of
from crm_desktop.ui.playbook.text_cell import CellWords, TextCell

_TEXT_COLUMNS = (1, 3)
_LISTS = (PartKind.LINES, PartKind.POINTS)


class EntryGrid(QWidget):
    """The rows of a card with room to write; knows nothing of saving."""

    line_wanted = Signal(object)
    """A list of the entry (its path) that takes one more line."""
    removal_wanted = Signal(object)
    """The path of a line to take away."""

    def __init__(self, card: Card, reading: Reading, icons: Icons, *, is_new: bool = False) -> None:
        super().__init__()
        self._is_new = is_new
        self.card, self._reading, self._icons = card, reading, icons
        self.cells: dict[Path, TextCell] = {}
        """Every cell by the path of its text with the language at the end."""
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(6)
        # Texts stand where they stood to be read: what frames an editor goes into the gaps.
        grid.setColumnMinimumWidth(0, GUTTER_PX - FRAME_PX)
        grid.setColumnMinimumWidth(2, GAP_PX - FRAME_PX)
        grid.setColumnMinimumWidth(4, END_PX)
        for column in _TEXT_COLUMNS:
            grid.setColumnStretch(column, 1)
        self._at = 0
        for part in parts_of(card.key.book, card.variant):
            self._add_part(part, [row for row in card.rows if _is_of(row, part)])

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of the cells in their order."""
        return tuple(self.cells)

    def fill(self, card: Card) -> None:
        """Show a newer state of the same rows; typing that is not saved stays."""
        self.card = card
        for row in card.rows:
            for column, code in enumerate(self._reading.codes):
                self.cells[(*row.path, code.value)].fill(row.texts[column])

    def typed(self) -> Mapping[Path, str]:
        """Return what is typed and not saved."""
        return {path: cell.raw for path, cell in self.cells.items() if cell.is_dirty}

    def resume(self) -> None:
        """Put the keyboard into the first text that is not saved, else into the first."""
        typed = [self.cells[path] for path in self.typed()]
        cell = next(iter(typed or self.cells.values()), None)
        if cell is not None and self.focused() is None:
            cell.take_focus()

    def focused(self) -> Path | None:
        """Return the path of the text that has the keyboard."""
        found = (path for path, cell in self.cells.items() if cell.editor.box.hasFocus())
        return next(found, None)

    def _add_part(self, part: Part, rows: list[Row]) -> None:
        say = self._reading.language.text
        for number, row in enumerate(rows):
            caption = row.caption if number == 0 or not row.is_listed else ""
            self._add_row(row, caption, self._name(part, row, number))
        if part.kind in _LISTS and (rows or part.path[-1] in self.card.entry.value):
            button = icon_button(self._icons, "plus", say(part.add), "link")
            button.setProperty("look", "link")
            button.clicked.connect(partial(self.line_wanted.emit, part.path))
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            self._grid.addLayout(line, self._at, 1)
            self._at += 1

    def _name(self, part: Part, row: Row, number: int) -> str:
        caption = row.caption or self._reading.language.text(part.caption)
        return f"{caption} {number + 1}" if row.is_listed else caption

    def _add_row(self, row: Row, caption: str, name: str) -> None:
        label = Label(caption, "small")
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 7, 0, 0)
        label.setWordWrap(True)
        self._grid.addWidget(label, self._at, 0, Qt.AlignmentFlag.AlignTop)
        language = self._reading.language
        for column, code in enumerate(self._reading.codes):
            hint = NAMES[code] if self._is_new else language.text(stands_in(code))
            words = CellWords(f"{name}, {NAMES[code]}", hint)
            cell = TextCell(language, words, is_words=row.is_words)
            cell.accept(row.texts[column])
            self.cells[(*row.path, code.value)] = cell
            self._grid.addWidget(cell, self._at, _TEXT_COLUMNS[column])
        if row.is_line:
            self._grid.addWidget(self._remover(row, name), self._at, 4, Qt.AlignmentFlag.AlignTop)
        self._at += 1

    def _remover(self, row: Row, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon("x", size=14))
        words = self._reading.language.text("Take away: {name}", name=name)
        button.setAccessibleName(words)
        set_tip(button, words)
        button.setFixedWidth(END_PX)
        button.clicked.connect(partial(self.removal_wanted.emit, row.path))
        return button


def _is_of(row: Row, part: Part) -> bool:
    return row.path[: len(part.path)] == part.path
