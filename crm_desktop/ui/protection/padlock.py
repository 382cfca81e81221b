"""The padlock at the foot of the window: a click locks the file, or leads to its protection."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.workspace import Workspace


class Padlock(QToolButton):
    """Says in a word whether the file is protected."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace = workspace
        language, is_protected = workspace.language, workspace.is_protected
        text = language.text
        words = text("Protected") if is_protected else text("Not protected")
        tip = (
            language.with_note(
                text("Lock the file now; the passphrase opens it again"),
                shown_keys(ActionCode.LOCK),
            )
            if is_protected
            else text("Whoever gets hold of the file can read it. Click to protect it.")
        )
        self.setText(words)
        self.setIcon(icons.icon("lock" if is_protected else "lock-open", "muted", size=14))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(words)
        self.setAccessibleDescription(tip)
        set_tip(self, tip)
        self.clicked.connect(self._act)

    def _act(self) -> None:
        navigation = self._workspace.navigation
        if self._workspace.is_protected:
            navigation.lock_wanted.emit()
        else:
            navigation.page_wanted.emit(Page.SETTINGS)
            navigation.protection_shown.emit()
