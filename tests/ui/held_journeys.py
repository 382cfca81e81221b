"""The journeys of an account manager on a big file, and how long each holds the window."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.man_questions import Question
from crm_desktop.services import list_pages
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.host import Host
from crm_desktop.ui.man.man_tab import ManTab
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.tiers.tiers_page import TiersPage
from crm_desktop.wording.history import field_label


def walk(host: Host) -> dict[str, tuple[float, str]]:
    """Return for each journey the longest hold in milliseconds and the act it came with."""
    journeys = {
        "find and open": _find,
        "edit and undo": _edit,
        "score": _score,
        "retier": _retier,
        "brief": _brief,
        "morning": _morning,
    }
    held = {}
    for name, journey in journeys.items():
        person = Person(host)
        journey(person)
        held[name] = person.longest_held
    return held


def _morning(person: Person) -> None:
    """Thousands of promises are due, and most customers are leads without a next step."""
    workspace = person.host.workspace
    with workspace.database.write("stored") as work:
        due = (workspace.today() - timedelta(days=3)).isoformat()
        rows = ((key, "Send the offer", due) for key in range(1, 40_000, 8))
        work.add_rows(Kind.PROMISE, ("customer_id", "text", "due_on"), rows)
    person.press("Ctrl+1")
    person.press("F5")
    person.host.window.page.view.setFocus()
    for _ in range(12):
        person.press("Down")
    person.press("Return")
    person.press("Ctrl+Z")


def _find(person: Person) -> None:
    person.press("Ctrl+K")
    person.type("wang")
    person.press("Return")
    for tab in CardTab:
        person.host.window.open_card(_shown(person), tab)
        person.wait()
    person.press("Esc")
    person.choose(ActionCode.CUSTOMERS)
    for _ in range(20):
        person.press("Down")
    person.press("End")


def _shown(person: Person) -> int:
    return int(person.host.window.page.state()["customer"])


def _edit(person: Person) -> None:
    first = list_pages.first_rows(person.host.workspace.database, ListQuery())[0]
    person.host.window.open_card(first.id, CardTab.BASICS)
    person.wait()
    label = field_label(person.host.language, Kind.CUSTOMER, "parking").lower()
    lines = person.window.findChildren(QLineEdit)
    line = next(one for one in lines if one.isVisible() and one.accessibleName().lower() == label)
    person.click(line)
    line.selectAll()
    person.type("2601")
    person.press("Tab")
    person.choose(ActionCode.CUSTOMERS)
    person.choose(ActionCode.UNDO)


def _score(person: Person) -> None:
    query = ListQuery(ListColumn.MAN_SCORE, descending=True)
    lead = list_pages.first_rows(person.host.workspace.database, query)[0]
    person.host.window.open_card(lead.id, CardTab.MAN)
    person.wait()
    person.host.window.findChild(ManTab).go_to(Question.M1)
    for answer in "432104321":
        person.press(answer)
        person.press("Down")


def _retier(person: Person) -> None:
    person.choose(ActionCode.TIERS)
    page = person.host.window.page
    assert isinstance(page, TiersPage)
    box = page.scheme_panel.rows["quota_a"].box
    person.click(box)
    box.selectAll()
    QTest.keyClicks(box, "40")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    person.wait()
    person.host.window.go(Page.CALENDAR)
    person.wait()


def _brief(person: Person) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "brief.pdf"
        with patch.object(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), "")):
            person.choose(ActionCode.CUSTOMERS)
            person.press("Ctrl+P")
            person.click_button(person.host.language.text("Save as PDF…"))
            person.wait()
        assert out.exists()
