"""The recovery code, to be printed, saved or written down before a person goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.services.recovery_sheets import render_sheet, write_sheet
from crm_desktop.ui.briefs.doors import Doors
from crm_desktop.ui.briefs.output import with_pdf_ending
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.protection.copied import copy_secret
from crm_desktop.ui.protection.growing_dialog import GrowingDialog
from crm_desktop.wording.problems import problem_text

WIDTH_PX = 560


class RecoveryDialog(GrowingDialog):
    """Can be left only once the person said to have kept the code."""

    kept = Signal()

    def __init__(self, window: MainWindow, code: str, doors: Doors | None = None) -> None:
        super().__init__(window, WIDTH_PX)
        self._workspace, self._code = window.workspace, code
        self._language, self._doors = window.workspace.language, doors or Doors()
        text = self._language.text
        self.setWindowTitle(text("Recovery code"))
        self.told = Label("", "muted")
        self.told.setWordWrap(True)
        self.has_kept = QCheckBox(text("I have kept it outside this computer"))
        self.go_on = QPushButton(text("Go on"))
        self.go_on.setProperty("look", "primary")
        self.go_on.setEnabled(False)
        self.has_kept.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self._end)
        self._lay_out(window.icons)

    def reject(self) -> None:
        """Escape leaves only what has been kept."""
        if self.has_kept.isChecked():
            self._end()

    def _end(self) -> None:
        self.kept.emit()
        self.accept()

    def _lay_out(self, icons: Icons) -> None:
        text = self._language.text
        rows = self.rows
        rows.addWidget(Label(text("Recovery code"), "title"))
        note = Label(
            text(
                "It opens the file when the passphrase is forgotten or the key file beside it is"
                " lost. Keep it where a thief of this computer does not find it, such as printed"
                " in a drawer at home."
            )
        )
        note.setWordWrap(True)
        rows.addWidget(note)
        rows.addWidget(self._code_box())
        rows.addLayout(self._ways(icons))
        rows.addWidget(self.told)
        rows.addWidget(self.has_kept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        rows.addLayout(foot)

    def _code_box(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "surface")
        row = QHBoxLayout(frame)
        self.code = Label(self._code, "code")
        self.code.setWordWrap(True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(self._language.text("Recovery code"))
        self.code.setAccessibleDescription(self._code)
        row.addWidget(self.code)
        return frame

    def _ways(self, icons: Icons) -> QHBoxLayout:
        text = self._language.text
        ways: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("printer", text("Print…"), self._print),
            ("save", text("Save as PDF…"), self._save),
            ("copy", text("Copy"), self._copy),
        )
        row = QHBoxLayout()
        for icon, words, act in ways:
            button = icon_button(icons, icon, words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _copy(self) -> None:
        copy_secret(self._code)
        self.told.setText(
            self._language.text("Copied. It is taken off the clipboard after a minute.")
        )

    def _sheet(self) -> Callable[[], bytes]:
        workspace = self._workspace
        name, now = workspace.file.path.name, workspace.clock()
        language, resources, code = self._language, workspace.paths.resources, self._code
        return lambda: render_sheet(language, resources, name, code, made_at=now)

    def _print(self) -> None:
        """Ask for a printer when the sheet is there."""
        sheet = self._sheet()
        self._start(lambda _: sheet(), self._ask_printer)

    def _ask_printer(self, pdf: bytes) -> None:
        from crm_desktop.ui.briefs.paper import print_pages, set_up
        from crm_desktop.ui.briefs.pdf_pages import PdfPages

        pages, printer = PdfPages(pdf), self._doors.make_printer()
        set_up(printer, pages.sizes[0], self._language.text("Recovery code"))
        if self._doors.ask_printer(printer, pages.count, self):
            self._start(lambda progress: print_pages(printer, pages, progress), self._tell_printed)

    def _tell_printed(self, _: int) -> None:
        self.told.setText(self._language.text("Printed."))

    def _save(self) -> None:
        text, path = self._language.text, self._workspace.file.path
        name = text("Recovery code of {name}", name=path.stem)
        suggestion = str(Path.home() / f"{name}.pdf")
        chosen = self._doors.ask_file(
            text("Save as PDF…"), suggestion, text("PDF files (*.pdf)"), self
        )
        if chosen:
            target, sheet = with_pdf_ending(chosen), self._sheet()
            self._start(lambda _: write_sheet(target, sheet()), self._tell_saved)

    def _tell_saved(self, path: Path) -> None:
        self.told.setText(
            self._language.text(
                "Saved: {path}. Move it off this computer, and delete it here.", path=path
            )
        )

    def _start(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        title = self._language.text("Making the sheet")
        self._workspace.tasks.start_job(title, work, then, failed=self._tell)

    def _tell(self, error: CrmError) -> None:
        self.told.setText(problem_text(self._language, error.problem))
