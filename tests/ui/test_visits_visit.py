"""A visit by keys and clicks: planned, checked while one types, printed, held, undone."""

import pytest
from brief_windows import planned
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.visits import VisitState
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.database import Database
from crm_desktop.storage.engine import connect
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.visits.visit_page import VisitPage


@pytest.fixture
def customer(host) -> int:
    """A firm with two people, of whom one is the main contact and keeps a taboo."""
    with host.workspace.database.write("stored") as work:
        key = work.add(Customer("Zebra Works"))
        main = work.add(Contact("Ann Lee"))
        other = work.add(Contact("Bo Chen"))
        work.add(Affiliation(main, key, title="Director", is_main=True))
        work.add(Affiliation(other, key))
        work.add(Taboo(key, "No pork at the table", contact_id=main))
    return key


@pytest.fixture
def make_page(qtbot):
    def make(host) -> VisitPage:
        page = VisitPage(host.workspace, host.window.icons)
        qtbot.addWidget(page)
        page.resize(1300, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture
def page(make_page, host) -> VisitPage:
    return make_page(host)


def visits(database: Database, customer: int):
    with database.read() as reading:
        return reading.values(Kind.VISIT, "WHERE customer_id = ? ORDER BY id", (customer,))


def attending(database: Database, visit: int) -> list[str]:
    with database.read() as reading:
        found = reading.by_ids(Kind.VISIT_CONTACT, "visit_id", [visit])
        return [
            one.name for one in reading.by_ids(Kind.CONTACT, "id", [o.contact_id for o in found])
        ]


def line(page, name: str) -> QLineEdit:
    return page.findChild(QLineEdit, name)


def note(page, name: str) -> QPlainTextEdit:
    return page.findChild(QPlainTextEdit, name)


def press(page, words: str) -> None:
    settle(page)
    found = [
        one
        for one in page.findChildren(QAbstractButton)
        if words in (one.text(), one.accessibleName()) and one.isVisible()
    ]
    assert len(found) == 1, words
    found[0].click()


def texts(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def settle(page) -> None:
    """Wait until everything asked for is done and what it shows is seen."""
    page.workspace.tasks.drain()
    QApplication.processEvents()


def enter(qtbot, page, name: str, text: str) -> None:
    """Type into a field and leave it."""
    settle(page)
    field = line(page, name) or note(page, name)
    field.setFocus()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_a_new_visit_is_stored_once_it_has_a_day_and_each_field_after_it(
    page, host, customer, qtbot
):
    page.show_visit(customer, None)
    enter(qtbot, page, "venue", "Tower 1")
    settle(page)
    assert visits(host.workspace.database, customer) == []

    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)
    enter(qtbot, page, "gift", "Tea")
    settle(page)

    (visit,) = visits(host.workspace.database, customer)
    assert (visit.venue, visit.gift, visit.visit_on.isoformat()) == ("Tower 1", "Tea", "2026-03-12")
    assert attending(host.workspace.database, visit.id) == ["Ann Lee"]


def test_what_is_stored_leaves_no_typing_behind(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "objective", "Win the tender")
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    assert typing_drafts.kept(host.workspace.database, customer) == []


def test_a_time_that_is_none_stays_typed_when_the_visit_is_stored(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_time", "later")
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    (visit,) = visits(host.workspace.database, customer)
    assert visit.visit_time is None
    assert line(page, "visit_time").text() == "later"
    qtbot.keyClick(line(page, "visit_time"), Qt.Key.Key_Tab)
    assert "Give a time such as" in texts(page)


def test_planning_is_undone_by_one_undo(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    host.workspace.undo()
    settle(page)

    assert visits(host.workspace.database, customer) == []
    assert "removed meanwhile" in texts(page)


def test_save_without_a_day_says_what_is_missing_and_keeps_the_typing(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "objective", "Win the tender")

    press(page, "Save")

    assert "can't be left empty" in texts(page)
    assert note(page, "objective").toPlainText() == "Win the tender"
    assert visits(host.workspace.database, customer) == []


def test_a_day_that_is_none_is_said_beside_the_field(page, host, customer, qtbot):
    page.show_visit(customer, None)

    enter(qtbot, page, "visit_on", "31.31.2026")
    settle(page)

    assert "Give a day such as" in texts(page)
    assert visits(host.workspace.database, customer) == []


def test_typing_survives_a_kill(make_page, host, customer, qtbot):
    first = make_page(host)
    first.show_visit(customer, None)
    enter(qtbot, first, "objective", "Win the tender")
    settle(first)
    told: list[str] = []
    host.workspace.noticed.connect(lambda notice: told.append(notice.text))

    second = make_page(host)
    second.show_visit(customer, None)

    def back() -> bool:
        field = note(second, "objective")
        return field is not None and field.toPlainText() == "Win the tender"

    qtbot.waitUntil(back)
    assert len(told) == 1


def test_a_conflict_shows_while_one_types_and_goes_away(page, host, customer, qtbot):
    page.show_visit(customer, None)
    gift = line(page, "gift")
    gift.setFocus()

    qtbot.keyClicks(gift, "pork pie")
    qtbot.waitUntil(lambda: texts(page).count("possible: “pork”") == 2)
    assert "Ann Lee" in texts(page)
    assert "pork" in gift.accessibleDescription()

    for _ in "pork pie":
        qtbot.keyClick(gift, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "possible" not in texts(page))


def test_a_taboo_of_who_stays_away_is_no_conflict(page, host, customer, qtbot):
    with host.workspace.database.write("stored") as work:
        guest = work.add(Contact("Cy Young"))
        other = work.add(Customer("Other"))
        work.add(Affiliation(guest, other))
        work.add(Taboo(other, "No whisky", contact_id=guest, triggers=("whisky",)))
    page.show_visit(customer, None)
    enter(qtbot, page, "menu", "Whisky")
    settle(page)
    assert "possible" not in texts(page)

    guests = next(one for one in page.findChildren(QLineEdit) if "guest" in one.placeholderText())
    guests.setFocus()
    qtbot.keyClicks(guests, "other")
    settle(page)
    qtbot.keyClick(guests, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "Cy Young" in [one.text() for one in page.findChildren(QCheckBox)])
    qtbot.waitUntil(lambda: "possible: “whisky”" in texts(page).lower())


def test_another_visit_at_the_same_time_is_told(page, host, customer, qtbot):
    order = planned(host.workspace.database)[0]
    with host.workspace.database.read() as reading:
        other = reading.get(Kind.VISIT, order.visit_id)
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", other.visit_on.isoformat())
    settle(page)

    enter(qtbot, page, "visit_time", f"{other.visit_time:%H:%M}")

    qtbot.waitUntil(lambda: "overlap" in texts(page))


def test_an_idea_is_added_by_one_click_and_saved(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)
    ideas = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.accessibleName().startswith("Add: ") and one.isVisible()
    ]

    ideas[0].click()
    ideas[1].click()
    settle(page)

    (visit,) = visits(host.workspace.database, customer)
    added = [one.accessibleName().removeprefix("Add: ") for one in ideas[:2]]
    assert list(visit.questions) == added


def test_who_comes_is_stored_at_once(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    press(page, "Bo Chen")
    settle(page)

    (visit,) = visits(host.workspace.database, customer)
    assert attending(host.workspace.database, visit.id) == ["Ann Lee", "Bo Chen"]


def test_from_plan_to_brief(page, host, customer, qtbot):
    wanted: list[list[BriefOrder]] = []
    host.workspace.navigation.brief_wanted.disconnect()
    host.workspace.navigation.brief_wanted.connect(wanted.append)
    page.show_visit(customer, None)
    day = line(page, "visit_on")
    day.setFocus()
    qtbot.keyClicks(day, "2026-03-12")

    page.handlers()[ActionCode.PRINT_BRIEF]()
    settle(page)

    (visit,) = visits(host.workspace.database, customer)
    assert wanted == [[BriefOrder(customer, visit.id)]]


def test_a_visit_to_come_is_called_off_and_planned_again(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    press(page, "Call off")
    settle(page)
    assert visits(host.workspace.database, customer)[0].state is VisitState.CANCELLED
    press(page, "Plan again")
    settle(page)

    assert visits(host.workspace.database, customer)[0].state is VisitState.PLANNED


def test_a_deleted_visit_comes_back_by_undo(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    press(page, "Delete the visit; it can be undone")
    settle(page)
    assert visits(host.workspace.database, customer) == []
    host.workspace.undo()
    settle(page)

    assert len(visits(host.workspace.database, customer)) == 1


def test_a_customer_binned_meanwhile_is_said_and_nothing_breaks(page, host, customer, qtbot):
    page.show_visit(customer, None)
    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    host.workspace.write(
        lambda: card_edits.bin_customers(host.workspace.database, [customer], author="")
    )
    settle(page)

    assert "in the bin" in texts(page)


def test_the_chinese_page_plans_too(make_page, chinese_host, qtbot):
    order = planned(chinese_host.workspace.database)[0]
    page = make_page(chinese_host)
    page.show_visit(order.customer_id, None)

    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)

    found = visits(chinese_host.workspace.database, order.customer_id)
    assert any(one.visit_on.isoformat() == "2026-03-12" for one in found)


def test_a_file_that_can_not_be_written_keeps_the_typing_and_says_why(
    page, host, customer, qtbot, sample_path
):
    told: list[str] = []
    host.workspace.noticed.connect(lambda notice: told.append(notice.text))
    page.show_visit(customer, None)
    other = connect(sample_path)
    other.execute("BEGIN IMMEDIATE")

    enter(qtbot, page, "visit_on", "2026-03-12")
    settle(page)
    other.execute("ROLLBACK")
    other.close()

    assert told
    assert line(page, "visit_on").text() == "2026-03-12"
    press(page, "Save")
    settle(page)
    assert len(visits(host.workspace.database, customer)) == 1


def test_tab_goes_down_the_plan_before_it_goes_to_what_stands_beside(qtbot, page, customer):
    page.show_visit(customer, None)
    settle(page)
    qtbot.waitUntil(lambda: page._forms.is_ready)
    settle(page)
    names = ["visit_on"]
    page.take_focus()
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())

    wanted = ["host_phone", "objective", "commitment", "fallback", "agenda", "questions"]
    at = names.index(wanted[0])
    assert names[at : at + len(wanted)] == wanted, names
    after_menu = names.index("menu") + 1
    assert "" in names[after_menu:], "the people and the ideas come last"
    assert set(names[names.index("visit_on") : after_menu]) >= {"gift", "opener", "surprise"}
