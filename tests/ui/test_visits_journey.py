"""From the agenda to the paper and back in the real window, in both languages, by keys."""

from datetime import date

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.visits import Visit
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.text import LanguageCode
from crm_desktop.ui.briefs.brief_page import BriefPage
from crm_desktop.ui.briefs.page_view import PageView
from crm_desktop.ui.calendar.calendar_page import CalendarPage
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.visits.visit_page import VisitPage


@pytest.fixture(params=list(LanguageCode))
def any_host(request, make_host, sample_path):
    return make_host(sample_path, request.param)


def test_a_day_is_printed_and_a_visit_opened_by_keys_alone(any_host, qtbot):
    person = Person(any_host)
    window = any_host.window

    person.press("Ctrl+4")
    assert isinstance(window.page, CalendarPage)
    person.click_button(any_host.language.text("Agenda"))
    qtbot.waitUntil(lambda: bool(window.page.agenda.view.rows.rows))
    person.press("Ctrl+Shift+P")
    assert isinstance(window.page, BriefPage)
    view = window.page.findChild(PageView)
    qtbot.waitUntil(lambda: view.is_drawn)

    person.press("Esc")
    assert isinstance(window.page, CalendarPage)
    person.click_button(any_host.language.text("Visits"))
    person.click_button(any_host.language.text("Days to remember"))
    person.click_button(any_host.language.text("Promises due"))
    person.click_button(any_host.language.text("Visits"))
    window.page.agenda.view.setFocus()
    person.press("Return")
    assert isinstance(window.page, VisitPage)
    person.press("Ctrl+P")
    assert isinstance(window.page, BriefPage)
    person.press("Esc")
    assert isinstance(window.page, VisitPage)


def test_a_visit_planned_in_the_window_stands_on_its_brief(any_host, qtbot):
    database = any_host.workspace.database
    with database.write("stored") as work:
        key = work.add(Customer("Zebra Works"))
    person, window = Person(any_host), any_host.window
    any_host.workspace.navigation.visit_wanted.emit(key, None)
    person.wait()
    field = window.page.findChild(QLineEdit, "visit_on")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    QTest.keyClicks(field, "2026-03-12")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    person.wait()
    QTest.keyClicks(window.page.findChild(QLineEdit, "venue"), "Harbour Tower")

    window.page.findChild(QLineEdit, "venue").setFocus()
    person.press("Ctrl+P")

    view = window.page.findChild(PageView)
    qtbot.waitUntil(lambda: "Harbour" in view.accessibleDescription())
    with database.read() as reading:
        (visit,) = reading.values(Kind.VISIT, "WHERE customer_id = ?", (key,))
    assert (visit.visit_on, visit.venue) == (date(2026, 3, 12), "Harbour Tower")


def test_the_window_answers_at_once_on_every_visit_page(any_host, qtbot):
    person, navigation = Person(any_host), any_host.workspace.navigation
    database = any_host.workspace.database
    with database.write("stored") as work:
        key = work.add(Customer("Zebra Works"))
        visit = work.add(Visit(key, date(2026, 3, 12)))
    for _ in range(2):
        navigation.page_wanted.emit(Page.CALENDAR)
        person.wait()
        navigation.visit_wanted.emit(key, visit)
        person.wait()
        navigation.brief_wanted.emit([BriefOrder(key, visit)])
        person.wait()
    person.watch()

    person.press("Ctrl+4")
    person.press("Return")
    person.press("Ctrl+P")
    person.press("Ctrl++")
    person.press("End")

    assert [one for one in person.held_ms if one[0] > 50] == []
