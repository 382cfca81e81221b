"""What lists would bring, shown before anything is written; then one undoable import."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from crm_desktop.domain.changes import Changes
from crm_desktop.domain.imports import Refusal
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import Progress
from crm_desktop.services import imports
from crm_desktop.services.import_currency import locale_currency
from crm_desktop.services.import_plan import ImportPlan
from crm_desktop.text import Language, mark
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.tasks import guarded
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.imports import ENTITIES, assumption_text, note_text, refusal_text
from crm_desktop.wording.problems import problem_text

_COLUMNS = (
    mark("File"),
    mark("Rows are"),
    mark("Rows"),
    mark("New"),
    mark("Updated"),
    mark("Unchanged"),
    mark("Refused"),
)
_MOST_REMARKS = 200


class ImportPage(Screen):
    """Reads lists as a job, shows the counts, assumptions and refused rows, and imports."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._paths: list[Path] = []
        self._plan: ImportPlan | None = None
        self._build()

    def show_lists(self, paths: list[Path]) -> None:
        """Read lists and show what they would bring; nothing is written."""
        self._paths, self._plan = paths, None
        self._table.setRowCount(0)
        self._remarks.clear()
        text = self.language.text
        self._say(text("Reading…"))
        self._import.setEnabled(False)
        workspace, mapping = self.workspace, _mapping_among(paths)
        lists = [path for path in paths if path != mapping]
        currency = locale_currency(os.environ, self.language.code)
        database, today = workspace.database, workspace.today()
        workspace.tasks.start_job(
            text("Reading lists"),
            lambda progress: imports.plan(
                database,
                lists,
                today=today,
                mapping=mapping,
                locale_currency=currency,
                progress=progress,
            ),
            self._show_plan,
            failed=self._refuse,
            cancelled=lambda: self._say(text("Stopped. Nothing was imported.")),
        )

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """F5 reads the lists again."""
        return {ActionCode.REFRESH: lambda: self.show_lists(self._paths)}

    def _build(self) -> None:
        text = self.language.text
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 20)
        rows.setSpacing(12)
        rows.addWidget(Label(text("Import lists"), "title"))
        self._state = Label("", "muted")
        self._state.setWordWrap(True)
        rows.addWidget(self._state)
        self._table = self._table_of_files()
        rows.addWidget(self._table, 2)
        rows.addWidget(Label(text("What to know before"), "heading"))
        self._remarks = QListWidget()
        self._remarks.setWordWrap(True)
        self._remarks.setAccessibleName(text("What to know before"))
        rows.addWidget(self._remarks, 3)
        buttons = QHBoxLayout()
        self._import = QPushButton(text("Import"))
        self._import.setProperty("look", "primary")
        self._import.clicked.connect(self._apply)
        cancel = QPushButton(text("Don't import"))
        cancel.clicked.connect(self.workspace.navigation.back_wanted.emit)
        buttons.addWidget(self._import)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        rows.addLayout(buttons)

    def _table_of_files(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS))
        for column, words in enumerate(_COLUMNS):
            heading = QTableWidgetItem(self.language.text(words))
            heading.setTextAlignment(_side(column))
            table.setHorizontalHeaderItem(column, heading)
        table.setAccessibleName(self.language.text("Lists and what becomes of their rows"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def _say(self, sentence: str) -> None:
        self._state.setText(sentence)

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        language = self.language
        self._table.setRowCount(len(plan.files))
        for row, count in enumerate(plan.files):
            entity = language.text(ENTITIES[count.entity]) if count.entity else ""
            figures = (count.rows, count.new, count.updated, count.unchanged, count.refused)
            cells = (count.path.name, entity, *(language.number(one) for one in figures))
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(_side(column))
                self._table.setItem(row, column, item)
        self._remarks.addItems(self._remarks_of(plan))
        is_empty = plan.writes.is_empty
        self._import.setEnabled(not is_empty)
        self._say(
            language.text("These lists bring nothing new.")
            if is_empty
            else language.text("Nothing is written yet. Look at the counts, then import.")
        )

    def _remarks_of(self, plan: ImportPlan) -> list[str]:
        language = self.language
        lines = [
            assumption_text(language, one.code, one.params, in_window=True)
            for one in plan.assumptions
        ]
        lines += [note_text(language, one.code, one.params) for one in plan.notes[:_MOST_REMARKS]]
        lines += [
            language.text(
                "Refused: {file}, line {line}: {reason}",
                file=Path(one.refusal.file).name,
                line=one.refusal.line,
                reason=_reason(language, one.refusal),
            )
            for one in plan.refused[:_MOST_REMARKS]
        ]
        rest = len(plan.refused) - _MOST_REMARKS
        if rest > 0:
            lines.append(language.plural("and {count} more row", "and {count} more rows", rest))
        return lines

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
                database, plan, reason=lambda one: _reason(language, one), progress=progress
            )
            rejects.extend(report.rejects.values())
            return report.changes

        tell = self.workspace.tell_problem
        self.workspace.write_long(
            language.text("Importing lists"),
            work,
            then=guarded(self, lambda _: self._done(rejects)),
            failed=guarded(self, self._refuse, instead=tell),
            cancelled=lambda: guarded(self, self._stopped)(None),
        )

    def _stopped(self, _: None) -> None:
        self._say(self.language.text("Stopped. Nothing was imported."))
        self._import.setEnabled(True)

    def _done(self, rejects: list[Path]) -> None:
        language = self.language
        keys = shown_keys(ActionCode.UNDO)
        counts = self._counts()
        sentence = language.text(
            "Imported: {counts}. {keys} takes all of it back.", counts=counts, keys=keys
        )
        if rejects:
            sentence = language.text(
                "Imported: {counts}. Refused rows were written to {names}, to be mended and"
                " imported again.",
                counts=counts,
                names=language.join([path.name for path in rejects]),
            )
        self.workspace.tell(sentence)
        self.workspace.navigation.page_wanted.emit(Page.CUSTOMERS)

    def _counts(self) -> str:
        """Return how many rows became what, in words."""
        language, files = self.language, self._plan.files if self._plan is not None else ()
        counts = (
            language.plural("{count} new", "{count} new", sum(one.new for one in files)),
            language.plural(
                "{count} updated", "{count} updated", sum(one.updated for one in files)
            ),
            language.plural(
                "{count} refused", "{count} refused", sum(one.refused for one in files)
            ),
        )
        return language.join(counts)

    def _refuse(self, error: CrmError) -> None:
        self._say(problem_text(self.language, error.problem))
        self._import.setEnabled(False)


def _side(column: int) -> Qt.AlignmentFlag:
    """Return where the cells of a column stand: figures at the right, their heading too."""
    side = Qt.AlignmentFlag.AlignRight if column > 1 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _reason(language: Language, refusal: Refusal) -> str:
    return refusal_text(language, refusal.code, refusal.field, refusal.params)


def _mapping_among(paths: list[Path]) -> Path | None:
    """Return the mapping file that was chosen together with its lists."""
    return next((path for path in paths if path.suffix.lower() == ".toml"), None)
