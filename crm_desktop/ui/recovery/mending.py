"""What a file derives from its records, made anew in place where that alone is wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.problems import CrmError
from crm_desktop.services import files
from crm_desktop.services.file_check import mend
from crm_desktop.services.files import OpenFile
from crm_desktop.ui.notices import NoticeKind
from crm_desktop.ui.recovery.hosts import RecoveryHost

if TYPE_CHECKING:
    from crm_desktop.domain.progress import Progress
    from crm_desktop.services.protection import DataKey


def mend_file(host: RecoveryHost, path: Path, key: "DataKey | None") -> None:
    """Mend a file and show it; where that fails the recovery screen says why."""
    title = host.language.text("Mending the file")
    host.show_working(path, title)

    def work(_: "Progress") -> OpenFile:
        file = files.open_existing(path, host.paths.config, key)
        try:
            mend(file.database)
        except BaseException:
            files.close(file)
            raise
        return file

    def done(file: OpenFile) -> None:
        host.show_file(file)
        if host.workspace is not None:
            words = host.language.text(
                "The file was mended: its indexes and figures were made anew. Nothing anybody typed"
                " was touched."
            )
            host.workspace.tell(words, kind=NoticeKind.DONE)

    def failed(error: CrmError) -> None:
        host.care.recover(path, error.problem, key)

    host.tasks.start_job(title, work, done, failed=failed, outlives=True)
