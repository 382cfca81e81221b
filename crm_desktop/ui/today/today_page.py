"""What to do now, ranked, each with its reason and one action."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.text import mark_in
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.workspace import Workspace


class TodayPage(Screen):
    """The page of the morning."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 12)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows.addWidget(Label(self.language.text(mark_in("page", "Today")), "title"))
        rows.addWidget(Label(self.language.date(workspace.today(), "full"), "muted"))
