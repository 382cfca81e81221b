"""Where backups lie: the folder for them, and a second one for copies, on another drive."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QPushButton

from crm_desktop.domain.problems import CrmError
from crm_desktop.services.backup_places import choose_folders, chosen_folders
from crm_desktop.ui.labels import ElidedLabel, Label
from crm_desktop.ui.workspace import Workspace


class Folders(QFrame):
    """Holds for every file of the person; ``changed`` tells that other folders count now."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self.setProperty("look", "surface")
        self._own, self._second = ElidedLabel(""), ElidedLabel("")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        text = self._language.text
        rows = (
            (text("Folder"), self._own, text("Choose the folder for backups"), self._choose_own),
            (
                text("Copy to"),
                self._second,
                text("Choose the folder for copies"),
                self._choose_second,
            ),
        )
        for row, (name, shown, long, choose) in enumerate(rows):
            button = self._button(text("Choose…"), long, choose)
            for column, widget in enumerate((Label(name, "muted"), shown, button)):
                grid.addWidget(widget, row, column)
        self._beside = self._button(
            text("Beside the file"), text("Keep backups beside the file"), self._keep_beside
        )
        self._none = self._button(text("No copies"), text("Make no copies"), self._make_no_copies)
        grid.addWidget(self._beside, 0, 3)
        grid.addWidget(self._none, 1, 3)
        self.reload()

    def reload(self) -> None:
        """Show the folders that count now."""
        own, second = chosen_folders(self._workspace.paths.config)
        places = self._workspace.backups.places
        self._own.setText(str(places.own))
        none = self._language.text("Nowhere yet; choose a folder on another drive")
        self._second.setText(str(places.second) if places.second else none)
        self._beside.setVisible(own is not None)
        self._none.setVisible(second is not None)

    def _button(self, words: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(name)
        button.clicked.connect(act)
        return button

    def _choose_own(self) -> None:
        folder = self._asked(self._language.text("A folder for backups"))
        if folder is not None:
            self._keep(folder, chosen_folders(self._workspace.paths.config)[1])

    def _choose_second(self) -> None:
        folder = self._asked(self._language.text("A folder for copies of backups"))
        if folder is not None:
            self._keep(chosen_folders(self._workspace.paths.config)[0], folder)

    def _keep_beside(self) -> None:
        self._keep(None, chosen_folders(self._workspace.paths.config)[1])

    def _make_no_copies(self) -> None:
        self._keep(chosen_folders(self._workspace.paths.config)[0], None)

    def _asked(self, title: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(self, title)
        return Path(name) if name else None

    def _keep(self, own: Path | None, second: Path | None) -> None:
        try:
            choose_folders(self._workspace.paths.config, own, second)
        except CrmError as error:
            self._workspace.tell_problem(error)
        self.reload()
        self.changed.emit()
