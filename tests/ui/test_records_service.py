"""The service tab: quick entry, the timeline, promises kept by a click, clocks of complaints."""

import pytest
from builders import store
from PySide6.QtWidgets import QPushButton
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.interactions import Emotion, InteractionKind
from crm_desktop.domain.promises import PromiseState
from crm_desktop.services import typing_drafts
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.navigation import CardTab

NAUGHTY = "<b>%s</b> {x} 'a' & 客户说：“不” 🙂"


@pytest.fixture
def service(host):
    return Desk(host, CardTab.SERVICE)


def test_ctrl_l_a_line_and_enter_log_what_happened_today(host):
    desk = Desk(host, CardTab.OVERVIEW)
    desk.person.choose(ActionCode.LOG)
    desk.person.type(NAUGHTY)
    desk.person.press("Return")

    newest = desk.card.interactions[0]
    assert (newest.summary, newest.kind) == (NAUGHTY, InteractionKind.CALL)
    assert newest.happened_on == host.workspace.today()
    assert desk.tab.entry.line.text() == ""
    assert desk.tab.entry.line.hasFocus()
    assert next(iter(desk.list_of(Kind.INTERACTION).rows.values())).text == NAUGHTY
    assert not typing_drafts.kept(host.workspace.database, 2)

    desk.press_undo()
    assert newest.id not in [one.id for one in desk.card.interactions]


def test_ctrl_z_right_after_logging_takes_the_entry_back(service):
    before = service.card.interactions
    service.tab.start_entry()
    service.person.type("Wrong customer")
    service.person.press("Return")

    service.person.press("Ctrl+Z")

    assert service.card.interactions == before
    assert service.tab.entry.line.text() == ""


def test_a_line_that_was_left_comes_back_in_the_next_window(service, make_host):
    service.tab.start_entry()
    service.person.type("Half a line")
    path = service.host.workspace.file.path
    service.host.quit()

    again = Desk(make_host(path), CardTab.SERVICE)

    assert again.tab.entry.line.text() == "Half a line"


def test_an_empty_line_logs_nothing(service):
    before = service.card.interactions
    service.tab.start_entry()
    service.person.press("Return")
    assert service.card.interactions == before


def test_the_kind_is_chosen_from_a_menu_and_a_complaint_starts_its_clock(service):
    menu = service.tab.entry.kind_button.menu()
    next(one for one in menu.actions() if one.text() == "complaint").trigger()
    service.person.type("The stand came late again")
    service.person.press("Return")

    newest = service.card.interactions[0]
    assert newest.kind is InteractionKind.COMPLAINT
    complaint = next(one for one in service.card.complaints if one.interaction_id == newest.id)
    assert complaint.received_at == service.host.workspace.clock()
    row = service.list_of(Kind.COMPLAINT).rows[complaint.id]
    assert "answer by" in row.summary.detail


def test_a_line_too_long_is_refused_beneath_and_stays(service):
    text = "很" * 20_001
    service.tab.entry.line.setMaxLength(30_000)
    service.tab.entry.line.setText(text)
    service.tab.start_entry()
    service.person.press("Return")

    assert service.tab.entry.line.text() == text
    assert service.person.reads("characters fit here")


def test_chips_narrow_the_timeline_down(service):
    records = service.list_of(Kind.INTERACTION)
    whole = len(records.rows)

    service.person.click(service.tab.chips.chips[InteractionKind.CALL])
    assert {row.summary.badge for row in records.rows.values()} == {"call"}
    assert len(records.rows) < whole

    service.person.click(service.tab.chips.chips[InteractionKind.CALL])
    assert len(records.rows) == whole


def test_an_entry_takes_emotion_and_satisfaction_in_words(service):
    records = service.list_of(Kind.INTERACTION)
    row = next(iter(records.rows.values()))
    row.open()
    fields = row.body._form.form.fields
    service.pick(fields["emotion"].editor.widget, "doubt")
    service.pick(fields["emotion_intensity"].editor.widget, "3  strong")
    service.pick(fields["satisfaction"].editor.widget, "2  dissatisfied")

    stored = next(one for one in service.card.interactions if one.id == row.key)
    assert (stored.emotion, stored.emotion_intensity, stored.satisfaction) == (Emotion.DOUBT, 3, 2)
    assert "doubt" in row.summary.detail


def test_who_took_part_is_checked_on_chips_and_undone(service):
    row = next(iter(service.list_of(Kind.INTERACTION).rows.values()))
    row.open()
    service.person.wait()
    chips = row.body.people.chips
    key, chip = next((key, one) for key, one in chips.items() if not one.isChecked())

    service.person.click(chip)
    taken = {one.contact_id for one in service.card.interaction_contacts}
    assert key in taken
    assert chip.isChecked()

    service.press_undo()
    assert not chip.isChecked()


def test_the_iheart_parts_unfold_and_count(service):
    row = next(iter(service.list_of(Kind.INTERACTION).rows.values()))
    row.open()
    service.person.wait()
    if row.body.parts.isHidden():
        service.person.click(row.body.findChild(QPushButton, "iheart"))
    service.enter(row.body.parts.fields["heard"].editor.widget, "Worried about the fair")

    stored = next(one for one in service.card.interactions if one.id == row.key)
    assert stored.heard == "Worried about the fair"
    assert "of 7" in row.body.findChild(QPushButton, "iheart").text()


@pytest.mark.parametrize(
    ("words", "state"), [("Kept", PromiseState.KEPT), ("Broken", PromiseState.BROKEN)]
)
def test_a_promise_is_closed_by_one_click_and_undone(service, words, state):
    records = service.list_of(Kind.PROMISE)
    row = next(iter(records.rows.values()))
    key = row.key

    service.person.click_button(words, row)
    stored = next(one for one in service.card.promises if one.id == key)
    assert (stored.state, stored.closed_on) == (state, service.host.workspace.today())
    assert next(iter(records.rows)) != key

    service.press_undo()
    assert next(iter(records.rows)) == key


def test_an_overdue_promise_is_marked_and_stands_first(service):
    records = service.list_of(Kind.PROMISE)
    service.person.click(records.add_button)
    fields = records.new_form.fields
    service.fill(fields, [("text", NAUGHTY), ("made_on", "2026-01-01"), ("due_on", "2026-01-02")])
    service.person.click_button("Save", records.new_form)

    first = next(iter(records.rows.values()))
    assert first.text == NAUGHTY
    assert (first.summary.badge, first.summary.look) == ("overdue by 67 days", "danger")


def test_a_promise_due_before_it_was_made_is_refused(service):
    records = service.list_of(Kind.PROMISE)
    service.person.click(records.add_button)
    fields = records.new_form.fields
    service.fill(fields, [("text", "X"), ("due_on", "2020-01-01")])
    service.person.click_button("Save", records.new_form)

    assert problem(fields["due_on"]).startswith("This day can't be before")


def test_a_complaint_is_answered_resolved_and_closed(service):
    records = service.list_of(Kind.COMPLAINT)
    service.person.click(records.add_button)
    service.fill(records.new_form.fields, [("summary", "Wrong invoice")])
    service.person.click_button("Save", records.new_form)
    row = service.row(records, "Wrong invoice")
    key = row.key
    assert row.is_open

    service.person.click_button("Answered now", row)
    assert "resolve by" in row.summary.detail
    service.person.click_button("Resolved now", row)
    assert "follow up" in row.summary.detail
    service.pick(row.body.form.fields["state"].editor.widget, "closed")

    stored = next(one for one in service.card.complaints if one.id == key)
    assert not stored.is_open
    assert stored.closed_on is not None


def test_an_entry_that_turns_out_a_complaint_gets_its_clock(service):
    records = service.list_of(Kind.INTERACTION)
    row = next(one for one in records.rows.values() if one.summary.badge == "call")
    row.open()
    service.pick(row.body._form.form.fields["kind"].editor.widget, "complaint")

    service.person.click_button("Start the clock", row)

    assert row.key in {one.interaction_id for one in service.card.complaints}


def test_an_empty_card_teaches_the_first_entry(host):
    key = store(host.workspace.database, Customer("Empty Ltd"))[0]
    desk = Desk(host, CardTab.SERVICE, key)
    assert desk.person.reads("Nothing is logged yet.")
    assert desk.person.reads("No promise is open.")


def test_the_service_tab_speaks_chinese(chinese_host):
    desk = Desk(chinese_host, CardTab.SERVICE)
    desk.tab.start_entry()
    desk.person.type("王总来电，问展台进度")
    desk.person.press("Return")

    row = next(iter(desk.list_of(Kind.INTERACTION).rows.values()))
    assert row.summary.badge == "电话"
    assert desk.person.reads("已记录：王总来电，问展台进度")
