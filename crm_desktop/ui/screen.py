"""What every page of the window has in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.changes import Changes
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.workspace import Workspace

State = dict[str, object]
"""What a page remembers until the next start: values of JSON."""


class Screen(QWidget):
    """A page that reads again when something changed: at once when it is seen, else when shown.

    Pages are made anew when the language or the look changes, so they translate nothing twice.
    """

    handlers_changed = Signal()
    """What :meth:`handlers` returns is another now, as after a selection."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self.workspace, self.icons = workspace, icons
        self.language = workspace.language
        self._is_stale = False
        workspace.changed.connect(self._hear)

    def reload(self) -> None:
        """Read again what is shown."""

    def concerns(self, changes: Changes) -> bool:
        """Return whether a change may touch what is shown."""
        return not changes.is_empty

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Return what this page does for actions of the menu; the others are greyed."""
        return {}

    def state(self) -> State:
        """Return what to remember until the next start."""
        return {}

    def restore(self, state: State) -> None:
        """Take up a remembered state; anything unknown in it is left alone."""

    def take_focus(self) -> None:
        """Put the keyboard where a person starts on this page."""
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.reload()

    def _hear(self, changes: Changes) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True
