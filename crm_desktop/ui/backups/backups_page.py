"""The page of backups: what there is, what a restore would change, where they lie."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from crm_desktop.domain.backups import Backup, Differences, Made
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import backups, restores
from crm_desktop.services.restore_drills import Drill, drills
from crm_desktop.text import Language
from crm_desktop.ui.backups.backup_table import BackupTable
from crm_desktop.ui.backups.folders import Folders
from crm_desktop.ui.backups.preview import Preview
from crm_desktop.ui.backups.sign import standing_text
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.ui.notices import NoticeKind
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.problems import problem_text

PREVIEW_PX = 400


class BackupsPage(Screen):
    """Lists and compares off the UI thread; a restore is the host's, which closes the file."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.now = QPushButton(self.language.text("Back up now"))
        self.now.setProperty("look", "primary")
        self.now.clicked.connect(self._make)
        is_read_only = workspace.database.is_read_only
        self.now.setEnabled(not is_read_only)
        self._standing, self._trouble = Label("", "muted"), Label("", "warning")
        self._trouble.setWordWrap(True)
        self._drill = Label("", "small")
        self._wants_focus = False
        self.list = BackupTable(self.language, icons, is_read_only=is_read_only)
        self.list.chosen.connect(self._look_into)
        self.preview = Preview(self.language, is_read_only=is_read_only)
        self.preview.restore_wanted.connect(workspace.navigation.restore_wanted)
        self.folders = Folders(workspace)
        self.folders.changed.connect(self._start_anew)
        self._build()
        self._is_stale = True
        workspace.backups.changed.connect(self._show_standing)
        self._show_standing()

    def reload(self) -> None:
        """List the backups again."""
        path, places = self.workspace.file.path, self.workspace.backups.places

        def look() -> tuple[tuple[Backup, ...], tuple[Drill, ...]]:
            return backups.all_of(path, places), drills(places)

        self.workspace.tasks.look_up(
            "backups",
            look,
            self._show,
            failed=self.workspace.tell_problem,
            owner=self,
        )

    def concerns(self, changes: Changes) -> bool:
        """What a restore would lose is more after each change."""
        return not changes.is_empty

    def take_focus(self) -> None:
        """Start with the newest backup, else with making one."""
        has_rows = self.list.current is not None
        self._wants_focus = not has_rows
        (self.list.table if has_rows else self.now).setFocus()

    def _show(self, found: tuple[tuple[Backup, ...], tuple[Drill, ...]]) -> None:
        shown, held = found
        self.list.show_backups(shown)
        self.workspace.backups.know(next((one for one in shown if one.is_verified), None))
        self._drill.setText(_drill_text(self.language, held[0]) if held else "")
        self._drill.setVisible(bool(held))
        restyle(self._drill, "look", "small" if held and held[0].is_passed else "warning")
        if self._wants_focus and self.now.hasFocus() and shown:
            self.list.table.setFocus()
        self._wants_focus = False

    def _make(self) -> None:
        def told(result: Made | CrmError) -> None:
            if isinstance(result, CrmError):
                self.workspace.tell_problem(result)
            elif result.troubles:
                words = problem_text(self.language, result.troubles[0])
                self.workspace.tell(words, kind=NoticeKind.PROBLEM)
            else:
                words = self.language.text("The backup was made and read again.")
                self.workspace.tell(words, kind=NoticeKind.DONE)

        self.workspace.backups.make(told)

    def _start_anew(self) -> None:
        """Fill other folders at once, so that they are not found empty when they are needed."""
        self.workspace.backups.make(lambda _: None)
        self.reload()

    def _show_standing(self) -> None:
        keeper = self.workspace.backups
        self._standing.setText(standing_text(self.language, keeper))
        told = "\n".join(problem_text(self.language, one) for one in keeper.troubles)
        self._trouble.setText(told)
        self._trouble.setVisible(bool(told))
        if not keeper.is_making and self.isVisible():
            self.reload()

    def _look_into(self, backup: Backup | None) -> None:
        self.preview.show_backup(backup)
        if backup is None:
            return
        path, key = self.workspace.file.path, self.workspace.database.key

        def show(found: Differences) -> None:
            self.preview.show_differences(found)

        self.workspace.tasks.look_up(
            "backup-differences",
            lambda: restores.differences(path, backup, key),
            show,
            failed=self.preview.show_problem,
            owner=self,
            is_long=True,
        )

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Label(self.language.text("Backups"), "title"))
        head.addSpacing(12)
        head.addWidget(self._standing)
        head.addStretch(1)
        head.addWidget(self.now)
        rows.addLayout(head)
        rows.addWidget(self._trouble)
        rows.addWidget(self._drill)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.list, 1)
        self.preview.setFixedWidth(PREVIEW_PX)
        across.addWidget(self.preview)
        rows.addLayout(across, 1)
        rows.addWidget(self.folders)


def _drill_text(language: Language, drill: Drill) -> str:
    """Return how the newest try to restore a backup went."""
    day = language.date(drill.held_at.astimezone().date())
    if not drill.is_passed:
        return language.text(
            "A try on {day} to restore the newest backup failed. Make one now; if that fails too,"
            " choose another folder.",
            day=day,
        )
    if drill.customers is None:
        return language.text("A try on {day} to restore a backup brought all of it back.", day=day)
    return language.plural(
        "A try on {day} to restore a backup brought {count} customer back.",
        "A try on {day} to restore a backup brought all {count} customers back.",
        drill.customers,
        day=day,
    )
