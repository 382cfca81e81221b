"""What becomes of every row of a list: counts to filter by, and before and after of each."""

from functools import partial

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.services.import_preview import ImportPreview, RowState
from crm_desktop.text import Language
from crm_desktop.ui.importing.row_words import STATES, change_lines
from crm_desktop.ui.importing.rows_model import RowsModel
from crm_desktop.ui.labels import Label

_LINE_PX = 30
_DETAIL_PX = 110
_WIDTHS = (80, 150, 220)


class RowsPanel(QWidget):
    """Chips with counts over a list of rows; the chosen row is told in full beneath."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._preview: ImportPreview | None = None
        self._state: RowState | None = None
        self.model = RowsModel(language)
        self.chips: dict[RowState | None, QPushButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 8, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(self._chips())
        self.hint = Label("", "muted")
        self.hint.setWordWrap(True)
        rows.addWidget(self.hint)
        self.table = self._table()
        rows.addWidget(self.table, 1)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName(language.text("The chosen row in full"))
        self.detail.setFixedHeight(_DETAIL_PX)
        self.detail.setTabChangesFocus(True)
        rows.addWidget(self.detail)
        self.show_preview(None)

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Show the rows of a list, None while they are not known."""
        self._preview = preview
        counts = preview.counts if preview is not None else {}
        if self._state is not None and not counts.get(self._state):
            self._state = None
        for state, chip in self.chips.items():
            count = preview.size(None) if state is None and preview else counts.get(state, 0)  # type: ignore[arg-type]
            words = self._language.text("All") if state is None else self._word(state)
            chip.setText(f"{words} {self._language.number(count)}")
            chip.setVisible(state is None or count > 0)
            chip.setChecked(state is self._state)
        self._show()

    def show_state(self, state: RowState | None) -> None:
        """Show the rows of one state alone, with None all."""
        self._state = state
        for one, chip in self.chips.items():
            chip.setChecked(one is state)
        self._show()

    def say(self, sentence: str) -> None:
        """Tell why there is nothing to see."""
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))

    def _show(self) -> None:
        text = self._language.text
        self.model.show_rows(self._preview, self._state)
        is_suspect = self._state is RowState.SUSPECT
        self.say(
            text(
                "Nothing is merged by an import. Choose under Columns by what these rows are"
                " recognised, or import and merge them afterwards."
            )
            if is_suspect
            else ""
        )
        self.detail.clear()

    def _word(self, state: RowState) -> str:
        return self._language.text(STATES[state])

    def _chips(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for state in (None, *RowState):
            chip = QPushButton()
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._chosen, state))
            self.chips[state] = chip
            line.addWidget(chip)
        line.addStretch(1)
        return line

    def _chosen(self, state: RowState | None) -> None:
        self.show_state(state)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self._language.text("Rows and what becomes of them"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_LINE_PX)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setStretchLastSection(True)
        table.selectionModel().currentRowChanged.connect(self._tell)
        return table

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row(now.row())
        self.detail.setPlainText("\n".join(change_lines(self._language, row)) if row else "")

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As much as there is room for."""
        return QSize(600, 400)
