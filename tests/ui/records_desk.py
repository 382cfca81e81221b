"""A tab of a card in the real window, worked by keys and clicks as a person would."""

from collections.abc import Sequence
from typing import Any

from person import Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Kind
from crm_desktop.services.card_views import load_view
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.forms.record_row import RecordRow
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import CardTab


class Desk:
    """Opens one tab of one card and finds what is on it."""

    def __init__(self, host: Host, tab: CardTab, customer_id: int = 2) -> None:
        self.host, self.customer_id = host, customer_id
        self.person = Person(host)
        host.window.activateWindow()
        host.window.open_card(customer_id, tab)
        self.person.wait()

    @property
    def tab(self) -> Any:
        """The tab shown."""
        tabs = self.host.window.page.tabs
        return tabs._stack.currentWidget()

    @property
    def card(self) -> Card:
        """The card as the file has it now."""
        workspace = self.host.workspace
        today, playbook = workspace.today(), workspace.playbook
        return load_view(workspace.database, self.customer_id, today=today, playbook=playbook).card

    def list_of(self, kind: Kind, at: int = 0) -> RecordList:
        """The list of a kind that is seen, by its place among several."""
        found = self.tab.findChildren(RecordList)
        return [one for one in found if one.kind is kind and one.isVisible()][at]

    def row(self, records: RecordList, text: str) -> RecordRow:
        """The row that says a text."""
        found = [row for row in records.rows.values() if text in row.text]
        assert found, f"no row {text!r} among {[row.text for row in records.rows.values()]}"
        return found[0]

    def click_line(self, row: RecordRow) -> None:
        """Click on the line of a row."""
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 18))
        self.person.wait()

    def fill(self, fields: dict[str, Field], values: Sequence[tuple[str, str]]) -> None:
        """Type into fields, Tab after each; a choice by its words."""
        for name, text in values:
            self.enter(fields[name].editor.widget, text)

    def enter(self, widget: QWidget, text: str) -> None:
        """Type a text into a widget in place of what is there, and leave it."""
        widget.setFocus()
        if isinstance(widget, QComboBox) and not widget.isEditable():
            self.pick(widget, text)
        elif isinstance(widget, QComboBox):
            widget.lineEdit().selectAll()
            self.person.type(text)
        else:
            widget.selectAll()
            if text:
                self.person.type(text)
            else:
                self.person.press("Del")
        if isinstance(widget, QPlainTextEdit):
            self.person.press("Tab")
        else:
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        self.person.wait()

    def pick(self, box: QComboBox, words: str) -> None:
        """Choose an entry of a list by its words."""
        at = box.findText(words)
        assert at >= 0, f"no {words!r} among {[box.itemText(one) for one in range(box.count())]}"
        box.setCurrentIndex(at)
        box.activated.emit(at)
        self.person.wait()

    def press_undo(self) -> None:
        """Ctrl+Z with the keyboard on no field."""
        window = self.host.window
        window.activateWindow()  # a menu that was just closed may still have the keyboard
        assert QTest.qWaitForWindowActive(window)
        window.page.tabs.bar.setFocus()
        self.person.press("Ctrl+Z")


def problem(field: Field) -> str:
    """The sentence beneath a field."""
    return field.editor.widget.accessibleDescription()
