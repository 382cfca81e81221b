"""The card in the real window, worked by keys and clicks as a person would."""

from typing import Any, TypeVar

from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.services import card_edits
from crm_desktop.services.card_views import load_view
from crm_desktop.ui.card.card_page import CardPage
from crm_desktop.ui.forms.fields import Field
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import CardTab

HOTEL, TOOLS, PERSON = 1, 2, 39
"""Customers of the sample: two companies and a person."""
Found = TypeVar("Found", bound=QWidget)


class OpenCard:
    """One card, with what is seen of it and what is stored."""

    def __init__(
        self, host: Host, customer_id: int = TOOLS, tab: CardTab | None = CardTab.BASICS
    ) -> None:
        self.host, self.person = host, Person(host)
        host.window.activateWindow()
        self.go(customer_id, tab)

    @property
    def page(self) -> CardPage:
        """The page of the card."""
        page = self.host.window.page
        assert isinstance(page, CardPage)
        return page

    @property
    def stored(self) -> Card:
        """What the file holds."""
        workspace = self.host.workspace
        return load_view(
            workspace.database,
            self.customer_id,
            today=workspace.today(),
            playbook=workspace.playbook,
        ).card

    def go(self, customer_id: int, tab: CardTab | None = None) -> None:
        """Show another card or tab."""
        self.customer_id = customer_id
        self.host.window.open_card(customer_id, tab)
        self.wait()

    def wait(self) -> None:
        """Wait until everything is done, shown, and every part of the tab is there."""
        for _ in range(12):
            self.person.wait()

    def field(self, name: str) -> Field:
        """The visible field of the customer with this name."""
        forms = self.page.findChildren(RecordForm)
        found = [
            form.fields[name]
            for form in forms
            if form.kind is Kind.CUSTOMER and name in form.fields and form.isVisible()
        ]
        assert found, name
        return found[0]

    def type_into(self, name: str, text: str) -> Field:
        """Replace what stands in a field by keys, without leaving it."""
        field = self.field(name)
        field.editor.widget.setFocus()
        self.person.press("Ctrl+A")
        for letter in text:
            self.person._type_letter(letter)
        return field

    def leave(self) -> None:
        """Leave a field by Tab, through the suggestions where they are open."""
        popup = QApplication.activePopupWidget()
        QTest.keyClick(popup or self.person.focused, Qt.Key.Key_Tab)
        self.wait()

    def other_writes(self, **values: object) -> None:
        """Somebody else changes the customer meanwhile."""
        workspace = self.host.workspace
        database, key = workspace.database, self.customer_id

        def write() -> Changes:
            return card_edits.set_fields(database, Kind.CUSTOMER, key, values, author="other")

        workspace.tasks.command(write, workspace.changed.emit, failed=workspace.tell_problem)
        self.wait()

    def add(self, record: Any) -> int:
        """Store a record by the service and show it."""
        workspace = self.host.workspace
        key, changes = card_edits.add_record(workspace.database, record)
        workspace.changed.emit(changes)
        self.wait()
        return key

    def child(self, kind: type[Found], name: str = "") -> Found:
        """The visible widget of a class, by its object name where there are several."""
        found = [one for one in self.page.findChildren(kind, name or None) if one.isVisible()]
        assert found, (kind, name)
        return found[0]

    def click(self, button: QAbstractButton) -> None:
        """Click a button and wait."""
        self.person.click(button)
        self.wait()

    def popover(self) -> QWidget:
        """The panel that is open over the card."""
        found = QApplication.activePopupWidget()
        assert found is not None
        return found


def type_text(widget: QWidget, text: str) -> None:
    """Type ASCII into a widget."""
    widget.setFocus()
    QTest.keyClicks(widget, text)
