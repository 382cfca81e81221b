"""The MAN tab by keys and clicks on a real file, in both languages."""

from datetime import timedelta

import pytest
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm_desktop.domain.man_questions import Question
from crm_desktop.services import leads, man_edits
from crm_desktop.storage.database import Database
from crm_desktop.ui.host import Host
from crm_desktop.ui.man.answers import Said
from crm_desktop.ui.man.man_tab import ManTab
from crm_desktop.ui.navigation import CardTab


def lead(host: Host, wanted=lambda lead: True) -> leads.LeadScore:
    database, today = host.workspace.database, host.workspace.today()
    found = leads.score_prospects(database, as_of=today)
    return next(one for one in found if wanted(one))


def open_tab(host: Host, customer_id: int) -> ManTab:
    host.window.open_card(customer_id, CardTab.MAN)
    Person(host).wait()
    return host.window.findChild(ManTab)


def stored(database: Database, customer_id: int) -> dict[str, int | None]:
    newest = man_edits.snapshots(database, customer_id)[0]
    return {one.question: one.level for one in newest.answers}


@pytest.fixture(params=["host", "chinese_host"])
def either_host(request) -> Host:
    return request.getfixturevalue(request.param)


def test_a_lead_is_scored_by_keys_alone(either_host):
    customer = lead(either_host).customer_id
    tab, person = open_tab(either_host, customer), Person(either_host)
    tab.go_to(Question.M1)
    for place in range(9):
        QTest.keyClick(person.focused, Qt.Key.Key_4)
        if place < 8:
            QTest.keyClick(person.focused, Qt.Key.Key_Down)
    person.wait()
    assert stored(either_host.workspace.database, customer) == dict.fromkeys(Question, 4)
    assert tab.panel.class_text.endswith("MAN")
    advice = either_host.workspace.playbook.advice_for("MAN").headline
    assert tab.panel.advice_text == advice.get(either_host.language.code)


def test_the_class_moves_before_the_write_returns(host):
    tab = open_tab(host, lead(host, lambda one: "?" in one.assessment.man_class).customer_id)
    for question in Question:
        tab.cards[question].scale.setFocus()
        QTest.keyClick(tab.cards[question].scale, Qt.Key.Key_0)
    assert tab.panel.class_text.endswith("man")


def test_a_click_answers_and_undo_takes_it_back(host):
    customer = lead(host).customer_id
    tab, person = open_tab(host, customer), Person(host)
    before = tab.cards[Question.N3].scale.mark
    wanted = 0 if before != 0 else 1
    person.click(tab.cards[Question.N3].scale.button(wanted))
    assert tab.cards[Question.N3].scale.mark == wanted
    host.workspace.undo()
    person.wait()
    assert tab.cards[Question.N3].scale.mark == before


def test_unknown_by_key_is_stored_as_no_level(host):
    customer = lead(host, lambda one: Question.M1 in one.assessment.sheet.levels).customer_id
    tab, person = open_tab(host, customer), Person(host)
    tab.go_to(Question.M1)
    person.press("U")
    assert tab.cards[Question.M1].scale.mark is Said.UNKNOWN
    assert stored(host.workspace.database, customer)["M1"] is None


def test_not_applicable_is_offered_to_persons_only(host):
    person_lead = lead(host, lambda one: one.kind == "person")
    tab, person = open_tab(host, person_lead.customer_id), Person(host)
    tab.go_to(Question.A3)
    person.press("N")
    assert tab.cards[Question.A3].scale.mark is Said.NOT_APPLICABLE
    tab = open_tab(host, lead(host, lambda one: one.kind == "company").customer_id)
    with pytest.raises(KeyError):
        tab.cards[Question.A3].scale.button(Said.NOT_APPLICABLE)


def test_arrows_choose_the_next_level_and_the_next_question(host):
    tab, person = open_tab(host, lead(host).customer_id), Person(host)
    tab.go_to(Question.M1)
    person.press("2")
    person.press("Right")
    assert tab.cards[Question.M1].scale.mark == 3
    person.press("Down")
    assert person.focused is tab.cards[Question.M2].scale
    person.press("Up")
    assert person.focused is tab.cards[Question.M1].scale


def test_evidence_is_saved_when_it_is_left_and_keeps_the_level(host):
    customer = lead(host).customer_id
    tab, person = open_tab(host, customer), Person(host)
    tab.go_to(Question.M1)
    person.press("3")
    field = tab.cards[Question.M1].notes.fields["evidence"].editor.widget
    field.setFocus()
    field.clear()
    person.type("账上有钱 <b>")
    person.press("Tab")
    newest = man_edits.snapshots(host.workspace.database, customer)[0].answers
    answer = next(one for one in newest if one.question == "M1")
    assert (answer.level, answer.evidence) == (3, "账上有钱 <b>")


def test_typed_evidence_survives_a_kill(host):
    customer = lead(host).customer_id
    tab, person = open_tab(host, customer), Person(host)
    field = tab.cards[Question.M2].notes.fields["source"]
    field.editor.widget.setFocus()
    field.editor.widget.clear()
    person.type("CFO at lunch")
    field.drafted.emit("source", field.editor.raw())
    person.wait()
    from crm_desktop.services import typing_drafts

    drafts = typing_drafts.kept(host.workspace.database, customer)
    fresh = ManTab(host.workspace, host.window.icons)
    assert fresh.take_up(drafts) == 1
    assert fresh.cards[Question.M2].notes.fields["source"].editor.raw() == "CFO at lunch"
    fresh.deleteLater()


def test_a_next_question_is_gone_to_with_a_click(host):
    found = lead(host, lambda one: len(one.assessment.next_questions) > 0)
    tab, person = open_tab(host, found.customer_id), Person(host)
    person.click(tab.panel.next_button(0))
    best = found.assessment.next_questions[0].question
    assert person.focused is tab.cards[best].scale


def test_an_older_assessment_is_looked_at_and_not_changed(host):
    found = lead(host)
    database, today = host.workspace.database, host.workspace.today()
    man_edits.answer(
        database, found.customer_id, Question.M1, level=0, today=today - timedelta(400)
    )
    man_edits.answer(database, found.customer_id, Question.M1, level=4, today=today)
    tab, person = open_tab(host, found.customer_id), Person(host)
    table = tab.trend.table
    table.setFocus()
    table.setCurrentCell(table.rowCount() - 1, 0)
    person.press("Return")
    scale = tab.cards[Question.M1].scale
    assert (scale.mark, scale.isEnabled()) == (0, False)
    person.click_button("Back to today", tab)
    assert (scale.mark, scale.isEnabled()) == (4, True)


def test_an_old_answer_is_marked_and_confirmed_with_a_click(host):
    found = lead(host, lambda one: not one.assessment.answers)
    database, today = host.workspace.database, host.workspace.today()
    man_edits.answer(
        database, found.customer_id, Question.N1, level=3, today=today - timedelta(181)
    )
    tab, person = open_tab(host, found.customer_id), Person(host)
    assert person.reads("181 days ago")
    person.click_button("Still true", tab)
    assert not person.reads("181 days ago")
    assert stored(database, found.customer_id) == {"N1": 3}


def test_the_course_of_the_score_can_be_heard(host):
    found = lead(host)
    man_edits.answer(
        host.workspace.database,
        found.customer_id,
        Question.M1,
        level=2,
        today=host.workspace.today(),
    )
    tab = open_tab(host, found.customer_id)
    assert "Mar 10, 2026" in tab.trend.chart.accessibleDescription()
