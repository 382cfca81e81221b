"""A window without a file that takes one that is dropped on it."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from crm_desktop.ui.importing.lists import dropped_lists
from crm_desktop.ui.later import later
from crm_desktop.ui.start.file_commands import FileCommands, is_whole


class DropWindow(QMainWindow):
    """Customer files open, exports become one; lists need a file first and are not taken."""

    def __init__(self, commands: FileCommands) -> None:
        super().__init__()
        self._commands = commands
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take what can be opened."""
        if any(is_whole(path) for path in dropped_lists(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Open it with the next turn: the window may go with it."""
        paths = dropped_lists(event.mimeData())
        event.acceptProposedAction()
        later(self, lambda: self._commands.open_whole(paths))
