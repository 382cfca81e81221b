"""Where it is remembered how a window was left: in the settings, or in the file if it is protected.

Pages and filters tell of customers: of a protected file they may not lie open in the settings.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from crm_desktop.domain.problems import CrmError
from crm_desktop.services import window_states
from crm_desktop.ui.workspace import Workspace

State = dict[str, Any]
_OPENLY = ("geometry",)
"""What of a protected file's window may be kept in the settings: where it stands."""


def standing(settings: Mapping[str, Any], path: Path) -> State:
    """Return where the window on a file stood, empty where another one was."""
    window = settings.get("window")
    is_mine = isinstance(window, dict) and window.get("file") == str(path)
    return dict(window) if is_mine and isinstance(window, dict) else {}


def remembered(settings: Mapping[str, Any], workspace: Workspace) -> State:
    """Return how the window on this file was left, empty where another one was."""
    state = standing(settings, workspace.file.path)
    if workspace.is_protected or (state and "trail" not in state):
        with suppress(CrmError):
            state |= window_states.kept(workspace.database)
    return state


def remember(settings: State, workspace: Workspace, state: State, sight: State | None) -> None:
    """Put into the settings how the window is left, of a protected file into the file."""
    path = str(workspace.file.path)
    if not workspace.is_protected:
        whole = {**state, "file": path}
        settings["window"] = {**whole, "sight": sight} if sight else whole
        return
    settings["window"] = {"file": path, **{name: state[name] for name in _OPENLY}}
    database = workspace.database
    left = {name: value for name, value in state.items() if name not in _OPENLY}
    workspace.tasks.command(
        lambda: window_states.keep(database, left),
        lambda _: None,
        failed=lambda _: None,  # as with the settings: losing it costs a few clicks
    )
