"""Writing everything of the open file to a zip that can be read without the program."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.notices import saved_notice
from crm_desktop.ui.workspace import Workspace

EXPORT_ENDING = ".zip"


def export_all(owner: QWidget, workspace: Workspace) -> None:
    """Ask for a zip and write to it as a job, which may be stopped; its end opens the folder."""
    # Tables, workbooks and fonts are loaded by the job, not before a person asks for it.
    from crm_desktop.services.full_export import Exported, Wish, check_target, export_everything

    path = _choose(owner, workspace)
    if path is None:
        return
    try:
        check_target(path)
    except CrmError as error:
        workspace.tell_problem(error)
        return
    language, database = workspace.language, workspace.database
    wish = Wish(
        workspace.today(), both_languages(workspace), workspace.playbook, author=workspace.author
    )

    def work(progress: Progress) -> Exported:
        return export_everything(database, path, wish, progress)

    def done(exported: Exported) -> None:
        text = language.plural(
            "Written: {path}, {count} record and {files} attachments.",
            "Written: {path}, {count} records and {files} attachments.",
            sum(exported.counts.values()),
            path=path.name,
            files=exported.attachments,
        )
        workspace.noticed.emit(saved_notice(language, text, path.parent))

    title = language.text("Exporting everything")
    workspace.tasks.start_job(title, work, done, failed=workspace.tell_problem)


def both_languages(workspace: Workspace) -> tuple[Language, ...]:
    """Return the reader's language, then the other one."""
    mine = workspace.language
    others = (code for code in LanguageCode if code is not mine.code)
    return (mine, *(Language.load(code, workspace.paths.locale) for code in others))


def _choose(owner: QWidget, workspace: Workspace) -> Path | None:
    language, file = workspace.language, workspace.file.path
    name = f"{file.stem} {workspace.today().isoformat()}{EXPORT_ENDING}"
    chosen, _ = QFileDialog.getSaveFileName(
        owner,
        language.text("Export everything"),
        str(file.parent / name),
        f"{language.text('Zip archives')} (*{EXPORT_ENDING})",
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(EXPORT_ENDING)
