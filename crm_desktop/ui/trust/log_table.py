"""The lines of the log of prints and exports as a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from crm_desktop.services.trust_log import TrustEntry
from crm_desktop.text import Language, mark
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.tiers.plain_table import plain_table
from crm_desktop.wording.trust_log import details_text, file_text, subject_text, what_text

HEADINGS = (
    mark("No."),
    mark("When"),
    mark("What"),
    mark("Who"),
    mark("About"),
    mark("How much, for whom"),
    mark("File"),
)
_WIDTHS = {0: 52, 1: 150, 2: 190, 3: 110, 4: 190, 5: 190}
_FILE = 6
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LogTable(QWidget):
    """Shows lines as they come, the newest first; texts that have no room are tooltips."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        headings = [language.text(one) for one in HEADINGS]
        name = language.text("Log of prints and exports")
        self.table: QTableWidget = plain_table(headings, name, _WIDTHS, stretched=_FILE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_entries(self, entries: Sequence[TrustEntry]) -> None:
        """Show other lines; the row that was looked at keeps its place."""
        row = self.table.currentRow()
        self.table.setRowCount(len(entries))
        for at, entry in enumerate(entries):
            self._fill(at, entry)
        if entries:
            self.table.setCurrentCell(min(max(row, 0), len(entries) - 1), 0)

    def _fill(self, row: int, entry: TrustEntry) -> None:
        language, line = self._language, entry.line
        cells = (
            str(line.sequence),
            language.moment(line.happened_at.astimezone()),
            what_text(language, line),
            line.author,
            subject_text(language, line, entry.subject_name),
            details_text(language, line),
            file_text(language, line),
        )
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            if column == 0:
                item.setTextAlignment(_RIGHT)
            set_tip(item, words)
            self.table.setItem(row, column, item)
