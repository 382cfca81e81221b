"""What undo and redo would do, in the words of the menu."""

from collections.abc import Mapping

from PySide6.QtGui import QAction

from crm_desktop.text import mark
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.workspace import Workspace


def show_undo(actions: Mapping[ActionCode, QAction], workspace: Workspace) -> None:
    """Name both actions after what they would do; grey the one that has nothing to do."""
    language, history = workspace.language, workspace.history
    steps = (
        (ActionCode.UNDO, history.next_undo, mark("&Undo"), mark("&Undo: {title}")),
        (ActionCode.REDO, history.next_redo, mark("&Redo"), mark("&Redo: {title}")),
    )
    for code, operation, bare, titled in steps:
        action = actions[code]
        action.setEnabled(operation is not None)
        if operation is None:
            action.setText(language.text(bare))
        else:
            title = workspace.title_of(operation).replace("&", "&&")
            action.setText(language.text(titled, title=title))
