"""How a visit went: as planned or not, what came of it, its peak and its ending (D7)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from crm_desktop.domain.visits import AsPlanned, Visit
from crm_desktop.text import Language
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.ui.visits.after_lines import TellLine, tell_line
from crm_desktop.ui.visits.after_scales import KeyRow, Option
from crm_desktop.ui.visits.after_told import Told, planned_outcome
from crm_desktop.wording.choices import AS_PLANNED

RATINGS = 5
_KEYS = {AsPlanned.YES: "1y", AsPlanned.PARTLY: "2p", AsPlanned.NO: "3n"}


class HowBlock(QFrame):
    """``typed`` tells of keys in a line, ``changed`` of a choice and of a line that was left."""

    typed = Signal()
    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._visit: Visit | None = None
        text = language.text
        self.setProperty("look", "surface")
        self.answer = KeyRow(language, text("Did it go as planned?"), self._answers())
        hint = text("What was reached, what they agreed to")
        self.outcome = tell_line(text("What came of it"), hint)
        self.summary = tell_line(
            text("One line for the timeline"), text("For the timeline in one line; empty: as above")
        )
        self._plan = ElidedLabel("", "small")
        self.peak, self.ending = self._scale(text("Peak")), self._scale(text("Ending"))
        self._peak, self._ending = ElidedLabel("", "small"), ElidedLabel("", "small")
        self._build()
        self._connect()

    @property
    def stops(self) -> tuple[KeyRow | TellLine, ...]:
        """Where the keyboard goes, in this order."""
        return self.answer, self.outcome, self.peak, self.ending, self.summary

    def show_told(self, visit: Visit, told: Told) -> None:
        """Show what was planned and what is told."""
        self._visit = visit
        self.answer.show_value(told.as_planned)
        self.outcome.setText(told.outcome)
        self.summary.setText(told.summary)
        self.peak.show_value(told.peak)
        self.ending.show_value(told.ending)
        self._plan.setText(self._plan_text(visit))
        self._peak.setText(visit.intended_peak)
        self._ending.setText(visit.intended_ending)
        for label in (self._plan, self._peak, self._ending):
            label.setVisible(bool(label.text()))

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 16, 12)
        rows.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Label(self.answer.accessibleName(), "heading"))
        head.addWidget(self.answer)
        head.addStretch(1)
        rows.addLayout(head)
        rows.addWidget(self.outcome)
        rows.addWidget(self._plan)
        rows.addLayout(self._ratings())
        rows.addWidget(self.summary)

    def _ratings(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        parts = ((self.peak, self._peak), (self.ending, self._ending))
        for column, (scale, intended) in enumerate(parts):
            line = QHBoxLayout()
            line.setSpacing(8)
            caption = Label(scale.accessibleName(), "small")
            caption.setBuddy(scale)
            line.addWidget(caption)
            line.addWidget(scale)
            line.addStretch(1)
            grid.addLayout(line, 0, column)
            grid.addWidget(intended, 1, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _connect(self) -> None:
        self.answer.chosen.connect(self._answer)
        for scale in (self.peak, self.ending):
            scale.chosen.connect(lambda _: self.changed.emit())
        for line in (self.outcome, self.summary):
            line.entered.connect(line.passed)
            line.textEdited.connect(self.typed)
            line.editingFinished.connect(self.changed)

    def _answer(self, value: object) -> None:
        """Put the plan's own words into the line, unless the person wrote some."""
        visit, now = self._visit, self.outcome.text().strip()
        if visit is not None and now in {planned_outcome(visit, one) for one in AsPlanned} | {""}:
            answer = value if isinstance(value, AsPlanned) else None
            self.outcome.setText(planned_outcome(visit, answer))
            self.outcome.selectAll()
        self.changed.emit()

    def _plan_text(self, visit: Visit) -> str:
        text = self._language.text
        parts = (
            text("Aim: {text}", text=visit.objective) if visit.objective else "",
            text("Ask for: {text}", text=visit.commitment) if visit.commitment else "",
            text("Fallback: {text}", text=visit.fallback) if visit.fallback else "",
        )
        return " · ".join(part for part in parts if part)

    def _answers(self) -> list[Option]:
        found = []
        for one, msgid in AS_PLANNED.items():
            words = self._language.text(msgid)
            shown = f"{_KEYS[one][0]}  {words[:1].upper()}{words[1:]}"
            found.append(Option(one, shown, _KEYS[one], words))
        return found

    def _scale(self, name: str) -> KeyRow:
        options = [Option(one, str(one), str(one)) for one in range(1, RATINGS + 1)]
        return KeyRow(self._language, name, options)
