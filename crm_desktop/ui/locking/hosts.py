"""What locking and unlocking ask of the program around them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QMainWindow

from crm_desktop.domain.problems import Problem
from crm_desktop.paths import Paths
from crm_desktop.services.files import OpenFile
from crm_desktop.text import Language
from crm_desktop.ui.tasks import Tasks
from crm_desktop.ui.theme import Theme
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.services.protection import DataKey


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


class DamageCare(Protocol):
    """Who offers what can be done about a damaged file."""

    def can_recover(self, path: Path, problem: Problem) -> bool:
        """Return whether there is anything to offer."""

    def recover(self, path: Path, problem: Problem, key: "DataKey | None" = None) -> None:
        """Show it."""


class UnlockHost(Protocol):
    """Who is given the file once it is open."""

    paths: Paths
    tasks: Tasks
    language: Language
    theme: Theme
    settings: dict[str, Any]
    window: QMainWindow | None

    @property
    def care(self) -> DamageCare:
        """Who offers what can be done about a damaged file."""

    def show_file(self, file: OpenFile) -> None:
        """Show the window on an open file."""

    def show_start(self, problem: str = "") -> None:
        """Show the start screen with a problem."""
