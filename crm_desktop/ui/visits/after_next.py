"""What happens next: a line with its day, for an opportunity or for the relationship."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout

from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.promise_lines import read_dated
from crm_desktop.services.visit_capture import VisitCapture
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.after_lines import tell_line
from crm_desktop.ui.visits.after_told import Told
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.day_words import weekday_words

_WIDEST_PX = 420


class NextBlock(QFrame):
    """``typed`` tells of keys in the line, ``changed`` of a choice and of a line that was left."""

    typed = Signal()
    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._opportunities: list[int] = []
        self._action: RelationshipAction | None = None
        text = self._language.text
        self.setProperty("look", "surface")
        self.line = tell_line(text("Next step"), text("Bring the drawing by next Tuesday"))
        self.choice = QComboBox()
        self.choice.setAccessibleName(text("What the next step is for"))
        # What it holds comes and goes with the visit; Qt measures it at the first one alone.
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMaximumWidth(_WIDEST_PX)
        self._day = Label("", "small")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 16, 12)
        rows.setSpacing(6)
        rows.addWidget(Label(text("Next step"), "heading"))
        rows.addWidget(self.line)
        beneath = QHBoxLayout()
        beneath.addWidget(self._day, 1)
        beneath.addWidget(self.choice)
        rows.addLayout(beneath)
        self.line.textEdited.connect(self.typed)
        self.line.textChanged.connect(lambda _: self._tell_day())
        self.line.editingFinished.connect(self.changed)
        self.choice.activated.connect(lambda _: self.changed.emit())

    @property
    def chosen(self) -> int | None:
        """The key of the opportunity the step is for, None for the relationship."""
        at = self.choice.currentIndex()
        return self._opportunities[at - 1] if at > 0 else None

    def show_step(self, capture: VisitCapture, told: Told) -> None:
        """Show the step that is told, and what it may be for."""
        text = self._language.text
        self._action = capture.action
        self._opportunities = [one.id for one in capture.opportunities if one.id is not None]
        self.choice.clear()
        self.choice.addItem(text("For the relationship"))
        for one in capture.opportunities:
            now = text("{title}; now: {step}", title=one.title, step=one.next_step)
            self.choice.addItem(now if one.next_step else one.title)
        keys = [None, *self._opportunities]
        self.choice.setCurrentIndex(keys.index(told.step_for) if told.step_for in keys else 0)
        self.choice.setVisible(bool(self._opportunities))
        self.line.setText(told.step)
        self._tell_day()

    def _tell_day(self) -> None:
        """Say which day was understood, while one types."""
        found, action = read_dated(self.line.text(), self._workspace.today()), self._action
        day = found.day
        if day is None and action is not None and found.text == action.text:
            day = action.due_on
        language = self._language
        words = language.text("by {day}", day=weekday_words(language, day)) if day else ""
        self._day.setText(words)
