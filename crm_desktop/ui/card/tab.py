"""What every tab of a card has in common: a scrolled column that shows the card's view."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.services.card_views import CardView
from crm_desktop.services.typing_drafts import KeptDraft
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.screen import State
from crm_desktop.ui.workspace import Workspace

WIDEST_PX = 1100
"""Lines longer than that are hard to read."""


class CardTabView(QScrollArea):
    """One tab; made when it is first looked at, filled whenever its card changed.

    Sections go into ``column``; forms and lists put there take up drafts by themselves.
    """

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self.workspace, self.icons = workspace, icons
        self.language = workspace.language
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        self.column = QVBoxLayout(canvas)
        self.column.setContentsMargins(20, 16, 20, 24)
        self.column.setSpacing(20)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(canvas)

    def show_view(self, view: CardView) -> None:
        """Show a newer state of the card, or another card."""

    def state(self) -> State:
        """Return what to remember until the next start."""
        return {}

    def restore(self, state: State) -> None:
        """Take up a remembered state; anything unknown in it is left alone."""

    def start_entry(self) -> None:
        """Put the keyboard where something new is entered."""
        self.setFocus()

    def open_record(self, kind: Kind, record_id: int) -> None:
        """Open a record that stands on this tab."""
        for records in self.findChildren(RecordList):
            if records.kind is kind:
                records.open_record(record_id)

    def filter_field(self) -> QLineEdit | None:
        """The line Ctrl+F leads to, where a tab has one."""
        return None

    def take_up(self, drafts: Sequence[KeptDraft]) -> int:
        """Put typing back that a killed program had not saved; return how many fields."""
        found = 0
        for form in self.findChildren(RecordForm):
            found += form.take_up(drafts)
        for records in self.findChildren(RecordList):
            found += records.take_up(drafts)
        return found
