"""The button that prints the chosen week or saves it as a PDF, with what the paper shall be."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QPushButton

from crm_desktop.domain.progress import Progress
from crm_desktop.services.brief_people import Moment
from crm_desktop.services.brief_previews import Paper, print_job
from crm_desktop.services.week_plans import (
    note_week,
    render_week,
    week_file_name,
    week_start,
    write_week,
)
from crm_desktop.text import mark
from crm_desktop.ui.actions import ACTIONS, ActionCode, plain
from crm_desktop.ui.briefs.choices import from_state, to_state
from crm_desktop.ui.briefs.doors import Doors
from crm_desktop.ui.briefs.output import with_pdf_ending
from crm_desktop.ui.briefs.paper import print_pages, set_up
from crm_desktop.ui.briefs.pdf_pages import PdfPages
from crm_desktop.ui.choice_row import LANGUAGES
from crm_desktop.ui.notices import NoticeKind
from crm_desktop.ui.screen import State
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.briefs import PRIVACY_LEVELS

_PAPERS = {
    Paper.A4: mark("A4 · 210 × 297 mm"),
    Paper.LETTER: mark("US Letter · 8.5 × 11 in"),
    Paper.A5: mark("A5 · 148 × 210 mm"),
}
_BOTH = mark("Both, one after the other")


class WeekPrint(QObject):
    """``week_of`` gives the day whose week is wanted, and the weekday that weeks begin on."""

    def __init__(
        self,
        workspace: Workspace,
        button: QPushButton,
        week_of: Callable[[], tuple[date, int]],
        doors: Doors | None = None,
    ) -> None:
        super().__init__(button)
        self._workspace, self._language = workspace, workspace.language
        self._button, self._week_of, self._doors = button, week_of, doors or Doors()
        self._choices = from_state({}, self._language.code)
        self._folder = ""
        self._menu = QMenu(button)
        button.setMenu(self._menu)
        self._fill()

    def state(self) -> State:
        """Return what was chosen for the paper."""
        return to_state(self._choices, (), self._language.code)

    def restore(self, state: State) -> None:
        """Take up what was chosen for the paper."""
        self._choices = from_state(state, self._language.code)
        self._fill()

    def put_on_paper(self) -> None:
        """Ask for a printer when the pages are there, and print them."""
        self._start(self._work(), self._ask_printer)

    def save(self) -> None:
        """Ask for a file and write the pages to it."""
        text, job = self._language.text, self._job()
        folder = Path(self._folder or self._workspace.file.path.parent)
        suggestion = str(folder / week_file_name(self._first(), job))
        window = self._button.window()
        name = self._doors.ask_file(
            text("Save as PDF…"), suggestion, text("PDF files (*.pdf)"), window
        )
        if not name:
            return
        target = with_pdf_ending(name)
        self._folder = str(target.parent)
        render, database, author = self._work(), self._workspace.database, self._workspace.author
        self._start(
            lambda progress: write_week(database, target, render(progress), job, author=author),
            self._tell_saved,
        )

    def _first(self) -> date:
        return week_start(*self._week_of())

    def _job(self) -> Any:
        workspace = self._workspace
        return print_job(self._choices, workspace.paths.resources, workspace.clock())

    def _start(self, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        workspace = self._workspace
        title = self._language.text("Printing the week")
        workspace.tasks.start_job(title, work, then, failed=workspace.tell_problem)

    def _work(self) -> Callable[[Progress], bytes]:
        """Return the work that gathers and sets the week, with all it needs taken beforehand."""
        workspace, first, job = self._workspace, self._first(), self._job()
        database, playbook = workspace.database, workspace.playbook
        moment = Moment(workspace.today(), workspace.clock())
        return lambda progress: render_week(
            database, first, moment, (playbook, job), progress=progress
        )

    def _ask_printer(self, pdf: bytes) -> None:
        pages, printer = PdfPages(pdf), self._doors.make_printer()
        set_up(printer, pages.sizes[0], self._language.text("Week plan"))
        if self._doors.ask_printer(printer, pages.count, self._button.window()):
            self._start(self._printing(printer, pages), self._tell_printed)

    def _printing(self, printer: QPrinter, pages: PdfPages) -> Callable[[Progress], int]:
        """Return the work that prints the pages and notes it, since they leave the file."""
        job, database, author = self._job(), self._workspace.database, self._workspace.author

        def work(progress: Progress) -> int:
            count = print_pages(printer, pages, progress)
            note_week(database, job, author=author)
            return count

        return work

    def _tell_printed(self, pages: int) -> None:
        words = self._language.plural("{count} page printed", "{count} pages printed", pages)
        self._workspace.tell(words, kind=NoticeKind.DONE)

    def _tell_saved(self, path: Path) -> None:
        words = self._language.text("Saved: {path}", path=path)
        self._workspace.tell(words, kind=NoticeKind.DONE)

    def _fill(self) -> None:
        """Make the menu anew, what is chosen being marked in it."""
        text, menu = self._language.text, self._menu
        menu.clear()
        for words, act in ((text("Print…"), self.put_on_paper), (text("Save as PDF…"), self.save)):
            action = QAction(words, menu)
            action.triggered.connect(lambda _, act=act: act())
            menu.addAction(action)
        chosen, both = self._choices, tuple(code for code, _ in LANGUAGES)
        languages = [((code,), words) for code, words in LANGUAGES]
        levels = [(level, text(words)) for level, words in PRIVACY_LEVELS.items()]
        papers = [(paper, text(words)) for paper, words in _PAPERS.items()]
        self._group("privacy", levels, chosen.privacy)
        self._group("paper", papers, chosen.paper)
        self._group("languages", [*languages, (both, text(_BOTH))], chosen.languages)
        self._menu.addSeparator()
        words = plain(text(ACTIONS[ActionCode.EXPORT_CALENDAR].text))
        self._menu.addAction(words, self._export)

    def _export(self) -> None:
        """Write the whole calendar for other programs, as the menu of the window does."""
        found = self._button.window().findChild(QAction, ActionCode.EXPORT_CALENDAR.value)
        if isinstance(found, QAction):
            found.trigger()

    def _group(self, field: str, choices: Sequence[tuple[object, str]], now: object) -> None:
        self._menu.addSeparator()
        group = QActionGroup(self._menu)
        for value, words in choices:
            action = QAction(words, self._menu)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(lambda _, value=value: self._choose(field, value))
            group.addAction(action)
            self._menu.addAction(action)

    def _choose(self, field: str, value: Any) -> None:
        self._choices = replace(self._choices, **{field: value})
