"""The brief page by keys and clicks: its pages, its choices, words to find, and its warnings."""

import pytest
from brief_windows import Person, button, planned, read_pages, view_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextLayout, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget

from crm_desktop.domain.customers import Customer
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.storage.cards import load_card
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.briefs.brief_page import BriefPage
from crm_desktop.ui.briefs.page_layout import Fit
from crm_desktop.ui.briefs.strips import WarningStrip


@pytest.fixture
def make_page(qtbot, tmp_path):
    def make(host) -> BriefPage:
        person = Person(tmp_path / "out")
        page = BriefPage(host.workspace, host.window.icons, person.doors())
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        return page

    return make


@pytest.fixture
def page(make_page, host) -> BriefPage:
    return make_page(host)


@pytest.fixture
def order(host) -> BriefOrder:
    """A planned visit of a customer with a taboo that is no safety fact."""
    database = host.workspace.database
    for one in planned(database):
        if _plain_taboo(database, one) is not None:
            return one
    raise AssertionError("the sample has no such visit")


def _plain_taboo(database, order) -> str | None:
    with database.read() as reading:
        card = load_card(reading, order.customer_id)
    found = (one for one in card.taboos if not one.is_safety_fact and len(one.text) < 40)
    return next((one.text for one in found if one.customer_id == order.customer_id), None)


def _name(database, order) -> str:
    with database.read() as reading:
        return load_card(reading, order.customer_id).customer.name


def _texts(page) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_screen_reader_hears_the_pages_that_are_shown(page, order, host, qtbot):
    page.show_orders([order])

    heard = read_pages(page, qtbot)

    assert _squeezed(_name(host.workspace.database, order)) in _squeezed(heard)
    assert view_of(page).accessibleName().startswith("Page ")


def test_a_level_for_others_hides_the_text_of_taboos(page, order, host, qtbot):
    taboo = _plain_taboo(host.workspace.database, order)
    page.show_orders([order])
    assert _squeezed(taboo) in _squeezed(read_pages(page, qtbot))

    button(page, "Meeting-safe").click()

    qtbot.waitUntil(lambda: _squeezed(taboo) not in _squeezed(read_pages(page, qtbot)))


def test_a_block_switched_off_leaves_the_page(page, order, qtbot):
    page.show_orders([order])
    assert "Purchases" in read_pages(page, qtbot)
    second = page.findChildren(QListWidget)[1]
    purchases = second.findItems("Purchases", Qt.MatchFlag.MatchExactly)[0]

    second.setCurrentItem(purchases)
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "Purchases" not in read_pages(page, qtbot))


def test_taboos_cannot_be_switched_off_and_the_tooltip_says_why(page, order, qtbot):
    page.show_orders([order])
    first = page.findChildren(QListWidget)[0]
    taboos = first.findItems("Taboos", Qt.MatchFlag.MatchExactly)[0]

    first.setCurrentItem(taboos)
    qtbot.keyClick(first, Qt.Key.Key_Space)

    assert taboos.checkState() is Qt.CheckState.Checked
    assert "safety facts" in taboos.toolTip()


def test_a_block_moves_up_by_alt_and_arrow_but_never_above_the_taboos(page, order, qtbot):
    page.show_orders([order])
    first = page.findChildren(QListWidget)[0]
    needs = first.findItems("Needs", Qt.MatchFlag.MatchExactly)[0]
    first.setCurrentItem(needs)

    for _ in range(12):
        qtbot.keyClick(first, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    names = [first.item(row).text() for row in range(first.count())]
    assert names[:3] == ["Who", "Taboos", "Needs"]
    assert page.state()["choices"]["sections"][:3] == ["who", "cautions", "needs"]


def test_both_languages_make_twice_the_pages(page, order, qtbot):
    page.show_orders([order])
    qtbot.waitUntil(lambda: view_of(page).is_drawn)
    before = view_of(page).count

    button(page, "Both, one after the other").click()

    qtbot.waitUntil(lambda: view_of(page).count == 2 * before)


def test_words_are_found_on_the_pages(page, order, host, qtbot):
    page.show_orders([order])
    qtbot.waitUntil(lambda: view_of(page).is_drawn)

    page.handlers()[ActionCode.FILTER]()
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClicks(line, "visit")

    qtbot.waitUntil(lambda: "place 1 of " in _texts(page))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "place 2 of " in _texts(page)
    qtbot.keyClicks(line, "zzzz")
    qtbot.waitUntil(lambda: "not on these pages" in _texts(page))
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()


def test_keys_move_over_the_pages_and_zoom(page, order, qtbot):
    page.show_orders([order])
    view = view_of(page)
    qtbot.waitUntil(lambda: view.is_drawn)

    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current == view.count - 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current == 0
    before = view.percent
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.percent > before
    qtbot.waitUntil(lambda: view.is_drawn)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert (view.percent, view.zoom.fit) == (before, Fit.WIDTH)


def test_ctrl_and_the_wheel_zoom_where_the_pointer_is(page, order, qtbot):
    page.show_orders([order])
    view = view_of(page)
    qtbot.waitUntil(lambda: view.is_drawn)
    before, middle = view.percent, QPointF(view.viewport().rect().center())

    for _ in range(2):
        turn = QWheelEvent(
            middle,
            view.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), turn)

    assert view.percent > before
    assert view.horizontalScrollBar().value() > 0
    qtbot.waitUntil(lambda: view.is_drawn)


def test_a_plan_that_names_others_is_refused_with_the_reason(page, host, qtbot):
    page.show_orders(planned(host.workspace.database)[:2])
    qtbot.waitUntil(lambda: "Day plan" in _texts(page))
    plan = button(page, "Plan of the day in front")
    assert plan.isEnabled()

    button(page, "Shareable").click()

    assert not plan.isEnabled()
    assert "names other customers" in plan.toolTip()


def test_many_taboos_make_the_pages_grow_and_the_page_says_so(page, order, host, qtbot):
    database = host.workspace.database
    with database.write("stored") as work:
        for number in range(60):
            text = f"Never mention matter {number} of the long list we keep for them, whoever asks"
            work.add(Taboo(order.customer_id, text, severity=Severity.NEVER))

    page.show_orders([order])

    qtbot.waitUntil(lambda: "needed more pages" in _texts(page))


def test_a_customer_removed_meanwhile_is_said_in_place_of_the_pages(page, qtbot):
    page.show_orders([BriefOrder(999_999)])

    qtbot.waitUntil(lambda: "removed meanwhile" in _texts(page))
    assert not button(page, "Print…").isEnabled()


def test_three_hundred_briefs_show_the_first_at_once(page, host, qtbot):
    with host.workspace.database.write("stored") as work:
        keys = [work.add(Customer(f"Firm {number}")) for number in range(300)]

    page.show_orders([BriefOrder(key) for key in keys])

    qtbot.waitUntil(lambda: view_of(page).is_drawn)
    assert "1 of 300" in _texts(page)
    assert "Firm 0" in _texts(page)
    assert view_of(page).count < 4


def test_one_steps_through_the_day_plan_and_the_briefs(page, host, qtbot):
    database = host.workspace.database
    orders = planned(database)[:3]
    page.show_orders(orders)
    qtbot.waitUntil(lambda: "1 of 4" in _texts(page))
    qtbot.waitUntil(lambda: "Day plan" in _texts(page))

    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: _name(database, orders[0]) in _texts(page))
    assert "2 of 4" in _texts(page)


def test_choices_are_the_defaults_of_the_next_time(make_page, host, order, qtbot):
    first = make_page(host)
    first.show_orders([order])
    button(first, "Shareable").click()
    button(first, "One page").click()

    second = make_page(host)
    second.show_orders([order])
    second.restore(first.state())

    assert second.state() == first.state()
    assert button(second, "Shareable").isChecked()
    qtbot.waitUntil(lambda: view_of(second).count == 1)


def test_a_chinese_window_prints_chinese_by_default(make_page, chinese_host, qtbot):
    page = make_page(chinese_host)
    page.show_orders(planned(chinese_host.workspace.database)[:1])

    assert "禁忌" in read_pages(page, qtbot)
    assert chinese_host.language.code is LanguageCode.CHINESE
    assert button(page, "打印…").isEnabled()


def test_a_change_of_the_card_shows_on_the_pages(page, order, host, qtbot):
    page.show_orders([order])
    qtbot.waitUntil(lambda: view_of(page).is_drawn)
    database, workspace = host.workspace.database, host.workspace

    def add():
        with database.write("record_added") as work:
            work.add(Taboo(order.customer_id, "Zanzibar is never mentioned"))
        return work.changes

    workspace.write(add)

    qtbot.waitUntil(lambda: "Zanzibar" in read_pages(page, qtbot))


def test_a_warning_that_begins_with_an_arabic_name_keeps_its_order(host, qtbot):
    strip = WarningStrip(host.workspace.language)
    qtbot.addWidget(strip)

    strip.show_warnings(["سامر: possible: “pork” in “pork pie”"])

    layout = QTextLayout(strip.findChild(QLabel).text(), strip.font())
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    assert line.cursorToX(1)[0] < line.cursorToX(len(layout.text()))[0]
