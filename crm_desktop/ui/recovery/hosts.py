"""What the recovery asks of the program that shows its windows."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QApplication, QMainWindow

from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.ui.backups.restoring import RestoringHost
from crm_desktop.ui.start.file_commands import FileHost

if TYPE_CHECKING:
    from crm_desktop.services.protection import DataKey


class Care(Protocol):
    """Who takes care of files."""

    def meet(self, path: Path, error: CrmError, key: "DataKey | None" = None) -> None:
        """Show what may be done about a file that does not open."""

    def recover(self, path: Path, problem: Problem, key: "DataKey | None" = None) -> None:
        """Show the recovery screen."""

    def refuse(self, path: Path, error: CrmError) -> None:
        """Tell of a file that somebody wished to open."""


class RecoveryHost(RestoringHost, FileHost, Protocol):
    """Closes and shows files, and windows without a file."""

    application: QApplication
    settings: dict[str, Any]

    @property
    def care(self) -> Care:
        """Who is told of trouble with a file."""

    def show_other(self, make: Callable[[], QMainWindow]) -> None:
        """Show a window without a file."""

    def keep_settings(self) -> None:
        """Write the settings of the person down."""
