"""The month in the real window by keys and by the mouse: going, opening, planning, moving."""

from datetime import date, time, timedelta

import pytest
from person import Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.taboos import Taboo, TabooCalendar
from crm_desktop.domain.visits import Visit, VisitState
from crm_desktop.services.recent_things import ThingKind
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.calendar import moves
from crm_desktop.ui.card.card_page import CardPage
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.notices import NoticeArea
from crm_desktop.ui.palette.recent_log import RecentLog
from crm_desktop.ui.visits.visit_page import VisitPage

DAY = date(2026, 5, 13)
"""A Wednesday."""


class Desk:
    """The calendar of a host, with what was put into it."""

    def __init__(self, host) -> None:
        self.host, self.person = host, Person(host)
        self.database = host.workspace.database
        self.customer = self.add(Customer("Zebra Works"))
        host.window.resize(1280, 800)
        host.window.go(Page.CALENDAR)
        self.person.wait()

    @property
    def page(self):
        return self.host.window.page

    @property
    def grid(self):
        return self.page.month.grid

    @property
    def pane(self):
        return self.page.month.pane

    def add(self, value) -> int:
        with self.database.write("stored") as work:
            return work.add(value)

    def visit(self, on: date = DAY, **fields) -> int:
        key = self.add(Visit(self.customer, on, **fields))
        self.go(on)
        return key

    def go(self, day: date) -> None:
        self.page.month.show_day(day)
        self.page.reload()
        self.person.wait()
        self.grid.setFocus()
        self.person.wait()

    def day_of(self, key: int) -> date:
        with self.database.read() as reading:
            return reading.get(Kind.VISIT, key).visit_on

    def rows(self) -> list[str]:
        return [one.text for one in self.pane.view.rows.rows]

    def at(self, day: date, line: int | None = None) -> QPoint:
        """A point on a line of a day, on the number without."""
        area = self.grid.cell_rect(day)
        if line is None:
            return area.topLeft() + QPoint(40, 10)
        cell = self.grid.days.cell(self.grid.days.index_of(day))
        lines, _ = self.grid.painter._lines(cell, area)
        return lines[line][1].center()

    def mouse(self, act, at: QPoint) -> None:
        button = Qt.MouseButton.LeftButton
        if act is QTest.mouseMove:
            move(self.grid.viewport(), at)
        else:
            act(self.grid.viewport(), button, pos=at)
        self.person.wait()

    def drag(self, start: QPoint, *way: QPoint) -> None:
        self.mouse(QTest.mousePress, start)
        self.mouse(QTest.mouseMove, start + QPoint(3, 3))
        for at in way:
            self.mouse(QTest.mouseMove, at)

    def notices(self) -> str:
        area = self.host.window.findChild(NoticeArea)
        return " ".join(one.text() for one in area.findChildren(QLabel))


def move(viewport, at: QPoint) -> None:
    """Move with the left button down, which QTest.mouseMove does not say."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    place = QPointF(viewport.mapToGlobal(at))
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), place, left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


@pytest.fixture
def desk(make_host, customer_file) -> Desk:
    return Desk(make_host(customer_file))


def test_arrows_go_by_day_and_week_and_turn_the_month(desk):
    desk.go(date(2026, 5, 29))
    grid, month = desk.grid, desk.page.month

    desk.person.press("Right")
    desk.person.press("Down")

    assert month.day == date(2026, 6, 6)
    assert month.start == date(2026, 6, 1)
    assert grid.current_cell().day == date(2026, 6, 6)
    desk.person.press("PgUp")
    desk.person.press("PgUp")
    assert month.day == date(2026, 4, 6)
    desk.person.press("T")
    assert month.day == desk.host.workspace.today()
    desk.person.press("Left")
    desk.person.press("Home")
    assert month.day == desk.host.workspace.today()
    assert desk.page.head.title.text() == "March 2026"


def test_a_week_is_shown_and_turned_by_the_week(desk):
    desk.visit(visit_time=time(9, 30))
    desk.person.click_button("Week")

    assert desk.page.head.title.text() == "May 11 – May 17, 2026"
    assert desk.grid.days.rowCount() == 1
    assert desk.rows() == ["Zebra Works"]
    desk.grid.setFocus()
    desk.person.press("PgDown")
    assert desk.page.month.day == DAY + timedelta(days=7)
    desk.person.press("Left")
    desk.person.press("Up")
    assert desk.page.month.day == DAY - timedelta(days=1)
    desk.person.press("Right")
    desk.person.press("Alt+Right")
    assert desk.rows() == ["Zebra Works"]
    assert desk.page.month.day == DAY + timedelta(days=1)
    state = desk.page.state()
    assert state["view"] == "week"
    desk.person.click_button("Month")
    desk.page.restore(state)
    assert desk.page.view == "week"


def test_a_click_chooses_a_day_and_its_entries_stand_beside(desk):
    desk.visit(visit_time=time(9, 30))
    desk.go(DAY - timedelta(days=2))

    desk.mouse(QTest.mouseClick, desk.at(DAY))

    assert desk.rows() == ["Zebra Works"]
    assert desk.pane.day == DAY


def test_enter_goes_into_a_day_and_opens_what_stands_there(desk):
    desk.visit()

    desk.person.press("Return")
    assert desk.person.focused is desk.pane.view
    desk.person.press("Return")

    assert isinstance(desk.page, VisitPage)


def test_a_double_click_opens_a_visit(desk):
    desk.visit()

    desk.mouse(QTest.mouseDClick, desk.at(DAY, 0))

    assert isinstance(desk.page, VisitPage)


def test_a_birthday_leads_to_the_card(desk):
    desk.add(ImportantDate(DateKind.BIRTHDAY, 5, 13, customer_id=desk.customer))
    desk.go(DAY)

    assert desk.rows() == ["Zebra Works"]
    desk.mouse(QTest.mouseDClick, desk.at(DAY, 0))

    assert isinstance(desk.page, CardPage)


def test_enter_on_an_empty_day_plans_a_visit_on_it(desk):
    desk.go(DAY)

    desk.person.press("Return")
    desk.person.type("zebra")
    desk.person.press("Return")

    page = desk.page
    assert isinstance(page, VisitPage)
    desk.person.wait()
    venue = page.findChild(QLineEdit, "venue")
    venue.setFocus()
    desk.person.type("Tower")
    desk.person.press("Tab")
    with desk.database.read() as reading:
        (visit,) = reading.values(Kind.VISIT, "WHERE customer_id = ?", (desk.customer,))
    assert (visit.visit_on, visit.venue) == (DAY, "Tower")


def test_the_empty_plan_of_a_day_is_nothing_to_come_back_to(desk):
    log = desk.host.window.findChild(RecentLog)

    desk.host.workspace.navigation.visit_wanted.emit(desk.customer, DAY)
    log._store()
    desk.person.wait()

    assert [one.thing.kind for one in log.things() if one.thing.kind is ThingKind.VISIT] == []


def test_escape_puts_the_question_whom_to_visit_away(desk):
    desk.go(DAY)
    desk.person.press("Return")
    assert desk.page.whom.isVisible()

    desk.person.press("Esc")

    assert not desk.page.whom.isVisible()
    assert desk.person.focused is desk.grid


def test_a_visit_dragged_to_another_day_keeps_its_time_and_can_be_undone(desk):
    key = desk.visit(visit_time=time(9, 30))
    there = DAY + timedelta(days=8)

    desk.drag(desk.at(DAY, 0), desk.at(there))
    desk.mouse(QTest.mouseRelease, desk.at(there))
    desk.person.wait()

    assert desk.day_of(key) == there
    assert "Zebra Works: moved to Thursday, May 21, 2026." in desk.notices()
    assert desk.pane.day == there
    assert desk.rows() == ["Zebra Works"]
    with desk.database.read() as reading:
        assert reading.get(Kind.VISIT, key).visit_time == time(9, 30)
    desk.person.choose(ActionCode.UNDO)
    assert desk.day_of(key) == DAY


def test_escape_ends_a_drag_and_nothing_moves(desk):
    key = desk.visit()
    there = DAY + timedelta(days=1)

    desk.drag(desk.at(DAY, 0), desk.at(there))
    assert desk.grid.drag.is_on_way
    desk.person.press("Esc")
    desk.mouse(QTest.mouseRelease, desk.at(there))

    assert desk.day_of(key) == DAY
    assert not desk.grid.drag.is_on_way


def test_a_drag_at_the_edge_turns_the_month(desk, qtbot):
    key = desk.visit()
    desk.grid.drag._rest.setInterval(1)
    edge = QPoint(desk.grid.viewport().width() - 3, desk.at(DAY).y())

    desk.drag(desk.at(DAY, 0), edge)
    qtbot.waitUntil(lambda: desk.page.month.start > date(2026, 5, 1))
    desk.mouse(QTest.mouseMove, desk.grid.viewport().rect().center())
    target = desk.page.month.start + timedelta(days=9)
    desk.mouse(QTest.mouseMove, desk.at(target))
    desk.mouse(QTest.mouseRelease, desk.at(target))
    desk.person.wait()

    assert desk.day_of(key) == target


def test_a_visit_that_was_held_stays_and_says_why(desk):
    key = desk.visit(state=VisitState.HELD)

    desk.drag(desk.at(DAY, 0), desk.at(DAY + timedelta(days=1)))
    desk.mouse(QTest.mouseRelease, desk.at(DAY + timedelta(days=1)))
    desk.person.press("Alt+Right")

    assert desk.day_of(key) == DAY
    assert "Only a planned visit moves." in desk.notices()


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("Alt+Right", DAY + timedelta(days=1)),
        ("Alt+Left", DAY - timedelta(days=1)),
        ("Alt+Down", DAY + timedelta(days=7)),
        ("Alt+Up", DAY - timedelta(days=7)),
    ],
)
def test_alt_with_an_arrow_moves_the_chosen_visit(desk, keys, day):
    key = desk.visit()

    desk.person.press(keys)

    assert desk.day_of(key) == day
    assert desk.page.month.day == day
    desk.person.press(keys)
    assert desk.day_of(key) == day + (day - DAY)


def test_a_visit_that_could_not_be_moved_may_be_moved_again(desk, monkeypatch):
    key = desk.visit()

    def refuse(*_: object, **__: object) -> None:
        raise InputError("visit_over", id=key)

    with monkeypatch.context() as patch:
        patch.setattr(moves, "move_visit", refuse)
        desk.person.press("Alt+Right")
    assert desk.day_of(key) == DAY

    desk.person.press("Alt+Right")

    assert desk.day_of(key) == DAY + timedelta(days=1)


def test_a_move_onto_a_kept_day_is_told(desk):
    desk.add(Taboo(desk.customer, "家中祭祖", calendar=TabooCalendar.QINGMING))
    desk.visit(date(2026, 4, 4))

    desk.person.press("Alt+Right")

    assert "家中祭祖" in desk.notices()


def test_chips_leave_kinds_out_and_are_remembered(desk):
    desk.add(ImportantDate(DateKind.BIRTHDAY, 5, 13, customer_id=desk.customer))
    desk.visit()
    assert len(desk.rows()) == 2

    desk.person.click_button("Days to remember")
    desk.person.click_button("Lunar dates")

    assert len(desk.rows()) == 1
    state = desk.page.state()
    assert state["kinds"] == ["promises", "visits"]
    assert state["lunar"] is True
    other = type(desk.page)(desk.host.workspace, desk.host.window.icons)
    other.restore(state)
    assert other.state() == state
    other.restore({"kinds": 7, "view": [], "lunar": "yes", "filter": None})
    other.deleteLater()


def test_more_than_a_cell_holds_leads_beside(desk):
    for hour in range(8, 18):
        desk.add(Visit(desk.customer, DAY, time(hour)))
    desk.go(DAY)
    area = desk.grid.cell_rect(DAY)
    cell = desk.grid.current_cell()
    lines, more = desk.grid.painter._lines(cell, area)
    assert more == 10 - len(lines)

    desk.mouse(QTest.mouseClick, QPoint(area.left() + 20, lines[-1][1].bottom() + 6))

    assert desk.person.focused is desk.pane.view
    assert len(desk.rows()) >= 10


def test_the_chosen_day_is_printed(desk):
    desk.visit()
    wishes: list = []
    navigation = desk.host.workspace.navigation
    navigation.brief_wanted.disconnect()
    navigation.brief_wanted.connect(wishes.append)

    desk.person.press("Ctrl+Shift+P")
    desk.person.press("Ctrl+P")
    desk.person.click_button("Print day…")

    assert [order.customer_id for orders in wishes for order in orders] == [desk.customer] * 3


def test_a_day_offers_to_print_what_would_be_printed(desk):
    """A visit of today that was held has no brief any more, one of a day that is over has."""
    today = desk.host.workspace.today()
    (button,) = (one for one in desk.pane.findChildren(QPushButton) if "Print" in one.text())

    desk.visit(today, state=VisitState.HELD)
    assert not button.isEnabled()

    desk.visit(today - timedelta(days=1), state=VisitState.HELD)
    assert button.isEnabled()


def test_a_screen_reader_hears_days_and_entries(desk):
    desk.visit(visit_time=time(9))

    index = desk.grid.days.index_of(DAY)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Wednesday, May 13, 2026, 1 entry, Visit: 09:00 Zebra Works"
    face = QAccessible.queryAccessibleInterface(desk.grid)
    assert face.childCount() > 42


def test_another_day_begins_while_the_month_is_shown(desk):
    before = desk.host.workspace.today()
    later = desk.host.clock() + timedelta(days=1)

    desk.host.clock = desk.host.workspace.clock = lambda: later
    desk.host.watch.watch_day()
    desk.person.wait()

    days = desk.grid.days
    marked = [
        day
        for day in (before, before + timedelta(days=1))
        if days.cell(days.index_of(day)).is_today
    ]
    assert marked == [before + timedelta(days=1)]


@pytest.mark.parametrize("code", list(LanguageCode))
def test_a_visit_is_planned_moved_and_put_back_by_keys_in_both_languages(
    make_host, customer_file, code
):
    desk = Desk(make_host(customer_file, code))
    desk.go(DAY)
    desk.person.press("Return")
    desk.person.type("zebra")
    desk.person.press("Return")
    desk.page.findChild(QLineEdit, "venue").setFocus()
    desk.person.type("Tower")
    desk.person.press("Tab")
    desk.person.press("Ctrl+4")
    desk.person.press("Alt+Down")
    with desk.database.read() as reading:
        (visit,) = reading.values(Kind.VISIT, "WHERE customer_id = ?", (desk.customer,))
    assert visit.visit_on == DAY + timedelta(days=7)
    assert desk.page.month.day == visit.visit_on
    moved = desk.host.language.date(visit.visit_on, "full")
    assert moved in desk.notices()

    desk.person.press("Ctrl+Z")

    assert desk.day_of(visit.id) == DAY


def test_the_month_speaks_chinese(make_host, sample_path):
    desk = Desk(make_host(sample_path, LanguageCode.CHINESE))
    desk.go(date(2026, 2, 17))

    assert desk.page.head.title.text() == "2026年2月"
    assert desk.page.head.lunar.isChecked()
    cell = desk.grid.current_cell()
    assert (cell.lunar, cell.festival) == ("正月", "春节")
    header = desk.grid.days.headerData(0, Qt.Orientation.Horizontal)
    assert header == "周一"
    assert "春节" in desk.rows()[0]
