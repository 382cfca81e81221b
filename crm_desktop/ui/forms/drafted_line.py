"""A line of its own outside any form, in which nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.fields import DRAFTED_AFTER_MS


class DraftedLine(QLineEdit):
    """Keeps what is typed once it rests or the line is left, as by closing.

    While it is empty, undo belongs to the window: it takes back what was stored last.
    """

    def __init__(self, drafts: DraftKeeper, place: Callable[[], DraftPlace]) -> None:
        super().__init__()
        self._drafts, self._place = drafts, place
        self._rest = QTimer(self, singleShot=True, interval=DRAFTED_AFTER_MS)
        self._rest.timeout.connect(self.keep)
        self.textEdited.connect(lambda _: self._rest.start())
        self.editingFinished.connect(self._left)

    def keep(self) -> None:
        """Keep what stands here now."""
        self._rest.stop()
        self._drafts.keep(self._place(), self.text() or None)

    def let_be(self) -> None:
        """Keep nothing for now: what stands here is being stored, or was not typed."""
        self._rest.stop()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is no typing."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and not self.text():
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)

    def _left(self) -> None:
        if self._rest.isActive():
            self.keep()
