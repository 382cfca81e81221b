"""The page of all customers as a person uses it: by keys and clicks on a real file."""

import json

import pytest
from person import Person
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from crm_desktop.domain.customers import Customer
from crm_desktop.domain.list_filters import FilterKey
from crm_desktop.services import card_edits, files, list_pages
from crm_desktop.services.list_views import list_views
from crm_desktop.text import LanguageCode
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.customers.columns import ORDER, USUAL, Column
from crm_desktop.ui.customers.customers_page import CustomersPage
from crm_desktop.ui.customers.preview import CustomerPreview
from crm_desktop.ui.customers.selection_panel import BulkAction
from crm_desktop.ui.navigation import Page

CUSTOMERS = 60
# The screen of the tests has no window system that could raise a menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def person(host, qtbot) -> Person:
    person = Person(host)
    qtbot.waitUntil(lambda: bool(person.window.findChildren(CustomerPreview)))
    person.wait()
    return person


@pytest.fixture
def page(person) -> CustomersPage:
    assert isinstance(person.window.page, CustomersPage)
    return person.window.page


def names(page: CustomersPage) -> list[str]:
    rows = range(page.model.rowCount())
    return [page.model.index(row, ORDER.index(Column.NAME)).data() for row in rows]


def tiers(page: CustomersPage) -> set[str]:
    rows = range(page.model.rowCount())
    return {page.model.index(row, ORDER.index(Column.TIER)).data() for row in rows}


def type_filter(person: Person, page: CustomersPage, text: str) -> None:
    person.press("Ctrl+F")
    person.type(text)
    settle(person, page)


def settle(person: Person, page: CustomersPage) -> None:
    """Wait until the list holds every key of what was asked."""
    for _ in range(200):
        person.wait()
        if page.feed.is_settled:
            break
        QTest.qWait(5)
    person.wait()


def open_menu(name: str) -> QMenu:
    menus = [one for one in QApplication.topLevelWidgets() if one.objectName() == name]
    shown = [one for one in menus if isinstance(one, QMenu) and one.isVisible()]
    assert len(shown) == 1
    return shown[0]


def choose(menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text().startswith(words))
    action.trigger()
    menu.close()


def asked_for(signal) -> list:
    """Note what a signal carries."""
    found: list = []
    signal.connect(lambda *values: found.append(values))
    return found


def reads(page: CustomersPage, words: str) -> bool:
    labels = page.findChildren(QLabel)
    return any(words in label.text() for label in labels if label.isVisible())


def test_everybody_is_listed_by_name_with_the_first_one_shown_beside(person, page, qtbot):
    assert page.head.count.text() == "60 customers"
    assert names(page)[:2] == ["Agnieszka Wrzesińska", "Al Ufuq Hospitality"]
    assert page.table.current_key() == page.model.key_at(0)
    qtbot.waitUntil(lambda: reads(page, "Agnieszka Wrzesińska"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("方以宁", "方以宁"),
        ("fang yining", "方以宁"),
        ("fyn", "方以宁"),
        ("brenn", "Brennhagen Maschinenbau GmbH"),
        ("125413", "Agnieszka Wrzesińska"),
    ],
)
def test_typing_finds_by_han_pinyin_initials_beginnings_and_digits(person, page, typed, found):
    type_filter(person, page, typed)

    assert found in names(page)
    assert len(names(page)) < 10


def test_the_first_hit_opens_with_enter_from_the_filter(person, page):
    wanted = asked_for(page.workspace.navigation.card_wanted)
    type_filter(person, page, "brenn")

    person.press("Return")

    assert wanted == [(page.table.current_key(), None)]


def test_letters_typed_into_the_list_go_to_the_filter(person, page):
    page.table.setFocus()

    person.type("brenn")
    settle(person, page)

    assert page.head.field.text() == "brenn"
    assert page.head.field.hasFocus()
    assert names(page) == ["Brennhagen Maschinenbau GmbH"]


def test_escape_takes_the_filter_away(person, page):
    type_filter(person, page, "brenn")
    assert page.head.count.text() == "1 of 60"

    person.press("Escape")
    settle(person, page)

    assert page.head.count.text() == "60 customers"
    assert page.head.field.text() == ""


def test_a_typed_term_filters_like_a_chip(person, page):
    type_filter(person, page, "tier:A")

    assert tiers(page) == {"A"}


def test_a_term_that_is_not_understood_says_so_and_keeps_the_list(person, page):
    type_filter(person, page, "tier:")
    before = names(page)

    person.type("Q")
    settle(person, page)

    assert reads(page, "“tier:” takes one of A, B, C, none, not “Q”.")
    assert names(page) == before


def test_nobody_found_offers_to_clear(person, page):
    type_filter(person, page, "xqzzy")
    assert reads(page, "Nobody meets this filter")

    person.click_button("Clear all", page.body)
    settle(person, page)

    assert len(names(page)) == CUSTOMERS


def test_chips_narrow_the_list_and_count_their_values(person, page):
    person.click(page.head.filters.chips[FilterKey.TIER])
    menu = open_menu("menu-tier")
    assert menu.actions()[0].text().startswith("A (")

    choose(menu, "A (")
    settle(person, page)
    person.click(page.head.filters.chips[FilterKey.COMPLAINT])
    settle(person, page)

    assert tiers(page) == {"A"}
    assert page.head.filters.chips[FilterKey.TIER].text() == "Tier: A"
    assert all(page.model.row_at(row).open_complaint for row in range(page.model.rowCount()))


def test_a_chip_menu_stays_open_for_several_values(person, page):
    person.click(page.head.filters.chips[FilterKey.TIER])
    menu = open_menu("menu-tier")
    for action in menu.actions()[:2]:
        place = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        assert menu.isVisible()
    assert menu.actions()[-1].isEnabled(), "what was chosen just now can be given up at once"
    menu.close()
    settle(person, page)

    assert tiers(page) == {"A", "B"}


def test_clicks_on_a_heading_sort_turn_and_let_go(person, page):
    header = page.table.horizontalHeader()
    section = ORDER.index(Column.REVENUE_12M)
    place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    first = {}
    for order in ("highest", "lowest", "usual"):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(person, page)
        first[order] = page.model.row_at(0).revenue_12m

    assert first["highest"] == max(
        page.model.row_at(row).revenue_12m for row in range(page.model.rowCount())
    )
    assert first["lowest"] == 0
    assert names(page)[0] == "Agnieszka Wrzesińska"


def test_sorting_stays_at_the_customer(person, page):
    page.table.selectRow(30)
    key = page.table.current_key()

    page.table.sorted_by.emit(Column.REVENUE_12M)
    settle(person, page)

    assert page.table.current_key() == key
    assert page.table.chosen_keys() == [key]


def test_enter_and_a_double_click_open_the_card(person, page):
    wanted = asked_for(page.workspace.navigation.card_wanted)
    page.table.selectRow(2)
    page.table.setFocus()
    person.press("Return")
    person.window.go(Page.CUSTOMERS)
    place = page.table.visualRect(page.model.index(3, ORDER.index(Column.NAME))).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    person.wait()

    assert [key for key, _ in wanted] == [page.model.key_at(2), page.model.key_at(3)]


def choose_rows(person: Person, page: CustomersPage, first: int, count: int) -> list[int]:
    page.table.setFocus()
    page.table.selectRow(first)
    for _ in range(count - 1):
        person.press("Shift+Down")
    wait_for_side(person)
    return page.table.chosen_keys()


def wait_for_side(person: Person) -> None:
    QTest.qWait(20)
    person.wait()


def test_several_rows_are_chosen_by_keys_and_summed_up_beside(person, page):
    keys = choose_rows(person, page, 1, 3)

    assert keys == list(page.model.keys[1:4])
    assert reads(page, "3 customers chosen")


def test_briefs_of_the_chosen_are_asked_for(person, page):
    wanted = asked_for(page.workspace.navigation.brief_wanted)
    keys = choose_rows(person, page, 1, 3)

    person.choose(ActionCode.PRINT_BRIEF)

    assert [order.customer_id for order in wanted[0][0]] == keys


def test_a_tag_is_given_to_many_and_undone_in_one_step(person, page):
    keys = choose_rows(person, page, 1, 3)

    person.click_button("Add a tag…", page)
    person.type("Spring fair")
    person.press("Return")
    settle(person, page)
    page.wish_for(page._wish.typing('tag:"Spring fair"'))
    settle(person, page)
    assert sorted(page.model.keys) == sorted(keys)

    person.choose(ActionCode.UNDO)
    settle(person, page)
    assert page.model.rowCount() == 0


def test_a_lost_customer_needs_a_reason(person, page):
    (key,) = choose_rows(person, page, 4, 1)
    page.act(BulkAction.STAGE)
    bar = page.head.ask_bar
    bar.box.setCurrentIndex(bar.box.findData("lost"))
    person.press("Return")
    assert reads(page, "Say why the customer was lost.")

    bar.reason.setFocus()
    person.type("Bought by a competitor")
    person.press("Return")
    settle(person, page)

    row = list_pages.rows(page.workspace.database, [key])[0]
    assert row.stage == "lost"
    assert not bar.isVisible()


def test_an_owner_is_set_for_many(person, page):
    keys = choose_rows(person, page, 0, 2)
    page.act(BulkAction.OWNER)
    person.wait()

    person.type("Mei Tanaka")
    person.press("Return")
    settle(person, page)

    rows = list_pages.rows(page.workspace.database, keys)
    assert [row.owner for row in rows] == ["Mei Tanaka"] * 2


def test_what_is_so_already_is_told_and_not_undoable(person, page):
    choose_rows(person, page, 0, 1)
    owner = page.model.row_at(0).owner
    for _ in range(2):
        page.act(BulkAction.OWNER)
        person.wait()
        page.head.ask_bar.box.setEditText(owner)
        person.press("Return")
        settle(person, page)

    assert page.workspace.history.next_undo is None
    assert person.reads("Nothing to change: it is so already.")


def test_an_asked_question_is_given_up_by_escape(person, page):
    choose_rows(person, page, 0, 2)
    page.act(BulkAction.TAG)
    person.wait()
    assert page.head.ask_bar.isVisible()

    person.press("Escape")

    assert not page.head.ask_bar.isVisible()
    assert page.table.hasFocus()


def test_delete_moves_to_the_bin_and_the_next_row_is_current(person, page):
    keys = choose_rows(person, page, 1, 2)
    after = page.model.key_at(3)

    person.press("Delete")
    settle(person, page)

    assert page.model.rowCount() == CUSTOMERS - 2
    assert not set(keys) & set(page.model.keys)
    assert page.table.current_key() == after
    assert person.reads("Put 2 customers into the bin")


def test_the_bin_shows_who_was_put_away_and_gives_them_back(person, page):
    keys = choose_rows(person, page, 1, 2)
    person.press("Delete")
    settle(person, page)
    person.click(page.head.bin)
    bin_view = page.body._bin
    assert {one.id for one in bin_view.bin_model.customers} == set(keys)

    bin_view.table.setFocus()
    bin_view.table.selectAll()
    person.press("Return")
    settle(person, page)
    assert reads(page, "The bin is empty.")

    person.click_button("Back to the list", page)
    settle(person, page)
    assert page.model.rowCount() == CUSTOMERS
    assert page.body.shows_list


def test_a_new_customer_is_added_and_opened(person, page):
    wanted = asked_for(page.workspace.navigation.card_wanted)
    person.press("Ctrl+N")
    person.type("Møller & Søn")
    person.press("Return")
    settle(person, page)

    key, _ = wanted[0]
    assert list_pages.rows(page.workspace.database, [key])[0].name == "Møller & Søn"


def test_a_new_customer_without_a_name_is_refused_beside_the_field(person, page):
    person.press("Ctrl+N")
    person.press("Return")

    assert reads(page, "This can't be left empty.")
    assert page.model.rowCount() == CUSTOMERS

    person.press("Escape")
    assert page.head.add.isVisible()


def test_a_new_customer_being_typed_survives_a_change_of_language(person, page):
    person.press("Ctrl+N")
    person.type("Half a na")

    person.host.switch_language(LanguageCode.CHINESE)
    person.wait()

    again = person.window.page
    assert again._side.is_adding
    assert again._side._add[0].grid.fields["name"].editor.raw() == "Half a na"


def test_typing_a_name_that_is_there_says_so(person, page):
    person.press("Ctrl+N")
    person.type("方以")
    assert reads(page, "Already in the file: 方以宁")

    person.type("宁")

    assert reads(page, "May be the same as 方以宁: same name")


def test_choice_and_scroll_survive_changes_from_elsewhere(person, page):
    person.window.resize(1280, 500)
    keys = choose_rows(person, page, 40, 3)
    top = page.model.key_at(page.table.rowAt(0))
    database = page.workspace.database

    page.workspace.write(lambda: card_edits.create_customer(database, Customer("Aaa first")))
    person.wait()
    settle(person, page)

    assert names(page)[0] == "Aaa first"
    assert page.table.chosen_keys() == keys
    assert page.model.key_at(page.table.rowAt(0)) == top


def test_a_view_is_saved_taken_renamed_and_deleted(person, page):
    type_filter(person, page, "tier:A")
    person.click(page.head.views)
    choose(open_menu("menu-views"), "Save this view…")
    person.type("Best ones")
    person.press("Return")
    settle(person, page)
    assert page.head.views.text() == "Best ones"

    page.wish_for(page._wish.clear())
    settle(person, page)
    person.click(page.head.views)
    choose(open_menu("menu-views"), "Best ones")
    settle(person, page)
    assert tiers(page) == {"A"}

    person.click(page.head.views)
    choose(open_menu("menu-views"), "Rename “Best ones”…")
    person.type("The A team")
    person.press("Return")
    settle(person, page)
    assert [one.name for one in list_views(page.workspace.database)] == ["The A team"]

    person.click(page.head.views)
    choose(open_menu("menu-views"), "Delete “The A team”")
    settle(person, page)
    assert list_views(page.workspace.database) == []


def test_a_view_needs_a_name(person, page):
    person.click(page.head.views)
    choose(open_menu("menu-views"), "Save this view…")

    person.press("Return")

    assert reads(page, "Give the view a name.")


def test_built_in_views_are_there(person, page):
    person.click(page.head.views)
    choose(open_menu("menu-views"), "A customers overdue")
    settle(person, page)

    assert tiers(page) <= {"A"}
    assert page.head.views.text() == "A customers overdue"


def test_columns_are_chosen_and_put_back(person, page):
    person.click(page.head.columns)
    menu = open_menu("menu-columns")
    choose(menu, "City")
    assert page.table.shown_columns() == [*USUAL, Column.CITY]

    person.click(page.head.columns)
    choose(open_menu("menu-columns"), "Usual columns")
    assert page.table.shown_columns() == list(USUAL)


def test_the_state_comes_back_in_a_new_page(person, page, qtbot):
    page.table.show_columns([Column.CITY, Column.NAME, Column.OWNER])
    page.table.setColumnWidth(ORDER.index(Column.CITY), 150)
    page.table.sorted_by.emit(Column.OWNER)
    page.head.filters.wished.emit(page._wish.choosing(FilterKey.TIER, ("B",)))
    settle(person, page)
    page.table.selectRow(2)
    key, shown = page.table.current_key(), names(page)
    state = json.loads(json.dumps(page.state()))

    person.host.switch_language(LanguageCode.CHINESE)
    person.wait()
    again = person.window.page
    settle(person, again)

    assert again is not page
    assert json.loads(json.dumps(again.state())) == state
    assert names(again) == shown
    assert again.table.current_key() == key
    assert again.head.filters.chips[FilterKey.TIER].text() == "等级：B"


def test_a_broken_state_is_left_alone(person, page):
    page.restore({"columns": 5, "widths": [], "split": ["a"], "wish": 3, "customer": "x"})

    assert page.table.shown_columns() == list(USUAL)


def test_the_chosen_rows_are_copied_as_a_table(person, page):
    choose_rows(person, page, 0, 2)

    person.choose(ActionCode.COPY_CARD)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["Tier", "Name"]
    assert [line.split("\t")[1] for line in lines[1:]] == names(page)[:2]


def test_the_preview_copies_a_number(person, page):
    wait_for_side(person)
    button = person.button("Copy +49 30 23125 413", page)

    person.click(button)

    assert QGuiApplication.clipboard().text() == "+49 30 23125 413"


def test_the_preview_can_be_put_away(person, page):
    person.click(page.head.preview)
    assert not page._side.isVisible()

    person.click(page.head.preview)
    wait_for_side(person)
    assert reads(page, "Agnieszka Wrzesińska")


def test_a_visit_is_planned_from_the_list(person, page):
    wanted = asked_for(page.workspace.navigation.visit_wanted)
    page.table.selectRow(1)

    person.choose(ActionCode.PLAN_VISIT)

    assert wanted == [(page.model.key_at(1), None)]


def test_the_menu_of_a_row_offers_everything(person, page):
    page.table.selectRow(0)
    page.table.customContextMenuRequested.emit(QPoint(20, 20))
    words = [one.text().split("\t")[0] for one in open_menu("menu-rows").actions()]
    open_menu("menu-rows").close()

    assert words[0] == "Open card"
    assert {"Print brief", "Add a tag…", "Set the stage…", "Move to bin"} <= set(words)


def test_an_empty_file_says_what_to_do_first(make_host, tmp_path, private_paths):
    path = tmp_path / "empty.crm"
    files.close(files.create_file(path, private_paths.config))
    person = Person(make_host(path))
    page = person.window.page
    settle(person, page)
    assert reads(page, "No customers yet")

    person.click_button("Add customer", page.body)

    assert page._side.is_adding


def test_the_list_speaks_chinese(chinese_host):
    person = Person(chinese_host)
    page = person.window.page
    settle(person, page)
    type_filter(person, page, "tier:A 张")

    headings = [
        page.model.headerData(ORDER.index(column), Qt.Orientation.Horizontal) for column in USUAL
    ]
    assert headings == ["等级", "名称", "MAN", "近 12 个月", "最近联系", "逾期", "下一步行动"]
    assert page.head.count.text().endswith("/ 60")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_many_are_tagged_and_binned_in_chinese(chinese_host):
    person = Person(chinese_host)
    page = person.window.page
    settle(person, page)
    keys = choose_rows(person, page, 1, 2)
    assert reads(page, "已选 2 位客户")

    person.click_button("添加标签…", page)
    person.type("春季展会")
    person.press("Return")
    settle(person, page)
    assert person.reads("“春季展会”")

    person.click_button("移入回收站", page)
    settle(person, page)
    assert not set(keys) & set(page.model.keys)
    person.press("Ctrl+Z")
    settle(person, page)
    assert set(keys) <= set(page.model.keys)


def test_escape_puts_the_new_customer_away_and_keeps_what_was_typed(host):
    person = Person(host)
    person.press("Ctrl+N")
    person.type("Harbour Hotel")
    person.press("Esc")
    person.press("Ctrl+N")

    assert person.focused.text() == "Harbour Hotel"
    assert not person.reads("What you typed before the program ended is back.")
