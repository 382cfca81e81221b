"""A column of text and choices in the middle of a window, and a short table in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.labels import Label

COLUMN_PX = 680
Row = tuple[str, str, str]


def column(window: QMainWindow) -> QVBoxLayout:
    """Give a window a column that is scrolled where it is low, and return its rows."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    canvas, inside = QWidget(), QWidget()
    canvas.setProperty("look", "canvas")
    inside.setFixedWidth(COLUMN_PX)
    across = QHBoxLayout(canvas)
    across.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 24, 0, 24)
    rows.setSpacing(10)
    area.setWidget(canvas)
    window.setCentralWidget(area)
    return rows


def grid(heads: Row, rows: list[Row]) -> QWidget:
    """Return a table of a name and two numbers a row."""
    body = QWidget()
    lines = QGridLayout(body)
    lines.setContentsMargins(0, 0, 0, 6)
    lines.setHorizontalSpacing(16)
    lines.setVerticalSpacing(3)
    lines.setColumnStretch(0, 1)
    for row, cells in enumerate((heads, *rows)):
        for place, words in enumerate(cells):
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            lines.addWidget(Label(words, "" if row else "small"), row, place, side)
    return body
