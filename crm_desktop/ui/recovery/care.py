"""What befalls a customer file from outside, met for the window: told, offered, mended."""

from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer

from crm_desktop.domain.backups import Backup
from crm_desktop.domain.problems import CrmError, InputError, Problem
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.wording.problems import problem_text

if TYPE_CHECKING:
    from crm_desktop.services.protection import DataKey
    from crm_desktop.ui.recovery.hosts import RecoveryHost
    from crm_desktop.ui.start.second_start import FirstWindow
    from crm_desktop.ui.workspace import Workspace

HELD = "file_held"
RECOVERABLE = frozenset(
    {"file_damaged", "file_of_no_bytes", "file_not_ours", "file_missing", "migration_failed"}
)
"""Trouble after which backups help; a file that may be another one altogether needs some there."""


class FileCare(QObject):
    """Belongs to the host, which closes and shows files for it; lives on the UI thread."""

    def __init__(self, host: "RecoveryHost") -> None:
        super().__init__(cast("QObject", host))
        self._host = host
        self._first: FirstWindow | None = None
        self.backs_up_at_close = True
        """False for windows whose files are thrown away, as those of tests are."""

    def meet(self, path: Path, error: CrmError, key: "DataKey | None" = None) -> None:
        """Answer a file that does not open at a start: never by a word and nothing more.

        Where a window has it open that one comes to the front and this program ends.
        """
        host = self._host
        if error.problem.code == HELD and self.raise_first(path):
            QTimer.singleShot(0, host.application, host.application.quit)
        elif self.can_recover(path, error.problem):
            self.recover(path, error.problem, key)
        else:
            host.show_start(problem_text(host.language, error.problem))

    def refuse(self, path: Path, error: CrmError) -> None:
        """Tell of a file that somebody wished to open here; what is open stays so."""
        host, workspace, language = self._host, self._host.workspace, self._host.language
        if error.problem.code == HELD and self.raise_first(path):
            words = language.text(
                "{path} is open in another window, which is in front now.", path=path
            )
            workspace.tell(words) if workspace else host.show_start(words)
        elif workspace is None:
            self.meet(path, error)
        elif self.can_recover(path, error.problem):
            words = problem_text(language, error.problem)
            act = partial(self.recover, path, error.problem)
            button = language.text("What can be done…")
            workspace.noticed.emit(Notice(words, NoticeKind.PROBLEM, button, act))
        else:
            workspace.tell_problem(error)

    def raise_first(self, path: Path) -> bool:
        """Bring the window of a held file to the front; False where none answers."""
        from crm_desktop.ui.start.second_start import raise_first

        return raise_first(path)

    def can_recover(self, path: Path, problem: Problem) -> bool:
        """Return whether the recovery screen has anything to offer about a file."""
        if problem.code not in RECOVERABLE:
            return False
        from crm_desktop.services.backup_places import places_of
        from crm_desktop.services.backups import all_of

        is_ours = problem.code in ("file_damaged", "migration_failed")
        return is_ours or bool(all_of(path, places_of(path, self._host.paths.config)))

    def recover(self, path: Path, problem: Problem, key: "DataKey | None" = None) -> None:
        """Show what may be done about a damaged file; ``key`` is its key where it is known."""
        from crm_desktop.ui.recovery.recovery_window import show_recovery

        show_recovery(self._host, path, problem, key)

    def begin(self, workspace: "Workspace") -> None:
        """Take care of a file that is open from now on."""
        navigation, later = workspace.navigation, Qt.ConnectionType.QueuedConnection
        navigation.restore_wanted.connect(self._restore, later)
        navigation.recovery_wanted.connect(self._recover_open, later)
        navigation.reopen_wanted.connect(self._reopen, later)
        navigation.copy_wanted.connect(self._save_copy, later)

    def look(self, workspace: "Workspace") -> None:
        """Tell what is to be known of the file, once its window is painted, and back it up."""
        from crm_desktop.ui.recovery.at_opening import tell_at_opening

        tell_at_opening(workspace, self._host)
        workspace.backups.begin()
        self.hear_second_starts(workspace.file.path, workspace)

    def end(self, workspace: "Workspace") -> None:
        """Finish what is under way for a file that is closed next, and back it up a last time."""
        from crm_desktop.ui.backups.closing import back_up_at_close

        workspace.backups.stop()
        self._host.tasks.drain()
        self.stop_hearing()
        if self.backs_up_at_close and workspace.backups.is_last_due:
            back_up_at_close(workspace)
        workspace.backups.deleteLater()  # here, not on a worker that still holds it

    def hear_second_starts(self, path: Path, owner: QObject) -> None:
        """Answer for a file that is shown, open or locked, while ``owner`` exists.

        What it needs takes long to import, so that is done beside the UI thread.
        """

        def load() -> None:
            with suppress(ImportError):
                import_module("PySide6.QtNetwork")

        def begin(_: None) -> None:
            from crm_desktop.ui.start.second_start import FirstWindow

            self.stop_hearing()  # of a file that was locked meanwhile
            self._first = FirstWindow(path, lambda: self._host.window, self)

        tasks = self._host.tasks
        tasks.look_up("second-start", load, begin, failed=lambda _: None, owner=owner)

    def stop_hearing(self) -> None:
        """Answer nobody any more."""
        if self._first is not None:
            self._first.close()
            self._first = None

    def _save_copy(self) -> None:
        from crm_desktop.ui.start.file_commands import FileCommands

        FileCommands(self._host).save_copy()

    def _reopen(self) -> None:
        from crm_desktop.services import files

        host, workspace = self._host, self._host.workspace
        if workspace is None:
            return
        path, key = workspace.file.path, workspace.database.key
        host.show_working(path, host.language.text("Opening…"))  # lets go of the file
        try:
            host.show_file(files.open_existing(path, host.paths.config, key))
        except CrmError as error:
            self.meet(path, error, key)

    def _recover_open(self) -> None:
        workspace = self._host.workspace
        if workspace is not None:
            path = workspace.file.path
            workspace.backups.is_last_due = False
            problem = InputError("file_damaged", path=str(path)).problem
            self.recover(path, problem, workspace.database.key)

    def _restore(self, backup: Backup) -> None:
        from crm_desktop.ui.backups.restoring import restore_backup

        workspace = self._host.workspace
        if workspace is not None:
            workspace.backups.is_last_due = False  # the restore makes one itself
            restore_backup(self._host, workspace.file.path, backup, workspace.database.key)
