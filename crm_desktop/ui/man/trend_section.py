"""The dated assessments of a prospect: a chart, and a table to open an older one from (D2)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.services.man_edits import SnapshotView
from crm_desktop.text import Language, mark, mark_in
from crm_desktop.ui.labels import Label
from crm_desktop.ui.man.trend_chart import TrendChart
from crm_desktop.ui.theme import Theme

_COLUMNS = (
    mark("Day"),
    mark_in("man", "Class"),
    mark_in("man", "Score"),
    mark_in("man", "Change"),
    mark_in("man", "Answers given"),
    mark("By"),
)
ROW_PX = 30
MOST_ROWS = 8


class TrendSection(QWidget):
    """``opened`` carries the snapshot a person wants to look at."""

    opened = Signal(object)

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__()
        self._language = language
        self._views: Sequence[SnapshotView] = ()
        self.chart = TrendChart(language, theme)
        self.table = QTableWidget(0, len(_COLUMNS))
        self._empty = Label(
            language.text("Answer the first question, and the course of the score begins here."),
            "muted",
        )
        self._hint = Label(language.text("Enter opens the assessment of that day."), "small")
        self._build()

    def show_snapshots(self, views: Sequence[SnapshotView]) -> None:
        """Show snapshots, the newest first."""
        self._views = views
        has_any = bool(views)
        for widget in (self.chart, self.table, self._hint):
            widget.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self.chart.show_points([view.point for view in reversed(views)])
        self.table.setRowCount(len(views))
        for row, cells in enumerate(self._rows()):
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        shown = min(MOST_ROWS, len(views))
        self.table.setFixedHeight(shown * ROW_PX + self.table.horizontalHeader().height() + 4)

    def _rows(self) -> list[tuple[str, ...]]:
        language = self._language
        rows: list[tuple[str, ...]] = []
        before = [view.point.overall for view in self._views[1:]]
        for place, view in enumerate(self._views):
            change = ""
            if place < len(before):
                points = float(view.point.overall - before[place])
                change = f"{'+' if points > 0 else ''}{language.number(points, 0)}"
            rows.append(
                (
                    language.date(view.snapshot.assessed_on),
                    view.point.man_class,
                    language.number(float(view.point.overall), 0),
                    change,
                    language.number(len(view.answers)),
                    view.snapshot.author,
                )
            )
        return rows

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        title = self._language.text("How the score moved")
        rows.addWidget(Label(title, "heading"))
        table = self.table
        table.setHorizontalHeaderLabels([self._language.text(one) for one in _COLUMNS])
        table.setAccessibleName(title)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.activated.connect(lambda index: self.opened.emit(self._views[index.row()]))
        for widget in (self._empty, self.chart, table, self._hint):
            rows.addWidget(widget)
