"""Actions are where each desktop looks for them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest

from crm_desktop.domain.changes import Kind
from crm_desktop.services import card_edits
from crm_desktop.ui.actions import ActionCode

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT)])
def test_both_usual_ways_do_again_what_was_undone(host, workspace, keys):
    database = workspace.database
    workspace.write(lambda: card_edits.set_fields(database, Kind.CUSTOMER, 1, {"city": "Leeds"}))
    host.tasks.drain()
    workspace.undo()
    host.tasks.drain()

    QTest.keyClick(host.window, *keys)
    host.tasks.drain()

    with database.read() as reading:
        assert reading.get(Kind.CUSTOMER, 1).city == "Leeds"


def test_no_two_actions_have_the_same_keys(host):
    actions = host.window.window_actions.values()
    keys = [one.toString() for action in actions for one in action.shortcuts()]

    assert len(keys) == len(set(keys))
    assert QKeySequence("Ctrl+Y") == host.window.window_actions[ActionCode.REDO].shortcut()


def test_macos_finds_the_actions_of_a_program_in_any_language(chinese_host):
    actions = chinese_host.window.window_actions
    role = QAction.MenuRole
    found = {code: one.menuRole() for code, one in actions.items()}

    assert {code: one for code, one in found.items() if one is not role.NoRole} == {
        ActionCode.SETTINGS: role.PreferencesRole,
        ActionCode.ABOUT: role.AboutRole,
        ActionCode.CLOSE_WINDOW: role.QuitRole,
    }
