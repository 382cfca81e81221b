"""The search box: whatever a person knows of a customer finds them, and Enter opens the card."""

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.services import quick_search
from crm_desktop.storage import reading


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("澜汐", "澜汐酒店集团"),
        ("瀾汐", "澜汐酒店集团"),
        ("lanxi", "澜汐酒店集团"),
        ("lxjd", "澜汐酒店集团"),
        ("Aldermoor", "Aldermoor & Pryce LLP"),
        ("aspenas", "Aspenäs Möbler AB"),
    ],
)
def test_typing_what_one_knows_offers_the_customer(host, typed, name):
    person = Person(host)
    person.press("Ctrl+K")
    person.type(typed)

    assert name in [hit.name for hit in host.window.search.hits]


def test_arrows_choose_enter_opens_and_the_box_is_empty_again(host):
    person, opened = Person(host), []
    host.workspace.navigation.card_wanted.connect(lambda key, _: opened.append(key))
    person.press("Ctrl+K")
    person.type("a")
    second = host.window.search.hits[1]
    QTest.keyClick(person.focused, Qt.Key.Key_Down)
    person.press("Return")

    assert opened == [second.customer_id]
    assert host.window.search.text() == ""
    assert host.window.search.hits == []


@pytest.mark.parametrize("typed", ['"', "*", "' OR 1=1 --", "zzzzqqq", "𠮷"])
def test_nothing_found_is_said_and_breaks_nothing(host, typed):
    person = Person(host)
    person.press("Ctrl+K")
    person.type(typed)

    assert host.window.search.hits == []


def test_a_word_of_the_search_language_is_a_text_like_any_other(host):
    person, found = Person(host), []
    for typed in ("AND", "and"):
        person.press("Ctrl+K")
        person.type(typed)
        found.append([hit.name for hit in host.window.search.hits])
        person.press("Esc")

    assert found[0] == found[1] != []


def test_escape_empties_the_box_and_leaves_the_page_alone(host):
    person = Person(host)
    page = host.window.page
    person.press("Ctrl+K")
    person.type("lan")
    person.press("Esc")

    assert host.window.search.text() == ""
    assert host.window.search.hits == []
    assert host.window.page is page


def test_what_takes_too_long_at_once_is_found_by_another_thread(host, monkeypatch):
    monkeypatch.setattr(quick_search, "AT_ONCE_S", 0)
    monkeypatch.setattr(reading, "LOOKED_EVERY", 1)
    person = Person(host)
    person.press("Ctrl+K")
    person.type("lanxi")
    host.tasks.drain()

    assert quick_search.matches_at_once(host.workspace.database, "lanxi") is None
    assert [hit.name for hit in host.window.search.hits] == ["澜汐酒店集团"]
