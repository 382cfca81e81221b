"""The newest backup at the foot of the window, in amber where the last one went wrong."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from crm_desktop.domain.problems import Problem
from crm_desktop.text import Language
from crm_desktop.ui.backup_keeper import BackupKeeper
from crm_desktop.ui.labels import restyle, set_tip
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.backups import ago_text
from crm_desktop.wording.problems import problem_text

_SHOWN_AGAIN_MS = 60_000


class BackupSign(QPushButton):
    """A press leads to the page of backups."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._language, self._keeper = workspace.language, workspace.backups
        self.setProperty("look", "foot")
        if workspace.database.is_read_only:
            self.hide()
        self.clicked.connect(workspace.navigation.backups_wanted.emit)
        self._keeper.changed.connect(self._show)
        timer = QTimer(self, interval=_SHOWN_AGAIN_MS)
        timer.timeout.connect(self._show)
        timer.start()
        self._show()

    def say_nothing(self) -> None:
        """Leave out for a picture what will no longer hold when it is looked at."""
        self.setText("")

    def _show(self) -> None:
        keeper = self._keeper
        text = standing_text(self._language, keeper)
        self.setText(text)
        self.setAccessibleName(text)
        told = [problem_text(self._language, one) for one in keeper.troubles]
        tip = "\n".join(told) or self._language.text("Look at the backups of this file")
        self.setAccessibleDescription(tip)
        set_tip(self, tip)
        restyle(self, "state", "warning" if told else "")


def standing_text(language: Language, keeper: BackupKeeper) -> str:
    """Return in a few words how it stands with the backups of the open file."""
    if keeper.is_making:
        return language.text("Backing up…")
    if keeper.troubles:
        return _trouble_text(language, keeper.troubles[0])
    if keeper.newest is None:
        return language.text("No backup yet")
    when = ago_text(language, keeper.newest.made_at, keeper.now)
    return language.text("Backed up {when}", when=when)


def _trouble_text(language: Language, problem: Problem) -> str:
    """A backup that lies elsewhere than wished is one all the same."""
    if problem.code.startswith(("second_", "backup_beside")):
        return language.text("Backed up, but not everywhere")
    return language.text("The last backup failed")
