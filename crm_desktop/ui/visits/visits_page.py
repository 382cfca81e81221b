"""The agenda: planned and past visits by day, printed by day, opened, and added."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.quick_search import Match, best_matches
from crm_desktop.services.visits import DatedVisit, visits_between
from crm_desktop.text import mark_in
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.customers.empty_state import EmptyState
from crm_desktop.ui.filter_line import filter_line
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import Label, set_tip
from crm_desktop.ui.screen import Screen, State
from crm_desktop.ui.visits.agenda_model import Row, agenda_rows
from crm_desktop.ui.visits.agenda_view import AgendaView
from crm_desktop.ui.visits.days import (
    AHEAD_DAYS,
    PAST_DAYS,
    AgendaDay,
    agenda,
    search_text,
    searched,
)
from crm_desktop.ui.visits.pick_line import SHOWN_HITS, PickLine
from crm_desktop.ui.workspace import Workspace

Read = list[tuple[DatedVisit, str]]
"""Visits, each with the text it is found by."""


class VisitsPage(Screen):
    """Visits of the last 90 and the next 400 days."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._visits: Read = []
        self._days: list[AgendaDay] = []
        self._is_read = False
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the visits again, off the UI thread."""
        database, today = self.workspace.database, self.workspace.today()
        first, last = today - timedelta(days=PAST_DAYS), today + timedelta(days=AHEAD_DAYS)

        def work() -> Read:
            return [(one, search_text(one)) for one in visits_between(database, first, last)]

        failed = self.workspace.tell_problem
        topic = f"agenda-{id(self)}"
        self.workspace.tasks.look_up(topic, work, self._take, failed=failed, owner=self)

    def concerns(self, changes: Changes) -> bool:
        """Visits, who attends, and the names of customers and people."""
        shown = {Kind.VISIT, Kind.VISIT_CONTACT, Kind.CUSTOMER, Kind.CONTACT}
        return bool(changes.kinds & shown)

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Filter, plan, print the chosen day or visit."""
        found: dict[ActionCode, Callable[[], None]] = {
            ActionCode.FILTER: self._filter.setFocus,
            ActionCode.PLAN_VISIT: self._plan,
        }
        day = self._chosen_day()
        if day is not None:
            found[ActionCode.DAY_PLAN] = lambda: self._print_day(day)
        row = self._view.current()
        if row is not None and row.visit is not None:
            found[ActionCode.PRINT_BRIEF] = lambda: self._print_visit(row)
        return found

    def state(self) -> State:
        """Remember the filter."""
        return {"filter": self._filter.text()}

    def restore(self, state: State) -> None:
        """Take up the filter."""
        self._filter.setText(str(state.get("filter") or ""))

    def take_focus(self) -> None:
        """Begin on the agenda, or on planning where there is none."""
        (self._plan_button if self._is_read and not self._days else self._view).setFocus()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._head())
        rows.addWidget(self._picker())
        text = self.language.text
        self._view = AgendaView(self.workspace.theme, text("Visits by day"))
        self._view.opened.connect(self._open)
        self._view.print_wanted.connect(self._print_day)
        chosen = self._view.selectionModel().currentChanged
        chosen.connect(lambda *_: self.handlers_changed.emit())
        self._no_hit = Label(text("No visit matches the filter."), "muted")
        self._no_hit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._none_yet = self._nothing()
        for widget in (self._view, self._no_hit, self._none_yet):
            self._stack.addWidget(widget)
        rows.addWidget(self._stack, 1)

    def _head(self) -> QFrame:
        text = self.language.text
        head = QFrame()
        head.setProperty("look", "plain")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 16, 20, 8)
        row.setSpacing(12)
        row.addWidget(Label(self.language.text(mark_in("page", "Visits")), "title"))
        row.addStretch(1)
        hint = text("Filter by customer, person, place, objective")
        self._filter = filter_line(self.icons, text("Filter the visits"), hint)
        self._filter.textChanged.connect(self._show)
        self._plan_button = icon_button(
            self.icons, "calendar-plus", text("Plan a visit…"), "on_accent"
        )
        self._plan_button.setProperty("look", "primary")
        self._plan_button.clicked.connect(self._plan)
        set_tip(self._plan_button, self.language.with_note(text("Plan a visit…"), "Ctrl+M"))
        row.addWidget(self._filter)
        row.addWidget(self._plan_button)
        return head

    def _picker(self) -> QFrame:
        database = self.workspace.database
        self._pick = PickLine(
            self.workspace,
            self.language.text("Whom will you visit? Name, pinyin, initials or phone"),
            lambda text: best_matches(database, text, limit=SHOWN_HITS),
            lambda hit: " · ".join(part for part in (hit.name, hit.tier, hit.city) if part),
        )
        self._pick.found.connect(self._plan_for)
        self._pick_frame = QFrame()
        self._pick_frame.setProperty("look", "plain")
        column = QVBoxLayout(self._pick_frame)
        column.setContentsMargins(20, 0, 20, 8)
        column.addWidget(self._pick)
        self._pick_frame.hide()
        return self._pick_frame

    def _take(self, visits: Read) -> None:
        self._visits, self._is_read = visits, True
        self._show()

    def _show(self) -> None:
        """Show what the filter leaves, with the same row chosen as before."""
        if not self._is_read:
            return
        before, words = self._view.current(), searched(self._filter.text())
        left = [one for one, text in self._visits if all(word in text for word in words)]
        today = self.workspace.today()
        self._days = agenda(left, today)
        self._view.rows.show(list(agenda_rows(self.language, self._days, today)))
        visit = before.visit.visit.id if before is not None and before.visit else None
        self._view.choose(visit, before.day if before is not None else None)
        self._tell_empty(has_filter=bool(words))
        self.handlers_changed.emit()

    def _tell_empty(self, *, has_filter: bool) -> None:
        shown = self._no_hit if has_filter else self._none_yet
        self._stack.setCurrentWidget(self._view if self._days else shown)

    def _nothing(self) -> EmptyState:
        text = self.language.text
        told = text(
            "Press Ctrl+M and choose whom to visit. Visits stand here by day, and the briefs of a"
            " day are printed together."
        )
        shown = EmptyState(self.icons, "calendar", (text("No visit planned"), told))
        shown.show_choices([(text("Plan a visit…"), "calendar-plus", self._plan)])
        return shown

    def _plan(self) -> None:
        self._pick_frame.show()
        self._pick.line.setFocus()

    def _plan_for(self, match: Match) -> None:
        self._pick_frame.hide()
        self.workspace.navigation.visit_wanted.emit(match.customer_id, None)

    def _open(self, row: Row) -> None:
        if row.visit is not None:
            visit = row.visit.visit
            self.workspace.navigation.visit_wanted.emit(visit.customer_id, visit.id)

    def _chosen_day(self) -> date | None:
        """Return the day of the chosen row, else the next one with something to print."""
        row = self._view.current()
        printable = [one.day for one in self._days if one.printable]
        if row is not None and row.day in printable:
            return row.day
        return printable[0] if printable else None

    def _print_day(self, day: date) -> None:
        found = next((one.printable for one in self._days if one.day == day), ())
        orders = [BriefOrder(one.visit.customer_id, one.visit.id) for one in found]
        if orders:
            self.workspace.navigation.brief_wanted.emit(orders)

    def _print_visit(self, row: Row) -> None:
        if row.visit is not None:
            visit = row.visit.visit
            self.workspace.navigation.brief_wanted.emit([BriefOrder(visit.customer_id, visit.id)])
