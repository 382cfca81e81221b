"""The development tab by keys and clicks: lines, ends, board, goals, suggestions, and undo."""

import shutil
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.development import (
    Goal,
    Opportunity,
    OpportunityState,
    Quadrant,
    RelationshipAction,
    SwotItem,
)
from crm_desktop.domain.purchases import Product, Purchase, PurchaseLine
from crm_desktop.services import card_edits
from crm_desktop.ui.card.records.development.swot_board import dragged
from crm_desktop.ui.forms.record_row import RecordRow
from crm_desktop.ui.navigation import CardTab

CUSTOMER = 2
TODAY = date(2026, 3, 10)


@pytest.fixture
def desk(host) -> Desk:
    return Desk(host, CardTab.DEVELOPMENT, CUSTOMER)


def typed(desk, kind, text, at=None):
    """Type a line and press Enter."""
    quick = desk.tab.quick[kind] if at is None else desk.tab.board.boxes[at].quick
    quick.line.setFocus()
    desk.person.type(text)
    desk.person.press("Return")
    return quick


def add(desk, draft) -> int:
    """Add a record behind the window, which then hears of it."""
    found: list[int] = []
    workspace = desk.host.workspace
    workspace.write(
        lambda: card_edits.add_record(workspace.database, draft),
        then=lambda result: found.append(result[0]),
    )
    desk.person.wait()
    return found[0]


def opportunity(desk, title) -> Opportunity:
    return next(one for one in desk.card.opportunities if one.title == title)


def act(desk, row: RecordRow, words: str) -> None:
    desk.person.click_button(words, inside=row)


def test_an_opportunity_is_added_in_a_line_that_says_what_it_understood(desk):
    quick = desk.tab.quick[Kind.OPPORTUNITY]
    quick.line.setFocus()
    desk.person.type("Second line, 120,000, 40%, by Friday")
    assert "“Second line”" in quick.note
    assert "120,000" in quick.note
    assert "40%" in quick.note
    desk.person.press("Return")

    found = opportunity(desk, "Second line")
    assert (found.value, found.probability) == (Decimal(120_000), 40)
    assert (found.next_step_on, found.opened_on) == (date(2026, 3, 13), TODAY)
    assert (quick.line.text(), quick.note) == ("", "")
    assert quick.line.hasFocus()
    row = desk.row(desk.tab.opportunities, "Second line")
    assert "× 40% =" in row.summary.detail
    desk.host.workspace.undo()
    desk.person.wait()
    assert "Second line" not in [one.title for one in desk.card.opportunities]


def test_a_line_of_blanks_adds_nothing_and_a_refused_one_stays(desk):
    before = len(desk.card.opportunities)
    typed(desk, Kind.OPPORTUNITY, "   ")
    assert len(desk.card.opportunities) == before
    quick = desk.tab.quick[Kind.OPPORTUNITY]
    quick.line.setText("x" * 20_000)
    quick.save()
    desk.person.wait()

    assert len(desk.card.opportunities) == before
    assert len(quick.line.text()) > 10_000
    assert not quick._problem.isHidden()


def test_the_sums_follow_what_is_added_and_ended(desk):
    def weighted():
        return desk.tab.sums._figures[1].text()

    before = weighted()
    typed(desk, Kind.OPPORTUNITY, "Huge deal, 90,000,000, 50%")
    assert weighted() != before
    act(desk, desk.row(desk.tab.opportunities, "Huge deal"), "Lost")
    assert weighted() == before


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Won", OpportunityState.WON),
        ("Lost", OpportunityState.LOST),
        ("Declined", OpportunityState.DECLINED),
    ],
)
def test_one_click_ends_an_opportunity_today_and_a_second_says_why(desk, words, state):
    typed(desk, Kind.OPPORTUNITY, "Second line, 120,000")
    act(desk, desk.row(desk.tab.opportunities, "Second line"), words)
    found = opportunity(desk, "Second line")
    assert (found.state, found.closed_on) == (state, TODAY)
    assert desk.tab.ending.isVisible()

    desk.person.click_button("price", inside=desk.tab.ending)
    assert opportunity(desk, "Second line").closed_reason == "price"
    assert desk.tab.ending.isHidden()
    for _ in range(2):
        desk.host.workspace.undo()
        desk.person.wait()
    found = opportunity(desk, "Second line")
    assert (found.state, found.closed_on, found.closed_reason) == (OpportunityState.OPEN, None, "")


def test_the_reason_may_be_typed_and_the_day_another_one(desk):
    typed(desk, Kind.OPPORTUNITY, "Second line")
    act(desk, desk.row(desk.tab.opportunities, "Second line"), "Lost")
    desk.enter(desk.tab.ending.day, "yesterday")
    desk.tab.ending.reason.setFocus()
    desk.person.wait()
    desk.person.type("their cousin sells it")
    desk.person.press("Return")

    # A day before it was opened can't be: the problem is said and the reason kept.
    found = opportunity(desk, "Second line")
    assert found.closed_reason == "their cousin sells it"
    assert found.closed_on == TODAY


def test_a_day_nobody_understands_is_told_and_escape_asks_no_longer(desk):
    page = desk.host.window.page
    typed(desk, Kind.OPPORTUNITY, "Second line")
    act(desk, desk.row(desk.tab.opportunities, "Second line"), "Won")
    desk.enter(desk.tab.ending.day, "whenever")
    desk.tab.ending.reason.setFocus()
    desk.person.wait()
    assert not desk.tab.ending._problem.isHidden()
    desk.person.press("Esc")

    assert desk.tab.ending.isHidden()
    assert desk.host.window.page is page
    assert opportunity(desk, "Second line").closed_on == TODAY


def test_the_question_goes_with_the_card(desk):
    typed(desk, Kind.OPPORTUNITY, "Second line")
    act(desk, desk.row(desk.tab.opportunities, "Second line"), "Won")
    desk.host.window.open_card(3, CardTab.DEVELOPMENT)
    desk.person.wait()

    assert desk.tab.ending.isHidden()


def test_what_is_over_folds_away_and_is_opened_again(desk):
    typed(desk, Kind.OPPORTUNITY, "Second line")
    records = desk.tab.opportunities
    act(desk, desk.row(records, "Second line"), "Lost")
    assert "Second line" not in [row.text for row in records.rows.values()]
    assert records.fold_button.isVisible()

    desk.person.click(records.fold_button)
    act(desk, desk.row(records, "Second line"), "Open again")
    assert opportunity(desk, "Second line").state is OpportunityState.OPEN
    assert opportunity(desk, "Second line").closed_on is None


def test_a_record_that_is_over_is_unfolded_when_it_is_asked_for(desk):
    key = add(desk, Goal(CUSTOMER, "All three sites", reached_on=TODAY))
    assert key not in desk.tab.goals.rows
    desk.tab.goals.open_record(key)

    assert desk.tab.goals.rows[key].is_open


def test_a_next_step_that_is_overdue_is_marked_and_a_missing_one_too(desk):
    late = TODAY - timedelta(days=3)
    add(desk, Opportunity(CUSTOMER, "Late one", next_step="call", next_step_on=late))
    add(desk, Opportunity(CUSTOMER, "Idle one"))
    records = desk.tab.opportunities

    marks = {row.text: (row.summary.mark, row.summary.mark_look) for row in records.rows.values()}
    assert marks["Late one"] == ("overdue by 3 days", "danger")
    assert marks["Idle one"] == ("no next step", "warning")
    assert next(iter(records.rows.values())).text == "Late one"


def test_an_action_knows_with_whom_and_is_ticked_off(desk):
    name = desk.card.contacts[0].name
    quick = typed(desk, Kind.RELATIONSHIP_ACTION, f"请{name}参观工厂 3/20")
    found = next(one for one in desk.card.actions if "参观工厂" in one.text)
    assert found.contact_id == desk.card.contacts[0].id
    assert found.due_on is None or found.due_on == date(2026, 3, 20)
    assert quick.line.text() == ""

    row = desk.row(desk.tab.relationship_actions, "参观工厂")
    act(desk, row, "Done")
    found = next(one for one in desk.card.actions if "参观工厂" in one.text)
    assert found.done_on == TODAY
    desk.host.workspace.undo()
    desk.person.wait()
    assert desk.row(desk.tab.relationship_actions, "参观工厂")


def test_goals_show_how_many_are_reached(desk):
    before = len(desk.card.goals)
    typed(desk, Kind.GOAL, "All three sites, by Dec 31")
    found = next(one for one in desk.card.goals if one.text == "All three sites")
    assert found.due_on == date(2026, 12, 31)
    act(desk, desk.row(desk.tab.goals, "All three sites"), "Reached")

    assert desk.tab.progress.words.text() == f"1 of {before + 1} reached"
    assert desk.tab.progress.bar.value() == 1


def test_a_line_of_the_board_brings_its_action_which_is_ticked_off_below(desk):
    typed(desk, None, "Slow quotes → answer within a day by Friday", at=Quadrant.WEAKNESS)
    found = next(one for one in desk.card.swot if one.text == "Slow quotes")
    assert (found.action, found.due_on) == ("answer within a day", date(2026, 3, 13))
    assert found.quadrant is Quadrant.WEAKNESS

    act(desk, desk.row(desk.tab.follows, "answer within a day"), "Done")
    found = next(one for one in desk.card.swot if one.text == "Slow quotes")
    assert found.done_on == TODAY
    row = desk.row(desk.tab.board.boxes[Quadrant.WEAKNESS].records, "Slow quotes")
    assert row.summary.icon == "check"


@pytest.mark.parametrize(
    ("keys", "quadrant"),
    [
        ("Alt+Right", Quadrant.WEAKNESS),
        ("Alt+Down", Quadrant.OPPORTUNITY),
        ("Alt+Left", Quadrant.STRENGTH),
        ("Alt+Up", Quadrant.STRENGTH),
    ],
)
def test_keys_move_a_line_to_the_list_beside_and_the_keyboard_goes_with_it(desk, keys, quadrant):
    key = add(desk, SwotItem(CUSTOMER, Quadrant.STRENGTH, "Good people"))
    boxes = desk.tab.board.boxes
    boxes[Quadrant.STRENGTH].records.rows[key].setFocus()
    desk.person.press(keys)

    assert key in boxes[quadrant].records.rows
    focused = QApplication.focusWidget()
    assert isinstance(focused, RecordRow)
    assert focused.key == key
    if quadrant is not Quadrant.STRENGTH:
        desk.host.workspace.undo()
        desk.person.wait()
        assert key in boxes[Quadrant.STRENGTH].records.rows


def test_a_line_is_dropped_onto_another_list(desk):
    key = add(desk, SwotItem(CUSTOMER, Quadrant.STRENGTH, "Good people"))
    box = desk.tab.board.boxes[Quadrant.THREAT]
    data, none = dragged(key), Qt.KeyboardModifier.NoModifier
    left, move = Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction
    entered = QDragEnterEvent(QPoint(20, 20), move, data, left, none)
    QApplication.sendEvent(box, entered)
    assert entered.isAccepted()
    assert box.property("state") == "wanted"
    QApplication.sendEvent(box, QDropEvent(QPointF(20, 20), move, data, left, none))
    desk.person.wait()

    assert key in box.records.rows
    assert box.property("state") == ""


def test_its_own_list_and_foreign_things_are_not_taken(desk):
    from PySide6.QtCore import QMimeData

    key = add(desk, SwotItem(CUSTOMER, Quadrant.THREAT, "A rival"))
    box = desk.tab.board.boxes[Quadrant.THREAT]
    text = QMimeData()
    text.setText("7")
    for data in (dragged(key), text):
        event = QDragEnterEvent(
            QPoint(20, 20),
            Qt.DropAction.MoveAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event.ignore()
        QApplication.sendEvent(box, event)
        assert not event.isAccepted()


def test_pulling_a_line_begins_a_drag_and_does_not_open_it(desk, monkeypatch):
    key = add(desk, SwotItem(CUSTOMER, Quadrant.STRENGTH, "Good people"))
    pulled = []
    monkeypatch.setattr(
        "crm_desktop.ui.card.records.development.swot_board.QDrag.exec",
        lambda drag, _: pulled.append(drag.mimeData().formats()),
    )
    row = desk.tab.board.boxes[Quadrant.STRENGTH].records.rows[key]
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 18))
    QTest.mouseMove(row, QPoint(160, 60))
    event_row = row
    QTest.mouseRelease(event_row, Qt.MouseButton.LeftButton, pos=QPoint(160, 60))
    desk.person.wait()

    assert len(pulled) == 1
    assert not row.is_open


def test_a_click_on_a_line_still_opens_it(desk):
    key = add(desk, SwotItem(CUSTOMER, Quadrant.STRENGTH, "Good people"))
    row = desk.tab.board.boxes[Quadrant.STRENGTH].records.rows[key]
    desk.click_line(row)

    assert row.is_open


def test_the_list_may_be_chosen_in_the_open_line(desk):
    key = add(desk, SwotItem(CUSTOMER, Quadrant.STRENGTH, "Good people"))
    records = desk.tab.board.boxes[Quadrant.STRENGTH].records
    records.open_record(key)
    desk.pick(records.rows[key].body.form.fields["quadrant"].editor.widget, "Weaknesses")
    desk.person.wait()

    assert key in desk.tab.board.boxes[Quadrant.WEAKNESS].records.rows


def test_typing_in_a_quick_line_survives_a_killed_program(desk, make_host, tmp_path, qtbot):
    for quick in (desk.tab.quick[Kind.GOAL], desk.tab.board.boxes[Quadrant.THREAT].quick):
        quick.line.setFocus()
        desk.person.type("half a thought")
        desk.person.press("Tab")
    path = desk.host.workspace.file.path
    killed = tmp_path / "killed.crm"
    shutil.copyfile(path, killed)
    shutil.copyfile(path.with_name(f"{path.name}-wal"), killed.with_name("killed.crm-wal"))

    again = Desk(make_host(killed), CardTab.DEVELOPMENT, CUSTOMER)

    assert again.tab.quick[Kind.GOAL].line.text() == "half a thought"
    assert again.tab.board.boxes[Quadrant.THREAT].quick.line.text() == "half a thought"
    assert again.tab.quick[Kind.OPPORTUNITY].line.text() == ""
    assert again.tab.board.boxes[Quadrant.STRENGTH].quick.line.text() == ""


def test_a_quick_line_belongs_to_its_card(desk):
    quick = desk.tab.quick[Kind.GOAL]
    quick.line.setFocus()
    desk.person.type("half")
    desk.host.window.open_card(3, CardTab.DEVELOPMENT)
    desk.person.wait()
    assert quick.line.text() == ""
    desk.host.window.open_card(CUSTOMER, CardTab.DEVELOPMENT)
    desk.person.wait()

    assert quick.line.text() == "half"


def test_a_suggestion_becomes_an_opportunity_and_is_suggested_no_more(host):
    desk = Desk(host, CardTab.DEVELOPMENT, 3)
    database = host.workspace.database
    product, _ = card_edits.add_record(database, Product("Mountain coffee"))
    for days in (130, 100, 70, 40):
        bought = Purchase(3, TODAY - timedelta(days=days), Decimal(90), "CNY")
        purchase, _ = card_edits.add_record(database, bought)
        line = PurchaseLine(purchase, Decimal(1), Decimal(90), product)
        card_edits.add_record(database, line)
    host.window.page.reload()
    desk.person.wait()
    assert "Mountain coffee" in [one.product for one in desk.tab.ideas.found.ideas]
    desk.person.click_button("Add as opportunity: Mountain coffee", inside=desk.tab.ideas)

    assert opportunity(desk, "Mountain coffee").note.startswith("by their own rhythm")
    assert "Mountain coffee" not in [one.product for one in desk.tab.ideas.found.ideas]
    host.workspace.undo()
    desk.person.wait()
    assert "Mountain coffee" in [one.product for one in desk.tab.ideas.found.ideas]


def test_an_open_complaint_keeps_suggestions_away_and_says_so(desk):
    assert any(one.is_open for one in desk.card.complaints)

    assert desk.tab.ideas.found.ideas == ()
    assert desk.person.reads("A complaint is open, so nothing is suggested")


def test_an_empty_card_teaches_what_to_do_first(host):
    empty, _ = card_edits.create_customer(
        host.workspace.database,
        type(Desk(host, CardTab.DEVELOPMENT).card.customer)("Nobody yet"),
    )
    desk = Desk(host, CardTab.DEVELOPMENT, empty)

    for words in ("No opportunity yet.", "No action is planned.", "No goal is set.", "Nothing fol"):
        assert desk.person.reads(words)
    assert desk.person.reads("What do we do better for them than anybody else?")
    assert desk.tab.sums.isHidden()
    assert desk.tab.progress.isHidden()


def test_three_hundred_lines_answer_in_time(desk):
    add(desk, RelationshipAction(CUSTOMER, "first"))
    database = desk.host.workspace.database
    for at in range(300):
        card_edits.add_record(database, SwotItem(CUSTOMER, list(Quadrant)[at % 4], f"line {at}"))
    desk.host.window.page.reload()
    desk.person.wait()
    shown = [len(box.records.rows) for box in desk.tab.board.boxes.values()]

    assert max(shown) <= 40


def test_the_whole_way_in_chinese(chinese_host):
    desk = Desk(chinese_host, CardTab.DEVELOPMENT, CUSTOMER)
    quick = desk.tab.quick[Kind.OPPORTUNITY]
    quick.line.setFocus()
    desk.person.type("二号线，12万，40%，下周五前")
    assert "¥120,000" in quick.note
    desk.person.press("Return")
    found = opportunity(desk, "二号线")
    assert (found.value, found.probability) == (Decimal(120_000), 40)
    assert found.next_step_on == date(2026, 3, 20)

    act(desk, desk.row(desk.tab.opportunities, "二号线"), "丢单")
    desk.person.click_button("竞争对手", inside=desk.tab.ending)
    assert opportunity(desk, "二号线").closed_reason == "竞争对手"
    typed(desk, None, "报价慢 -> 当天答复，周五前", at=Quadrant.WEAKNESS)
    line = next(one for one in desk.card.swot if one.text == "报价慢")
    assert (line.action, line.due_on) == ("当天答复", date(2026, 3, 13))
    desk.tab.board.boxes[Quadrant.WEAKNESS].records.rows[line.id].setFocus()
    desk.person.press("Alt+Down")
    assert line.id in desk.tab.board.boxes[Quadrant.THREAT].records.rows
    for _ in range(4):
        desk.host.workspace.undo()
        desk.person.wait()
    assert opportunity(desk, "二号线").state is OpportunityState.OPEN
    assert "报价慢" not in [one.text for one in desk.card.swot]
