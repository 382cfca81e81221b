"""The guide opens where a person is, is searched, and leads nowhere else."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from crm_desktop.ui.guide.guide_window import GuideWindow
from crm_desktop.ui.navigation import CardTab, Page


def opened(host, qtbot):
    """Press F1 and return the guide."""
    qtbot.keyClick(host.window, Qt.Key.Key_F1)
    guide = host.window.findChild(GuideWindow)
    assert guide is not None
    qtbot.waitUntil(guide.isVisible)
    return guide


def titles(guide):
    """What stands in the contents."""
    return [guide._list.item(row).text() for row in range(guide._list.count())]


@pytest.mark.parametrize(
    ("go", "page"),
    [
        (lambda window: window.go(Page.CUSTOMERS), "find"),
        (lambda window: window.go(Page.TIERS), "tiers"),
        (lambda window: window.go(Page.SETTINGS), "settings"),
        (lambda window: window.open_card(1, CardTab.OVERVIEW), "card"),
        (lambda window: window.open_card(1, CardTab.SERVICE), "service"),
        (lambda window: window.plan_visit(1, None), "visit"),
    ],
)
def test_f1_opens_the_page_of_what_is_seen(host, qtbot, go, page):
    go(host.window)

    assert opened(host, qtbot).shown == page


def test_a_second_f1_turns_the_page_of_the_same_window(host, qtbot):
    first = opened(host, qtbot)
    host.window.go(Page.TIERS)

    assert opened(host, qtbot) is first
    assert first.shown == "tiers"


def test_the_search_leaves_pages_with_every_word_and_escape_brings_all_back(host, qtbot):
    guide = opened(host, qtbot)
    everything = titles(guide)

    qtbot.keyClicks(guide._search, "pinyin initials")

    assert 0 < len(titles(guide)) < len(everything)
    qtbot.keyClick(guide._search, Qt.Key.Key_Escape)
    assert titles(guide) == everything


def test_a_search_without_hits_says_so(host, qtbot):
    guide = opened(host, qtbot)

    qtbot.keyClicks(guide._search, "xyzzy")

    assert titles(guide) == ["Nothing found"]


def test_links_turn_pages_and_back_returns(host, qtbot):
    guide = opened(host, qtbot)
    before = guide.shown

    guide._text.anchorClicked.emit(QUrl("tiers.md"))

    assert guide.shown == "tiers"
    guide.back()
    assert guide.shown == before


def test_a_link_to_the_outside_opens_nothing(host, qtbot):
    guide = opened(host, qtbot)
    before = guide.shown

    guide._text.anchorClicked.emit(QUrl("https://example.org/tiers.md"))

    assert guide.shown == before


def test_pictures_are_drawn_no_wider_than_the_column(host, qtbot):
    guide = opened(host, qtbot)
    guide.show_page("start")
    image = QTextDocument.ResourceType.ImageResource.value

    picture = guide._text.loadResource(image, "../../pictures/window/customers.en.png")

    assert 0 < picture.width() / picture.devicePixelRatio() <= guide._text.viewport().width()


def test_the_guide_is_spoken_in_the_language_of_the_window(chinese_host, qtbot):
    guide = opened(chinese_host, qtbot)

    assert guide.windowTitle().startswith("使用指南")
    assert "最初的十分钟" in titles(guide)
