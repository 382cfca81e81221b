"""A backup put in the place of a file, in the window: closed, exchanged, opened again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from crm_desktop.domain.backups import Backup
from crm_desktop.domain.problems import CrmError
from crm_desktop.paths import Paths
from crm_desktop.services import files, restores
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.restores import Restored
from crm_desktop.text import Language
from crm_desktop.ui.notices import Notice, NoticeKind
from crm_desktop.ui.tasks import Tasks
from crm_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from crm_desktop.domain.progress import Progress
    from crm_desktop.services.files import OpenFile
    from crm_desktop.services.protection import DataKey


class Care(Protocol):
    """Who answers a file that does not open."""

    def meet(self, path: Path, error: CrmError, key: "DataKey | None" = None) -> None:
        """Show what may be done about it."""


class RestoringHost(Protocol):
    """Who closes the file for a restore and shows it again."""

    paths: Paths
    language: Language
    tasks: Tasks
    workspace: Workspace | None

    @property
    def care(self) -> Care:
        """Who is told of trouble with a file."""

    def show_working(self, path: Path, title: str) -> None:
        """Close the file and show that something is done to it."""

    def open(self, path: Path) -> None:
        """Show the window on a file, or what asks for its passphrase; raises CrmError."""

    def show_file(self, file: "OpenFile") -> None:
        """Show the window on an open file."""


def restore_backup(
    host: RestoringHost, path: Path, backup: Backup, key: "DataKey | None" = None
) -> None:
    """Close the file, restore a backup of it, and show it again with the way back.

    Where that fails the file is shown as it was; where it can't be shown either, what may be done.
    """
    places = places_of(path, host.paths.config)
    host.show_working(path, host.language.text("Restoring the backup"))

    def work(progress: "Progress") -> Restored:
        return restores.restore(path, backup, places, key, progress)

    def done(restored: Restored) -> None:
        if _show(host, path, key):
            _tell(host, restored, key)

    def failed(error: CrmError) -> None:
        if _show(host, path, key) and host.workspace is not None:
            host.workspace.tell_problem(error)

    def cancelled() -> None:
        _show(host, path, key)

    host.tasks.start_job(
        host.language.text("Restoring the backup"),
        work,
        done,
        failed=failed,
        cancelled=cancelled,
        outlives=True,
    )


def _show(host: RestoringHost, path: Path, key: "DataKey | None") -> bool:
    """Open a file again; False where it asks for a passphrase first, or does not open."""
    try:
        if files.is_protected(path) and key is None:
            host.open(path)
            return False
        host.show_file(files.open_existing(path, host.paths.config, key))
    except CrmError as error:
        host.care.meet(path, error)
        return False
    return True


def _tell(host: RestoringHost, restored: Restored, key: "DataKey | None") -> None:
    workspace, language = host.workspace, host.language
    if workspace is None:
        return
    if restored.erased:
        from crm_desktop.wording.erasing import erased_again_text

        workspace.tell(erased_again_text(language, restored.erased))
    when = language.moment(restored.backup.made_at.astimezone())
    before = restored.before
    if before is None:
        words = language.text("The file is that of {when} now.", when=when)
        workspace.noticed.emit(Notice(words, NoticeKind.DONE))
        return
    words = language.text(
        "The file is that of {when} now. As it was before it is kept among the backups.", when=when
    )
    if not before.is_verified:  # it was damaged: to go back to it helps nobody
        workspace.noticed.emit(Notice(words, NoticeKind.DONE))
        return
    undo = partial(restore_backup, host, restored.path, before, key)
    workspace.noticed.emit(Notice(words, NoticeKind.DONE, language.text("Undo"), undo))
