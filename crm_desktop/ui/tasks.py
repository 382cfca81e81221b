"""Work off the UI thread: commands that write, look-ups that read, jobs with progress and cancel.

Workers own no QObject; one signal brings every result back to the UI thread. Nothing is swallowed:
expected trouble reaches ``failed``, everything else the one handler of bugs.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import CancelledError, Progress
from crm_desktop.ui.garbage import Garbage

Result = TypeVar("Result")
Then = Callable[[Any], None]
Failed = Callable[[CrmError], None]

REPORTED_EVERY_S = 0.05
WORKERS = ("command", "look-up", "long-look-up", "job")
TURN_S = 0.001
"""Python lets another thread wait for five: that long a worker would hold up the window."""


@dataclass
class Job:
    """A long task: its title in words, how far it is, and the wish to stop it."""

    title: str
    done: int = 0
    total: int = 0
    is_whole: bool = False
    """True once its work is done to the end."""
    started_at: float = field(default_factory=time.monotonic)
    _stopped: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the job to stop; nothing of it is kept."""
        self._stopped.set()

    @property
    def is_stopping(self) -> bool:
        """True from the wish to stop on."""
        return self._stopped.is_set()

    @property
    def seconds_left(self) -> float | None:
        """The time the rest takes at the speed so far; None while that is a guess."""
        passed = time.monotonic() - self.started_at
        if not self.done or not self.total or passed < 1:
            return None
        return passed / self.done * (self.total - self.done)


@dataclass(frozen=True)
class _Ends:
    """Who is told how a work ended."""

    then: Then
    failed: Failed
    cancelled: Callable[[], None] | None = None
    outlives: bool = False


class Tasks(QObject):
    """The threads of the window; made, used and stopped on the UI thread."""

    job_changed = Signal()
    busy_changed = Signal()
    crashed = Signal(object)
    _came_back = Signal(object)
    _reported = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN_S)
        self.garbage = Garbage(self, WORKERS)
        self._commands, self._look_ups, self._long_look_ups, self._jobs = (
            ThreadPoolExecutor(1, name) for name in WORKERS
        )
        self._waiting: set[Future[None]] = set()
        self._newest: dict[str, int] = {}
        self._writing = 0
        self._is_stopped = False
        self._era = 0
        self.job: Job | None = None
        self._asked: list[Job] = []
        queued = Qt.ConnectionType.QueuedConnection
        self._came_back.connect(self._deliver, queued)
        self._reported.connect(self._report, queued)

    @property
    def awaited(self) -> Job | None:
        """The job that runs or will run next; its result is still to come."""
        return self._asked[0] if self._asked else None

    @property
    def asked(self) -> tuple[Job, ...]:
        """The job that runs and those that wait for it."""
        return tuple(self._asked)

    @property
    def is_writing(self) -> bool:
        """True while a command is queued or running."""
        return self._writing > 0

    def command(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        failed: Failed,
        owner: QObject | None = None,
    ) -> None:
        """Run a write after those asked for before; then call back, unless ``owner`` is gone.

        After :meth:`stop` there is no file to write into: what a timer asks for then is left.
        """
        if self._is_stopped:
            return
        self._count(1)

        def back(call: Callable[[], None]) -> Callable[[], None]:
            def deliver() -> None:
                self._count(-1)
                call()

            return deliver

        # The count goes down whoever is gone by then, so the outcome itself has no owner.
        guarded_then, guarded_failed = guarded(owner, then), guarded(owner, failed)
        self._submit(self._commands, work, _Ends(guarded_then, guarded_failed), wrap=back)

    def look_up(
        self,
        topic: str,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        *,
        failed: Failed,
        owner: QObject | None = None,
        is_long: bool = False,
    ) -> None:
        """Read on the worker; of one topic only the newest result is delivered.

        What ``is_long`` has a worker of its own, so that no short one waits for it. After
        :meth:`stop` nobody is left to look at anything.
        """
        if self._is_stopped:
            return
        number = self._newest.get(topic, 0) + 1
        self._newest[topic] = number

        def is_newest() -> bool:
            return self._newest[topic] == number

        def unless_late() -> Result:
            if not is_newest():
                raise CancelledError
            return work()

        def deliver(result: Result) -> None:
            if is_newest():
                then(result)

        worker = self._long_look_ups if is_long else self._look_ups
        self._submit(worker, unless_late, _Ends(guarded(owner, deliver), guarded(owner, failed)))

    def forget(self, topic: str) -> None:
        """Deliver nothing any more that was asked for under a topic until now."""
        self._newest[topic] = self._newest.get(topic, 0) + 1

    def start_job(
        self,
        title: str,
        work: Callable[[Progress], Result],
        then: Callable[[Result], None],
        *,
        failed: Failed,
        cancelled: Callable[[], None] | None = None,
        outlives: bool = False,
    ) -> Job:
        """Run a long task after those started before, with progress and cancel.

        What ``outlives`` the window that asked for it is told even where it was abandoned.
        """
        return self._start(self._jobs, Job(title), work, _Ends(then, failed, cancelled, outlives))

    def start_writing(
        self,
        title: str,
        work: Callable[[Progress], Result],
        then: Callable[[Result], None],
        *,
        failed: Failed,
        cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Run a long write like a job, in its turn among the commands: those after it wait."""
        return self._start(self._commands, Job(title), work, _Ends(then, failed, cancelled))

    def _start(
        self,
        executor: ThreadPoolExecutor,
        job: Job,
        work: Callable[[Progress], Any],
        ends: "_Ends",
    ) -> Job:
        written = int(executor is self._commands)
        self._asked.append(job)
        self._count(written)

        def run() -> Any:
            if job.is_stopping:
                raise CancelledError
            self._came_back.emit(lambda: self._show(job))
            result = work(_Reporter(job, self._reported))
            job.is_whole = True
            return result

        def back(call: Callable[[], None]) -> Callable[[], None]:
            def deliver() -> None:
                self._asked.remove(job)
                self._count(-written)
                self._show(None)
                call()

            return deliver

        self._submit(executor, run, ends, wrap=back)
        return job

    def abandon(self) -> None:
        """Bring no result back any more of what was asked for until now; its work is still done.

        For a window that goes before them: what they would be told to is no longer there.
        """
        self._era += 1

    def finish_writes(self, within_s: float) -> bool:
        """Wait for the commands asked for, and deliver them; False where they take longer."""
        ends_at = time.monotonic() + within_s
        while self.is_writing:
            left = ends_at - time.monotonic()
            if left <= 0:
                return False
            wait(list(self._waiting), left, FIRST_COMPLETED)
            QCoreApplication.sendPostedEvents(self)
        return True

    def drain(self) -> None:
        """Wait until everything asked for is done and delivered; for closing and for tests."""
        while True:
            wait(list(self._waiting))
            QCoreApplication.sendPostedEvents(self)
            if not self._waiting:
                return

    def cancel_jobs(self) -> None:
        """Ask the running job and those waiting for it to stop."""
        for job in self._asked:
            job.cancel()

    def stop(self) -> None:
        """Cancel the jobs, finish every command, and end the threads."""
        self.cancel_jobs()
        self.drain()
        for executor in (self._commands, self._look_ups, self._long_look_ups, self._jobs):
            executor.shutdown()
        self.garbage.end()
        self._is_stopped = True

    def _submit(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[], Any],
        ends: _Ends,
        *,
        wrap: Callable[[Callable[[], None]], Callable[[], None]] = lambda call: call,
    ) -> None:
        era = None if ends.outlives else self._era

        def run() -> None:
            call: Callable[[], None]
            try:
                result = work()
            except CancelledError:
                call = self._wanted(era, ends.cancelled or _nothing)
            except CrmError as error:
                call = self._wanted(era, _bound(ends.failed, error))
            except Exception as error:  # the one handler of bugs takes it from here
                call = _bound(self.crashed.emit, error)
            else:
                call = self._wanted(era, _bound(ends.then, result))
            self._came_back.emit(wrap(call))

        future = executor.submit(run)
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)

    def _wanted(self, era: int | None, call: Callable[[], None]) -> Callable[[], None]:
        def deliver() -> None:
            if era is None or era == self._era:
                call()

        return deliver

    def _deliver(self, call: Callable[[], None]) -> None:
        call()

    def _report(self, job: Job, done: int, total: int) -> None:
        job.done, job.total = done, total
        if job is self.job:
            self.job_changed.emit()

    def _show(self, job: Job | None) -> None:
        self.job = job
        self.job_changed.emit()

    def _count(self, step: int) -> None:
        self._writing += step
        self.busy_changed.emit()


class _Reporter:
    """Carries a job's progress to the UI thread, a few times a second."""

    def __init__(self, job: Job, reported: Any) -> None:
        self._job, self._reported = job, reported
        self._last = 0.0

    def report(self, done: int, total: int) -> None:
        """Tell how far the job is; raises CancelledError where a person stopped it."""
        if self._job.is_stopping:
            raise CancelledError
        now = time.monotonic()
        if now - self._last >= REPORTED_EVERY_S or done == total:
            self._last = now
            self._reported.emit(self._job, done, total)


def guarded(owner: QObject | None, call: Then, instead: Then | None = None) -> Then:
    """Call back only while the widget that asked still exists, else do what is given instead."""
    if owner is None:
        return call

    def back(value: object) -> None:
        if shiboken6.isValid(owner):
            call(value)
        elif instead is not None:
            instead(value)

    return back


def _bound(call: Callable[[Any], Any], value: object) -> Callable[[], None]:
    def run() -> None:
        call(value)

    return run


def _nothing() -> None:
    return
