"""The log of prints, exports and erasures: filtered, checked, and written to a file (D28)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Changes
from crm_desktop.domain.progress import Progress
from crm_desktop.domain.trust_log import Broken, TrustFamily
from crm_desktop.services.trust_log import MOST, TrustEntry, TrustFilter, check_chain, entries
from crm_desktop.text import mark
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.choice_row import choice_row
from crm_desktop.ui.emptying import empty
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, restyle
from crm_desktop.ui.notices import saved_notice
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.trust.log_table import LogTable
from crm_desktop.ui.workspace import Workspace, local_now
from crm_desktop.wording.trust_log import FAMILIES, chain_text

WAIT_MS = 200
"""So long after the last key the list is narrowed down."""

_TOPIC = "trust-log"
_ENDING = ".pdf"
Found = tuple[tuple[TrustEntry, ...], Broken | None]


class Span(StrEnum):
    """How far back the list goes."""

    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_SPANS = {
    Span.ALL: mark("All days"),
    Span.TODAY: mark("Today"),
    Span.WEEK: mark("7 days"),
    Span.MONTH: mark("30 days"),
    Span.YEAR: mark("A year"),
}
_DAYS = {Span.TODAY: 0, Span.WEEK: 6, Span.MONTH: 29, Span.YEAR: 364}


class LogPage(Screen):
    """Reads and checks off the UI thread; only what is wanted is shown and written out."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        text = self.language.text
        self.span, self.family = Span.ALL, ""
        self.list = LogTable(self.language)
        self._sound, self._count = Label("", "small"), Label("", "muted")
        self._empty = Label("", "muted")
        self._empty.setWordWrap(True)
        self.words = filter_line(icons, text("Filter the log"), text("Who, whom or which file"))
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.reload)
        self.words.textChanged.connect(lambda _: self._wait.start())
        self.words.returnPressed.connect(self.list.setFocus)
        self.export_button = QPushButton(text("Export…"))
        self.export_button.clicked.connect(self.export)
        self._build()
        self._is_stale = True

    def reload(self) -> None:
        """Read and check the log again."""
        database, wanted = self.workspace.database, self.wanted()

        def look() -> Found:
            return entries(database, wanted, most=MOST), check_chain(database)

        self.workspace.tasks.look_up(
            _TOPIC, look, self._show, failed=self.workspace.tell_problem, owner=self
        )

    def wanted(self) -> TrustFilter:
        """Return which lines are asked for."""
        families = frozenset({TrustFamily(self.family)}) if self.family else frozenset()
        return TrustFilter(self._since(), None, families, self.words.text())

    def concerns(self, changes: Changes) -> bool:
        """A print is noted together with a change; so are names that changed."""
        return not changes.is_empty

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """F5 reads again, Ctrl+F filters."""
        return {ActionCode.REFRESH: self.reload, ActionCode.FILTER: self.words.setFocus}

    def take_focus(self) -> None:
        """Read what was noted meanwhile, and begin in the list."""
        self.reload()
        self.list.setFocus()

    def state(self) -> State:
        """Remember days and kind."""
        return {"span": self.span.value, "family": self.family}

    def restore(self, state: State) -> None:
        """Take up days and kind."""
        span, family = state.get("span"), state.get("family")
        self.span = Span(str(span)) if span in set(Span) else Span.ALL
        self.family = str(family) if family in set(TrustFamily) else ""
        self._fill_choices()

    def export(self) -> None:
        """Ask for a file and write what is shown to it."""
        # Fonts and paper are loaded by the job, not before a person asks for it.
        from crm_desktop.services.trust_log_export import export_log

        path = self._ask_path()
        if path is None:
            return
        workspace, language, wanted = self.workspace, self.language, self.wanted()
        database, author, resources = (
            workspace.database,
            workspace.author,
            workspace.paths.resources,
        )

        def work(progress: Progress) -> int:
            progress.report(0, 1)
            return export_log(
                database,
                path,
                wanted,
                language,
                resources=resources,
                now=local_now(),
                author=author,
            )

        def done(count: int) -> None:
            words = language.plural(
                "Written: {path}, {count} line.",
                "Written: {path}, {count} lines.",
                count,
                path=path.name,
            )
            workspace.noticed.emit(saved_notice(language, words, path.parent))
            self.reload()

        title = language.text("Writing the log")
        workspace.tasks.start_job(title, work, done, failed=workspace.tell_problem)

    def _ask_path(self) -> Path | None:
        text, workspace = self.language.text, self.workspace
        name = text("Log {day}", day=workspace.today().isoformat())
        suggested = workspace.file.path.parent / f"{name}{_ENDING}"
        kinds = f"{text('PDF to print')} (*.pdf);;{text('CSV table')} (*.csv)"
        title = text("Export the log")
        chosen, kind = QFileDialog.getSaveFileName(self, title, str(suggested), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        ending = ".csv" if "*.csv" in kind else _ENDING
        return (
            path if path.suffix.lower() in (".csv", ".pdf") else path.with_name(path.name + ending)
        )

    def _since(self) -> date | None:
        days = _DAYS.get(self.span)
        return None if days is None else self.workspace.today() - timedelta(days=days)

    def _show(self, found: Found) -> None:
        shown, broken = found
        language = self.language
        self.list.show_entries(shown)
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        is_narrowed = self.wanted() != TrustFilter()
        self._empty.setText(
            language.text("Nothing of this kind in these days. Choose others above.")
            if is_narrowed
            else language.text(
                "Nothing was printed, exported or erased yet. Every print and export will stand"
                " here: who, when, how much and for whose eyes."
            )
        )
        self._count.setText(language.plural("{count} line", "{count} lines", len(shown)))
        self._sound.setText(chain_text(language, broken))
        restyle(self._sound, "look", "small" if broken is None else "warning")
        self.export_button.setEnabled(bool(shown))

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(self.language.text("Log of prints and exports"), "title"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.words)
        head.addWidget(self.export_button)
        rows.addLayout(head)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(24)
        rows.addLayout(self._choices)
        self._fill_choices()
        rows.addWidget(self._sound)
        rows.addWidget(self._empty)
        rows.addWidget(self.list, 1)
        rows.addStretch(0)

    def _fill_choices(self) -> None:
        empty(self._choices)
        text = self.language.text
        families = [
            ("", text("Everything")),
            *((one, text(words)) for one, words in FAMILIES.items()),
        ]
        spans = [(one, text(words)) for one, words in _SPANS.items()]
        for choices, now, name, chosen in (
            (families, self.family, text("Kind of line"), self._choose_family),
            (spans, self.span, text("Days"), self._choose_span),
        ):
            row: QWidget = choice_row(choices, now, chosen)
            row.setAccessibleName(name)
            self._choices.addWidget(row)
        self._choices.addStretch(1)

    def _choose_family(self, family: object) -> None:
        self.family = str(family)
        self.reload()

    def _choose_span(self, span: object) -> None:
        self.span = Span(str(span))
        self.reload()
