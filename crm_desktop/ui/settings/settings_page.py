"""What a person chooses: language, look, and the name changes are signed with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.changes import Changes
from crm_desktop.text import mark
from crm_desktop.ui.choice_row import LANGUAGES, choice_row
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.later import later
from crm_desktop.ui.protection.panel import ProtectionPanel
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.settings.habits_panel import HabitsPanel
from crm_desktop.ui.settings.money_panel import KINDS, MoneyPanel
from crm_desktop.ui.theme import Look
from crm_desktop.ui.workspace import Workspace

_LOOKS = (
    (Look.SYSTEM, mark("As the system")),
    (Look.LIGHT, mark("Light")),
    (Look.DARK, mark("Dark")),
    (Look.CONTRAST, mark("High contrast")),
)


class SettingsPage(Screen):
    """Every choice takes effect at once; there is nothing to confirm."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        text = self.language.text
        rows = self._column()
        rows.setContentsMargins(20, 16, 20, 20)
        rows.setSpacing(16)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows.addWidget(Label(text("Settings"), "title"))
        self._first = self._languages()
        rows.addWidget(self._group(text("Language"), self._first))
        rows.addWidget(self._group(text("Look"), self._looks()))
        rows.addWidget(self._group(text("Your name"), self._author()))
        self.habits = HabitsPanel(workspace)
        rows.addWidget(self._group(text("Reminders"), self.habits))
        self.protection = ProtectionPanel(workspace, icons)
        self._protection_group = self._group(text("Protection"), self.protection)
        rows.addWidget(self._protection_group)
        workspace.navigation.protection_shown.connect(self._want_protection)
        self.money = MoneyPanel(workspace, icons)
        rows.addWidget(self._group(text("Money in this file"), self.money))
        rows.addWidget(self._group(text("This file"), self._file()))

    def reload(self) -> None:
        """Read the money of the file again; the other choices are the program's own."""
        self.money.reload()
        self.habits.reload()

    def concerns(self, changes: Changes) -> bool:
        """Other kinds of record are not shown here."""
        return not changes.kinds.isdisjoint(KINDS)

    def take_focus(self) -> None:
        """Start with the language."""
        spoken = (one for one in self._first.findChildren(QPushButton) if one.isChecked())
        next(spoken).setFocus()

    def _want_protection(self) -> None:
        later(self, self._show_protection)  # behind the focus of the page

    def _show_protection(self) -> None:
        self._area.ensureWidgetVisible(self._protection_group)
        self.protection.take_focus()

    def _column(self) -> QVBoxLayout:
        """Return the column of groups, scrolled where the window is low."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas = QWidget()
        canvas.setProperty("look", "canvas")
        area.setWidget(canvas)
        outer.addWidget(area)
        return QVBoxLayout(canvas)

    def _group(self, title: str, body: QWidget) -> QWidget:
        frame = QFrame()
        frame.setProperty("look", "surface")
        frame.setMaximumWidth(720)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(16, 12, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(Label(title, "heading"))
        rows.addWidget(body)
        return frame

    def _languages(self) -> QWidget:
        now = self.language.code
        return choice_row(LANGUAGES, now, self.workspace.navigation.language_wanted.emit)

    def _looks(self) -> QWidget:
        looks = [(look, self.language.text(words)) for look, words in _LOOKS]
        return choice_row(
            looks, self.workspace.theme.look, self.workspace.navigation.look_wanted.emit
        )

    def _author(self) -> QWidget:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        wanted = self.workspace.navigation.author_wanted
        line = QLineEdit(self.workspace.author)
        line.setObjectName("author")
        line.setMaximumWidth(320)
        line.setAccessibleName(self.language.text("Your name"))
        line.editingFinished.connect(lambda: wanted.emit(line.text().strip()))
        rows.addWidget(line)
        note = self.language.text("The history of a card says who changed what.")
        rows.addWidget(Label(note, "small"))
        return body

    def _file(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        facts = (
            (self.language.text("Place"), str(self.workspace.file.path)),
            (self.language.text("Settings and logs"), str(self.workspace.paths.config)),
        )
        for row, (name, value) in enumerate(facts):
            grid.addWidget(Label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = Label(value)
            shown.setWordWrap(True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, row, 1)
        look = QPushButton(self.language.text("Look at the backups of this file"))
        look.clicked.connect(self.workspace.navigation.backups_wanted)
        grid.addWidget(look, len(facts), 1, Qt.AlignmentFlag.AlignLeft)
        return body
