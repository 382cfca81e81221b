"""The five journeys of an account manager, by keys and clicks through the whole window."""

import pypdfium2
import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.domain.man_questions import Question
from crm_desktop.services import leads, list_pages
from crm_desktop.services.card_views import load_view
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.card.card_page import CardPage
from crm_desktop.ui.card.taboo_strip import TabooStrip
from crm_desktop.ui.man.man_tab import ManTab
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.tiers.tiers_page import TiersPage
from crm_desktop.wording.history import field_label

HOTEL = "澜汐酒店集团"


@pytest.fixture(params=["host", "chinese_host"])
def person(request) -> Person:
    """Somebody who works in English, then in Chinese."""
    return Person(request.getfixturevalue(request.param))


def card_of(person: Person, customer_id: int):
    workspace = person.host.workspace
    return load_view(
        workspace.database, customer_id, today=workspace.today(), playbook=workspace.playbook
    ).card


def said(widget) -> str:
    """Everything a person reads or hears inside a widget."""
    seen = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    texts = [one.text() for one in seen if isinstance(one, QLabel | QLineEdit)]
    return " ".join([*texts, *(one.accessibleName() for one in seen)])


def open_by_search(person: Person, typed: str) -> None:
    person.press("Ctrl+K")
    person.type(typed)
    person.press("Return")


def test_find_by_initials_open_and_read_the_taboos(person):
    open_by_search(person, "lxjd")

    page = person.host.window.page
    assert isinstance(page, CardPage)
    assert HOTEL in said(page)
    strip = page.findChild(TabooStrip)
    assert "芒果过敏" in strip.accessibleName() + said(strip)
    for tab in CardTab:
        person.host.window.open_card(1, tab)
        person.wait()
        assert strip.isVisible()
    person.press("Esc")
    assert person.host.window.page is not page


def test_edit_a_field_see_it_in_the_history_and_undo_it(person):
    open_by_search(person, "lxjd")
    person.host.window.open_card(1, CardTab.BASICS)
    person.wait()
    label = field_label(person.host.language, Kind.CUSTOMER, "headcount")
    line = next(
        one
        for one in person.host.window.findChildren(QLineEdit)
        if one.isVisible() and one.accessibleName().lower() == label.lower()
    )
    before = card_of(person, 1).customer.headcount

    person.click(line)
    line.selectAll()
    person.type("2601")
    person.press("Tab")

    assert card_of(person, 1).customer.headcount == 2601
    person.host.window.open_card(1, CardTab.HISTORY)
    person.wait()
    person.choose(ActionCode.UNDO)
    assert card_of(person, 1).customer.headcount == before
    person.choose(ActionCode.REDO)
    assert card_of(person, 1).customer.headcount == 2601


def test_score_a_lead_by_keys_and_see_the_advice(person):
    workspace = person.host.workspace
    lead = leads.score_prospects(workspace.database, as_of=workspace.today())[-1]
    person.host.window.open_card(lead.customer_id, CardTab.MAN)
    person.wait()
    tab = person.host.window.findChild(ManTab)
    tab.go_to(Question.M1)

    for _ in Question:
        person.press("4")
        person.press("Down")

    scored = leads.score(workspace.database, f"id:{lead.customer_id}", as_of=workspace.today())
    assert scored.assessment.man_class == "MAN"
    advice = workspace.playbook.advice_for("MAN").headline
    assert advice.get(workspace.language.code) in said(tab)


def test_retier_with_other_quotas_and_take_it_back(person, qtbot):
    person.choose(ActionCode.TIERS)
    page = person.host.window.page
    assert isinstance(page, TiersPage)
    before = tiers_of(person)

    for code, typed in (("hold_days", "0"), ("quota_a", "40")):
        box = page.scheme_panel.rows[code].box
        person.click(box)
        box.selectAll()
        QTest.keyClicks(box, typed)
        QTest.keyClick(box, Qt.Key.Key_Tab)
    qtbot.waitUntil(page.apply_button.isEnabled)
    person.click(page.apply_button)

    assert sum(tier == "A" for tier in tiers_of(person).values()) > sum(
        tier == "A" for tier in before.values()
    )
    person.press("Ctrl+Z")
    assert tiers_of(person) == before


def tiers_of(person: Person) -> dict[int, str]:
    database = person.host.workspace.database
    rows = list_pages.first_rows(database, ListQuery())
    return {row.id: row.tier for row in rows}


def test_print_one_brief_from_the_list_in_two_keystrokes(person, monkeypatch, tmp_path):
    out = tmp_path / "brief.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    person.choose(ActionCode.CUSTOMERS)
    person.press("Ctrl+P")

    save = person.host.language.text("Save as PDF…")
    person.click_button(save)
    person.wait()

    document = pypdfium2.PdfDocument(out)
    assert len(document) == 2
    document.close()
    first = list_pages.first_rows(person.host.workspace.database, ListQuery())[0]
    assert card_of(person, first.id).printed_briefs


def test_print_the_visits_of_tomorrow_as_a_batch(person, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    person.host.window.go(Page.CALENDAR)
    person.wait()
    person.press("Ctrl+Shift+P")
    person.wait()

    text = person.host.language.text
    person.click_button(text("Save one file for each customer"))
    person.click_button(text("Save all to folder…"))
    person.wait()

    made = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(made) > 5
