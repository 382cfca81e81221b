"""The line that asks whom to visit, and on which day where one was chosen."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.services.quick_search import Match, best_matches
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.pick_line import SHOWN_HITS, PickLine
from crm_desktop.ui.workspace import Workspace


class WhomToVisit(QFrame):
    """Hidden until somebody asks; goes to the empty plan of who is chosen.

    Escape puts it away, which ``left`` tells.
    """

    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._day: date | None = None
        self.setProperty("look", "plain")
        database = workspace.database
        self._when = Label("", "heading")
        self.pick = PickLine(
            workspace,
            self._language.text("Whom will you visit? Name, pinyin, initials or phone"),
            lambda text: best_matches(database, text, limit=SHOWN_HITS),
            lambda hit: " · ".join(part for part in (hit.name, hit.tier, hit.city) if part),
        )
        self.pick.found.connect(self._plan_for)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 8)
        column.setSpacing(4)
        column.addWidget(self._when)
        column.addWidget(self.pick)
        self.hide()

    def ask(self, day: date | None) -> None:
        """Ask whom to visit on a day, or on one that is yet to be chosen."""
        self._day = day
        self._when.setVisible(day is not None)
        if day is not None:
            words = self._language.text("Visit on {day}", day=self._language.date(day, "full"))
            self._when.setText(words)
        self.show()
        self.pick.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the line away on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _plan_for(self, match: Match) -> None:
        self.hide()
        self._workspace.navigation.visit_wanted.emit(match.customer_id, self._day)
