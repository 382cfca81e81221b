"""Locks the open file: at once, when nobody is there, with the system, before it sleeps."""

import gc
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QDialog

from crm_desktop.services import files
from crm_desktop.services.files import OpenFile
from crm_desktop.ui.idle import IdleWatch, Seconds, awake_and_asleep_s
from crm_desktop.ui.later import later
from crm_desktop.ui.locking.hosts import ChangesHost
from crm_desktop.ui.protection.copied import clear_copied
from crm_desktop.ui.tasks import Job
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.ui.locking.changes import ProtectionChanges
    from crm_desktop.ui.protection.secret_dialog import Wish
    from crm_desktop.ui.protection.unlock_page import UnlockPage

WRITTEN_WITHIN_S = 0.1
"""So long the window waits for what is being written; behind it goes on what takes longer."""


class LockHost(ChangesHost, Protocol):
    """Who holds the open file and can show it as locked."""

    @property
    def locked_page(self) -> "UnlockPage | None":
        """What asks for the passphrase, where a file is locked."""

    def show_locked(self, written_within_s: float) -> OpenFile:
        """Show the file as locked, nothing of it left in the window; it is yet to be closed."""


class Lock(QObject):
    """A lock takes the window's content at once, then closes the file and forgets its key.

    A job that runs goes on, so that no import is lost to a coffee break: the file is closed when
    it ends. Only sleep, and a person by a button, stop it; nothing half is kept then. While one
    runs nobody counts as idle.
    """

    def __init__(self, host: LockHost, seconds: Seconds = awake_and_asleep_s) -> None:
        super().__init__(cast("QObject", host))
        self._host = host
        self._closing: OpenFile | None = None
        self._jobs: tuple[Job, ...] = ()
        self.idle = IdleWatch(self, seconds)
        self.idle.looked.connect(self._lock_if_idle)
        for changed in (host.tasks.busy_changed, host.tasks.job_changed):
            changed.connect(self._close_when_done)

    @cached_property
    def changes(self) -> "ProtectionChanges":
        """What changes the protection of the open file; few people ever ask for it."""
        from crm_desktop.ui.locking.changes import ProtectionChanges

        return ProtectionChanges(self._host)

    def ask_change(self, wish: "Wish") -> None:
        """Ask what is needed for another protection."""
        self.changes.ask(wish)

    def begin(self, workspace: Workspace) -> None:
        """Watch over another open file."""
        self.idle.turn(workspace.is_protected)
        if workspace.is_protected:
            self._hear_system()

    def lock(self, *, stops_jobs: bool = False) -> None:
        """Lock the open file if it is protected; safe to call at any time, from no widget of it."""
        workspace = self._host.workspace
        if stops_jobs and (self._closing is not None or workspace is not None):
            self._host.tasks.cancel_jobs()
        if workspace is None or not workspace.is_protected:
            return
        if _close_what_waits():
            later(self, lambda: self.lock(stops_jobs=stops_jobs))
            return
        self.idle.turn(False)
        self._closing = self._host.show_locked(WRITTEN_WITHIN_S)
        self._jobs = self._host.tasks.asked
        clear_copied()
        if self._host.locked_page is not None:
            self._host.locked_page.stop_wanted.connect(self._host.tasks.cancel_jobs)
        self._close_when_done()
        later(self, gc.collect)  # what Python still holds of the window

    def tell_what_ended(self, workspace: Workspace) -> None:
        """Say what became of the jobs that ran at the lock."""
        jobs, self._jobs = self._jobs, ()
        text = self._host.language.text
        for job in jobs:
            words = (
                text("Done while the file was locked: {title}", title=job.title)
                if job.is_whole
                else text("Stopped while the file was locked: {title}", title=job.title)
            )
            workspace.tell(words)

    def _lock_if_idle(self, seconds: float) -> None:
        workspace, tasks = self._host.workspace, self._host.tasks
        if workspace is None or tasks.awaited is not None:
            self.idle.touch()
            return
        minutes = workspace.habits.locks_after_min
        if minutes and seconds >= minutes * 60:
            self.lock()

    def _close_when_done(self) -> None:
        file, tasks = self._closing, self._host.tasks
        if file is None:
            return
        is_busy = tasks.is_writing or any(job in self._jobs for job in tasks.asked)
        if not is_busy:
            self._closing = None
            files.close(file)
        if self._host.locked_page is not None:
            self._host.locked_page.wait(is_busy)

    def _hear_system(self) -> None:
        """Hear of the system's own lock and sleep from the first protected file on."""
        from crm_desktop.ui.protection.session_watch import SessionWatch

        if self.findChild(SessionWatch) is None:
            watch = SessionWatch(self)
            watch.locked.connect(self._lock_with_session)
            watch.sleeping.connect(lambda: self._lock_with_session(stops_jobs=True))

    def _lock_with_session(self, *, stops_jobs: bool = False) -> None:
        workspace = self._host.workspace
        if workspace is not None and workspace.habits.locks_with_session:
            self.lock(stops_jobs=stops_jobs)


def _close_what_waits() -> bool:
    """Close the dialogs and menus a person is in; True while code still waits for one of them."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        popup.close()
    if isinstance(modal, QDialog):
        modal.reject()
    return QThread.currentThread().loopLevel() > 1
