"""The foot of the window: the file, whether everything is saved, and the running job."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStatusBar, QWidget

from crm_desktop.ui.backups.sign import BackupSign
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.protection.padlock import Padlock
from crm_desktop.ui.workspace import Workspace


class StatusBar(QStatusBar):
    """Says where the data is and what goes on; a job can be cancelled here."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self.setSizeGripEnabled(False)
        self.padlock = Padlock(workspace, icons)
        file = ElidedLabel(workspace.file.path.name)
        set_tip(file, str(workspace.file.path))
        self._saved = Label()
        self._job = _JobRow(workspace)
        self.addWidget(self.padlock)
        self.addWidget(file)
        self.addWidget(self._saved)
        self.addPermanentWidget(self._job)
        self._backups = BackupSign(workspace)
        self.addPermanentWidget(self._backups)
        workspace.tasks.busy_changed.connect(self._show_saving)
        self._show_saving()

    def forget_moments(self) -> None:
        """Show nothing that will be another when a picture of the window is looked at."""
        self._backups.say_nothing()

    def _show_saving(self) -> None:
        text = self._language.text
        is_writing = self._workspace.tasks.is_writing
        is_saved = text("Everything is saved")
        if self._workspace.database.is_read_only:
            is_saved = text("Read only")
        self._saved.setText(text("Saving…") if is_writing else is_saved)


class _JobRow(QWidget):
    """What runs, how far it is, how long it will take, and a way to stop it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._tasks, self._language = workspace.tasks, workspace.language
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 8, 2)
        self._title = Label()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._language.text("Progress"))
        self._left = Label()
        self._cancel = QPushButton(self._language.text("Cancel"))
        self._cancel.setProperty("look", "quiet")
        self._cancel.clicked.connect(self._stop)
        for widget in (self._title, self._bar, self._left, self._cancel):
            row.addWidget(widget)
        self._tasks.job_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        job = self._tasks.job
        self.setVisible(job is not None)
        if job is None:
            return
        text = self._language.text
        self._title.setText(text("Stopping…") if job.is_stopping else job.title)
        self._cancel.setEnabled(not job.is_stopping)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        seconds = job.seconds_left
        self._left.setVisible(seconds is not None)
        if seconds is not None:
            count = max(1, round(seconds))
            self._left.setText(
                self._language.plural("{count} second left", "{count} seconds left", count)
            )

    def _stop(self) -> None:
        if self._tasks.job is not None:
            self._tasks.job.cancel()
            self._show()
