"""A new file gets a passphrase or none, as the person answers before it is made."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QMainWindow

from crm_desktop.paths import Paths
from crm_desktop.services import files, window_states
from crm_desktop.services.files import OpenFile
from crm_desktop.text import Language
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.theme import Theme

Make = Callable[[Any], OpenFile]
"""Makes a file with a data key, or a plain one with None."""


class AskingHost(Protocol):
    """Who shows the window that is asked on."""

    paths: Paths
    language: Language
    theme: Theme
    window: QMainWindow | None


def ask_passphrase(host: AskingHost, path: Path, answered: Callable[[str], None]) -> None:
    """Ask on the window there is; ``answered`` gets an empty passphrase for a plain file."""
    from crm_desktop.ui.protection.new_file_dialog import NewFileDialog

    assert host.window is not None
    icons = Icons(host.paths.resources / "icons", host.theme)
    dialog = NewFileDialog(host.language, icons, path, host.window)
    dialog.answered.connect(answered)
    dialog.open()


def made_with(path: Path, passphrase: str, make: Make) -> OpenFile:
    """Make a file that opens with a passphrase, empty for none; off the UI thread unless it is.

    Its recovery code is shown as soon as a window shows the file. Raises what ``make`` and
    ``protection.prepared`` raise.
    """
    if not passphrase:
        return make(None)
    from crm_desktop.services import protection

    with protection.prepared(path, passphrase) as key:
        file = make(key)
    try:
        window_states.note_code(file.database, is_kept=False)
    except BaseException:
        files.close(file)
        raise
    return file
