"""The service tab: quick entry, promises kept by a click, clocks of complaints."""

import pytest
from builders import store
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.interactions import ComplaintState, InteractionKind
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.timeline import Event
from crm_desktop.services import typing_drafts
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.navigation import CardTab

NAUGHTY = "<b>%s</b> {x} 'a' & 客户说：“不” 🙂"


def happenings(desk):
    """The rows of the stream that are interactions, the newest first."""
    rows = desk.tab.stream.canvas.rows
    return [row for row in rows if row.entry.event is Event.INTERACTION]


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
    assert happenings(desk)[0].title == NAUGHTY
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


def test_a_chip_says_the_kind_and_a_complaint_starts_its_clock(service):
    service.person.click(service.tab.entry.kinds.chips[InteractionKind.COMPLAINT])
    service.person.type("The stand came late again")
    service.person.press("Return")

    newest = service.card.interactions[0]
    assert newest.kind is InteractionKind.COMPLAINT
    complaint = next(one for one in service.card.complaints if one.interaction_id == newest.id)
    assert complaint.received_at == service.host.workspace.clock()
    row = service.list_of(Kind.COMPLAINT).rows[complaint.id]
    assert "answer by" in row.summary.detail


def test_a_rare_kind_is_chosen_from_the_menu(service):
    menu = service.tab.entry.kinds.others.menu()
    next(one for one in menu.actions() if one.text() == "gift").trigger()
    service.person.type("A calendar for the New Year")
    service.person.press("Return")

    assert service.card.interactions[0].kind is InteractionKind.GIFT


def test_a_line_too_long_is_refused_beneath_and_stays(service):
    text = "很" * 20_001
    service.tab.entry.line.setMaxLength(30_000)
    service.tab.entry.line.setText(text)
    service.tab.start_entry()
    service.person.press("Return")

    assert service.tab.entry.line.text() == text
    assert service.person.reads("characters fit here")


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
    service.person.click(row.body.steps[ComplaintState.FOLLOW_UP])
    service.person.click(row.body.steps[ComplaintState.CLOSED])

    stored = next(one for one in service.card.complaints if one.id == key)
    assert not stored.is_open
    assert stored.closed_on is not None


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

    assert happenings(desk)[0].detail.startswith("电话")
    assert desk.person.reads("已记录：王总来电，问展台进度")
