"""Watches what changes without the window: the day, commands in a terminal, the file's place."""

from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import files
from crm_desktop.text import Language
from crm_desktop.ui.later import later
from crm_desktop.ui.tasks import Tasks
from crm_desktop.ui.workspace import Clock, Workspace

WATCHED_EVERY_MS = 3_000
TRIED_AGAIN_MS = 60_000
"""After the figures of a new day could not be written, such as while the disk was full."""


class Watched(Protocol):
    """The running program, whose file may be another from one look to the next."""

    clock: Clock
    tasks: Tasks
    language: Language
    workspace: Workspace | None


class FileWatch(QObject):
    """Looks every few seconds while a file is open."""

    def __init__(self, program: Watched) -> None:
        super().__init__(cast("QObject", program))
        self._program = program
        self._told = ""
        self._day = program.clock().date()
        timer = QTimer(self, interval=WATCHED_EVERY_MS)
        timer.timeout.connect(self.watch_day)
        timer.timeout.connect(self.watch_file)
        timer.start()

    def begin(self) -> None:
        """Look at another file, of which nothing was told yet."""
        self._told = ""

    def watch_day(self) -> None:
        """Bring the file to a day that has begun."""
        if self._program.clock().date() != self._day:
            self.update_day()

    def watch_file(self) -> None:
        """Let the screens read again when a command in a terminal wrote into the file."""
        workspace, tasks = self._program.workspace, self._program.tasks
        if workspace is None or tasks.is_writing or tasks.job is not None:
            return
        try:
            files.check_place(workspace.file)
            revision, own = files.revision(workspace.database), workspace.revision
        except CrmError as error:
            self._tell_once(workspace, error)
            return
        self._told = ""
        if own is not None and revision > own:
            workspace.changed.emit(everything())
        workspace.revision = revision

    def _tell_once(self, workspace: Workspace, error: CrmError) -> None:
        """Say what is wrong with the file, again only after it was well meanwhile."""
        if self._told != error.problem.code:
            self._told = error.problem.code
            workspace.tell_problem(error)

    def update_day(self) -> None:
        """Bring derived figures to today, off the UI thread, and let every screen read again."""
        workspace, day = self._program.workspace, self._program.clock().date()
        self._day = day
        if workspace is None:
            return
        database = workspace.database

        def tell(was_moved: bool) -> None:
            if was_moved:
                workspace.changed.emit(everything())

        def failed(error: CrmError) -> None:
            workspace.tell_problem(error)
            later(workspace, self.update_day, TRIED_AGAIN_MS)

        self._program.tasks.command(
            lambda: files.bring_up_to_date(database, day), tell, failed=failed, owner=workspace
        )


def everything() -> Changes:
    """The news that all derived figures may be others now."""
    return Changes(0, {}, frozenset(Kind))
