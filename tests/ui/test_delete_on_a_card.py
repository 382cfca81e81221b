"""Delete on a card removes what has the keyboard, never the customer behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QToolButton
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.services import card_edits
from crm_desktop.ui.card.attachment_list import AttachmentRow
from crm_desktop.ui.navigation import CardTab

REMOVAL = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def press(desk: Desk, widget, key=Qt.Key.Key_Delete) -> None:
    widget.setFocus()
    assert widget.hasFocus()
    QTest.keyClick(widget, key)
    desk.person.wait()
    desk.host.tasks.drain()
    assert desk.card.customer.binned_at is None


@pytest.mark.parametrize("key", REMOVAL)
@pytest.mark.parametrize("part", ["row", "button"])
def test_delete_on_an_attachment_removes_it(host, workspace, key, part):
    desk = Desk(host, CardTab.BASICS)
    database, customer = workspace.database, desk.customer_id
    workspace.write(
        lambda: card_edits.add_attachment(database, customer, None, "map.txt", b"north", author="")
    )
    desk.person.wait()
    for _ in range(12):  # the parts of the tab are made one by one
        desk.person.wait()
    [row] = host.window.findChildren(AttachmentRow)

    press(desk, row if part == "row" else row.findChild(QToolButton), key)

    assert not [one for one in desk.card.attachments if not one.is_photo]


@pytest.mark.parametrize("kind", [QComboBox, QCheckBox])
def test_delete_on_a_choice_leaves_the_customer(host, kind):
    desk = Desk(host, CardTab.BASICS)
    found = [one for one in desk.tab.findChildren(kind) if one.isVisible() and one.isEnabled()]

    for widget in found[:1]:
        press(desk, widget)


@pytest.mark.parametrize("key", REMOVAL)
def test_delete_on_a_row_removes_the_record(host, key):
    desk = Desk(host, CardTab.SERVICE)
    records = desk.list_of(Kind.PROMISE)
    row = next(iter(records.rows.values()))

    press(desk, row, key)

    assert row.key not in [one.id for one in desk.card.promises]


def test_delete_on_a_button_of_a_row_removes_nothing(host):
    desk = Desk(host, CardTab.SERVICE)
    records = desk.list_of(Kind.PROMISE)
    row = next(iter(records.rows.values()))
    row.setFocus()

    press(desk, row.findChild(QToolButton))

    assert row.key in [one.id for one in desk.card.promises]
