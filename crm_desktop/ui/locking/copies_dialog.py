"""The older copies and backups of a file just encrypted, which anybody can still read."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from crm_desktop.services import plain_copies
from crm_desktop.text import Language
from crm_desktop.ui.labels import Label
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.notices import NoticeKind
from crm_desktop.ui.protection.growing_dialog import GrowingDialog

WIDTH_PX = 560
MOST_NAMED = 8


class CopiesDialog(GrowingDialog):
    """Names them; they are deleted only where the person says so."""

    def __init__(self, window: MainWindow, copies: Sequence[Path]) -> None:
        super().__init__(window, WIDTH_PX)
        self._workspace, self._copies = window.workspace, tuple(copies)
        language = self._workspace.language
        self.setWindowTitle(language.text("Older copies"))
        self.rows.addWidget(Label(language.text("Older copies"), "title"))
        for text, look in ((self._told(language), ""), (self._names(language), "muted")):
            label = Label(text, look)
            label.setWordWrap(True)
            self.rows.addWidget(label)
        self.rows.addLayout(self._buttons(language))

    def _told(self, language: Language) -> str:
        return language.plural(
            "{count} copy or backup of this file was made before it was encrypted. Whoever finds it"
            " can read it.",
            "{count} copies or backups of this file were made before it was encrypted. Whoever"
            " finds them can read them.",
            len(self._copies),
        )

    def _names(self, language: Language) -> str:
        folder = self._workspace.file.path.parent
        shown = [
            str(one.relative_to(folder) if one.is_relative_to(folder) else one)
            for one in self._copies[:MOST_NAMED]
        ]
        hidden = len(self._copies) - len(shown)
        more = [language.plural("and {count} more", "and {count} more", hidden)] if hidden else []
        return "\n".join(shown + more)

    def _buttons(self, language: Language) -> QHBoxLayout:
        self.keep_button = QPushButton(language.text("Keep them"))
        self.keep_button.setAutoDefault(False)
        self.keep_button.clicked.connect(self.reject)
        self.delete_button = QPushButton(language.text("Delete them"))
        self.delete_button.setProperty("look", "primary")
        self.delete_button.setAutoDefault(False)
        self.delete_button.clicked.connect(self._delete)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep_button)
        row.addWidget(self.delete_button)
        return row

    def _delete(self) -> None:
        """Delete them off the UI thread; what could not be deleted is named once more."""
        workspace, copies = self._workspace, self._copies

        def told(kept: tuple[Path, ...]) -> None:
            text = workspace.language.text
            if kept:
                names = workspace.language.join([str(one) for one in kept])
                words = text("Could not be deleted: {names}. Delete them yourself.", names=names)
                workspace.tell(words, kind=NoticeKind.PROBLEM)
            else:
                workspace.tell(text("The older copies are deleted."), kind=NoticeKind.DONE)

        workspace.tasks.start_job(
            workspace.language.text("Deleting older copies"),
            lambda _: plain_copies.delete(copies),
            told,
            failed=workspace.tell_problem,
        )
        self.accept()
