"""Writing what the open file holds to files that are read without the program."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.notices import saved_notice
from crm_desktop.ui.workspace import Workspace, local_now

EXPORT_ENDING = ".zip"


def export_all(owner: QWidget, workspace: Workspace) -> None:
    """Ask for a zip and write to it as a job, which may be stopped; its end opens the folder."""
    # Tables, workbooks and fonts are loaded by the job, not before a person asks for it.
    from crm_desktop.services.full_export import Exported, Wish, check_target, export_everything

    language = workspace.language
    kinds = f"{language.text('Zip archives')} (*{EXPORT_ENDING})"
    path = choose(owner, workspace, language.text("Export everything"), kinds, EXPORT_ENDING)
    if path is None:
        return
    try:
        check_target(path)
    except CrmError as error:
        workspace.tell_problem(error)
        return
    database = workspace.database
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


def export_calendar(owner: QWidget, workspace: Workspace) -> None:
    """Ask for a calendar file and write visits and days to remember to it."""
    from crm_desktop.services import calendar_export

    language, database = workspace.language, workspace.database
    ending = calendar_export.ENDING
    title, kind = language.text("Export the calendar"), language.text("Calendars")
    path = choose(owner, workspace, title, f"{kind} (*{ending})", ending)
    if path is None:
        return
    try:
        calendar_export.check_target(path)
    except CrmError as error:
        workspace.tell_problem(error)
        return
    now = datetime.combine(workspace.today(), local_now().timetz())
    wish = calendar_export.CalendarWish(now, language, workspace.playbook, author=workspace.author)

    def done(count: int) -> None:
        text = language.plural(
            "Written: {path}, {count} event.",
            "Written: {path}, {count} events.",
            count,
            path=path.name,
        )
        workspace.noticed.emit(saved_notice(language, text, path.parent))

    workspace.tasks.start_job(
        language.text("Writing the calendar"),
        lambda progress: calendar_export.export_calendar(database, path, wish, progress),
        done,
        failed=workspace.tell_problem,
    )


def choose(
    owner: QWidget, workspace: Workspace, title: str, kinds: str, ending: str
) -> Path | None:
    """Ask where to write, with the ending where none is typed; None where nothing is chosen."""
    file = workspace.file.path
    name = f"{file.stem} {workspace.today().isoformat()}{ending}"
    chosen, _ = QFileDialog.getSaveFileName(owner, title, str(file.parent / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(ending)
