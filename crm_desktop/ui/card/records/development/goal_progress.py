"""How many of the goals are reached, in words and as a bar."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from crm_desktop.domain.development import Goal
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label

_BAR_PX = 140


class GoalProgress(QWidget):
    """Hidden while no goal is set."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.words = Label("", "muted")
        self.bar = QProgressBar()
        self.bar.setProperty("look", "goals")
        self.bar.setFixedWidth(_BAR_PX)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(language.text("Goals reached"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.words)
        across.addWidget(self.bar)

    def show_goals(self, goals: Sequence[Goal]) -> None:
        """Show how far some goals are."""
        reached, total = sum(one.reached_on is not None for one in goals), len(goals)
        number = self._language.number
        self.words.setText(
            self._language.text(
                "{reached} of {total} reached", reached=number(reached), total=number(total)
            )
        )
        self.bar.setMaximum(max(1, total))
        self.bar.setValue(reached)
        self.setVisible(total > 0)
