"""Draws the rows of the customer list that are in sight, each straight from what is stored of it.

A delegate that Qt calls for every cell, with an option and an index made for it, takes twice as
long for a screen of rows.
"""

from collections.abc import Container, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter

from crm_desktop.ui.colours import COLOURS
from crm_desktop.ui.customers.list_model import ListModel
from crm_desktop.ui.customers.row_painter import ROW_HEIGHT, RowPainter, Span, reach
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme


class CellPainter:
    """The one painter of the list; made anew with the page when the look changes."""

    def __init__(self, model: ListModel, theme: Theme, icons: Icons, font: QFont) -> None:
        self._model = model
        self._rows = RowPainter(COLOURS[theme.scheme], icons.pixmap, font)

    def paint_rows(
        self, painter: QPainter, rows: range, top: int, spans: Sequence[Span], *,
        chosen: Container[int], current: int,
    ) -> None:  # fmt: skip
        """Paint some rows from ``top`` on; ``spans`` are the columns from left to right."""
        self._model.have(rows)
        left, width = reach(spans)
        for place in rows:
            ground, is_chosen = QRect(left, top, width, ROW_HEIGHT), place in chosen
            is_marked = place == current
            self._rows.paint_ground(painter, ground, is_chosen=is_chosen, is_marked=is_marked)
            row = self._model.row_at(place)
            if row is not None:
                for column, start, across in spans:
                    cell = (column, self._model.text_at(place, column))
                    area = QRect(start, top, across, ROW_HEIGHT)
                    self._rows.paint_cell(painter, area, row, cell, is_chosen=is_chosen)
            top += ROW_HEIGHT
