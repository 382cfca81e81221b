"""The frame of the window while its file is locked: the unlock page, and ways to other files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.services import files, protection
from crm_desktop.services.files import OpenFile
from crm_desktop.ui.actions import ACTIONS, ActionCode, keys_of
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.later import later
from crm_desktop.ui.locking.hosts import UnlockHost
from crm_desktop.ui.main_window import SMALLEST, usual_size
from crm_desktop.ui.protection.unlock_page import UnlockPage
from crm_desktop.ui.showing import disturb_nobody
from crm_desktop.ui.start.drop_window import DropWindow
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.window_memory import standing
from crm_desktop.wording.problems import problem_text

BESIDE_THE_FIELD = ("passphrase_wrong", "recovery_code_wrong", "recovery_code_mistyped")
"""What a person mends by typing again."""


def unlock_window(
    host: UnlockHost, commands: FileCommands, path: Path, *, was_open: bool
) -> "UnlockWindow":
    """Return the window that asks for the passphrase of a file, standing where that of it stood."""
    icons = Icons(host.paths.resources / "icons", host.theme)
    window = UnlockWindow(host, icons, commands, path, was_open=was_open)
    window.place(standing(host.settings, path))
    if was_open:
        disturb_nobody(window, host.window)
    return window


class UnlockWindow(DropWindow):
    """``was_open`` is True after a lock: then no remembered key opens the file by itself."""

    def __init__(
        self,
        host: UnlockHost,
        icons: Icons,
        commands: FileCommands,
        path: Path,
        *,
        was_open: bool = False,
    ) -> None:
        super().__init__(commands)
        self._host, self._path = host, path
        self._language = host.language
        self.was_open = was_open
        self.page = UnlockPage(
            host.language,
            icons,
            path,
            can_remember=protection.can_remember(),
            was_open=was_open,
        )
        self.page.given.connect(self._unlock)
        self.page.other_wanted.connect(self._offer_others)
        self.setMinimumSize(*SMALLEST)
        self.resize(usual_size(self.screen().availableGeometry().size()))
        self.setWindowTitle(f"{path.stem} – CRM Desktop")
        self.setCentralWidget(self.page)
        self._bind(ActionCode.OPEN_FILE, commands.open_file)
        self._bind(ActionCode.NEW_FILE, commands.new_file)
        self._bind(ActionCode.CLOSE_WINDOW, commands.quit)
        later(self, self.page.setFocus)
        if not was_open:
            self._try_remembered()

    @property
    def path(self) -> Path:
        """The file that is locked."""
        return self._path

    def place(self, state: dict[str, Any]) -> None:
        """Stand where the window of the file stood."""
        self.restoreGeometry(QByteArray.fromBase64(str(state.get("geometry", "")).encode()))

    def _bind(self, code: ActionCode, act: Callable[[], None]) -> None:
        assert code in ACTIONS
        QShortcut(QKeySequence(keys_of(code)), self, act)

    def _try_remembered(self) -> None:
        """Open with the key this computer remembers, where it does; else wait for a person."""
        path, tasks = self._path, self._host.tasks

        def done(key: protection.DataKey | None) -> None:
            if key is not None and self.page.field.isEnabled():
                self.page.show_busy(True)
                self._open(lambda: key)

        work = partial(protection.remembered, path)
        tasks.look_up("keyring", work, done, failed=self._tell, owner=self, is_long=True)

    def _unlock(self, secret: str, remembers: bool) -> None:
        """Work out the key beside the UI thread: that takes half a second on purpose."""
        self._open(partial(protection.unlock, self._path, secret), remembers=remembers)

    def _open(self, find_key: Callable[[], protection.DataKey], *, remembers: bool = False) -> None:
        path, config = self._path, self._host.paths.config
        known: list[protection.DataKey] = []

        def work(_: Progress) -> OpenFile:
            known.append(find_key())
            file = files.open_existing(path, config, known[0])
            if remembers:
                protection.remember(path, known[0])
            return file

        def failed(error: CrmError) -> None:
            self._tell(error, known[0] if known else None)

        # No look-up: those may be busy with what was asked for before the lock.
        title, done = self._language.text("Opening the file"), self._host.show_file
        self._host.tasks.start_job(title, work, done, failed=failed, outlives=True)

    def _tell(self, error: CrmError, key: protection.DataKey | None = None) -> None:
        if self._host.care.can_recover(self._path, error.problem):
            self._host.care.recover(self._path, error.problem, key)
            return
        sentence = problem_text(self._language, error.problem)
        if error.problem.code in BESIDE_THE_FIELD:
            self.page.tell_wrong(sentence)
        else:
            self.page.tell_trouble(sentence)
            self.page.field.line.setFocus()
            self.page.field.line.selectAll()

    def _offer_others(self) -> None:
        """Open the menu of the other files beneath its button."""
        menu, text = QMenu(self), self._language.text
        for path in self._commands.recent:
            if path != self._path:
                name = str(path).replace("&", "&&")
                menu.addAction(name, partial(self._commands.open_path, path))
        menu.addSeparator()
        menu.addAction(text(ACTIONS[ActionCode.OPEN_FILE].text), self._commands.open_file)
        menu.addAction(text("To the start screen"), self._host.show_start)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.page.other
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
