"""Which files a person wants to import: chosen in a dialog or dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.services.import_opening import LIST_ENDINGS
from crm_desktop.ui.workspace import Workspace

ENDINGS = (*LIST_ENDINGS, ".txt", ".toml", ".zip")
"""Lists, the mapping that may lie beside them, and an export of everything."""


def choose_lists(parent: QWidget, workspace: Workspace) -> list[Path]:
    """Ask for lists, beginning beside the open file; empty when nothing was chosen."""
    language = workspace.language
    patterns = " ".join(f"*{ending}" for ending in ENDINGS)
    names, _ = QFileDialog.getOpenFileNames(
        parent,
        language.text("Choose the lists to import"),
        str(workspace.file.path.parent),
        f"{language.text('Lists')} ({patterns});;{language.text('All files')} (*)",
    )
    return [Path(name) for name in names]


def dropped_lists(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drop, customer files too; the rest is not ours."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    known = (*ENDINGS, ".crm")
    return [path for path in paths if path.is_dir() or path.suffix.lower() in known]
