"""New, open, open recent, sample, quit: what concerns the file as a whole."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.paths import Paths
from crm_desktop.services import files, recent_files
from crm_desktop.services.files import OpenFile
from crm_desktop.services.import_currency import locale_currency
from crm_desktop.text import Language
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.start.export_all import EXPORT_ENDING, export_all, export_calendar
from crm_desktop.ui.start.new_files import ask_passphrase, made_with
from crm_desktop.ui.tasks import Tasks
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.workspace import Clock, Workspace

ENDING = ".crm"


class Refusing(Protocol):
    """Who tells of a file that does not open."""

    def refuse(self, path: Path, error: CrmError) -> None:
        """Tell of a file that somebody wished to open here; what is open stays so."""


class FileHost(Protocol):
    """Who holds the open file and shows the window of another one."""

    paths: Paths
    clock: Clock
    tasks: Tasks
    language: Language
    theme: Theme
    window: QMainWindow | None
    workspace: Workspace | None

    @property
    def care(self) -> Refusing:
        """Who is told of trouble with a file."""

    def open(self, path: Path) -> None:
        """Show the window on a file, or what asks for its passphrase; raises CrmError."""

    def show_file(self, file: OpenFile) -> None:
        """Show the window on an open file."""

    def show_start(self, problem: str = "") -> None:
        """Show the start screen with a problem."""


class FileCommands:
    """Asks for names with the system's own dialogs and hands open files to the host."""

    def __init__(self, host: FileHost) -> None:
        self._host = host
        self._language = host.language

    def commands(self) -> dict[ActionCode, Callable[[], None]]:
        """Return what the window does for actions of the whole program."""
        return {
            ActionCode.NEW_FILE: self.new_file,
            ActionCode.OPEN_FILE: self.open_file,
            ActionCode.EXPORT_ALL: lambda: self._export(export_all),
            ActionCode.EXPORT_CALENDAR: lambda: self._export(export_calendar),
            ActionCode.LOCK: self.lock,
            ActionCode.SAVE_COPY: self.save_copy,
            ActionCode.CLOSE_WINDOW: self.quit,
        }

    @property
    def recent(self) -> list[Path]:
        """The other files opened lately that are still there."""
        known = recent_files.recent(self._host.paths.config)
        return [path for path in known if path.exists() and not self._is_open(path)]

    def fill_recent(self, menu: QMenu) -> None:
        """Put the files opened lately into a menu, the last one first."""
        menu.clear()
        for path in self.recent:
            action = QAction(str(path).replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, path=path: self.open_path(path))
            menu.addAction(action)
        if menu.isEmpty():
            nothing = QAction(self._language.text("No other file yet"), menu)
            nothing.setEnabled(False)
            menu.addAction(nothing)

    def new_file(self) -> None:
        """Make an empty file where the person says, with a passphrase or without."""
        self.new_file_then("", None)

    def new_file_then(self, stem: str, then: Callable[[], None] | None) -> None:
        """Make an empty file and go on; ``stem`` is the name that is offered."""
        path = self.ask_new_path(stem)
        if path is not None:
            ask_passphrase(self._host, path, partial(self._make_empty, path, then))

    def _make_empty(self, path: Path, then: Callable[[], None] | None, passphrase: str) -> None:
        create = partial(self._create, path)
        if passphrase:
            title = self._language.text("Making the file")
            self._make(title, lambda _: made_with(path, passphrase, create), then)
        elif self._attempt(partial(create, None)) and then is not None:
            then()

    def open_file(self) -> None:
        """Open a file the person chooses."""
        language = self._language
        name, _ = QFileDialog.getOpenFileName(
            self._host.window,
            language.text("Open a customer file"),
            str(self._folder()),
            f"{language.text('Customer files and exports')} (*{ENDING} *{EXPORT_ENDING});;"
            f"{language.text('All files')} (*)",
        )
        if name:
            self.open_path(Path(name))

    def _export(self, export: Callable[[QMainWindow, Workspace], None]) -> None:
        """Write something of the open file to a file the person names."""
        workspace = self._host.workspace
        if workspace is not None and self._host.window is not None:
            export(self._host.window, workspace)

    def open_path(self, path: Path) -> None:
        """Open a file; where that can't be, or it is open, stay where we are and say why.

        An export of everything becomes a new customer file first, where the person says.
        """
        if self.open_export([path]):
            return
        if self._is_open(path):
            assert self._host.workspace is not None
            self._host.workspace.tell(self._language.text("This file is open already."))
            return
        try:
            self._host.open(path)
        except CrmError as error:
            self._host.care.refuse(path, error)

    def open_whole(self, paths: Iterable[Path]) -> bool:
        """Open the customer file among some files, else make one of an export of everything.

        False where there is neither.
        """
        known = list(paths)
        file = next((path for path in known if path.suffix.lower() == ENDING), None)
        if file is None:
            return self.open_export(known)
        self.open_path(file)
        return True

    def open_export(self, paths: Iterable[Path]) -> bool:
        """Make a file of the export of everything among some files; False where there is none."""
        export = next(filter(_is_export, paths), None)
        if export is not None:
            self.make_of_export(export)
        return export is not None

    def make_sample(self) -> None:
        """Make a file of sample customers to try the program with."""
        host = self._host
        path = self.ask_new_path(self._language.text("Sample customers"))
        if path is None:
            return
        resources, today = host.paths.resources, host.clock().date()
        self._make(
            self._language.text("Making the sample file"),
            lambda progress: files.sample_file(path, resources, today, progress),
        )

    def make_of_export(self, export: Path) -> None:
        """Make a customer file of an export of everything and show it."""
        path = self.ask_new_path(export.stem)
        if path is None:
            return
        ask_passphrase(self._host, path, partial(self._take_in, path, export))

    def _take_in(self, path: Path, export: Path, passphrase: str) -> None:
        today = self._host.clock().date()

        def work(progress: Progress) -> OpenFile:
            return made_with(
                path,
                passphrase,
                lambda key: files.file_of_export(path, export, today, progress, key=key),
            )

        self._make(self._language.text("Taking the export in"), work)

    def _make(
        self,
        title: str,
        work: Callable[[Progress], OpenFile],
        then: Callable[[], None] | None = None,
    ) -> None:
        host = self._host

        def done(file: OpenFile) -> None:
            recent_files.remember(host.paths.config, file.path)
            host.show_file(file)
            if then is not None:
                then()

        host.tasks.start_job(title, work, done, failed=self._tell, outlives=True)

    def save_copy(self) -> None:
        """Write all of the open file to another place, with typing that could not be kept."""
        host, workspace, text = self._host, self._host.workspace, self._language.text
        if workspace is None:
            return
        title = text("Save a copy")
        path = self._asked(title, text("{name} copy", name=workspace.file.path.stem))
        if path is None:
            return
        database, typing = workspace.database, dict(workspace.unkept)

        def done(copy: Path) -> None:
            words = text("The copy was saved: {path}", path=copy)
            act = partial(self.open_path, copy)
            notice = Notice(words, NoticeKind.DONE, text("Go on with the copy"), act)
            workspace.noticed.emit(notice)

        def work(progress: Progress) -> Path:
            return files.save_copy(database, path, typing, progress)

        host.tasks.start_job(title, work, done, failed=self._tell)

    def quit(self) -> None:
        """Close the window; what is typed is saved on the way."""
        if self._host.window is not None:
            self._host.window.close()

    def lock(self) -> None:
        """Lock the open file; lead to the protection of one that has none."""
        workspace = self._host.workspace
        if workspace is None:
            return
        if workspace.is_protected:
            workspace.navigation.lock_wanted.emit()
            return
        workspace.navigation.page_wanted.emit(Page.SETTINGS)
        workspace.navigation.protection_shown.emit()
        workspace.tell(self._language.text("This file has no passphrase yet. Encrypt it first."))

    def ask_new_path(self, stem: str) -> Path | None:
        """Ask where a new file shall be, None when the person gave up."""
        language = self._language
        stem = stem or language.text("Customers")
        return self._asked(language.text("Make a customer file"), stem)

    def _asked(self, title: str, stem: str) -> Path | None:
        language = self._language
        name, _ = QFileDialog.getSaveFileName(
            self._host.window,
            title,
            str(self._folder() / f"{stem}{ENDING}"),
            f"{language.text('Customer files')} (*{ENDING})",
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(ENDING)

    def _create(self, path: Path, key: Any) -> OpenFile:
        """Make a file that counts in the currency of the place; Settings changes it."""
        currency = locale_currency(os.environ, self._language.code)
        return files.create_file(path, self._host.paths.config, key, currency=currency)

    def _folder(self) -> Path:
        """The folder of the open file, else that of the person."""
        workspace = self._host.workspace
        return workspace.file.path.parent if workspace is not None else Path.home()

    def _is_open(self, path: Path) -> bool:
        """Whether this window works on a file already."""
        workspace = self._host.workspace
        with suppress(OSError):
            return workspace is not None and path.samefile(workspace.file.path)
        return False

    def _attempt(self, open_one: Callable[[], OpenFile]) -> bool:
        try:
            file = open_one()
        except CrmError as error:
            self._tell(error)
            return False
        self._host.show_file(file)
        return True

    def _tell(self, error: CrmError) -> None:
        from crm_desktop.wording.problems import problem_text

        sentence = problem_text(self._language, error.problem)
        workspace = self._host.workspace
        if workspace is not None:
            workspace.tell(sentence, kind=NoticeKind.PROBLEM)
        else:
            self._host.show_start(sentence)


def is_whole(path: Path) -> bool:
    """Return whether a file is a customer file or an export of everything."""
    return path.suffix.lower() == ENDING or _is_export(path)


def _is_export(path: Path) -> bool:
    """Look into a zip alone; other files need nothing loaded for it."""
    if path.suffix.lower() != EXPORT_ENDING:
        return False
    from crm_desktop.services.full_import import is_export

    return is_export(path)
