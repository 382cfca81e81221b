"""Backups made by themselves: after opening, while somebody works, before what changes much.

What makes them is imported by the worker that does: the window is made whole without it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.domain.backups import Backup, Made, Places, Reason
from crm_desktop.domain.problems import CrmError, InputError, Problem
from crm_desktop.domain.progress import CancelledError
from crm_desktop.paths import Paths
from crm_desktop.services.files import OpenFile
from crm_desktop.ui.later import later
from crm_desktop.ui.remedies import DAMAGED
from crm_desktop.ui.tasks import Tasks

Result = TypeVar("Result")
EVERY_MS = 10 * 60 * 1000
AFTER_OPENING_MS = 5_000
"""The window is painted, its fonts and first brief are read by then."""
AT_MOST_EVERY = timedelta(minutes=10)
"""Merging one pair after the other makes one backup, not one for each."""
BEGUN_WITHIN_S = 3
"""So long a write waits for a worker that is busy with something else."""
NOT_SAME = "backup_not_same"
_TOPIC = "backup"


class Stopper:
    """Progress that nobody looks at, and a wish to stop."""

    def __init__(self) -> None:
        self._is_over = Event()

    def stop(self) -> None:
        """Let the backup that is being made be given up."""
        self._is_over.set()

    def report(self, done: int, total: int) -> None:  # noqa: ARG002 (as every progress)
        """Raise CancelledError from the wish on."""
        if self._is_over.is_set():
            raise CancelledError


@dataclass(frozen=True)
class _Listener:
    """Tells when a backup has begun, that is, when the state it reads is fixed."""

    stopper: Stopper
    begun: Event

    def report(self, done: int, total: int) -> None:
        """Raise CancelledError from the wish to stop on."""
        self.begun.set()
        self.stopper.report(done, total)


class Kept(Protocol):
    """What of an open file is needed to back it up: the workspace."""

    file: OpenFile
    paths: Paths
    tasks: Tasks

    def tell_problem(self, error: CrmError) -> None:
        """Show what went wrong, what was kept and what to do."""


class BackupKeeper(QObject):
    """Knows the newest backup of the open file and makes the next ones; lives on the UI thread.

    What goes wrong is no notice, which would come back every ten minutes: the foot of the window
    shows it, and the page of backups says why. That the file itself is damaged is told once.
    """

    changed = Signal()
    """There is a newer backup, or trouble with one, or one is being made."""

    def __init__(self, workspace: Kept) -> None:
        super().__init__(cast("QObject", workspace))
        self._workspace, self._stopper = workspace, Stopper()
        self.newest: Backup | None = None
        self.troubles: Sequence[Problem] = ()
        self.is_making = self._has_told = False
        self.is_last_due = not workspace.file.database.is_read_only
        """Whether one is to be made before the file is closed."""
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(lambda: self.make_if_changed(Reason.WORKED))

    @property
    def path(self) -> Path:
        """The file that is backed up."""
        return self._workspace.file.database.path

    @property
    def places(self) -> Places:
        """The folders as they are chosen now."""
        from crm_desktop.services.backup_places import places_of

        return places_of(self.path, self._workspace.paths.config)

    @property
    def now(self) -> datetime:
        """The moment by the clock that dates the backups."""
        return self._workspace.file.database.clock()

    def begin(self) -> None:
        """Back the file up soon and from then on, unless it may only be read."""
        path, places = self.path, self.places

        def look() -> Backup | None:
            from crm_desktop.services.backups import newest_good

            return newest_good(path, places)

        self._workspace.tasks.look_up(
            "newest-backup",
            look,
            self.know,
            failed=self._workspace.tell_problem,
            owner=self,
        )
        if self._workspace.file.database.is_read_only:
            return
        self._timer.start()
        later(self, lambda: self.make_if_changed(Reason.OPENED), AFTER_OPENING_MS)

    def stop(self) -> None:
        """Give up what is being made, before the file is left."""
        self._timer.stop()
        self._stopper.stop()

    def make_if_changed(self, reason: Reason) -> None:
        """Make a backup where the newest one holds something else; look for it anyway."""
        self._run(reason, is_wanted=False, then=lambda _: None)

    def make(self, then: Callable[[Made | CrmError], None]) -> None:
        """Make a backup because a person wants one; ``then`` is told how that went."""
        self._run(Reason.BY_HAND, is_wanted=True, then=then)

    def backed_up(
        self, reason: Reason, work: Callable[..., Result], *, is_rare: bool = True
    ) -> Callable[..., Result]:
        """Return a write that waits until a backup of what is there before it has begun.

        A backup reads one state of the file, so the write need not wait for its end. One that
        can't be made, or does not begin in time, keeps nobody from a write that can be undone; the
        foot of the window shows it. What is not ``is_rare`` makes one every ten minutes at most.
        """
        newest = self.newest
        if not is_rare and newest is not None and self.now - newest.made_at < AT_MOST_EVERY:
            return work
        begun = Event()
        self._run(reason, is_wanted=False, then=lambda _: None, begun=begun)

        def run(*arguments: object) -> Result:
            begun.wait(BEGUN_WITHIN_S)
            return work(*arguments)

        return run

    def know(self, newest: Backup | None) -> None:
        """Take a backup that was found for the newest one, until another is made."""
        if self.newest is None and newest is not None:
            self.newest = newest
            self.changed.emit()

    def _run(
        self,
        reason: Reason,
        *,
        is_wanted: bool,
        then: Callable[[Made | CrmError], None],
        begun: Event | None = None,
    ) -> None:
        listener = _Listener(self._stopper, begun or Event())

        def work() -> Made | CrmError | None:
            try:
                return self._made(reason, listener, is_wanted=is_wanted)
            finally:
                listener.begun.set()

        def done(result: Made | CrmError | None) -> None:
            self._note(result)
            if result is not None:
                then(result)

        self._set_making(True)
        self._workspace.tasks.look_up(_TOPIC, work, done, failed=done, owner=self, is_long=True)

    def _made(
        self, reason: Reason, listener: "_Listener", *, is_wanted: bool
    ) -> Made | CrmError | None:
        """Return the newest backup after making it where it is due, else what went wrong.

        None after a wish to stop, and where there was none to make of a file never backed up.
        Once a week it is tried whether the newest one would come back; the page shows how it went.
        """
        from crm_desktop.services import backups, restore_drills

        database, places = self._workspace.file.database, self.places
        path, key, clock = database.path, database.key, database.clock
        try:
            if is_wanted:
                return backups.make(database, reason, places, listener)
            made = backups.make_if_changed(database, reason, places, listener)
            listener.begun.set()
            if restore_drills.is_drill_due(path, places, clock()):
                restore_drills.hold_drill(path, places, key, listener, clock=clock)
            newest = None if made else backups.newest_good(path, places)
            return made or (Made(newest) if newest else None)
        except CancelledError:
            return None
        except CrmError as error:
            return self._judged(error, listener)

    def _judged(self, error: CrmError, listener: "_Listener") -> CrmError:
        """Tell a damaged file from a bad disk of the backups: a copy of it is damaged alike."""
        from crm_desktop.services.file_check import check

        path, key = self.path, self._workspace.file.database.key
        try:
            if error.problem.code == NOT_SAME and not check(path, key, listener).is_whole:
                return InputError(DAMAGED, path=str(path))
        except (CrmError, CancelledError):
            return error
        return error

    def _note(self, result: Made | CrmError | None) -> None:
        if isinstance(result, Made):
            self.newest, self.troubles = result.backup, result.troubles
        elif result is not None:
            self.troubles = (result.problem,)
            if result.problem.code == DAMAGED and not self._has_told:
                self._has_told = True
                self._workspace.tell_problem(result)
        self._set_making(False)

    def _set_making(self, is_making: bool) -> None:
        self.is_making = is_making
        self.changed.emit()
