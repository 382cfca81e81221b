"""What the protection of files asks of the program around it."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QMainWindow

from crm_desktop.paths import Paths
from crm_desktop.services.files import OpenFile
from crm_desktop.text import Language
from crm_desktop.ui.tasks import Tasks
from crm_desktop.ui.workspace import Workspace


class ChangesHost(Protocol):
    """Who holds the open file, can let it go for a while, and shows it again."""

    paths: Paths
    tasks: Tasks
    language: Language
    window: QMainWindow | None
    workspace: Workspace | None

    def show_working(self, path: Path, title: str) -> None:
        """Close the file and show that something is done to it."""

    def show_file(self, file: OpenFile) -> None:
        """Show the window on an open file."""

    def show_start(self, problem: str = "") -> None:
        """Show the start screen with a problem."""
