"""All shortcuts at a glance: whatever has a key stands there, in words of either language."""

import pytest
from person import HELD_MS, Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from crm_desktop.ui.actions import ACTIONS, ActionCode, keys_of
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.page_keys import PLACES, keys_text
from crm_desktop.ui.shortcuts_overlay import ShortcutsOverlay


class Desk:
    """A person who asks for the shortcuts."""

    def __init__(self, host):
        self.host, self.person = host, Person(host)
        self.person.wait()

    @property
    def overlay(self) -> ShortcutsOverlay | None:
        shown = self.host.window.findChildren(ShortcutsOverlay)
        return next((one for one in shown if one.isVisible()), None)

    def open(self) -> ShortcutsOverlay:
        self.person.press("?")
        assert self.overlay is not None
        return self.overlay

    def lines(self) -> list[str]:
        assert self.overlay is not None
        return [line.text for group in self.overlay.shown for line in group.lines]


@pytest.fixture
def desk(host) -> Desk:
    return Desk(host)


def test_every_action_with_a_shortcut_and_every_place_stands_there(desk):
    overlay = desk.open()
    titles = [group.title for group in overlay.groups]
    keys = [key for group in overlay.groups for line in group.lines for key in line.keys]

    assert {"File", "Customer", "List of customers", "Development plan"} <= set(titles)
    assert len(titles) == 5 + len(PLACES)
    assert all(spec.shortcut in keys for spec in ACTIONS.values() if spec.shortcut)


@pytest.mark.parametrize("typed", ["print", "打印", "dayin", "Ctrl+P"])
def test_a_shortcut_is_found_by_either_language_or_by_its_keys(desk, typed):
    overlay = desk.open()
    overlay.search.setText(typed)
    desk.person.wait()

    assert "Print brief" in desk.lines()
    assert "Quit" not in desk.lines()


def test_the_name_of_a_place_shows_all_of_it_and_nonsense_says_so(desk):
    overlay = desk.open()
    overlay.search.setText("calendar")
    desk.person.wait()
    assert "Go to today" in desk.lines()
    overlay.search.setText("zzzz")
    desk.person.wait()
    assert desk.lines() == []
    assert desk.person.reads("Nothing matches “zzzz”.")


def test_escape_gives_the_keyboard_back_and_changes_no_page(desk):
    desk.host.window.open_card(2, CardTab.OVERVIEW)
    desk.person.wait()
    before, page = desk.person.focused, desk.host.window.page
    desk.open()
    desk.person.press("Esc")

    assert desk.overlay is None
    assert desk.person.focused is before
    assert desk.host.window.page is page


def test_keys_do_nothing_to_what_is_covered(desk):
    page = desk.host.window.page
    desk.open()
    desk.person.press("Ctrl+3")
    desk.person.press("Tab")
    desk.person.press("Del")
    desk.person.press("Ctrl+K")

    assert desk.overlay is not None
    assert desk.overlay.isAncestorOf(desk.person.focused)
    assert desk.host.window.page is page


def test_a_click_beside_it_puts_it_away_and_one_on_it_does_not(desk):
    overlay = desk.open()
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=overlay.rect().center())
    desk.person.wait()
    assert desk.overlay is overlay
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    desk.person.wait()
    assert desk.overlay is None


def test_a_question_mark_in_a_text_is_a_question_mark(desk):
    desk.person.press("Ctrl+K")
    QTest.keyClick(desk.person.focused, "?")
    desk.person.wait()

    assert desk.overlay is None
    assert desk.host.window.search.text() == "?"


def test_it_comes_up_in_time_and_fits_small_windows(desk):
    desk.host.window.resize(960, 600)
    desk.person.wait()
    desk.person.watch()
    overlay = desk.open()

    assert desk.person.longest_held[0] < HELD_MS
    assert overlay.rect().size() == desk.host.window.size()
    assert overlay._columns == 2


def test_a_window_in_chinese_says_it_in_chinese_and_finds_it_in_english(chinese_host):
    desk = Desk(chinese_host)
    overlay = desk.open()
    assert "打印简报" in desk.lines()
    overlay.search.setText("print brief")
    desk.person.wait()

    assert desk.lines() == ["打印简报"]


def test_planning_a_visit_does_not_minimise_the_window_of_a_mac():
    usual = keys_of(ActionCode.PLAN_VISIT, is_mac=False)
    on_mac = keys_of(ActionCode.PLAN_VISIT, is_mac=True)

    assert usual == QKeySequence("Ctrl+M")
    assert on_mac not in (usual, QKeySequence())
    others = [keys_of(code, is_mac=True) for code in ActionCode if code != ActionCode.PLAN_VISIT]
    assert on_mac not in others


def test_arrows_are_drawn_as_arrows():
    assert keys_text("Alt+Left") == "Alt+←"
    assert keys_text("Arrows") == "↑↓←→"
