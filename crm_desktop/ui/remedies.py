"""What a person may do at once about trouble with the open file, as the button of its notice."""

from collections.abc import Callable
from typing import Protocol

from crm_desktop.domain.problems import Problem
from crm_desktop.services.files import OpenFile
from crm_desktop.text import Language
from crm_desktop.ui.navigation import Navigation

_COPY = frozenset({"file_gone", "file_replaced", "file_read_only", "disk_error"})
DAMAGED = "file_damaged"


class Troubled(Protocol):
    """The open file that something is wrong with: the workspace."""

    file: OpenFile
    language: Language
    navigation: Navigation


def remedy(workspace: Troubled, problem: Problem) -> tuple[str, Callable[[], None]] | None:
    """Return the words of a button and what it does, None where words alone have to do."""
    text, navigation = workspace.language.text, workspace.navigation
    if problem.code in _COPY:
        return text("Save a copy as…"), navigation.copy_wanted.emit
    if problem.code == "file_changed":
        return text("Open it again"), navigation.reopen_wanted.emit
    if problem.code == DAMAGED and problem.params.get("path") == str(workspace.file.path):
        return text("What can be done…"), navigation.recovery_wanted.emit
    return None
