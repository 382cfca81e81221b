"""Taking in lists: how they are understood, what becomes of each row; then one undoable import."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Changes
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.services import imports
from crm_desktop.services.import_currency import locale_currency
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.services.import_preview import ImportPreview
from crm_desktop.services.import_survey import Survey, survey
from crm_desktop.services.import_views import ListView
from crm_desktop.text import mark
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.importing.columns_panel import ColumnsPanel
from crm_desktop.ui.importing.decisions import Decisions
from crm_desktop.ui.importing.import_foot import ImportFoot
from crm_desktop.ui.importing.remarks import counts_text, done_text, reason_of, remarks_of
from crm_desktop.ui.importing.rows_panel import RowsPanel
from crm_desktop.ui.importing.rule_lines import choice_box
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.tasks import Job, guarded
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.imports import ENTITIES
from crm_desktop.wording.problems import problem_text

_VIEWS = (mark("Columns"), mark("Rows"), mark("What to know before"))
_COLUMNS = 0
_LIST_PX = 360


class ImportPage(Screen):
    """Reads lists as a job, lets a person change how they are understood, and imports."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.decisions = Decisions([])
        self._plan: ImportPlan | None = None
        self._job: Job | None = None
        self._list = 0
        self._build()

    def show_lists(self, paths: list[Path]) -> None:
        """Read lists and show what they would bring; nothing is written."""
        self.decisions = Decisions(paths)
        self._list = 0
        self._foot.start()
        self._views.setCurrentIndex(_COLUMNS)
        self.read_again()

    def read_again(self) -> None:
        """Look at the lists with all that was decided, and plan anew off the UI thread."""
        text, workspace = self.language.text, self.workspace
        self._plan = None
        self._import.setEnabled(False)
        self._rows.show_preview(None)
        self._say(text("Reading…"))
        if self._job is not None:
            self._job.cancel()
        currency = locale_currency(os.environ, self.language.code)
        database, today = workspace.database, workspace.today()
        wishes = self.decisions.wishes(currency)
        started: list[Job] = []

        def newest(call: Callable[..., None]) -> Callable[..., None]:
            def back(*found: object) -> None:
                if started and self._job is started[0]:
                    self._job = None
                    call(*found)

            return back

        stopped = newest(lambda: self._say(text("Stopped. Nothing was imported.")))
        job = workspace.tasks.start_job(
            text("Reading lists"),
            lambda progress: survey(database, wishes, today, progress),
            guarded(self, newest(self._show)),
            failed=guarded(self, newest(self._refuse)),
            cancelled=lambda: guarded(self, lambda _: stopped())(None),
        )
        started.append(job)
        self._job = job

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """F5 reads the lists again."""
        return {ActionCode.REFRESH: self.read_again}

    def take_focus(self) -> None:
        """Start at the lists."""
        (self._lists if self._lists.isVisibleTo(self) else self._views).setFocus()

    def _build(self) -> None:
        text = self.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 20)
        rows.setSpacing(10)
        rows.addWidget(Label(text("Import lists"), "title"))
        self._state = Label("", "muted")
        self._state.setWordWrap(True)
        rows.addWidget(self._state)
        rows.addWidget(self._list_chooser())
        self._views = _tabs(text("What is shown"))
        for words in _VIEWS:
            self._views.addTab(text(words))
        self._views.currentChanged.connect(self._choose_view)
        rows.addWidget(self._views)
        self._columns = ColumnsPanel(self.language)
        self._columns.changed.connect(self._changed)
        self._columns.reread.connect(self.read_again)
        self._rows = RowsPanel(self.language)
        self._remarks = QListWidget()
        self._remarks.setWordWrap(True)
        self._remarks.setAccessibleName(text("What to know before"))
        self._stack = QStackedWidget()
        for page in (self._columns, self._rows, self._remarks):
            self._stack.addWidget(page)
        rows.addWidget(self._stack, 1)
        self._foot = ImportFoot(self.workspace, self.icons)
        self._import = self._foot.import_button
        self._import.clicked.connect(self._apply)
        self._foot.views = lambda: (self.decisions.views, self._list)
        rows.addWidget(self._foot)

    def _list_chooser(self) -> QWidget:
        text = self.language.text
        self._list_line = QWidget()
        line = QHBoxLayout(self._list_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._lists = choice_box(text("List"), [(0, "")], 0, self._choose_list)
        self._lists.setMinimumWidth(_LIST_PX)
        line.addWidget(Label(text("List"), "muted"))
        line.addWidget(self._lists)
        line.addStretch(1)
        return self._list_line

    def _say(self, sentence: str, look: str = "muted") -> None:
        self._state.setText(sentence)
        restyle(self._state, "look", look)

    def _show(self, found: Survey) -> None:
        self.decisions.take(found)
        self._plan = found.plan
        self._show_names()
        self._columns.show_list(self.decisions, self._list, self._refused())
        self._remarks.clear()
        if found.plan is not None:
            self._remarks.addItems(remarks_of(self.language, found.plan))
            is_empty = found.plan.writes.is_empty
            self._import.setEnabled(not is_empty)
            self._say(self._sentence(found.plan))
        else:
            self._say(self._hindrance(found), "warning")
        self._foot.show_lists(found.lists)
        self._preview()

    def _sentence(self, plan: ImportPlan) -> str:
        text = self.language.text
        if plan.writes.is_empty:
            return text("These lists bring nothing new.")
        return text(
            "Nothing is written yet. It would bring: {counts}.",
            counts=counts_text(self.language, plan),
        )

    def _hindrance(self, found: Survey) -> str:
        text = self.language.text
        first = next((at for at, one in enumerate(found.lists) if one.problem), None)
        problem = found.problem or (found.lists[first].problem if first is not None else None)
        if problem is None:
            return text("Every list is left out. Take one to import it.")
        if first is None:
            return problem_text(self.language, problem)
        return text("Still to be decided: {name}.", name=found.lists[first].path.name)

    def _show_names(self) -> None:
        """Offer the lists by name, with what their rows are or why they are not taken."""
        views = self.decisions.views
        self._list = max(0, min(self._list, len(views) - 1))
        names = [(place, self._name_of(view)) for place, view in enumerate(views)]
        self._lists.offer(names, self._list)
        self._list_line.setVisible(len(views) > 1)

    def _name_of(self, view: ListView) -> str:
        text = self.language.text
        if view.problem:
            what = text("to be decided") if view.is_readable else text("can't be read")
        elif view.is_left_out:
            what = text("left out")
        else:
            what = text(ENTITIES[view.mapping.entity])
        return f"{view.path.name} · {what}"

    def _refused(self) -> Counter[str]:
        """How many rows of the list that is shown are refused for which field."""
        view = self.decisions.at(self._list)
        if self._plan is None or view is None:
            return Counter()
        refused = [one.refusal for one in self._plan.refused]
        return Counter(one.field for one in refused if one.file == str(view.path))

    def _choose_list(self, place: int) -> None:
        self._list = max(0, place)
        self._columns.show_list(self.decisions, self._list, self._refused())
        self._foot.show_lists(self.decisions.views)
        self._preview()

    def _choose_view(self, place: int) -> None:
        self._stack.setCurrentIndex(place)

    def _changed(self) -> None:
        self._columns.show_list(self.decisions, self._list)
        self.read_again()

    def _preview(self) -> None:
        """Look up what becomes of the rows of the list that is shown."""
        plan, view = self._plan, self.decisions.at(self._list)
        tasks, database = self.workspace.tasks, self.workspace.database
        tasks.forget("import-preview")
        self._rows.show_preview(None)
        if plan is None or view is None:
            self._rows.say(self.language.text("The rows are shown once the columns are clear."))
            return
        file = str(view.path)
        tasks.look_up(
            "import-preview",
            lambda: ImportPreview(database, plan, file),
            self._rows.show_preview,
            failed=self.workspace.tell_problem,
            owner=self,
            is_long=True,
        )

    def _apply(self) -> None:
        """Import on the thread of writes: what is typed meanwhile waits and is not lost."""
        plan = self._plan
        if plan is None:
            return
        self._import.setEnabled(False)
        self._say(self.language.text("Importing…"))
        database, language = self.workspace.database, self.language
        rejects: list[Path] = []

        def work(progress: Progress) -> Changes:
            report = imports.apply(
                database, plan, reason=lambda one: reason_of(language, one), progress=progress
            )
            rejects.extend(report.rejects.values())
            return report.changes

        tell = self.workspace.tell_problem
        self.workspace.write_long(
            language.text("Importing lists"),
            self.workspace.backups.backed_up(Reason.BEFORE_IMPORT, work),
            then=guarded(self, lambda _: self._done(plan, rejects)),
            failed=guarded(self, self._refuse, instead=tell),
            cancelled=lambda: guarded(self, self._stopped)(None),
        )

    def _stopped(self, _: None) -> None:
        self._say(self.language.text("Stopped. Nothing was imported."))
        self._import.setEnabled(True)

    def _done(self, plan: ImportPlan, rejects: list[Path]) -> None:
        sentence = done_text(self.language, plan, rejects)
        self.workspace.tell(sentence)
        self._plan = None
        if rejects:
            self._say(sentence)
            self._foot.show_rejects(rejects)
        else:
            self.workspace.navigation.page_wanted.emit(Page.CUSTOMERS)

    def _refuse(self, error: CrmError) -> None:
        self._say(problem_text(self.language, error.problem), "problem")
        self._import.setEnabled(False)


def _tabs(name: str) -> QTabBar:
    tabs = QTabBar()
    tabs.setAccessibleName(name)
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setUsesScrollButtons(True)
    return tabs
