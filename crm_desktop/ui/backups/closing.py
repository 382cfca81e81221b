"""The last backup before a file is closed: nobody waits for it unseen for longer than a second."""

from threading import Event, Thread

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QPushButton, QVBoxLayout

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import CancelledError
from crm_desktop.services import backups
from crm_desktop.text import Language
from crm_desktop.ui.backup_keeper import Stopper
from crm_desktop.ui.labels import Label
from crm_desktop.ui.workspace import Workspace

UNSEEN_S = 0.8
_TURN_S = 0.03
_WIDTH_PX = 420


class LastBackup(Stopper):
    """A backup on a thread of its own: the others are ending."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._database, self._places = workspace.database, workspace.backups.places
        self.ended, self.share = Event(), 0.0
        self.bug: Exception | None = None
        Thread(target=self._run, daemon=True).start()

    def report(self, done: int, total: int) -> None:
        """Note how far it is; raises CancelledError from the wish to stop on."""
        self.share = done / max(total, 1)
        super().report(done, total)

    def _run(self) -> None:
        try:
            backups.make_if_changed(self._database, Reason.CLOSED, self._places, self)
        except (CrmError, CancelledError):
            pass  # the next opening makes it up, and says what is wrong if it still is
        except Exception as error:  # a thread has nobody else to tell
            self.bug = error
        finally:
            self.ended.set()


class ClosingDialog(QDialog):
    """Says what one waits for, and lets go without it."""

    def __init__(self, language: Language, made: LastBackup) -> None:
        super().__init__()
        self._made = made
        self.setWindowTitle("CRM Desktop")
        self.setMinimumWidth(_WIDTH_PX)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        words = Label(
            language.text("Everything is saved. One more backup is made before the file is closed.")
        )
        words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(language.text("Progress"))
        skip = QPushButton(language.text("Close without it"))
        skip.clicked.connect(made.stop)
        rows.addWidget(words)
        rows.addWidget(self._bar)
        rows.addWidget(skip, alignment=Qt.AlignmentFlag.AlignRight)

    def wait(self) -> None:
        """Stand there until the backup has ended."""
        self.show()
        while not self._made.ended.wait(_TURN_S):
            self._bar.setRange(0, 100)
            self._bar.setValue(round(self._made.share * 100))
            QApplication.processEvents()

    def reject(self) -> None:
        """Escape is the button."""
        self._made.stop()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """So is the cross; the dialog goes once the backup is given up."""
        self._made.stop()
        event.ignore()


def back_up_at_close(workspace: Workspace) -> None:
    """Make the last backup where something changed; raises what is a bug of ours."""
    made = LastBackup(workspace)
    if not made.ended.wait(UNSEEN_S):
        dialog = ClosingDialog(workspace.language, made)
        dialog.wait()
        dialog.hide()
        dialog.deleteLater()
    if made.bug is not None:
        raise made.bug
