"""The first screen: try the sample, import one's own lists, begin empty, or open a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.text import Language
from crm_desktop.ui.caution import caution
from crm_desktop.ui.choice_button import ChoiceButton
from crm_desktop.ui.choice_row import LANGUAGES, choice_row
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import ElidedLabel, Label, set_tip
from crm_desktop.ui.start.drop_window import DropWindow
from crm_desktop.ui.start.file_commands import FileCommands

SIZE = (960, 640)
COLUMN_PX = 620


class StartWindow(DropWindow):
    """Shown while no file is open; ``problem`` says why the last one is not."""

    lists_wanted = Signal()
    language_wanted = Signal(object)

    def __init__(
        self, language: Language, icons: Icons, commands: FileCommands, problem: str = ""
    ) -> None:
        super().__init__(commands)
        self._language, self._icons = language, icons
        self.setWindowTitle("CRM Desktop")
        self.resize(*SIZE)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(20, 24, 20, 24)
        rows.setSpacing(12)
        rows.addWidget(self._languages(), alignment=Qt.AlignmentFlag.AlignRight)
        rows.addStretch(2)
        widgets = self._widgets(problem)
        for widget in widgets:
            widget.setFixedWidth(COLUMN_PX)
            rows.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self.setCentralWidget(body)
        next(one for one in widgets if isinstance(one, QPushButton)).setFocus()

    def _widgets(self, problem: str) -> list[QWidget]:
        text = self._language.text
        widgets: list[QWidget] = [
            Label("CRM Desktop", "title"),
            self._wrapped(
                text(
                    "Your customers' cards in one file on your own computer. Nothing is ever sent"
                    " anywhere."
                )
            ),
        ]
        if problem:
            widgets.append(caution(self._icons, Label(problem)))
        widgets += [
            self._choice(
                "users",
                text("Try it with sample customers"),
                text("60 invented customers with visits tomorrow, so that every page has content"),
                self._commands.make_sample,
            ),
            self._choice(
                "download",
                text("Import your lists"),
                text("Customers, contacts, purchases and more from CSV and Excel files"),
                self.lists_wanted.emit,
            ),
            self._choice(
                "file-plus",
                text("Begin with an empty file"),
                text("Add your customers one by one"),
                self._commands.new_file,
            ),
            self._choice(
                "folder-open",
                text("Open a file"),
                text("A customer file made by CRM Desktop"),
                self._commands.open_file,
            ),
        ]
        recent = self._commands.recent
        if recent:
            widgets.append(Label(text("Opened lately"), "section"))
            widgets += [self._recent(path) for path in recent[:4]]
        return widgets

    def _languages(self) -> QWidget:
        return choice_row(LANGUAGES, self._language.code, self.language_wanted.emit)

    def _wrapped(self, words: str) -> Label:
        label = Label(words, "muted")
        label.setWordWrap(True)
        return label

    def _choice(self, icon: str, title: str, note: str, act: Callable[[], None]) -> QWidget:
        return ChoiceButton(self._icons, icon, (title, note), act, large=True)

    def _recent(self, path: Path) -> QWidget:
        button = QPushButton(self._icons.icon("file-text", "muted"), "")
        button.setIconSize(QSize(16, 16))
        button.setProperty("look", "quiet")
        button.setAccessibleName(str(path))
        row = QHBoxLayout(button)
        row.setContentsMargins(34, 2, 8, 2)
        row.addWidget(Label(path.stem))
        row.addWidget(ElidedLabel(str(path.parent), "muted"), 1)
        for child in button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_tip(button, str(path))
        button.clicked.connect(partial(self._commands.open_path, path))
        return button
