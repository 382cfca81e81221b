"""An open complaint: the step it is at, its clock, what the customer asks for (D9)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.complaint_clock import DEFAULT_DEADLINES
from crm_desktop.domain.interactions import Complaint, ComplaintSeverity, ComplaintState
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.text import mark_in
from crm_desktop.ui.buttons import put_icon
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.records.service.stream_rows import clock_of
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.list_specs import ListPlace, RowBody
from crm_desktop.ui.forms.record_row import FormBody
from crm_desktop.ui.labels import Label
from crm_desktop.wording.problems import problem_text

_STEPS = {
    ComplaintState.LISTEN: mark_in("step of a complaint", "Listen"),
    ComplaintState.EMPATHISE: mark_in("step of a complaint", "Empathise"),
    ComplaintState.APOLOGISE: mark_in("step of a complaint", "Apologise"),
    ComplaintState.RESOLVE: mark_in("step of a complaint", "Resolve"),
    ComplaintState.FOLLOW_UP: mark_in("step of a complaint", "Follow up"),
    ComplaintState.CLOSED: mark_in("step of a complaint", "Closed"),
}


class ComplaintBody(RowBody):
    """The five steps as chips, the next one marked; a click goes to a step."""

    def __init__(self, place: ListPlace, shown: Shown) -> None:
        super().__init__()
        self._shown, self._icons = shown, place.icons
        self._record: Complaint | None = None
        self.form_body = FormBody(place)
        self.steps: dict[ComplaintState, QPushButton] = {}
        self._clock = Label("", "muted")
        self._clock.setWordWrap(True)
        self._problem = Label("", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(shown.text("The next step"), "small"))
        rows.addWidget(self._step_chips())
        for widget in (self._problem, self._clock, self.form_body):
            rows.addWidget(widget)

    @property
    def form(self) -> Any:
        """The fields of the complaint."""
        return self.form_body.form

    def show_record(self, record: Complaint, *, customer_id: int) -> None:
        """Show a newer state of the complaint."""
        if record != self._record:
            self._problem.hide()
        self._record = record
        self.form_body.show_record(record, customer_id=customer_id)
        order = list(ComplaintState)
        for state, chip in self.steps.items():
            is_done = order.index(state) < order.index(record.state)
            if is_done:
                put_icon(chip, self._icons, "check", "good", size=14)
            else:
                chip.setIcon(QIcon())
            chip.setChecked(state is record.state)
        self._clock.setText(self._clock_words(record))

    def take_focus(self) -> None:
        """Put the keyboard on the step the complaint is at."""
        if self._record is not None:
            self.steps[self._record.state].setFocus()

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        return self.form_body.take_up(drafts)

    def _clock_words(self, record: Complaint) -> str:
        shown = self._shown
        tier = shown.tier()
        is_severe = record.severity is ComplaintSeverity.SEVERE
        hours = DEFAULT_DEADLINES.get("A" if is_severe else tier, DEFAULT_DEADLINES["C"])
        rule = shown.text(
            "{respond} h to the first answer, {resolve} h to the solution",
            respond=hours.respond_hours,
            resolve=hours.resolve_hours,
        )
        why = shown.text("severe") if is_severe else shown.text("tier {tier}", tier=tier or "–")
        if not record.is_open:
            return shown.language.with_note(rule, why)
        return shown.joined(clock_of(shown, record)[0], shown.language.with_note(rule, why))

    def _step_chips(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        for state, words in _STEPS.items():
            chip = QPushButton(self._shown.text(words))
            chip.setProperty("look", "chip")
            chip.setObjectName(f"step-{state}")
            chip.setCheckable(True)
            chip.setAccessibleName(self._shown.text(words))
            chip.clicked.connect(lambda _=False, one=state: self._go(one))
            flow.addWidget(chip)
            self.steps[state] = chip
        return holder

    def _go(self, state: ComplaintState) -> None:
        record = self._record
        if record is None or record.id is None:
            return
        for one, chip in self.steps.items():
            chip.setChecked(one is record.state)
        workspace, key = self._shown.workspace, record.id
        database, author, values = workspace.database, workspace.author, self._said_by(state)
        workspace.write(
            lambda: card_edits.set_fields(database, Kind.COMPLAINT, key, values, author=author),
            failed=self._refuse,
            owner=self,
        )

    def _said_by(self, state: ComplaintState) -> dict[str, object]:
        """A step tells more than itself: past listening they were answered, and so on."""
        record, now = self._record, self._shown.workspace.clock()
        values: dict[str, object] = {"state": state}
        if record is None or now < record.received_at:
            return values
        order = list(ComplaintState)
        at = order.index(state)
        if at > order.index(ComplaintState.LISTEN) and record.responded_at is None:
            values["responded_at"] = now
        if at > order.index(ComplaintState.RESOLVE) and record.resolved_at is None:
            values["resolved_at"] = now
        if state is ComplaintState.CLOSED:
            values["closed_on"] = now.date()
        return values

    def _refuse(self, error: CrmError) -> None:
        self._problem.setText(problem_text(self._shown.language, error.problem))
        self._problem.show()
