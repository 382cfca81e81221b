"""The rail at the left: the pages of the window, Settings at its foot."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from crm_desktop.ui.actions import ActionCode, plain
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.navigation import Page

WIDTH = 84
SIZE = 22
_PLACES = (
    (Page.TODAY, ActionCode.TODAY, "sun"),
    (Page.CUSTOMERS, ActionCode.CUSTOMERS, "users"),
    (Page.TIERS, ActionCode.TIERS, "chart-column"),
    (Page.CALENDAR, ActionCode.CALENDAR, "calendar"),
    (Page.PLAYBOOK, ActionCode.PLAYBOOK, "book-open"),
    (Page.SETTINGS, ActionCode.SETTINGS, "settings"),
)


class Rail(QFrame):
    """One checkable button a page; a click triggers the action of the menu."""

    def __init__(self, actions: Mapping[ActionCode, QAction], icons: Icons) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[Page, QToolButton] = {}
        self._group = QButtonGroup(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6, 8, 6, 8)
        rows.setSpacing(4)
        for page, code, icon in _PLACES:
            if page is Page.SETTINGS:
                rows.addStretch(1)
            button = self._button(actions[code], icons, icon)
            rows.addWidget(button)
            self._buttons[page] = button

    def show_page(self, page: Page | None) -> None:
        """Mark the page that is shown; None marks none."""
        self._group.setExclusive(False)
        for one, button in self._buttons.items():
            button.setChecked(one is page)
        self._group.setExclusive(True)

    def _button(self, action: QAction, icons: Icons, icon: str) -> QToolButton:
        button = QToolButton()
        button.setText(plain(action.text()))
        picture = icons.icon(icon, size=SIZE)
        chosen = icons.pixmap(icon, SIZE, "on_selected")
        picture.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
        button.setIcon(picture)
        button.setIconSize(QSize(SIZE, SIZE))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFixedWidth(WIDTH - 12)
        button.setProperty("look", "rail")
        button.setAccessibleName(plain(action.text()))
        set_tip(button, action.toolTip())
        button.clicked.connect(action.trigger)
        self._group.addButton(button)
        return button
