"""The report of a salvage: what was saved of each kind, and what is lost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.salvage import SalvageReport
from crm_desktop.services import files
from crm_desktop.ui.backups.column import Row, column, grid
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.recovery.hosts import RecoveryHost
from crm_desktop.wording.history import kind_name

if TYPE_CHECKING:
    from crm_desktop.services.protection import DataKey

SIZE = (960, 680)


class ReportWindow(QMainWindow):
    """Stays until the person goes on with the new file or elsewhere."""

    def __init__(self, host: RecoveryHost, report: SalvageReport, key: "DataKey | None") -> None:
        super().__init__()
        self._host, self._report, self._key = host, report, key
        self._language = host.language
        self.setWindowTitle(f"{report.target.stem} – CRM Desktop")
        self.resize(*SIZE)
        rows = column(self)
        for widget in self._told():
            rows.addWidget(widget)
        rows.addLayout(self._buttons())
        text = self._language.text
        rows.addWidget(grid((text("Records"), text("Saved"), text("Lost")), list(self._lines())))
        rows.addStretch(1)

    def _told(self) -> Iterator[QWidget]:
        text, report = self._language.text, self._report
        yield Label(text("What was saved"), "title")
        yield self._wrapped(
            text(
                "{saved} records were saved to {path}; {lost} are known to be lost. The damaged"
                " file is as it was.",
                saved=self._language.number(report.saved),
                lost=self._language.number(report.lost),
                path=report.target,
            )
        )
        if report.stand_ins:
            yield self._wrapped(
                self._language.plural(
                    "{count} lost card has something of its own left; that is kept under an empty"
                    " card.",
                    "{count} lost cards have something of their own left; that is kept under empty"
                    " cards.",
                    report.stand_ins,
                )
            )
        if any(one.from_log for one in report.kinds.values()):
            yield self._wrapped(
                text("Some records were made again from the history of changes: look them over.")
            )

    def _lines(self) -> Iterator[Row]:
        number = self._language.number
        for kind in Kind:
            found = self._report.kinds.get(kind)
            if found is not None:
                name = kind_name(self._language, kind)
                yield name[:1].upper() + name[1:], number(found.saved), number(found.lost)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        go_on = QPushButton(self._language.text("Open the new file"))
        go_on.setProperty("look", "primary")
        go_on.clicked.connect(self._open)
        leave = QPushButton(self._language.text("To the start screen"))
        leave.clicked.connect(self._leave)
        row.addWidget(go_on)
        row.addWidget(leave)
        row.addStretch(1)
        later(self, go_on.setFocus)
        return row

    def _open(self) -> None:
        path, host = self._report.target, self._host
        try:
            host.show_file(files.open_existing(path, host.paths.config, self._key))
        except CrmError as error:
            host.care.meet(path, error, self._key)

    def _leave(self) -> None:
        self._host.show_start()

    def _wrapped(self, words: str) -> Label:
        label = Label(words)
        label.setWordWrap(True)
        return label
