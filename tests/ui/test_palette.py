"""The palette: from the keyboard to any customer, person, action, view, or what was seen lately."""

import pytest
from person import Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.domain.list_views import ListView
from crm_desktop.services import card_edits, list_views
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.recent_things import KEPT, Thing, ThingKind, recent_things, remember
from crm_desktop.storage import state
from crm_desktop.text import LanguageCode
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.palette.entries import Section


class Desk:
    """A person in front of the palette of a window."""

    def __init__(self, host):
        self.host, self.person = host, Person(host)
        self.navigation = host.workspace.navigation

    @property
    def panel(self):
        return self.host.window.search.palette_panel

    def open(self, typed=""):
        self.person.press("Ctrl+K")
        self.person.type(typed)
        if self.panel._later.isActive():
            self.panel._later.stop()
            self.panel._look_for_people()
        self.person.wait()

    def titles(self, section=None):
        return [one.title for one in self.panel.entries if section in (None, one.section)]

    def entry(self, title):
        return next(one for one in self.panel.entries if one.title == title)

    def choose(self, title):
        """Go down to an entry and take it."""
        while self.panel.view.current is not self.entry(title):
            self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)

    def key(self, key):
        QTest.keyClick(self.host.window.search, key)
        self.person.wait()


@pytest.fixture
def desk(host) -> Desk:
    return Desk(host)


def test_what_was_seen_lately_is_offered_before_anything_is_typed(desk):
    for key in (3, 2):
        desk.navigation.card_wanted.emit(key, None)
    desk.navigation.brief_wanted.emit([BriefOrder(5)])
    desk.person.wait()
    desk.open()

    first = desk.panel.entries[0]
    assert first.section is Section.RECENT
    assert first.detail.startswith("Brief")
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    assert desk.host.window.page.customer_id == 2


def test_the_first_of_what_can_be_done_belongs_to_the_customer(desk):
    desk.open()

    titles = desk.titles(Section.ACTIONS)
    assert titles.index("Log an interaction") < titles.index("Import lists")
    assert titles[-1] == "Keyboard shortcuts"


def test_the_card_that_is_open_is_not_offered_again(desk):
    desk.navigation.card_wanted.emit(2, None)
    desk.person.wait()
    desk.open()

    assert desk.titles(Section.RECENT) == []


def test_recent_things_are_remembered_in_the_file_and_bounded(workspace):
    things = [Thing(ThingKind.CARD, key) for key in range(1, 30)]
    remember(workspace.database, things[:20])
    remember(workspace.database, [*things[20:], things[0]])

    found = [one.thing.customer_id for one in recent_things(workspace.database)]
    assert len(found) == KEPT
    assert found[:2] == [21, 22]
    assert 1 in found


def test_who_is_in_the_bin_is_not_offered(workspace):
    remember(workspace.database, [Thing(ThingKind.CARD, 1), Thing(ThingKind.VISIT, 2, 10**6)])
    card_edits.bin_customers(workspace.database, [1])

    assert recent_things(workspace.database) == []


@pytest.mark.parametrize("broken", ["", "{", "[1]", '[["card"]]', '[["tea", 1, null]]', "null"])
def test_a_broken_memory_counts_as_none(workspace, broken):
    with workspace.database.write("test") as work:
        state.write(work, "recent:things", broken)

    assert recent_things(workspace.database) == []


def test_looking_at_a_card_is_stored_a_little_later_and_is_no_operation_of_its_own(
    desk, qtbot, make_host, sample_path
):
    changed = []
    desk.host.workspace.changed.connect(changed.append)
    desk.navigation.card_wanted.emit(4, None)
    database = desk.host.workspace.database

    qtbot.waitUntil(lambda: bool(recent_things(database)))
    desk.person.wait()
    assert [one.thing for one in recent_things(database)] == [Thing(ThingKind.CARD, 4)]
    assert changed == []


def test_a_person_is_found_by_initials_and_opens_at_the_people_of_the_customer(desk):
    desk.open("mts")  # 缪铁生
    entry = desk.entry("缪铁生")

    assert entry.section is Section.PEOPLE
    assert "砺川" in entry.detail
    desk.choose("缪铁生")
    page = desk.host.window.page
    assert page.customer_id == 2
    assert page.tabs.current is CardTab.PEOPLE


def test_words_of_the_customer_narrow_people_down_but_alone_name_nobody(desk):
    desk.open("缪 砺川")
    assert "缪铁生" in desk.titles(Section.PEOPLE)
    desk.person.press("Esc")
    desk.open("砺川")
    assert desk.titles(Section.PEOPLE) == []


@pytest.mark.parametrize(
    "typed", ["print brief", "打印简报", "dyjb", ">print", "＞打印", "》dayin"]
)
def test_an_action_is_done_from_the_palette(desk, typed):
    desk.navigation.card_wanted.emit(2, None)
    desk.person.wait()
    orders = []
    desk.navigation.brief_wanted.connect(orders.append)
    desk.open(typed)
    desk.key(Qt.Key.Key_Return)

    assert orders == [[BriefOrder(2)]]
    assert desk.host.window.search.text() == ""


def test_actions_show_their_shortcuts_and_what_can_not_be_done_says_why(desk):
    desk.open(">")
    undo, search = desk.entry("Undo"), desk.titles()

    assert desk.entry("New customer").keys == "Ctrl+N"
    assert undo.act is None
    assert undo.detail == "There is nothing to undo."
    assert "Search and commands" not in search


def test_an_action_whose_name_is_begun_leads_unless_a_customer_is_called_so(desk):
    desk.open("plan")
    assert desk.panel.entries[0].section in (Section.ACTIONS, Section.CUSTOMERS)
    desk.person.press("Esc")
    desk.open("settings")
    assert desk.panel.entries[0].title == "Settings"
    desk.key(Qt.Key.Key_Return)
    assert desk.host.window.page is desk.host.window._pages.settings


def test_a_setting_whose_name_is_begun_does_not_lift_other_actions_above_customers(desk):
    """As "lan": it begins "Language", and stands inside "Plan a visit"."""
    desk.open("lan")

    assert desk.panel.entries[0].section is Section.CUSTOMERS
    assert "Plan a visit" in desk.titles(Section.ACTIONS)


def test_the_tabs_of_the_card_that_is_open_are_a_word_away(desk):
    desk.open("development")
    assert desk.titles(Section.CARD) == []
    desk.person.press("Esc")
    desk.navigation.card_wanted.emit(2, CardTab.OVERVIEW)
    desk.person.wait()
    desk.open("fazhan")
    desk.choose("Development")

    assert desk.host.window.page.tabs.current is CardTab.DEVELOPMENT


def test_a_saved_view_opens_the_list_with_it(desk):
    view = ListView("Walled gardens", ListQuery(words="澜汐"))
    list_views.save_view(desk.host.workspace.database, view)
    desk.host.window.go(Page.SETTINGS)
    desk.person.wait()
    desk.open("walled")
    desk.key(Qt.Key.Key_Return)

    page = desk.host.window.page
    assert page is desk.host.window._pages.customers
    assert page.head.field.text() == "澜汐"


def test_another_language_is_chosen_from_the_palette(desk, qtbot):
    desk.open("zhongwen")
    desk.key(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: desk.host.language.code is LanguageCode.CHINESE)


def test_escape_gives_the_keyboard_back_to_where_it_was(desk):
    before = desk.person.focused
    page = desk.host.window.page
    desk.open("lan")
    desk.person.press("Esc")

    assert desk.person.focused is before
    assert desk.host.window.page is page
    assert desk.panel.isHidden()
    desk.open()
    assert desk.panel.isVisible()
    desk.person.press("Esc")
    assert desk.panel.isHidden()
    assert desk.host.window.page is page


def test_arrows_pass_over_headings_and_go_round_the_ends(desk):
    desk.open("a")
    entries = [one for one in desk.panel.entries if one.act is not None]
    desk.key(Qt.Key.Key_Up)
    assert desk.panel.view.current is entries[-1]
    desk.key(Qt.Key.Key_Down)
    assert desk.panel.view.current is entries[0]
    desk.key(Qt.Key.Key_PageDown)
    assert desk.panel.view.current is entries[6]


def test_a_click_does_what_it_says_and_the_mouse_chooses_on_its_way(desk):
    desk.open("lanxi")
    view = desk.panel.view
    row = next(at for at, one in enumerate(view.lines) if one.title == "澜汐酒店集团")
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseMove(view.viewport(), place)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.person.wait()

    assert desk.host.window.page.customer_id is not None


def test_a_click_on_a_heading_does_nothing(desk):
    desk.open("lanxi")
    view = desk.panel.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    desk.person.wait()

    assert desk.panel.isVisible()


def test_a_screen_reader_hears_the_whole_line(desk):
    desk.open(">new customer")
    model = desk.panel.view.model()
    words = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert words == "New customer, Customer, Ctrl+N"
    assert desk.host.window.search.accessibleDescription() == words


def test_nothing_found_is_said_in_a_sentence(desk):
    desk.open("zzzzqqq")

    assert desk.titles() == []
    assert desk.person.reads("Nothing matches “zzzzqqq”.")


def test_a_window_in_chinese_shows_chinese_and_understands_english(chinese_host):
    desk = Desk(chinese_host)
    desk.open("new customer")

    assert desk.panel.entries[0].title == "新建客户"


def test_no_taboo_is_told_in_the_palette(desk):
    for key in range(1, 13):
        desk.navigation.card_wanted.emit(key, None)
    desk.person.wait()
    desk.open()

    texts = " ".join(f"{one.title} {one.detail}" for one in desk.panel.entries)
    assert "不提裁员传闻" not in texts
