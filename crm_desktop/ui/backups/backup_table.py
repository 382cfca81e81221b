"""The backups of a file, the newest first: when and why each was made, and what it holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from crm_desktop.domain.backups import Backup
from crm_desktop.domain.changes import Kind
from crm_desktop.text import Language, mark
from crm_desktop.ui.card.attachment_list import size_text
from crm_desktop.ui.icons import SIZE, Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.tiers.plain_table import plain_table
from crm_desktop.wording.backups import reason_of

HEADINGS = (mark("When"), mark("Why"), mark("Customers"), mark("Size"), mark("State"))
_WIDTHS = {0: 160, 2: 104, 3: 84, 4: 150}
_WHY, _CUSTOMERS, _SIZE, _STATE = 1, 2, 3, 4
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BackupTable(QWidget):
    """``chosen`` carries the backup a person looks at, None where there is none."""

    chosen = Signal(object)

    def __init__(self, language: Language, icons: Icons, *, is_read_only: bool) -> None:
        super().__init__()
        self._language, self._icons = language, icons
        self._backups: Sequence[Backup] = ()
        headings = [language.text(one) for one in HEADINGS]
        name = language.text("Backups of this file")
        self.table: QTableWidget = plain_table(headings, name, _WIDTHS, stretched=_WHY)
        for column in (_CUSTOMERS, _SIZE):
            item = self.table.horizontalHeaderItem(column)
            assert item is not None
            item.setTextAlignment(_RIGHT)
        none = language.text("No backup yet. The first one is made soon after the file was opened.")
        if is_read_only:
            none = language.text(
                "There is no backup. A file that may only be read does not change and needs none."
            )
        self._empty = Label(none, "muted")
        self._empty.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._empty)
        rows.addWidget(self.table, 1)
        self.table.currentCellChanged.connect(self._tell)
        self.show_backups(())

    @property
    def current(self) -> Backup | None:
        """The backup that is looked at."""
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show other backups; the one that was looked at stays so while it is there."""
        before = self.current
        self.table.blockSignals(True)
        self._backups = backups
        self.table.setRowCount(len(backups))
        for row, one in enumerate(backups):
            self._fill(row, one)
        paths = [one.path for one in backups]
        at = paths.index(before.path) if before is not None and before.path in paths else 0
        if backups:
            self.table.setCurrentCell(at, 0)
        self.table.blockSignals(False)
        self.table.setVisible(bool(backups))
        self._empty.setVisible(not backups)
        self._tell()

    def _fill(self, row: int, backup: Backup) -> None:
        language = self._language
        customers = backup.counts.get(Kind.CUSTOMER) if backup.contents else None
        cells = (
            language.moment(backup.made_at.astimezone()),
            reason_of(language, backup.reason),
            "" if customers is None else language.number(customers),
            size_text(backup.size, language),
            state_text(language, backup),
        )
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            if column in (_CUSTOMERS, _SIZE):
                item.setTextAlignment(_RIGHT)
            set_tip(item, str(backup.path))
            self.table.setItem(row, column, item)
        state = self.table.item(row, _STATE)
        assert state is not None
        icon, colour = ("check", "good") if backup.is_verified else ("circle-alert", "warning")
        name = "lock" if backup.is_protected and backup.is_verified else icon
        picture = self._icons.icon(name, colour)
        picture.addPixmap(self._icons.pixmap(name, SIZE, "on_selected"), QIcon.Mode.Selected)
        state.setIcon(picture)

    def _tell(self) -> None:
        self.chosen.emit(self.current)


def state_text(language: Language, backup: Backup) -> str:
    """Return whether a backup was read again after it was made, and whether it is encrypted."""
    if not backup.is_verified:
        return language.text("Not verified")
    if backup.is_protected:
        return language.text("Verified, encrypted")
    return language.text("Verified")
