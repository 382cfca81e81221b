"""A framed part of the first tab: a title, lines beneath it, and what else belongs there."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.ui.card.lines import LineBlock
from crm_desktop.ui.card.overview_words import Line
from crm_desktop.ui.labels import Label
from crm_desktop.ui.theme import Theme


class Panel(QFrame):
    """Shows lines; other widgets go into ``body`` above or below them."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        self.setAccessibleName(title)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(16, 10, 12, 14)
        self.rows.setSpacing(8)
        self._head = QHBoxLayout()
        self._head.addWidget(Label(title, "heading"))
        self._head.addStretch(1)
        self.rows.addLayout(self._head)
        self.lines = LineBlock(theme)
        self.rows.addWidget(self.lines)

    def lead(self, words: str, name: str, act: Callable[[], None]) -> None:
        """Put a button into the head that leads to all of it."""
        button = QPushButton(words)
        button.setProperty("look", "quiet")
        button.setAccessibleName(name)
        button.clicked.connect(act)
        self._head.addWidget(button)

    def show_lines(
        self, lines: Sequence[Line], empty: str = "", *, is_beside: bool = False
    ) -> None:
        """Show lines with their details beneath or beside; a muted sentence where none are."""
        found = tuple(lines) or ((Line(empty, "", "muted"),) if empty else ())
        self.lines.show_lines(found, is_beside=is_beside and bool(lines))
