"""A line in which a record of the plan is added: type, Enter, type the next one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits
from crm_desktop.services.typing_drafts import DraftPlace, KeptDraft
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.forms.draft_keeper import DraftKeeper
from crm_desktop.ui.forms.drafted_line import DraftedLine
from crm_desktop.ui.forms.list_specs import NEW
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.wording.problems import problem_text


@dataclass(frozen=True)
class QuickSpec:
    """What a line adds: its kind, a hint and a name (marked texts), and how it is read.

    ``draft`` makes the record of a typed line; ``understood`` says what was read out of it,
    empty where the line is its text alone. ``scope`` tells lines of one kind apart.
    """

    kind: Kind
    hint: str
    name: str
    draft: Callable[[str], Any]
    understood: Callable[[Any], str]
    scope: str = ""


class QuickLine(QWidget):
    """Tells beneath itself what it understood; what is typed survives a refusal and a kill."""

    added = Signal(int)

    def __init__(self, shown: Shown, icons: Icons, spec: QuickSpec) -> None:
        super().__init__()
        self._shown, self._spec = shown, spec
        self._customer_id = 0
        self._is_saving = False
        self._drafts = DraftKeeper(shown.workspace)
        self.line = DraftedLine(self._drafts, self._place)
        self.line.setProperty("look", "quick")
        self.line.setObjectName(f"quick-{spec.scope or spec.kind}")
        self.line.setPlaceholderText(shown.text(spec.hint))
        self.line.setAccessibleName(shown.text(spec.name))
        self.line.addAction(icons.icon("plus", "muted"), DraftedLine.ActionPosition.LeadingPosition)
        self._note = Label("", "small")
        self._problem = Label("", "problem")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        for widget in (self.line, self._note, self._problem):
            rows.addWidget(widget)
        self._note.hide()
        self._problem.hide()
        self.line.returnPressed.connect(self.save)
        self.line.textEdited.connect(self._typed)

    @property
    def note(self) -> str:
        """What was understood of the line, empty while there is nothing to say."""
        return self._note.text() if not self._note.isHidden() else ""

    def show_customer(self, customer_id: int) -> None:
        """Begin anew where another card is shown."""
        if customer_id != self._customer_id:
            self._customer_id = customer_id
            self._set("")

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that was not saved."""
        mine = [one for one in drafts if one.place == self._place()]
        for one in mine:
            self._set(one.text)
        return len(mine)

    def save(self) -> None:
        """Store what the line says; an empty one only waits."""
        text = self.line.text().strip()
        if not text or self._is_saving:
            return
        self._is_saving = True
        self.line.let_be()
        self._problem.hide()
        workspace, place, draft = self._shown.workspace, self._place(), self._spec.draft(text)
        database, author = workspace.database, workspace.author
        self._drafts.write(
            lambda: card_edits.add_record(database, draft, author=author),
            {place: text},
            then=lambda result: self._done(place, text, result[0]),
            failed=lambda error: self._refuse(place, error),
            owner=self,
        )

    def _typed(self, text: str) -> None:
        self._problem.hide()
        self._tell(text)

    def _tell(self, text: str) -> None:
        words = self._spec.understood(self._spec.draft(text.strip())) if text.strip() else ""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _set(self, text: str) -> None:
        self.line.setText(text)
        self.line.let_be()
        self._problem.hide()
        self._tell(text)

    def _done(self, place: DraftPlace, text: str, key: int) -> None:
        self._is_saving = False
        if place != self._place():
            return
        if self.line.text().strip() == text:
            self._set("")
        self.added.emit(key)

    def _refuse(self, place: DraftPlace, error: CrmError) -> None:
        self._is_saving = False
        if place != self._place():
            self._shown.workspace.tell_problem(error)
            return
        self._problem.setText(problem_text(self._shown.language, error.problem))
        self._problem.show()

    def _place(self) -> DraftPlace:
        scope = self._spec.scope or self._spec.kind.value
        return DraftPlace(self._spec.kind, NEW, self._customer_id, f"quick/{scope}")
