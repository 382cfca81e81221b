"""Makes the palette of a window at its first use, and notes from the start what is looked at."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.palette.recent_log import RecentLog
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.ui.palette.contents import Place
    from crm_desktop.ui.palette.panel import PalettePanel


class PaletteMaker:
    """What the palette is made of; ``stack`` holds the pages, the one that is seen on top."""

    def __init__(
        self, workspace: Workspace, icons: Icons, actions: Mapping[ActionCode, QAction],
        stack: QStackedWidget,
    ) -> None:  # fmt: skip
        self._workspace, self._icons = workspace, icons
        self._actions, self._stack = actions, stack
        self._recent = RecentLog(workspace, stack)

    def make(self, box: QLineEdit) -> "PalettePanel":
        """Return a palette beneath a box."""
        from crm_desktop.ui.palette.contents import Contents
        from crm_desktop.ui.palette.line_view import LineView
        from crm_desktop.ui.palette.panel import PalettePanel

        contents = Contents(self._workspace, self._actions, self._place)
        view = LineView(self._workspace.theme, self._icons)
        return PalettePanel(box, self._workspace, contents, self._recent, view)

    def _place(self) -> "Place":
        from crm_desktop.ui.card.card_page import CardPage
        from crm_desktop.ui.palette.contents import Place

        page = self._stack.currentWidget()
        if isinstance(page, CardPage) and page.customer_id is not None:
            return Place(page.customer_id, page.tabs.shown)
        return Place()
