"""A framed part of the first tab: a title and lines beneath it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.card.overview_words import Line
from crm_desktop.ui.labels import Label


class Panel(QFrame):
    """Lines go into ``body``; :meth:`clear` takes them out."""

    def __init__(self, title: str, lead: str = "", act: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        self.setAccessibleName(title)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 12, 14)
        rows.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(title, "heading"))
        head.addStretch(1)
        if act is not None:
            button = QPushButton(lead)
            button.setProperty("look", "quiet")
            button.clicked.connect(act)
            head.addWidget(button)
        rows.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        rows.addLayout(self.body)

    def clear(self) -> None:
        """Take every line out."""
        _empty(self.body)

    def add_lines(self, lines: Iterable[Line], empty: str = "", *, is_beside: bool = False) -> None:
        """Show lines, details beneath or beside; a muted sentence where there are none."""
        found = list(lines)
        for line in found:
            self.body.addWidget(_line(line, is_beside=is_beside))
        if not found and empty:
            self.add_text(empty, "muted")

    def add_text(self, text: str, look: str = "") -> Label:
        """Show a text that wraps."""
        label = Label(text, look)
        label.setWordWrap(True)
        self.body.addWidget(label)
        return label


def _line(line: Line, *, is_beside: bool) -> QWidget:
    """A text with what stands muted beneath it, or at the right."""
    box = QWidget()
    rows = QBoxLayout(
        QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom, box
    )
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(12 if is_beside else 1)
    text = Label(line.text, _LOOKS.get(line.look, line.look))
    text.setWordWrap(True)
    rows.addWidget(text, 1)
    if line.detail:
        detail = Label(line.detail, "problem" if line.look == "problem" else "small")
        detail.setWordWrap(not is_beside)
        top = Qt.AlignmentFlag.AlignTop
        rows.addWidget(detail, alignment=top if is_beside else Qt.AlignmentFlag(0))
    return box


_LOOKS = {"problem": "danger"}


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _empty(inner)
