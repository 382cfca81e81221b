"""A month or a week, the chosen day beside it; reads the days it shows, off the UI thread."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crm_desktop.services.calendar_days import calendar_days
from crm_desktop.ui.calendar.cells import cells
from crm_desktop.ui.calendar.day_pane import WIDTH, DayPane
from crm_desktop.ui.calendar.month_view import MonthView
from crm_desktop.ui.calendar.months import WEEK, Reach, shown_days, start_of, turned, within
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.visits.days import AgendaDay, span_of
from crm_desktop.ui.visits.entries import Entry, EntryKind, by_day, entries_of
from crm_desktop.ui.workspace import Workspace
from crm_desktop.wording.day_words import span_words

Days = Mapping[date, tuple[Entry, ...]]
"""What stands on the days that are shown."""


class MonthPanel(QWidget):
    """``changed`` tells of another month, day or entry; ``plan_wanted`` carries a day."""

    changed = Signal()
    plan_wanted = Signal(object)

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__()
        self._workspace, self._language = workspace, workspace.language
        self.day = within(workspace.today())
        """The chosen day."""
        self.first_weekday = (QLocale.system().firstDayOfWeek().value - 1) % 7
        """0 is Monday."""
        self.reach = Reach.MONTH
        self.start = self.day.replace(day=1)
        """The first day of the month or week that is shown."""
        self._today = self.day
        self._read: Days = {}
        self._kinds: Collection[EntryKind] = tuple(EntryKind)
        self._with_lunar = False
        self._wanted = ""
        self.grid = MonthView(workspace.theme, icons, self._language)
        self.pane = DayPane(workspace, icons)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.grid)
        beside.addWidget(self.pane)
        beside.setStretchFactor(0, 1)
        beside.setSizes([10_000, WIDTH])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(beside)
        self._connect()

    def reload(self) -> None:
        """Read what stands on the days again."""
        workspace = self._workspace
        database, playbook, today = workspace.database, workspace.playbook, workspace.today()
        if today != self._today:
            self._show_days()
        days = shown_days(self.reach, self.start, self.first_weekday)
        first, last = days[0], days[-1]

        def work() -> Days:
            found = calendar_days(database, first, last, today=today, playbook=playbook)
            return by_day(entries_of(found))

        workspace.tasks.look_up(
            f"calendar-{id(self)}",
            work,
            self._take,
            failed=workspace.tell_problem,
            owner=self,
        )

    def show_kinds(self, kinds: Collection[EntryKind], *, with_lunar: bool) -> None:
        """Show these kinds alone, with days by the moon or without."""
        self._kinds, self._with_lunar = kinds, with_lunar
        self._show_days()

    def show_day(self, day: date, key: str = "") -> None:
        """Choose a day and one of its entries, turning to its month or week."""
        self.day, self._wanted = within(day), key
        if start_of(self.reach, self.day, self.first_weekday) == self.start:
            self._choose(self.day)
        else:
            self._turn()

    def show_reach(self, reach: Reach) -> None:
        """Show the month or the week of the chosen day, with what is read of it by now."""
        self.reach = reach
        self.start = start_of(reach, self.day, self.first_weekday)
        self._show_days()

    def step(self, steps: int) -> None:
        """Turn some months or weeks back or on."""
        self.day = turned(self.reach, self.day, steps)
        self._turn()

    def title(self) -> str:
        """Return the name of the month, or the days of the week."""
        if self.reach is Reach.MONTH:
            return self._language.date(self.start, "month")
        return span_words(self._language, self.start, self.start + timedelta(days=WEEK - 1))

    def go_today(self) -> None:
        """Choose the present day."""
        self.show_day(self._workspace.today())

    def entry(self) -> Entry | None:
        """Return the chosen entry."""
        row = self.pane.view.current()
        return row.entry if row is not None else None

    def agenda_day(self) -> AgendaDay | None:
        """Return the chosen day with what stands on it."""
        cell = self.grid.current_cell()
        if cell is None:
            return None
        return AgendaDay(cell.day, span_of(cell.day, self._workspace.today()), cell.entries)

    def printable_day(self) -> AgendaDay | None:
        """Return the chosen day, else the next one of those shown, with something to print."""
        own, today = self.agenda_day(), self._workspace.today()
        if own is None or own.printable:
            return own
        later = (
            AgendaDay(day, span_of(day, today), self._read[day])
            for day in sorted(self._read)
            if day > own.day
        )
        return next((one for one in later if one.printable), None)

    def _connect(self) -> None:
        grid, pane = self.grid, self.pane
        grid.day_wanted.connect(self.show_day)
        grid.day_clicked.connect(self._choose)
        grid.month_wanted.connect(self.step)
        grid.today_wanted.connect(self.go_today)
        grid.entered.connect(self._enter)
        grid.entry_chosen.connect(lambda one: self._choose(one.day, one.key))
        grid.more_wanted.connect(lambda _: pane.view.setFocus())
        pane.chosen.connect(self._mark)
        pane.plan_wanted.connect(self.plan_wanted)

    def _turn(self) -> None:
        self.start = start_of(self.reach, self.day, self.first_weekday)
        self._show_days()
        self.reload()

    def _show_days(self) -> None:
        """Show the days at once, with what is read of them by now."""
        days = shown_days(self.reach, self.start, self.first_weekday)
        month = self.start if self.reach is Reach.MONTH else None
        self._today = self._workspace.today()
        self.grid.days.show_cells(
            cells(self._language, days, month, self._today, with_lunar=self._with_lunar)
        )
        self._fill()

    def _take(self, read: Days) -> None:
        self._read = read
        self._fill()
        chosen = self.entry()
        if chosen is not None and chosen.key == self._wanted:
            self._wanted = ""

    def _fill(self) -> None:
        shown = self._read
        if len(self._kinds) < len(EntryKind):
            shown = {
                day: tuple(one for one in some if one.kind in self._kinds)
                for day, some in shown.items()
            }
        self.grid.days.fill(shown)
        self._choose(self.day)

    def _choose(self, day: date, key: str = "") -> None:
        self.day = day
        self.grid.choose(day)
        cell = self.grid.current_cell()
        if cell is not None:
            self.pane.show_cell(cell, key or self._wanted)
        self.changed.emit()

    def _mark(self, key: str) -> None:
        self.grid.chosen_entry(key)
        self.changed.emit()

    def _enter(self, day: date) -> None:
        """Go into a day that has something, on an empty one plan a visit."""
        cell = self.grid.current_cell()
        if cell is not None and cell.entries:
            self.pane.view.setFocus()
        else:
            self.plan_wanted.emit(day)
