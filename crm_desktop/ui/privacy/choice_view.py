"""A table of which lines are chosen, above the form that decides about them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.problems import CrmError
from crm_desktop.ui.forms.record_form import FieldGrid
from crm_desktop.ui.privacy.choice_table import ChoiceTable
from crm_desktop.ui.workspace import Workspace


class ChoiceView(QWidget):
    """``card_wanted`` carries what a line stands for whose card is to be opened."""

    card_wanted = Signal(object)

    def __init__(self, workspace: Workspace, table: ChoiceTable, form: FieldGrid) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self.table, self.form = table, form
        table.opened.connect(self.card_wanted)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def _lay_out(
        self, left: Sequence[QWidget], right: Sequence[QWidget], beneath_form: QWidget | None = None
    ) -> QVBoxLayout:
        """Put table, form and buttons in their places; return where more goes beneath them."""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.table, 1)
        panel = QFrame()
        panel.setProperty("look", "surface")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(self.form)
        if beneath_form is not None:
            inside.addWidget(beneath_form)
        across = QHBoxLayout()
        across.setSpacing(8)
        for button in left:
            across.addWidget(button)
        across.addStretch(1)
        for button in right:
            across.addWidget(button)
        inside.addLayout(across)
        rows.addWidget(panel)
        return inside

    def _open(self) -> None:
        chosen = self.table.chosen()
        if chosen:
            self.card_wanted.emit(chosen[0])

    def _refuse(self, error: CrmError) -> None:
        if not self.form.show_problem(error):
            self._workspace.tell_problem(error)
