"""Home, End and the page keys in a list between whose rows stand heads that can't be chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest

from crm_desktop.ui.far_keys import FarKeysList

HEADS = {0, 1, 5, 10, 11, 29}


@pytest.fixture
def view(qtbot):
    shown = FarKeysList()
    model = QStandardItemModel(shown)
    for number in range(30):
        item = QStandardItem(f"row {number}")
        if number in HEADS:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(item)
    shown.setModel(model)
    shown.setCurrentIndex(model.index(7, 0))
    shown.resize(200, shown.sizeHintForRow(0) * 6)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def pressed(view, *keys):
    for key in keys:
        QTest.keyClick(view, key)
    return view.currentIndex().row()


def test_the_ends_are_the_first_and_last_rows_that_can_be_chosen(view):
    assert pressed(view, Qt.Key.Key_End) == 28
    assert pressed(view, Qt.Key.Key_Home) == 2
    assert view.verticalScrollBar().value() == 0


def test_a_page_leads_past_heads_and_stops_at_the_ends(view):
    down = pressed(view, Qt.Key.Key_PageDown)
    assert 8 < down < 16
    assert down not in HEADS
    assert pressed(view, Qt.Key.Key_PageUp) == 7
    assert pressed(view, *[Qt.Key.Key_PageUp] * 9) == 2
    assert pressed(view, *[Qt.Key.Key_PageDown] * 9) == 28


def test_arrows_are_left_to_the_list(view):
    assert pressed(view, Qt.Key.Key_Down) == 8
    assert pressed(view, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up) == 3


def test_an_empty_list_stays_as_it_is(view):
    view.model().clear()

    assert pressed(view, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageDown) == -1
