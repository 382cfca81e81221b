"""All shortcuts at a glance, and what the program is made of; neither stops anybody."""

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop import __version__
from crm_desktop.text import Language
from crm_desktop.ui.actions import ACTIONS, MENUS, ActionCode, plain
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label


class ShortcutsDialog(QDialog):
    """Every action that has a shortcut, by menu."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(language.text("Keyboard shortcuts"))
        columns = QHBoxLayout(self)
        columns.setContentsMargins(24, 20, 24, 24)
        columns.setSpacing(36)
        for half in (MENUS[:2], MENUS[2:]):
            grid = QGridLayout()
            grid.setHorizontalSpacing(20)
            grid.setVerticalSpacing(6)
            grid.setAlignment(Qt.AlignmentFlag.AlignTop)
            for title, codes in half:
                _add_menu(grid, language, title, [code for code in codes if code is not None])
            columns.addLayout(grid)


def _add_menu(grid: QGridLayout, language: Language, title: str, codes: list[ActionCode]) -> None:
    grid.addWidget(Label(plain(language.text(title)), "heading"), grid.rowCount(), 0, 1, 2)
    for code in codes:
        spec = ACTIONS[code]
        if not spec.shortcut:
            continue
        row = grid.rowCount()
        native = QKeySequence.SequenceFormat.NativeText
        grid.addWidget(Label(plain(language.text(spec.text)).rstrip("…")), row, 0)
        grid.addWidget(Label(QKeySequence(spec.shortcut).toString(native), "muted"), row, 1)


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
