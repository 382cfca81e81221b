"""The key people of the first tab, each with the ways to reach them, copied by a click."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.buttons import icon_button
from crm_desktop.ui.card.flow import Flow
from crm_desktop.ui.card.lines import LineBlock
from crm_desktop.ui.card.overview_words import KeyPerson, Line, Reach
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.labels import set_tip
from crm_desktop.ui.workspace import Workspace

Copy = Callable[[str], None]


class PeopleRows(QWidget):
    """Keeps its rows and buttons and fills them anew, which is much quicker than new ones."""

    def __init__(self, workspace: Workspace, icons: Icons, copy: Copy) -> None:
        super().__init__()
        self._workspace, self._icons, self._copy = workspace, icons, copy
        self._rows: list[PersonRow] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)

    def show_people(self, people: Sequence[KeyPerson]) -> None:
        """Show people in their order."""
        while len(self._rows) < len(people):
            row = PersonRow(self._workspace, self._icons, self._copy)
            self._rows.append(row)
            self._body.addWidget(row)
        for row, person in zip(self._rows, people, strict=False):
            row.show_person(person)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(people))


class PersonRow(QWidget):
    """A name, what matters about them, and a button for each way to reach them."""

    def __init__(self, workspace: Workspace, icons: Icons, copy: Copy) -> None:
        super().__init__()
        self._language, self._icons, self._copy = workspace.language, icons, copy
        self._ways: Sequence[Reach] = ()
        self._buttons: list[QPushButton] = []
        self._lines = LineBlock(workspace.theme)
        self._box = QWidget()
        self._flow = Flow(self._box)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self._lines)
        rows.addWidget(self._box)

    def show_person(self, person: KeyPerson) -> None:
        """Show another person."""
        self._lines.show_lines((Line(person.name, person.detail),))
        self._box.setVisible(bool(person.ways))
        if person.ways == self._ways:
            return
        self._ways = person.ways
        while len(self._buttons) < len(person.ways):
            self._add_button()
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(person.ways))
        for button, way in zip(self._buttons, person.ways, strict=False):
            name = self._language.text("Copy {value}", value=way.value)
            button.setText(way.words.replace("&", "&&"))
            button.setAccessibleName(name)
            set_tip(button, name)
        self._flow.invalidate()

    def _add_button(self) -> None:
        at = len(self._buttons)
        button = icon_button(self._icons, "copy", "", "link", size=14)
        button.setProperty("look", "link")
        button.clicked.connect(lambda: self._copy(self._ways[at].value))
        self._buttons.append(button)
        self._flow.addWidget(button)
