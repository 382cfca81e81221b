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
        for row, heading in enumerate(HEADINGS):
            grid.addWidget(Label(self._language.text(heading), "small"), row, 0)
        for column, duty in enumerate(duties, 1):
            grid.setColumnStretch(column, 1)
            tip = numbers_text(self._language, duty)
            for row, text in enumerate(five_numbers(self._language, duty)):
                cell = _cell(text, is_heading=row == 0)
                set_tip(cell, tip)
                grid.addWidget(cell, row, column)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table


def _cell(text: str, *, is_heading: bool) -> Label:
    cell = Label(text, "small" if is_heading else "")
    cell.setWordWrap(is_heading)
    cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
    return cell
