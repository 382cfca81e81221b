"""What the program is made of; it stops nobody."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crm_desktop import __version__
from crm_desktop.text import Language
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.shortcuts_overlay import ShortcutsOverlay
from crm_desktop.ui.workspace import Workspace


class AboutDialog(QDialog):
    """Version, licence, and the promise about the data."""

    def __init__(self, language: Language, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = language.text
        self.setWindowTitle(text("About CRM Desktop"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 24, 28, 24)
        rows.setSpacing(8)
        picture = Label()
        picture.setPixmap(QIcon(str(icons.folder / "app.svg")).pixmap(56, 56))
        rows.addWidget(picture)
        rows.addWidget(Label("CRM Desktop", "title"))
        rows.addWidget(Label(text("Version {version}", version=__version__), "muted"))
        for line in (
            text("Your data stays in your file: the program opens no network connection."),
            text("Free software under the MIT licence."),
            text("Made with Qt {version} (LGPL), SQLite, ReportLab.", version=qVersion()),
            text("Icons: Lucide (ISC). Fonts: Noto (OFL), renamed CRM Sans."),
        ):
            label = Label(line)
            label.setWordWrap(True)
            rows.addWidget(label)
        self.setMinimumWidth(420)


def show_help(code: ActionCode, window: QWidget, workspace: Workspace, icons: Icons) -> None:
    """Show the list of shortcuts, once, or what the program is."""
    if code is ActionCode.ABOUT:
        AboutDialog(workspace.language, icons, window).show()
        return
    shown = window.findChild(ShortcutsOverlay)
    if shown is None or not shown.isVisible():
        ShortcutsOverlay(workspace, icons, window).open()
