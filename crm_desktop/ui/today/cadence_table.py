"""The five numbers of the chosen customer's cadence in this quarter (D3)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.cadence import DutyStanding
from crm_desktop.text import Language, mark
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.today.rows import five_numbers, numbers_text

HEADINGS = (
    "",
    mark("Planned"),
    mark("Done"),
    mark("Scheduled"),
    mark("Remaining"),
    mark("To schedule"),
)


class CadenceTable(QFrame):
    """Hidden for who has no cadence."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setProperty("look", "surface")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 10)
        rows.setSpacing(6)
        rows.addWidget(Label(language.text("Cadence this quarter"), "section"))
        self._table = QWidget()
        rows.addWidget(self._table)
        self.hide()

    def show_duties(self, duties: Sequence[DutyStanding]) -> None:
        """Show the numbers of some duties."""
        self.setVisible(bool(duties))
        if not duties:
            return
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for column, heading in enumerate(HEADINGS):
            grid.addWidget(_cell(self._language.text(heading), column, "small"), 0, column)
        for row, duty in enumerate(duties, 1):
            for column, text in enumerate(five_numbers(self._language, duty)):
                cell = _cell(text, column, "")
                set_tip(cell, numbers_text(self._language, duty))
                grid.addWidget(cell, row, column)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table


def _cell(text: str, column: int, look: str) -> Label:
    cell = Label(text, look)
    cell.setWordWrap(not column)
    if column:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return cell
