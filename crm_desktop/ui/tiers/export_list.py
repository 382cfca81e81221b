"""Writing the tier list to a file that a person chooses (D3)."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.tier_plan import TierPlan
from crm_desktop.services import tier_lists, tiers
from crm_desktop.text import Language
from crm_desktop.ui.notices import saved_notice
from crm_desktop.ui.workspace import Workspace

_STEPS = 2


def export_tier_list(owner: QWidget, workspace: Workspace, plan: TierPlan | None = None) -> None:
    """Ask for a file and write a plan to it, by the file's own scheme where none is given.

    Runs as a job; the notice at its end opens the folder.
    """
    path = choose_file(owner, workspace)
    if path is None:
        return
    try:
        tier_lists.check_target(path)
    except CrmError as error:
        workspace.tell_problem(error)
        return
    language, today, resources = workspace.language, workspace.today(), workspace.paths.resources
    database = workspace.database

    def work(progress: Progress) -> None:
        progress.report(0, _STEPS)
        listed = plan or tiers.plan(database, as_of=today)
        progress.report(1, _STEPS)
        tier_lists.export(
            database, listed, path, language, resources=resources, author=workspace.author
        )

    def done(_: None) -> None:
        text = language.text("Written: {path}", path=path.name)
        workspace.noticed.emit(saved_notice(language, text, path.parent))

    title = language.text("Writing the tier list")
    workspace.tasks.start_job(title, work, done, failed=workspace.tell_problem)


def choose_file(owner: QWidget, workspace: Workspace) -> Path | None:
    """Ask where to write, with an ending that says the format; None where nothing is chosen."""
    language = workspace.language
    name = language.text("Tier list {day}", day=workspace.today().isoformat())
    suggested = workspace.file.path.parent / f"{name}.pdf"
    title = language.text("Export the tier list")
    filters = _filters(language)
    chosen, kind = QFileDialog.getSaveFileName(owner, title, str(suggested), ";;".join(filters))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in tier_lists.FORMATS:
        return path
    return path.with_name(path.name + filters.get(kind, ".pdf"))


def _filters(language: Language) -> dict[str, str]:
    words = (
        (language.text("PDF to print"), ".pdf"),
        (language.text("Excel workbook"), ".xlsx"),
        (language.text("CSV table"), ".csv"),
    )
    return {f"{text} (*{ending})": ending for text, ending in words}
