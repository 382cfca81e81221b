"""The page of the morning: what to do now, ranked, each with its reason and one action."""

from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.list_filters import Answer, FilterKey
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.list_views import ListView
from crm_desktop.domain.today import Day, Proposal, TodayAct, TodayPart
from crm_desktop.services import today as service
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.screen import Screen
from crm_desktop.ui.today.day_acts import DayActs
from crm_desktop.ui.today.entry_panel import ASKED
from crm_desktop.ui.today.page_parts import DayHead, TodayBody
from crm_desktop.ui.today.row_menu import RowActs, RowMenu
from crm_desktop.ui.today.rows import day_rows
from crm_desktop.ui.workspace import Workspace

MORE = 50
LOOKED_AFTER_MS = 12
MINUTE_MS = 60_000
READ_AGAIN_MINUTES = 5
"""Clocks of complaints and times of visits pass while the page is open."""
_UNSEEN = frozenset({Kind.PRINTED_BRIEF, Kind.ATTACHMENT})


class TodayPage(Screen):
    """Reads the day off the UI thread; every action goes on from the line that is chosen."""

    def __init__(self, workspace: Workspace, icons: Icons) -> None:
        super().__init__(workspace, icons)
        self._limits = dict(service.USUAL_LIMITS)
        self._day: Day | None = None
        self._minutes = 0
        self.head = DayHead(workspace, icons)
        self.body = TodayBody(workspace, icons)
        self.view = self.body.view
        self._look = QTimer(self, singleShot=True, interval=LOOKED_AFTER_MS)
        self._clock = QTimer(self, interval=MINUTE_MS)
        self._build()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read the day again."""
        workspace = self.workspace
        database, playbook = workspace.database, workspace.playbook
        wish = service.day_wish(workspace.today(), workspace.clock(), self._limits)

        def work() -> tuple[Day, bool]:
            return service.load_day(database, wish, playbook), service.has_customers(database)

        topic = f"today-{id(self)}"
        tasks, failed = workspace.tasks, workspace.tell_problem
        tasks.look_up(topic, work, self._take, failed=failed, owner=self)
        self.body.capacity.reload()
        self.body.privacy.reload()

    def concerns(self, changes: Changes) -> bool:
        """Nearly every record may make something due, or done."""
        return not changes.is_empty and not changes.kinds <= _UNSEEN

    def handlers(self) -> Mapping[ActionCode, Callable[[], None]]:
        """Return what may be done with the chosen line, and with the visits of the day."""
        found: dict[ActionCode, Callable[[], None]] = {}
        if self._day is not None and self._day.visits:
            found[ActionCode.DAY_PLAN] = self._print_all
        one = self._chosen()
        if one is not None:
            found[ActionCode.PRINT_BRIEF] = lambda: self._acts.print_brief(one)
            found[ActionCode.LOG] = lambda: self.body.entry.ask(one, TodayAct.LOG_CALL)
            found[ActionCode.PLAN_VISIT] = lambda: self._acts.plan_visit(one)
        return found

    def take_focus(self) -> None:
        """Begin in the list, so that arrows and Enter work at once."""
        self.body.take_focus()

    def open_cadence(self) -> None:
        """Open what a week has room for and how often each tier is met."""
        capacity = self.body.capacity
        capacity.details.setChecked(False)
        capacity.details.setChecked(True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Look at the clock while the page is seen."""
        super().showEvent(event)
        self._clock.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """A narrow window shows the list alone."""
        super().resizeEvent(event)
        self.body.fit(self.width())

    @cached_property
    def _acts(self) -> DayActs:
        return DayActs(self.workspace, self)

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 16, 0, 12)
        rows.setSpacing(8)
        rows.addWidget(self.head)
        rows.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.head.print_all.clicked.connect(self._print_all)
        self.head.part_wanted.connect(self.view.go_to)
        view, side = self.view, self.body.side
        view.acted.connect(self._act)
        view.opened.connect(self._acts.open_card)
        view.put_away.connect(self._acts.put_away)
        view.menu_wanted.connect(self._open_menu)
        view.more_wanted.connect(self._show_more)
        view.chosen.connect(self._look.start)
        self._look.timeout.connect(self._show_chosen)
        self._clock.timeout.connect(self._minute_passed)
        self.body.entry.closed.connect(self.take_focus)
        side.card_wanted.connect(lambda: self._of_chosen(self._acts.open_card))
        side.brief_wanted.connect(lambda: self._of_chosen(self._acts.print_brief))
        side.visit_wanted.connect(lambda: self._of_chosen(self._acts.plan_visit))
        side.taboos_wanted.connect(
            lambda: self._of_chosen(lambda one: self._acts.open_card(one, CardTab.PREFERENCES))
        )

    def _take(self, found: tuple[Day, bool]) -> None:
        self._day, has_customers = found
        had_focus = self.view.hasFocus()
        self.view.show_rows(list(day_rows(self.language, self._day)))
        self.head.show_day(self._day)
        self._show_minute()
        self.body.show_list(is_empty=not self._day.parts, has_customers=has_customers)
        if had_focus:
            self.take_focus()
        self._show_chosen()

    def _chosen(self) -> Proposal | None:
        row = self.view.current()
        return row.proposal if row is not None else None

    def _of_chosen(self, act: Callable[[Proposal], None]) -> None:
        one = self._chosen()
        if one is not None:
            act(one)

    def _act(self, one: Proposal) -> None:
        if one.act in ASKED:
            self.body.entry.ask(one, one.act)
        else:
            self._acts.act(one)

    def _open_menu(self, one: Proposal, place: QPoint) -> None:
        acts = RowActs(
            act=self._act,
            open_card=self._acts.open_card,
            open_visit=self._acts.open_visit,
            plan_visit=self._acts.plan_visit,
            log_call=lambda one: self.body.entry.ask(one, TodayAct.LOG_CALL),
            broken=self._acts.broken,
            later=self._acts.later,
            put_away=self._acts.put_away,
        )
        today, look = self.workspace.today(), (self.icons, self.language)
        RowMenu(one, acts, self.view, today=today, look=look).popup(place)

    def _show_more(self, part: TodayPart) -> None:
        """All that are overdue are a list of customers; of the rest some more are shown."""
        if part is TodayPart.TOUCH:
            terms = {FilterKey.OVERDUE: (Answer.YES.value,)}
            query = ListQuery(ListColumn.OVERDUE, descending=True, terms=terms)
            self.workspace.navigation.view_wanted.emit(ListView("", query))
            return
        self._limits[part] += MORE
        self.reload()

    def _show_chosen(self) -> None:
        self._look.stop()
        self.body.show_chosen(self._chosen())
        self.handlers_changed.emit()

    def _print_all(self) -> None:
        """The briefs of the day in order of time; the page offers the plan of the day with them."""
        if self._day is not None and self._day.visits:
            orders = [BriefOrder(one.who.customer_id, one.record_id) for one in self._day.visits]
            self.workspace.navigation.brief_wanted.emit(orders)

    def _minute_passed(self) -> None:
        if not self.isVisible():
            self._clock.stop()
            return
        self._minutes += 1
        if self._minutes % READ_AGAIN_MINUTES == 0:
            self.reload()
        else:
            self._show_minute()

    def _show_minute(self) -> None:
        is_wanted = self._day is not None and self.workspace.habits.shows_minute
        self.body.minute.setVisible(is_wanted)
        if self._day is not None and is_wanted:
            self.body.minute.show_day(self._day, self.workspace.clock())
