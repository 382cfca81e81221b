"""The frame of the window while its file is encrypted anew: what goes on, and nothing else."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QProgressBar, QVBoxLayout, QWidget

from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.ui.main_window import SMALLEST
from crm_desktop.ui.tasks import Tasks

BAR_PX = 360


class WorkingWindow(QMainWindow):
    """Stays until it is done: the file is closed, the old one kept until the new is whole."""

    def __init__(self, language: Language, tasks: Tasks, path: Path, title: str) -> None:
        super().__init__()
        self._tasks = tasks
        self.setMinimumSize(*SMALLEST)
        self.setWindowTitle(f"{path.stem} – CRM Desktop")
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setSpacing(12)
        self._bar = bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(BAR_PX)
        bar.setAccessibleName(title)
        note = Label(
            language.text("Until the new file is whole the old one stays as it is."), "muted"
        )
        rows.addStretch(2)
        for widget in (Label(title, "title"), bar, note):
            rows.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self.setCentralWidget(body)
        tasks.job_changed.connect(self._show)

    def place(self, state: dict[str, Any]) -> None:
        """Stand where the window of the file stood."""
        self.restoreGeometry(QByteArray.fromBase64(str(state.get("geometry", "")).encode()))

    def _show(self) -> None:
        job = self._tasks.job
        if job is not None:
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """A person waits for the end; the program itself goes on to the next window."""
        if self._tasks.awaited is None or not event.spontaneous():
            super().closeEvent(event)
        else:
            event.ignore()
