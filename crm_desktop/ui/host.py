"""What outlives a window: the open file, the settings of the person, and the way between files."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from crm_desktop.domain.problems import CrmError, InputError
from crm_desktop.paths import NAME, Paths
from crm_desktop.services import files, user_settings
from crm_desktop.services.bug_reports import keep_report, trace_of
from crm_desktop.services.file_hold import check_free
from crm_desktop.services.files import OpenFile
from crm_desktop.text import LanguageCode
from crm_desktop.ui.habits import Habits
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.leaving import leave_focused
from crm_desktop.ui.locking.lock import Lock
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.recovery.care import FileCare
from crm_desktop.ui.showing import show_in_place
from crm_desktop.ui.speech import Speech
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.tasks import Tasks
from crm_desktop.ui.theme import Look, Theme
from crm_desktop.ui.watching import FileWatch
from crm_desktop.ui.window_memory import remember, remembered
from crm_desktop.ui.workspace import Clock, Surroundings, Workspace, local_now

if TYPE_CHECKING:
    from crm_desktop.ui.protection.unlock_page import UnlockPage


class Host(QObject):
    """Opens and closes files and makes the window of each anew when language or look change."""

    left = Signal()
    """No file is open any more."""

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        language: LanguageCode,
        *,
        clock: Clock = local_now,
    ) -> None:
        super().__init__(application)
        self.application, self.paths, self.clock = application, paths, clock
        self.settings = user_settings.load(paths.config)
        look = _look(self.settings.get("look"))
        self.theme = Theme(application, paths.resources, look, self)
        self.tasks = Tasks(self)
        self.tasks.crashed.connect(self.tell_bug)
        self.workspace: Workspace | None = None
        self.window: QMainWindow | None = None
        self._speech = Speech(application, paths.locale, self)
        self.language = self._speech.use(language)
        self.watch = FileWatch(self)
        self.theme.outdated.connect(lambda: self._renew(self.theme.apply))
        self._changes: list[Callable[[], None]] = []
        self.tasks.job_changed.connect(self._renew_after_job)
        self.lock = Lock(self)
        self.care = FileCare(self)
        self._show_again: Callable[[], None] = self.show_start

    def start(self, path: Path | None) -> None:
        """Show the window on a file, or the start screen where there is none or it won't open."""
        if path is None:
            self.show_start()
            return
        try:
            self.open(path, is_start=True)
        except CrmError as error:
            self.care.meet(path, error)

    def open(self, path: Path, *, is_start: bool = False) -> None:
        """Show the window on a file, or what asks for its passphrase; raises CrmError.

        The passphrase is asked for before anything is known of the file but that nobody holds it,
        at a start also that no other window shows it as locked.
        """
        if files.is_protected(path):
            check_free(path)
            if is_start and self.care.raise_first(path):
                raise InputError("file_held", path=str(path))
            self._show_unlock(path, was_open=False)
        else:
            self.show_file(files.open_existing(path, self.paths.config))

    def show_start(self, problem: str = "") -> None:
        """Show what a person may begin with."""
        self._leave_file()
        self.care.stop_hearing()
        self._show_again = self.show_start
        icons = Icons(self.paths.resources / "icons", self.theme)
        from crm_desktop.ui.start.start_window import StartWindow

        commands = FileCommands(self)
        window = StartWindow(self.language, icons, commands, problem)
        window.language_wanted.connect(self.switch_language, Qt.ConnectionType.QueuedConnection)
        window.lists_wanted.connect(lambda: self._import_into_new(commands))
        self._replace(window)

    def show_other(self, make: Callable[[], QMainWindow]) -> None:
        """Show a window without a file; it is made anew when language or look change."""
        self._leave_file()
        self._show_again = partial(self.show_other, make)
        self._replace(make())

    def _import_into_new(self, commands: FileCommands) -> None:
        """Make a file and go on with the lists to import into it, once its code is kept."""

        def ask_lists() -> None:
            if self.workspace is not None:
                self.workspace.navigation.import_wanted.emit([])

        commands.new_file_then(
            self.language.text("My customers"), lambda: self.lock.changes.after_code(ask_lists)
        )

    def show_file(self, file: OpenFile) -> None:
        """Show the window on an open file, closing the one that was open."""
        self._leave_file()
        self._work_on(file)
        self._open_window()
        self.look_into_file()

    @property
    def locked_page(self) -> "UnlockPage | None":
        """What asks for the passphrase, where a file is locked."""
        from crm_desktop.ui.locking.unlock_window import UnlockWindow

        return self.window.page if isinstance(self.window, UnlockWindow) else None

    def show_locked(self, written_within_s: float) -> OpenFile:
        """Show the open file as locked, nothing of it left in the window; it is yet to be closed.

        What is typed is on its way into the file then, in at most the time given.
        """
        assert self.workspace is not None
        leave_focused()
        self.workspace.backups.stop()
        self.tasks.finish_writes(written_within_s)
        self.keep_settings()
        self.tasks.abandon()
        file = self.workspace.file
        self.workspace.deleteLater()  # here, not on a worker that still holds it
        self.workspace = None
        self.left.emit()
        self.language.call({})
        if isinstance(self.window, MainWindow):
            self.window.empty()
        self._show_unlock(file.path, was_open=True)
        return file

    def show_working(self, path: Path, title: str) -> None:
        """Close the file and show that something is done to it."""
        from crm_desktop.ui.locking.working_window import WorkingWindow

        self.show_other(lambda: WorkingWindow(self.language, self.tasks, path, title))

    def _show_unlock(self, path: Path, *, was_open: bool) -> None:
        from crm_desktop.ui.locking.unlock_window import unlock_window

        self.show_other(lambda: unlock_window(self, FileCommands(self), path, was_open=was_open))
        if self.window is not None:
            self.care.hear_second_starts(path, self.window)

    def take_over(self, window: MainWindow, file: OpenFile) -> Iterator[None]:
        """Make a window whole that shows the first rows of an open file already, in steps."""
        self.window = window
        workspace = self._work_on(file)
        yield
        icons = Icons(self.paths.resources / "icons", self.theme)
        yield from window.furnish(workspace, icons, FileCommands(self), self._window_state())
        yield
        files.remember(file, self.paths.config)
        self._renew_after_job()

    def _work_on(self, file: OpenFile) -> Workspace:
        self.watch.begin()
        author = str(self.settings.get("author") or "")
        habits = Habits.remembered(self.settings.get("habits"))
        around = Surroundings(self.paths, self.tasks, self.theme, self.clock, author, habits)
        workspace = self.workspace = Workspace(file, self.language, around)
        # Later: the button that wishes for it does not survive its window.
        later = Qt.ConnectionType.QueuedConnection
        workspace.navigation.language_wanted.connect(self.switch_language, later)
        workspace.navigation.look_wanted.connect(self.choose_look, later)
        workspace.navigation.author_wanted.connect(self.choose_author)
        workspace.navigation.habits_wanted.connect(self.choose_habits)
        workspace.navigation.erased.connect(self.forget)
        workspace.navigation.lock_wanted.connect(self.lock.lock, later)
        workspace.navigation.protection_wanted.connect(self.lock.ask_change, later)
        workspace.use_own_names()
        self.lock.begin(workspace)
        self.care.begin(workspace)
        return workspace

    def switch_language(self, code: LanguageCode) -> None:
        """Speak another language at once."""
        self.settings["language"] = code.value
        self._renew(lambda: self._speak(code))

    def _speak(self, code: LanguageCode) -> None:
        self.language = self._speech.use(code)
        if self.workspace is not None:
            self.workspace.language = self.language
            self.workspace.use_own_names()

    def choose_look(self, look: Look) -> None:
        """Take another look at once."""
        self.settings["look"] = look.value
        self.theme.choose(look)
        self.keep_settings()

    def forget(self, is_named: Callable[[str], bool]) -> None:
        """Take out of the settings what names somebody who was erased."""
        from crm_desktop.domain.erasures import without

        self.settings = without(self.settings, is_named)
        user_settings.keep(self.paths.config, self.settings)

    def choose_author(self, name: str) -> None:
        """Sign changes with another name from now on."""
        self.settings["author"] = name
        if self.workspace is not None:
            self.workspace.author = name
        self.keep_settings()

    def choose_habits(self, habits: Habits) -> None:
        """Remind, and show what is optional, as the person wants it from now on."""
        self.settings["habits"] = habits.as_json()
        if self.workspace is not None:
            self.workspace.habits = habits
        self.keep_settings()

    def keep_settings(self, sight: dict[str, Any] | None = None) -> None:
        """Keep what the person chose and how the window stands."""
        window = self.window
        if isinstance(window, MainWindow) and self.workspace is not None and window.is_furnished:
            remember(self.settings, self.workspace, window.state(), sight)
        user_settings.keep(self.paths.config, self.settings)

    def quit(self) -> None:
        """Save what is typed, finish what is being written, and let the file go."""
        self.tasks.cancel_jobs()
        self.tasks.drain()  # a sample file that was just made is opened now, and let go below
        self._leave_file()
        self.tasks.stop()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def tell_bug(self, error: BaseException) -> None:
        """Keep what a programmer needs and tell the person; trouble with the file is no bug."""
        if isinstance(error, CrmError) and self.workspace is not None:
            self.workspace.tell_problem(error)
            return
        text = trace_of(error, tells_values=not self._is_private)
        path = keep_report(self.paths, text, self.clock())
        sentence = self.language.text(
            "The program made a mistake; what was saved before is safe. Details: {path}", path=path
        )
        if sys.stderr is not None:  # a program without a terminal has none on Windows
            sys.stderr.write(f"{NAME}: {sentence}\n")
        if self.workspace is not None:
            self.workspace.noticed.emit(Notice(sentence, NoticeKind.PROBLEM))

    @property
    def _is_private(self) -> bool:
        """Whether what the program works on may lie nowhere but in its file."""
        workspace = self.workspace
        return self.locked_page is not None if workspace is None else workspace.is_protected

    def _leave_file(self) -> None:
        if self.workspace is None:
            return
        leave_focused()
        self.keep_settings(self._keep_picture())
        self.tasks.cancel_jobs()
        self.care.end(self.workspace)
        file = self.workspace.file
        self.workspace = None
        self.left.emit()
        files.close(file)

    def _keep_picture(self) -> dict[str, Any] | None:
        """Keep how the window looks, for the first sight at the next start."""
        from crm_desktop.ui.window_picture import keep_picture

        window = self.window
        if not isinstance(window, MainWindow) or not window.is_furnished:
            return None
        return keep_picture(window, self.settings.get("look"), self.paths.config)

    def _open_window(self) -> None:
        assert self.workspace is not None
        icons = Icons(self.paths.resources / "icons", self.theme)
        window, state = MainWindow(self.workspace.file.path.stem), self._window_state()
        window.place(state)
        for _ in window.furnish(self.workspace, icons, FileCommands(self), state):
            pass
        self._replace(window)
        if self.workspace.is_protected:
            self.keep_settings()  # what an unprotected file had kept there goes at once
            self.lock.changes.show_unkept_code()

    def _window_state(self) -> dict[str, Any]:
        """Return how the window on this file was left, empty where another one was."""
        return remembered(self.settings, self.workspace) if self.workspace is not None else {}

    def _renew(self, change: Callable[[], None]) -> None:
        """Change language or look and make the window anew; what it showed is taken over.

        The old one is emptied before: Qt tells every widget of such a change, which takes seconds.
        A running job is waited for without holding anybody: its result belongs to the old window.
        """
        if isinstance(self.window, MainWindow) and not self.window.is_furnished:
            self._changes.append(change)  # what is made whole now must not be emptied meanwhile
            return
        awaited = self.tasks.awaited
        if awaited is not None and self.workspace is not None:
            self._changes.append(change)
            title = awaited.title
            self.workspace.tell(
                self.language.text(
                    "The window changes as soon as this is done: {title}", title=title
                )
            )
            return
        if isinstance(self.window, MainWindow):
            leave_focused()
            self.tasks.drain()
            self.keep_settings()
            self.window.empty()
            change()
            self._open_window()
        else:
            change()
            user_settings.keep(self.paths.config, self.settings)
            self._show_again()

    def _renew_after_job(self) -> None:
        """Make up for changes that were wished for while a job ran, after its result is told."""
        if self.tasks.awaited is None and self._changes:
            QTimer.singleShot(0, self, lambda: self._renew(self._make_changes))

    def _make_changes(self) -> None:
        changes, self._changes = self._changes, []
        for change in changes:
            change()

    def _replace(self, window: QMainWindow) -> None:
        old, self.window = self.window, window
        self.application.setQuitOnLastWindowClosed(False)
        if old is not None and hasattr(old, "place") is hasattr(window, "place"):
            window.restoreGeometry(old.saveGeometry())
        show_in_place(window, old)
        if old is not None:
            old.close()
            old.deleteLater()
        self.application.setQuitOnLastWindowClosed(True)

    def look_into_file(self) -> None:
        """Bring the file to today and tell what it keeps for the person.

        Where a window is made whole in steps, only after it was painted: at every turn of its own
        it would wait for these threads.
        """
        self.watch.update_day()
        self._offer_unsaved()

    def _offer_unsaved(self) -> None:
        from crm_desktop.ui.playbook.at_start import tell_of_playbook
        from crm_desktop.ui.privacy.bin_at_start import empty_bin_at_start
        from crm_desktop.ui.unsaved import offer_unsaved

        if self.workspace is not None:
            offer_unsaved(self.workspace)
            tell_of_playbook(self.workspace)
            empty_bin_at_start(self.workspace)
            self.care.look(self.workspace)
            self.lock.tell_what_ended(self.workspace)


def _look(value: Any) -> Look:
    return Look(value) if value in list(Look) else Look.SYSTEM
