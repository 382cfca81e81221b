"""The agenda: what is ahead by day and then what is past, filtered, opened and printed by day."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.services.calendar_days import CalendarDays, agenda_days
from crm_desktop.ui.actions import ActionCode, shown_keys
from crm_desktop.ui.customers.empty_state import EmptyState
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label
from crm_desktop.ui.visits.agenda_rows import Row, agenda_rows
from crm_desktop.ui.visits.agenda_view import AgendaView
from crm_desktop.ui.visits.days import AgendaDay, agenda, search_text, searched
from crm_desktop.ui.visits.entries import Entry, EntryKind, entries_of
from crm_desktop.ui.workspace import Workspace

Read = tuple[CalendarDays, dict[str, str]]
"""What was read, and the text each entry is found by."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the agenda shows: days with what the filter left, and their rows."""

    days: list[AgendaDay]
    rows: list[Row]


class Agenda(QWidget):
    """Reads by itself; where nothing is planned it offers to ``plan``."""

    changed = Signal()
    """Another day or entry is chosen."""

    def __init__(self, workspace: Workspace, icons: Icons, plan: Callable[[], None]) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self._read: Read | None = None
        self._days: list[AgendaDay] = []
        self._words: list[str] = []
        self._kinds: Collection[EntryKind] = tuple(EntryKind)
        text = self._language.text
        self.view = AgendaView(workspace.theme, icons, text("Agenda"))
        self.view.selectionModel().currentChanged.connect(lambda *_: self.changed.emit())
        self._no_hit = Label(text("Nothing matches the filter."), "muted")
        self._no_hit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none_yet = self._nothing(icons, plan)
        self._stack = QStackedWidget()
        for widget in (self.view, self._no_hit, self._none_yet):
            self._stack.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._stack)

    @property
    def is_empty(self) -> bool:
        """True where nothing is planned at all."""
        return self._stack.currentWidget() is self._none_yet

    def reload(self) -> None:
        """Read again, off the UI thread."""
        workspace = self._workspace
        database, playbook, today = workspace.database, workspace.playbook, workspace.today()

        def work() -> Read:
            found = agenda_days(database, today=today, playbook=playbook)
            texts = {one.key: search_text(self._language, one) for one in entries_of(found)}
            return found, texts

        workspace.tasks.look_up(
            f"agenda-{id(self)}",
            work,
            self._take,
            failed=workspace.tell_problem,
            owner=self,
        )

    def show_kinds(self, kinds: Collection[EntryKind]) -> None:
        """Show these kinds alone."""
        self._kinds = kinds
        self._show()

    def narrow(self, text: str) -> None:
        """Show what matches a text."""
        self._words = searched(text)
        self._show()

    def printable_day(self) -> AgendaDay | None:
        """Return the day of the chosen row, else the next one with something to print."""
        row = self.view.current()
        printable = [one for one in self._days if one.printable]
        own = [one for one in printable if row is not None and one.day == row.day]
        return next(iter((*own, *printable)), None)

    def day(self, day: date) -> AgendaDay | None:
        """Return a day that is shown."""
        return next((one for one in self._days if one.day == day), None)

    def _take(self, read: Read) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        """Work out the rows, off the UI thread: a year of visits takes longer than a frame."""
        if self._read is None:
            return
        (found, texts), words, kinds = self._read, list(self._words), self._kinds
        language, today = self._language, self._workspace.today()

        def is_left(one: Entry) -> bool:
            return all(word in texts[one.key] for word in words)

        def work() -> Shown:
            days = agenda(found, today, kinds, is_left)
            return Shown(days, list(agenda_rows(language, days, today)))

        self._workspace.tasks.look_up(
            f"agenda-rows-{id(self)}",
            work,
            self._put,
            failed=self._workspace.tell_problem,
            owner=self,
        )

    def _put(self, shown: Shown) -> None:
        """Show the rows, with the same one chosen as before."""
        before = self.view.current()
        self._days = shown.days
        self.view.rows.show(shown.rows)
        key = before.entry.key if before is not None and before.entry is not None else ""
        self.view.choose(key, before.day if before is not None else None)
        empty = self._no_hit if self._words else self._none_yet
        self._stack.setCurrentWidget(self.view if shown.days else empty)
        self.changed.emit()

    def _nothing(self, icons: Icons, plan: Callable[[], None]) -> EmptyState:
        text = self._language.text
        told = text(
            "Press {keys} and choose whom to visit. Visits stand here by day, and the briefs of a"
            " day are printed together.",
            keys=shown_keys(ActionCode.PLAN_VISIT),
        )
        shown = EmptyState(icons, "calendar", (text("No visit planned"), told))
        shown.show_choices([(text("Plan a visit…"), "calendar-plus", plan)])
        return shown
