"""The agenda by keys and clicks: days, filter, printing a day, opening and planning."""

from datetime import date

import pytest
from brief_windows import planned
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.visits import Visit
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.calendar.calendar_page import CalendarPage
from crm_desktop.ui.visits.agenda_rows import RowKind
from crm_desktop.ui.visits.agenda_view import AgendaView


@pytest.fixture
def make_page(qtbot):
    def make(host) -> CalendarPage:
        page = CalendarPage(host.workspace, host.window.icons)
        page.restore({"view": "agenda", "kinds": ["visits"]})
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        host.tasks.drain()
        host.tasks.drain()
        return page

    return make


@pytest.fixture
def page(make_page, host) -> CalendarPage:
    return make_page(host)


@pytest.fixture
def wishes(host) -> list:
    """What the page asked the window for."""
    found: list = []
    navigation = host.workspace.navigation
    for signal in (navigation.brief_wanted, navigation.visit_wanted):
        signal.disconnect()
        signal.connect(lambda *wish: found.append(wish))
    return found


def view(page) -> AgendaView:
    return page.agenda.view


def rows(page, kind: RowKind) -> list[str]:
    return [one.text for one in view(page).rows.rows if one.kind is kind]


def choose(page, kind: RowKind, at: int = 0) -> None:
    found = [n for n, one in enumerate(view(page).rows.rows) if one.kind is kind]
    view(page).setCurrentIndex(view(page).rows.index(found[at]))


def test_visits_stand_by_day_from_tomorrow_on(page, host):
    assert rows(page, RowKind.SPAN)[0] == "Tomorrow"
    with host.workspace.database.read() as reading:
        names = {
            reading.get(Kind.CUSTOMER, one.customer_id).name
            for one in planned(host.workspace.database)
        }
    assert names <= set(rows(page, RowKind.VISIT))


def test_the_filter_finds_by_pinyin_and_says_when_nothing_is_left(page, host, qtbot):
    with host.workspace.database.write("stored") as work:
        key = work.add(Customer("郑钧达"))
        work.add(Visit(key, date(2026, 3, 13)))
    page.reload()
    host.tasks.drain()
    host.tasks.drain()

    page.handlers()[ActionCode.FILTER]()
    field = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClicks(field, "zhengjun")
    host.tasks.drain()
    assert rows(page, RowKind.VISIT) == ["郑钧达"]
    qtbot.keyClicks(field, "zzz")
    host.tasks.drain()

    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "Nothing matches the filter." in shown


def test_enter_on_a_visit_opens_it(page, wishes, qtbot):
    choose(page, RowKind.VISIT)

    qtbot.keyClick(view(page), Qt.Key.Key_Return)

    visit = view(page).current().visit.visit
    assert wishes == [(visit.customer_id, visit.id)]


def test_a_click_on_a_visit_opens_it(page, wishes, qtbot):
    choose(page, RowKind.VISIT)
    area = view(page).visualRect(view(page).currentIndex())

    qtbot.mouseClick(view(page).viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    visit = view(page).current().visit.visit
    assert wishes == [(visit.customer_id, visit.id)]


def test_a_day_is_printed_whole_by_its_link_by_enter_and_by_the_menu(page, host, wishes, qtbot):
    choose(page, RowKind.DAY)
    day = view(page).current().day
    area = view(page).visualRect(view(page).currentIndex())

    qtbot.keyClick(view(page), Qt.Key.Key_Return)
    page.handlers()[ActionCode.DAY_PLAN]()
    at = area.center()
    at.setX(area.right() - 30)
    qtbot.mouseClick(view(page).viewport(), Qt.MouseButton.LeftButton, pos=at)

    with host.workspace.database.read() as reading:
        visits = reading.values(Kind.VISIT, "WHERE visit_on = ?", (day.isoformat(),))
    assert len(wishes) == 3
    assert {one.visit_id for one in wishes[0][0]} == {one.id for one in visits}
    assert wishes[0] == wishes[1] == wishes[2]


def test_the_brief_of_the_chosen_visit_is_printed(page, wishes):
    choose(page, RowKind.VISIT, 1)
    visit = view(page).current().visit.visit

    page.handlers()[ActionCode.PRINT_BRIEF]()

    assert wishes == [([BriefOrder(visit.customer_id, visit.id)],)]


def test_a_visit_is_planned_by_typing_whom_to_visit(page, host, wishes, qtbot):
    with host.workspace.database.write("stored") as work:
        key = work.add(Customer("Zebra Works"))

    page.handlers()[ActionCode.PLAN_VISIT]()
    field = page.focusWidget()
    qtbot.keyClicks(field, "zebra")
    host.tasks.drain()
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert wishes == [(key, None)]
    assert not page.findChild(QListWidget).isVisible()


def test_visits_too_close_are_told_between_them(page, host):
    with host.workspace.database.write("stored") as work:
        from datetime import time

        for name in ("First", "Second"):
            key = work.add(Customer(name))
            work.add(Visit(key, date(2026, 3, 20), time(9)))
    page.reload()
    host.tasks.drain()
    host.tasks.drain()

    assert "First and Second overlap." in rows(page, RowKind.HINT)


def test_what_changes_elsewhere_shows_at_once_and_the_choice_stays(page, host):
    choose(page, RowKind.VISIT, 1)
    before = view(page).current().visit.visit.id
    database = host.workspace.database

    def plan():
        with database.write("visit_planned", params={"day": "2026-03-10"}) as work:
            work.add(Visit(work.add(Customer("Today Ltd")), date(2026, 3, 10)))
        return work.changes

    host.workspace.write(plan)
    for _ in range(3):
        host.tasks.drain()

    assert rows(page, RowKind.VISIT)[0] == "Today Ltd"
    assert view(page).current().visit.visit.id == before


def test_an_empty_agenda_teaches_what_to_do(make_page, make_host, customer_file, qtbot):
    host = make_host(customer_file)

    page = make_page(host)

    shown = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "Ctrl+M" in shown
    assert ActionCode.DAY_PLAN not in page.handlers()


def test_the_chinese_agenda_speaks_chinese(make_page, chinese_host):
    page = make_page(chinese_host)

    assert rows(page, RowKind.SPAN)[0] == "明天"
    words = [one.text() for one in page.findChildren(QAbstractButton)]
    assert "安排拜访…" in words
