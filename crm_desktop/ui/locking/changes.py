"""Encrypting the open file, another passphrase, a new key, or no protection any more."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.services import files, protection, window_states
from crm_desktop.services.files import OpenFile
from crm_desktop.text import mark
from crm_desktop.ui.locking.hosts import ChangesHost
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.notices import NoticeKind
from crm_desktop.ui.protection.secret_dialog import SecretDialog, Wish
from crm_desktop.ui.workspace import Workspace

_DOING = {
    Wish.ENCRYPT: mark("Encrypting the file"),
    Wish.NEW_KEY: mark("Encrypting the file with a new key"),
    Wish.REMOVE: mark("Removing the protection"),
}
_DONE = {
    Wish.ENCRYPT: mark("The file is encrypted."),
    Wish.CHANGE: mark("The passphrase was changed."),
    Wish.NEW_KEY: mark("The file is encrypted with a new key."),
    Wish.REMOVE: mark("The file is no longer encrypted."),
}


class ProtectionChanges(QObject):
    """Asks what is needed, does it beside the UI thread, and shows the file where it was left."""

    def __init__(self, host: ChangesHost) -> None:
        super().__init__(cast("QObject", host))
        self._host = host

    def ask(self, wish: Wish) -> None:
        """Ask for the passphrases something needs; it is done once they are known to be right."""
        window = self._host.window
        if not isinstance(window, MainWindow) or self._is_busy(window.workspace):
            return
        path = window.workspace.file.path
        dialog = SecretDialog(self._host.language, window.icons, wish, path, window)
        dialog.check_with(self._host.tasks)
        dialog.answered.connect(partial(self._answer, wish))
        dialog.open()

    def show_code(self) -> None:
        """Show the recovery code of the open file until the person says to have kept it."""
        from crm_desktop.ui.locking.recovery_dialog import RecoveryDialog

        window = self._host.window
        if not isinstance(window, MainWindow):
            return
        database = window.workspace.database
        assert database.key is not None
        dialog = RecoveryDialog(window, protection.recovery_code(database.key))
        dialog.kept.connect(partial(self._note_code, window.workspace))
        dialog.open()

    def show_unkept_code(self) -> None:
        """Show the code again that nobody said to have kept, as after a lock or a crash."""
        window = self._host.window
        if isinstance(window, MainWindow) and window_states.is_code_unkept(
            window.workspace.database
        ):
            self.show_code()

    def after_code(self, act: Callable[[], None]) -> None:
        """Do something once the recovery code that is shown is kept; at once where none is."""
        from crm_desktop.ui.locking.recovery_dialog import RecoveryDialog

        window = self._host.window
        shown = window.findChild(RecoveryDialog) if window is not None else None
        if shown is None:
            act()
        else:
            shown.kept.connect(act)

    def _note_code(self, workspace: Workspace) -> None:
        database = workspace.database
        workspace.tasks.command(
            lambda: window_states.note_code(database, is_kept=True),
            lambda _: None,
            failed=workspace.tell_problem,
        )

    def _is_busy(self, workspace: Workspace) -> bool:
        """The file can't be closed under a job."""
        job = self._host.tasks.awaited
        if job is not None:
            text = self._host.language.text
            workspace.tell(text("Wait until this is done: {title}", title=job.title))
        return job is not None

    def _answer(self, wish: Wish, secret: str, passphrase: str) -> None:
        workspace = self._host.workspace
        if workspace is None or self._is_busy(workspace):
            return
        path = workspace.file.path
        if wish is Wish.SHOW_CODE:
            self.show_code()
        elif wish is Wish.CHANGE:
            self._change_passphrase(workspace, secret, passphrase)
        else:
            works: dict[Wish, Callable[[Progress], object]] = {
                Wish.ENCRYPT: lambda told: protection.protect(path, passphrase, told),
                Wish.NEW_KEY: lambda told: protection.rotate_key(path, secret, passphrase, told),
                Wish.REMOVE: lambda told: protection.unprotect(path, secret, told),
            }
            self._rework(wish, workspace, works[wish], passphrase)

    def _change_passphrase(self, workspace: Workspace, secret: str, passphrase: str) -> None:
        path, text = workspace.file.path, self._host.language.text
        self._host.tasks.start_job(
            text("Changing the passphrase"),
            lambda _: protection.change_passphrase(path, secret, passphrase),
            lambda _: workspace.tell(text(_DONE[Wish.CHANGE]), kind=NoticeKind.DONE),
            failed=workspace.tell_problem,
        )

    def _rework(
        self,
        wish: Wish,
        workspace: Workspace,
        work: Callable[[Progress], object],
        passphrase: str,
    ) -> None:
        """Do it to the closed file and open it again; where it fails, as it was before."""
        host, path, key = self._host, workspace.file.path, workspace.database.key
        config, title = host.paths.config, host.language.text(_DOING[wish])

        def run(progress: Progress) -> OpenFile:
            if key is not None:
                protection.back_up_first(path, key, config)
            work(progress)
            if not passphrase:
                return files.open_existing(path, config)
            file = files.open_existing(path, config, protection.unlock(path, passphrase))
            window_states.note_code(file.database, is_kept=False)
            return file

        def failed(error: CrmError) -> None:
            self._open_again(lambda: files.open_existing(path, config, key), error)

        host.show_working(path, title)
        host.tasks.start_job(title, run, partial(self._show, wish), failed=failed)

    def _show(self, wish: Wish, file: OpenFile) -> None:
        self._host.show_file(file)
        workspace = self._host.workspace
        if workspace is not None:
            workspace.tell(self._host.language.text(_DONE[wish]), kind=NoticeKind.DONE)
            if wish is Wish.ENCRYPT:
                self._look_for_copies(workspace)

    def _look_for_copies(self, workspace: Workspace) -> None:
        """Name what anybody can still read, once the recovery code is kept."""
        from crm_desktop.services import plain_copies

        path, config = workspace.file.path, self._host.paths.config

        def found(copies: tuple[Path, ...]) -> None:
            if copies:
                self.after_code(partial(self._name_copies, copies))

        workspace.tasks.look_up(
            "plain copies",
            lambda: plain_copies.find(path, config),
            found,
            failed=workspace.tell_problem,
        )

    def _name_copies(self, copies: tuple[Path, ...]) -> None:
        from crm_desktop.ui.locking.copies_dialog import CopiesDialog

        window = self._host.window
        if isinstance(window, MainWindow):
            CopiesDialog(window, copies).open()

    def _open_again(self, open_it: Callable[[], OpenFile], error: CrmError) -> None:
        from crm_desktop.wording.problems import problem_text

        try:
            file = open_it()
        except CrmError as other:
            self._host.show_start(problem_text(self._host.language, other.problem))
            return
        self._host.show_file(file)
        if self._host.workspace is not None:
            self._host.workspace.tell_problem(error)
