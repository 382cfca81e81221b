"""What can still be read of a damaged file, brought into a new one, with a report."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.problems import CrmError, Problem
from crm_desktop.domain.salvage import SalvageReport
from crm_desktop.services.salvage import salvage
from crm_desktop.ui.recovery.hosts import RecoveryHost
from crm_desktop.ui.recovery.report_window import ReportWindow

if TYPE_CHECKING:
    from crm_desktop.domain.progress import Progress
    from crm_desktop.services.protection import DataKey


def salvage_file(
    host: RecoveryHost, path: Path, target: Path, problem: Problem, key: "DataKey | None"
) -> None:
    """Salvage with progress, then show the report; ``problem`` is what was wrong with the file.

    The damaged file is not touched. Where nothing could be brought over the recovery screen says
    why.
    """
    title = host.language.text("Saving what can be read")
    stand_in = host.language.text("Lost card {id}", id="{id}")
    host.show_working(path, title)

    def work(progress: "Progress") -> SalvageReport:
        return salvage(path, target, key, progress, stand_in=stand_in)

    def done(report: SalvageReport) -> None:
        host.show_other(partial(ReportWindow, host, report, key))

    def failed(error: CrmError) -> None:
        host.care.recover(path, error.problem, key)

    host.tasks.start_job(
        title,
        work,
        done,
        failed=failed,
        cancelled=lambda: host.care.recover(path, problem, key),
        outlives=True,
    )
