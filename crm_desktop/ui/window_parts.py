"""The parts of the main window around its pages: actions, menus, rail, bar, notices, status."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import Language
from crm_desktop.ui.actions import MENUS, ActionCode, fill_menu, make_action
from crm_desktop.ui.duplicates.watch import DuplicateWatch
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.notices import NoticeArea
from crm_desktop.ui.palette.maker import PaletteMaker
from crm_desktop.ui.rail import Rail
from crm_desktop.ui.search.search_box import SearchBox
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.status import StatusBar
from crm_desktop.ui.workspace import Workspace

POLISHED_AT_ONCE = 12
"""So many widgets get their looks in one step."""


class Body(QWidget):
    """The inside of a window: its parts are public."""

    def __init__(
        self, workspace: Workspace, icons: Icons, actions: Mapping[ActionCode, QAction]
    ) -> None:
        super().__init__()
        self.rail = Rail(actions, icons)
        self.stack = QStackedWidget()
        palettes = PaletteMaker(workspace, icons, actions, self.stack)
        self.search = SearchBox(workspace, icons, palettes)
        self.status = StatusBar(workspace, icons)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._make_bar())
        right.addWidget(self.stack, 1)
        across.addLayout(right, 1)
        self.notices = NoticeArea(self, workspace.language, icons)
        self.watch = DuplicateWatch(workspace, self)

    def _make_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("look", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        self.search.setMaximumWidth(560)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        return bar


def make_actions(
    window: QWidget, language: Language, icons: Icons, do: Callable[[ActionCode], None]
) -> dict[ActionCode, QAction]:
    """Return every action of a window; ``do`` is called with the one that is triggered."""
    actions = {code: make_action(code, language, icons, window) for code in ActionCode}
    for code, action in actions.items():
        action.triggered.connect(_doing(do, code))
        window.addAction(action)
    return actions


def make_menus(
    actions: Mapping[ActionCode, QAction], language: Language, file_commands: FileCommands
) -> QMenuBar:
    """Return the menu bar of a window, which has yet to take it."""
    bar = QMenuBar()
    for title, codes in MENUS:
        menu = bar.addMenu(language.text(title))
        fill_menu(menu, codes, actions)
        if ActionCode.OPEN_FILE in codes:
            recent = QMenu(language.text("Open &recent"), menu)
            recent.aboutToShow.connect(lambda recent=recent: file_commands.fill_recent(recent))
            menu.insertMenu(menu.actions()[2], recent)
    return bar


def bind_menus(window: QWidget, open_menus: Callable[[], None]) -> None:
    """Let F10 open the menus, as the keyboard expects it."""
    QShortcut(QKeySequence("F10"), window, open_menus)


def meet_every_kind() -> None:
    """Let PySide look through every kind of widget, as at the first one Qt made itself: 14 ms."""
    QScrollArea().viewport()


def polish(body: QWidget) -> Iterator[None]:
    """Give every widget its look in steps, so that showing them all takes no time of its own."""
    for number, widget in enumerate(body.findChildren(QWidget), 1):
        widget.ensurePolished()
        if number % POLISHED_AT_ONCE == 0:
            yield


def _doing(do: Callable[[ActionCode], None], code: ActionCode) -> Callable[[], None]:
    return lambda: do(code)
