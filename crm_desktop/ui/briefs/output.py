"""Printing and saving briefs as jobs with progress and cancel, recorded on their cards."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from crm_desktop.domain.changes import Changes
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import CancelledError, Progress
from crm_desktop.services import brief_files
from crm_desktop.services.brief_files import Batch, BriefReport
from crm_desktop.services.brief_printing import Skipped
from crm_desktop.ui.briefs.paper import print_pages
from crm_desktop.ui.briefs.pdf_pages import PdfPages
from crm_desktop.ui.notices import NoticeKind, saved_notice
from crm_desktop.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of printing: sheets, whom they are for, who was skipped, the records of it.

    ``unrecorded`` says why nothing could be recorded, though the paper is there.
    """

    pages: int
    skipped: tuple[Skipped, ...]
    changes: Changes
    unrecorded: CrmError | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving; ``was_cancelled`` that the person stopped it."""

    report: BriefReport
    wanted: int
    was_cancelled: bool


class Output(QObject):
    """Runs one print or save after another."""

    skipped = Signal(object)
    """The :class:`Skipped` customers of what just ended."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._language = workspace, workspace.language

    def put_on_paper(self, printer: QPrinter, batch: Batch) -> None:
        """Print a batch; what was printed is recorded when the printer has taken it all."""
        language, database = self._language, self._workspace.database

        def work(progress: Progress) -> Printed:
            pile = brief_files.render_pile(database, batch, _Half(progress, 0))
            if pile.rendered is None:
                return Printed(0, pile.skipped, Changes())
            pages = print_pages(printer, PdfPages(pile.rendered.pdf), _Half(progress, 1))
            try:
                changes = brief_files.record_prints(
                    database, pile.printed, batch.job, author=batch.author
                )
            except CrmError as error:
                return Printed(pages, pile.skipped, Changes(), error)
            return Printed(pages, pile.skipped, changes)

        title = language.plural(
            "Printing {count} brief", "Printing {count} briefs", len(batch.orders)
        )
        self._workspace.tasks.start_job(
            title,
            work,
            self._told_printed,
            failed=self._workspace.tell_problem,
            cancelled=lambda: self._workspace.tell(
                language.text("Printing was stopped; nothing was recorded.")
            ),
        )

    def save(self, batch: Batch) -> None:
        """Write a batch to one file or a folder of them."""
        database = self._workspace.database

        def work(progress: Progress) -> Saved:
            report, was_cancelled = BriefReport(), False
            try:
                brief_files.print_briefs(database, batch, progress, report=report)
            except CancelledError:
                was_cancelled = True
            return Saved(report, len(batch.orders), was_cancelled)

        title = self._language.plural(
            "Saving {count} brief", "Saving {count} briefs", len(batch.orders)
        )
        failed = self._workspace.tell_problem
        self._workspace.tasks.start_job(title, work, self._told_saved, failed=failed)

    def _told_printed(self, printed: Printed) -> None:
        self._spread(printed.changes)
        self.skipped.emit(printed.skipped)
        if printed.pages:
            self._tell(
                self._language.plural(
                    "{count} page printed and recorded on the card",
                    "{count} pages printed and recorded on the cards",
                    printed.pages,
                )
                if printed.unrecorded is None
                else self._language.text("Printed, but the card could not record it.")
            )
        if printed.unrecorded is not None:
            self._workspace.tell_problem(printed.unrecorded)

    def _told_saved(self, saved: Saved) -> None:
        report, language = saved.report, self._language
        self._spread(report.changes)
        self.skipped.emit(tuple(report.skipped))
        count = len(report.written)
        if saved.was_cancelled:
            total = saved.wanted
            text = language.text(
                "Stopped: {count} of {total} files are whole and kept.", count=count, total=total
            )
            self._workspace.tell(text)
        elif report.trouble is not None:
            self._workspace.tell_problem(report.trouble)
        elif count == 1:
            self._tell_saved(
                language.text("Saved: {path}", path=report.written[0]), report.written[0].parent
            )
        elif count:
            folder = report.written[0].parent
            text = language.plural(
                "{count} file saved to {folder}",
                "{count} files saved to {folder}",
                count,
                folder=folder,
            )
            self._tell_saved(text, folder)

    def _tell_saved(self, text: str, folder: Path) -> None:
        self._workspace.noticed.emit(saved_notice(self._language, text, folder))

    def _tell(self, text: str) -> None:
        self._workspace.tell(text, kind=NoticeKind.DONE)

    def _spread(self, changes: Changes) -> None:
        """Tell the screens; that a paper exists is no edit, so nothing offers to undo it."""
        if not changes.is_empty:
            self._workspace.changed.emit(changes)


class _Half:
    """The first or second half of a job that has two like parts."""

    def __init__(self, progress: Progress, part: int) -> None:
        self._progress, self._part = progress, part

    def report(self, done: int, total: int) -> None:
        """Tell how far the whole is."""
        self._progress.report(self._part * total + done, 2 * total)


def with_pdf_ending(name: str) -> Path:
    """Return a path that names a PDF, whatever the person typed."""
    path = Path(name)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
