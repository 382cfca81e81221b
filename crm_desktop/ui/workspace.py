"""What every screen works on: the open file, its language and day, the writes and their news."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.changes import Changes, Kind, Operation
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.paths import Paths
from crm_desktop.services.files import OpenFile
from crm_desktop.services.own_names import own_names
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.services.undo import UndoHistory
from crm_desktop.text import Language, mark
from crm_desktop.ui.habits import Habits
from crm_desktop.ui.navigation import Navigation
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.remedies import remedy
from crm_desktop.ui.tasks import Tasks, guarded
from crm_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from crm_desktop.domain.playbook import Playbook
    from crm_desktop.ui.backup_keeper import BackupKeeper

Written = Changes | tuple[int, Changes]
Clock = Callable[[], datetime]


def local_now() -> datetime:
    """The present moment in the person's own zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Surroundings:
    """What surrounds an open file: folders, threads, look, the clock, and the person's name."""

    paths: Paths
    tasks: Tasks
    theme: Theme
    clock: Clock = local_now
    author: str = ""
    habits: Habits = field(default_factory=Habits)


class Workspace(QObject):
    """An open customer file as the screens see it; lives on the UI thread.

    Screens read through services with ``database`` (a card in under a millisecond) and write by
    :meth:`write` alone.
    """

    changed = Signal(object)
    """The :class:`Changes` of one operation; visible screens read again what they show of it."""
    noticed = Signal(object)
    """A :class:`Notice` for the person."""
    undo_changed = Signal()

    def __init__(self, file: OpenFile, language: Language, surroundings: Surroundings) -> None:
        super().__init__()
        self.file = file
        self.database = file.database
        self.language = language
        self.paths = surroundings.paths
        self.tasks = surroundings.tasks
        self.theme = surroundings.theme
        self.clock = surroundings.clock
        self.navigation = Navigation(self)
        self.history = UndoHistory()
        self.unkept: dict[DraftPlace, str] = {}
        """Typing that could not be kept in the file, as after its drive was pulled."""
        self.revision: int | None = None
        """The newest operation the screens know of, None before the first look."""
        self.author = surroundings.author or user_name()
        self.habits = surroundings.habits
        self._playbook: Playbook | None = None
        self.changed.connect(self._forget_playbook)  # first of all who hear of a change

    @property
    def playbook(self) -> "Playbook":
        """The strategies, anchors and phrases in force; read at first need after an edit."""
        if self._playbook is None:
            from crm_desktop.services.playbook import playbook_of

            self._playbook = playbook_of(self.database, self.paths.resources)
        return self._playbook

    @property
    def is_protected(self) -> bool:
        """True where the file is encrypted: nothing of its customers may lie outside of it."""
        return self.database.key is not None

    @cached_property
    def backups(self) -> "BackupKeeper":
        """Who makes the backups of the file; nothing of it is needed before the first paint."""
        from crm_desktop.ui.backup_keeper import BackupKeeper

        return BackupKeeper(self)

    def today(self) -> date:
        """The person's day."""
        return self.clock().date()

    def write(
        self,
        work: Callable[[], Written],
        *,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[CrmError], None] | None = None,
        notice: str = "",
        owner: QObject | None = None,
    ) -> None:
        """Run a write on the command thread, remember it for undo, and tell every screen.

        ``then`` gets what ``work`` returned, after the news is out. With ``notice`` the person is
        told and offered to undo. Without ``failed`` trouble becomes a notice. Where ``owner`` is
        gone by then neither is called, but the news is out all the same and trouble is a notice.
        """
        tell = self.tell_problem
        back = None if then is None else guarded(owner, then)

        def noted() -> Written:
            # On this thread: an undo asked for meanwhile means this write, not the one before.
            result = work()
            self.history.note(_changes_of(result))
            return result

        def done(result: Written) -> None:
            self._publish(_changes_of(result), notice)
            if back is not None:
                back(result)

        told = guarded(owner, failed or tell, instead=tell)

        def refused(error: CrmError) -> None:
            told(error)
            if failed is not None and remedy(self, error.problem) is not None:
                tell(error)  # beneath a field there is no room for what may be done about it

        self.tasks.command(noted, done, failed=refused)

    def write_long(
        self,
        title: str,
        work: Callable[[Progress], Written],
        *,
        then: Callable[[Any], None],
        failed: Callable[[CrmError], None],
        cancelled: Callable[[], None],
    ) -> None:
        """Run a write like :meth:`write` that takes its time: with progress, and to be stopped."""

        def noted(progress: Progress) -> Written:
            result = work(progress)
            self.history.note(_changes_of(result))
            return result

        def done(result: Written) -> None:
            self._publish(_changes_of(result), "")
            then(result)

        self.tasks.start_writing(title, noted, done, failed=failed, cancelled=cancelled)

    def undo(self) -> None:
        """Take back the newest operation of this window."""
        self._step(lambda: self.history.undo(self.database, self.author), mark("Undone: {title}"))

    def redo(self) -> None:
        """Do again what was undone last."""
        words = mark("Done again: {title}")
        self._step(lambda: self.history.redo(self.database, self.author), words)

    def title_of(self, operation: Operation) -> str:
        """Return what an entry of the change log did, in the person's language."""
        from crm_desktop.wording.history import operation_text

        return operation_text(self.language, operation)

    def tell(self, text: str, *, kind: NoticeKind = NoticeKind.INFO) -> None:
        """Show a notice."""
        self.noticed.emit(Notice(text, kind))

    def tell_problem(self, error: CrmError) -> None:
        """Show what went wrong, what was kept and what to do."""
        from crm_desktop.wording.problems import problem_text

        words = problem_text(self.language, error.problem)
        action, act = remedy(self, error.problem) or ("", None)
        self.noticed.emit(Notice(words, NoticeKind.PROBLEM, action, act))
        self.undo_changed.emit()

    def use_own_names(self) -> None:
        """Call the stages what this file calls them."""
        names = own_names(self.database, self.paths.resources, self.language.code.value)
        self.language.call(names)

    def _forget_playbook(self, changes: Changes) -> None:
        if Kind.SETTING in changes.kinds:
            self._playbook = None
            self.use_own_names()

    def _publish(self, changes: Changes, notice: str) -> None:
        if changes.is_empty:
            return
        self._spread(changes)
        operation = changes.operation
        if notice and operation is not None:
            action = self.language.text("Undo")
            act = partial(self._undo_one, operation)
            holds = partial(self.history.holds, operation)
            self.noticed.emit(Notice(notice, NoticeKind.DONE, action, act, holds))

    def _undo_one(self, operation: Operation) -> None:
        """Take back what a notice tells of, whatever was done since."""
        self._step(
            lambda: self.history.undo(self.database, self.author, operation),
            mark("Undone: {title}"),
        )

    def _step(self, work: Callable[[], Changes], words: str) -> None:
        def done(changes: Changes) -> None:
            self._spread(changes)
            if changes.operation is not None:
                title = self.title_of(changes.operation)
                text = self.language.text(words, title=title)
                self.noticed.emit(Notice(text, topic="undo"))

        self.tasks.command(work, done, failed=self.tell_problem)

    def _spread(self, changes: Changes) -> None:
        own, new = self.revision or 0, changes.operation_id or 0
        if not own or new <= own + 1:  # else somebody wrote between, which the screens must read
            self.revision = max(own, new)
        self.undo_changed.emit()
        self.changed.emit(changes)


def _changes_of(written: Written) -> Changes:
    return written[1] if isinstance(written, tuple) else written


def user_name() -> str:
    """The name this person has on this machine, empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
