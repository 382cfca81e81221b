"""Escape in the filter of the list, and the frame that shows where the keyboard is."""

import pytest
from person import Person
from PySide6.QtGui import QColor

from crm_desktop.domain.list_filters import FilterKey
from crm_desktop.ui.customers.list_filter import ListWish


@pytest.fixture
def person(host) -> Person:
    person = Person(host)
    person.wait()
    return person


def test_escape_in_the_filter_clears_it_and_goes_on_in_the_list_with_whom_it_stood_at(
    person, qtbot
):
    page = person.window.page
    person.press("Ctrl+F")
    person.type("lanxi")
    found = page.table.current_key()
    person.press("Esc")
    qtbot.waitUntil(lambda: page.feed.is_settled)

    assert (page.head.field.text(), person.focused) == ("", page.table)
    assert (page.table.current_key(), page.table.chosen_keys()) == (found, [found])
    assert page.model.rowCount() > 1


def test_escape_takes_chips_away_where_nothing_is_typed(person, qtbot):
    page = person.window.page
    page.wish_for(ListWish(terms={FilterKey.TIER: ("A",)}))
    person.wait()
    few = page.model.rowCount()
    person.press("Ctrl+F")
    person.press("Esc")
    qtbot.waitUntil(lambda: page.feed.is_settled)

    assert page.model.rowCount() > few
    assert person.focused is page.table


def test_the_frame_of_the_list_has_no_gap_in_its_corner(person, host):
    table = person.window.page.table
    table.setFocus()
    person.wait()
    picture, frame = table.grab().toImage(), QColor(host.theme.colour("accent"))

    along = [picture.pixelColor(x, 0).name() for x in range(4, 24)]
    down = [picture.pixelColor(0, y).name() for y in range(4, 24)]
    assert set(along + down) == {frame.name()}
