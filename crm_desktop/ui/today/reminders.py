"""Tells the desktop what is due while the program runs: each thing once a day, quietly."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QMainWindow, QSystemTrayIcon

from crm_desktop.domain.today import Day, TodayPart
from crm_desktop.services.today import day_wish, load_day
from crm_desktop.ui.habits import Reminding
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.today.reminder_words import Reminder, reminders

if TYPE_CHECKING:
    from crm_desktop.ui.workspace import Clock, Workspace

EVERY_MS = 60_000
SHOWN_MS = 10_000
READ_EVERY = 10
"""Minutes; a large file takes 80 ms of a worker."""
LOOKED_AT = {TodayPart.VISITS: 200, TodayPart.DUE: 200}
"""More than a page shows: what is late must not hide what is soon."""
Show = Callable[[Reminder], None]


class Program(Protocol):
    """The running program, whose window and file may be others from one minute to the next."""

    application: QApplication
    clock: "Clock"
    window: QMainWindow | None
    workspace: "Workspace | None"
    left: SignalInstance


class Reminders(QObject):
    """Looks at the clock every minute; where the system has no tray nothing is told."""

    def __init__(self, program: Program, show: Show | None = None) -> None:
        super().__init__(cast("QObject", program))
        self._program = program
        self._told: set[tuple[object, ...]] = set()
        self._tray: QSystemTrayIcon | None = None
        self._show = show or self._show_in_tray
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._read: tuple[Workspace, Day] | None = None
        program.left.connect(self._forget)
        self._minutes = 0

    def start(self) -> None:
        """Look now and then every minute."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Tell what is due by now and was not told yet."""
        workspace = self._program.workspace
        if workspace is None or workspace.habits.reminding is Reminding.OFF:
            self._forget_tray()
            return
        database, playbook = workspace.database, workspace.playbook
        wish = day_wish(workspace.today(), workspace.clock(), LOOKED_AT)

        def tell(day: Day) -> None:
            self._read = workspace, day
            self._tell(workspace, day)

        workspace.tasks.look_up(
            "reminders",
            lambda: load_day(database, wish, playbook),
            tell,
            failed=lambda _: None,  # the page itself says what is wrong with the file
            owner=self,
        )

    def _tick(self) -> None:
        """Look into the file now and then; between, what was read tells what is soon."""
        self._minutes += 1
        workspace = self._program.workspace
        is_known = self._read is not None and self._read[0] is workspace
        is_today = self._read is not None and self._read[1].today == self._program.clock().date()
        if self._read is None or not (is_known and is_today) or self._minutes % READ_EVERY == 0:
            self.look()
        else:
            self._tell(*self._read)

    def _tell(self, workspace: "Workspace", day: Day) -> None:
        language, reminding = workspace.language, workspace.habits.reminding
        for one in reminders(language, day, workspace.clock(), reminding):
            key = (str(workspace.file.path), *one.key)
            if key not in self._told:
                self._told.add(key)
                self._show(one)

    def _show_in_tray(self, one: Reminder) -> None:
        tray = self._tray or self._make_tray()
        if tray is not None:
            icon = QSystemTrayIcon.MessageIcon.NoIcon
            tray.showMessage(one.title, one.text, icon, SHOWN_MS)

    def _make_tray(self) -> QSystemTrayIcon | None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return None
        self._tray = QSystemTrayIcon(self._program.application.windowIcon(), self)
        self._tray.messageClicked.connect(self._open_today)
        self._tray.activated.connect(self._open_today)
        self._tray.show()
        return self._tray

    def _forget(self) -> None:
        """Keep nothing of a file that is no longer open, nor what was told of it."""
        self._read = None
        self._forget_tray()

    def _forget_tray(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def _open_today(self) -> None:
        """Bring the window to the front, on the page that says what is due."""
        window, workspace = self._program.window, self._program.workspace
        if window is None or workspace is None:
            return
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        workspace.navigation.page_wanted.emit(Page.TODAY)
