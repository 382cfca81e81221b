"""A framed part of the first tab: a title, lines beneath it, and what else belongs there."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.ui.card.lines import LineBlock
from crm_desktop.ui.card.overview_words import Line
from crm_desktop.ui.labels import Label
from crm_desktop.ui.theme import Theme

Words = tuple[str, str]
"""What a button says, and its name for a screen reader."""


class Panel(QFrame):
    """Shows lines; other widgets go into ``body`` above or below them."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        self.setAccessibleName(title)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(16, 10, 12, 14)
        self.rows.setSpacing(8)
        self._button: QPushButton | None = None
        self._full = self._empty = ("", "")
        self._head = QHBoxLayout()
        self._head.addWidget(Label(title, "heading"))
        self._head.addStretch(1)
        self.rows.addLayout(self._head)
        self.lines = LineBlock(theme)
        self.rows.addWidget(self.lines)

    def lead(self, full: Words, empty: Words, act: Callable[[], None]) -> None:
        """Put a button into the head that leads to all of it, or to where the first is added.

        Each of the two is what it says and its name for a screen reader.
        """
        self._full, self._empty = full, empty
        self._button = QPushButton()
        self._button.setProperty("look", "quiet")
        self._button.clicked.connect(act)
        self._head.addWidget(self._button)
        self.show_whether(is_empty=False)

    def show_whether(self, *, is_empty: bool) -> None:
        """Let the button say what it leads to."""
        if self._button is not None:
            words, name = self._empty if is_empty else self._full
            self._button.setText(words)
            self._button.setAccessibleName(name)

    def show_lines(
        self, lines: Sequence[Line], empty: str = "", *, is_beside: bool = False
    ) -> None:
        """Show lines with their details beneath or beside; a muted sentence where none are."""
        found = tuple(lines) or ((Line(empty, "", "muted"),) if empty else ())
        self.lines.show_lines(found, is_beside=is_beside and bool(lines))
        self.show_whether(is_empty=bool(empty) and not lines)
