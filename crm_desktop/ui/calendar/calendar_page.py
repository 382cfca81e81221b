"""The calendar: a month or week of visits and days to remember beside a day, the agenda."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.visits import DatedVisit
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.calendar.calendar_head import AGENDA, VIEWS, CalendarHead
from crm_desktop.ui.calendar.month_panel import MonthPanel
from crm_desktop.ui.calendar.months import Reach
from crm_desktop.ui.calendar.moves import Mover
from crm_desktop.ui.calendar.week_print import WeekPrint
from crm_desktop.ui.calendar.whom_to_visit import WhomToVisit
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.visits.agenda import Agenda
from crm_desktop.ui.visits.agenda_rows import Row
from crm_desktop.ui.visits.days import AgendaDay
from crm_desktop.ui.visits.entries import Entry, EntryKind, tab_of
from crm_desktop.ui.workspace import Workspace

_SHOWN = frozenset(
    {Kind.VISIT, Kind.VISIT_CONTACT, Kind.CUSTOMER, Kind.CONTACT, Kind.AFFILIATION}
    | {Kind.IMPORTANT_DATE, Kind.CONTRACT, Kind.PROMISE, Kind.DISMISSAL, Kind.TABOO}
)


class CalendarPage(Screen):
    """Two views of the same days; what is asked for in either is done here."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self.head = CalendarHead(workspace, icons)
        self.whom = WhomToVisit(workspace)
        self.month = MonthPanel(workspace, icons)
        self.agenda = Agenda(workspace, icons, self._plan)
        self.mover = Mover(workspace, self)
        self.week = WeekPrint(workspace, self.head.print_week, self._chosen_week)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.head.show_kinds(EntryKind, with_lunar=self.language.code is LanguageCode.CHINESE)
        self._take_kinds()
        self._show_view(Reach.MONTH)
        self.reload()

    @property
    def view(self) -> str:
        """Which view is shown: month, week or agenda."""
        is_agenda = self._stack.currentWidget() is self.agenda
        return AGENDA if is_agenda else self.month.reach.value

    def reload(self) -> None:
        """Read again what is shown."""
        shown = self.agenda if self.view == AGENDA else self.month
        shown.reload()

    def concerns(self, changes: Changes) -> bool:
        """Visits, days to remember, promises, and whose they are."""
        return bool(changes.kinds & _SHOWN)

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Filter, plan, print the chosen day or visit."""
        found: dict[ActionCode, Callable[[], None]] = {ActionCode.PLAN_VISIT: self._plan}
        if self.view == AGENDA:
            found[ActionCode.FILTER] = self.head.filter.setFocus
        day = self._printable_day()
        if day is not None:
            found[ActionCode.DAY_PLAN] = lambda: self._print_visits(day.printable)
        entry = self._chosen_entry()
        if entry is not None and entry.visit is not None:
            visit = entry.visit
            found[ActionCode.PRINT_BRIEF] = lambda: self._print_visits([visit])
        return found

    def state(self) -> State:
        """Remember the view, what is shown in it, and the filter."""
        return {
            "view": self.view,
            "kinds": sorted(self.head.kinds),
            "lunar": self.head.lunar.isChecked(),
            "filter": self.head.filter.text(),
            "week": self.week.state(),
        }

    def restore(self, state: State) -> None:
        """Take up what was shown."""
        kinds, lunar, view, week = (state.get(one) for one in ("kinds", "lunar", "view", "week"))
        known = [one for one in EntryKind if one in kinds] if isinstance(kinds, list) else EntryKind
        with_lunar = lunar if isinstance(lunar, bool) else self.head.lunar.isChecked()
        self.head.show_kinds(known, with_lunar=with_lunar)
        self.head.filter.setText(str(state.get("filter") or ""))
        self.week.restore(week if isinstance(week, dict) else {})
        self._take_kinds()
        self._show_view(str(view) if str(view) in VIEWS else Reach.MONTH)
        self.reload()

    def take_focus(self) -> None:
        """Begin on the days; on the agenda, or on planning where there is none."""
        if self.view != AGENDA:
            self.month.grid.setFocus()
        else:
            (self.head.plan if self.agenda.is_empty else self.agenda.view).setFocus()

    def _build(self) -> None:
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        self._stack.addWidget(self.month)
        self._stack.addWidget(self.agenda)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in (self.head, self.whom, line):
            rows.addWidget(widget)
        rows.addWidget(self._stack, 1)

    def _connect(self) -> None:
        head, month, agenda = self.head, self.month, self.agenda
        head.stepped.connect(month.step)
        head.today_wanted.connect(month.go_today)
        head.view_wanted.connect(self._change_view)
        head.shown_changed.connect(self._take_kinds)
        head.filter.textChanged.connect(agenda.narrow)
        head.plan.clicked.connect(lambda _: self._plan())
        month.changed.connect(self._show_title)
        month.plan_wanted.connect(self._plan)
        month.grid.opened.connect(self._open_entry)
        month.grid.dropped.connect(self.mover.move)
        month.grid.moved.connect(self._move_chosen)
        month.pane.print_wanted.connect(lambda _: self._print_day(month.agenda_day()))
        agenda.view.print_wanted.connect(lambda day: self._print_day(agenda.day(day)))
        agenda.changed.connect(self.handlers_changed)
        for view in (month.pane.view, agenda.view):
            view.opened.connect(self._open_row)
            view.moved.connect(self.mover.move_by)
        self.mover.moved.connect(month.show_day)
        self.whom.left.connect(self.take_focus)

    def _change_view(self, view: str) -> None:
        self._show_view(view)
        self.reload()
        self.take_focus()

    def _show_view(self, view: str) -> None:
        self._stack.setCurrentWidget(self.agenda if view == AGENDA else self.month)
        if view != AGENDA:
            self.month.show_reach(Reach(view))
        self._show_title()

    def _show_title(self) -> None:
        is_agenda = self.view == AGENDA
        title = self.language.text("Agenda") if is_agenda else self.month.title()
        self.head.show_view(self.view, title)
        self.handlers_changed.emit()

    def _take_kinds(self) -> None:
        """Show what is wanted of what was read."""
        kinds = self.head.kinds
        self.agenda.show_kinds(kinds)
        self.month.show_kinds(kinds, with_lunar=self.head.lunar.isChecked())

    def _move_chosen(self, days: int) -> None:
        entry = self._chosen_entry()
        if entry is not None:
            self.mover.move_by(entry, days)

    def _chosen_entry(self) -> Entry | None:
        if self.view != AGENDA:
            return self.month.entry()
        row = self.agenda.view.current()
        return row.entry if row is not None else None

    def _plan(self, day: date | None = None) -> None:
        self.whom.ask(day)

    def _open_entry(self, entry: Entry) -> None:
        navigation = self.workspace.navigation
        if entry.visit is not None:
            visit = entry.visit.visit
            navigation.visit_wanted.emit(visit.customer_id, visit.id)
        elif entry.customer_id is not None:
            navigation.card_wanted.emit(entry.customer_id, tab_of(entry))

    def _open_row(self, row: Row) -> None:
        if row.entry is not None:
            self._open_entry(row.entry)
        elif row.customer_id is not None:
            self.workspace.navigation.card_wanted.emit(row.customer_id, CardTab.OVERVIEW)

    def _printable_day(self) -> AgendaDay | None:
        """Return the chosen day, else the next one, with something to print."""
        shown = self.agenda if self.view == AGENDA else self.month
        return shown.printable_day()

    def _chosen_week(self) -> tuple[date, int]:
        """Return the day that is chosen, and the weekday that weeks begin on."""
        row = self.agenda.view.current() if self.view == AGENDA else None
        day = row.day if row is not None else None
        return day or self.month.day, self.month.first_weekday

    def _print_day(self, day: AgendaDay | None) -> None:
        self._print_visits(day.printable if day is not None else ())

    def _print_visits(self, visits: Sequence[DatedVisit]) -> None:
        orders = [BriefOrder(one.visit.customer_id, one.visit.id) for one in visits]
        if orders:
            self.workspace.navigation.brief_wanted.emit(orders)
