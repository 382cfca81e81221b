"""A list of lines to read, with its heading; each line wraps where it has no room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from crm_desktop.ui.labels import Label, set_tip


class LineList(QWidget):
    """Read with the arrows; nothing happens on a line."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.lines = QListWidget()
        self.lines.setAccessibleName(heading)
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(Label(heading, "heading"))
        rows.addWidget(self.lines, 1)
        self.setFocusProxy(self.lines)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        self.lines.clear()
        self.lines.addItems(list(lines))
        for row, words in enumerate(lines):
            item = self.lines.item(row)
            set_tip(item, words)
        if lines:
            self.lines.setCurrentRow(0)
