"""What is typed in a form that is gone before its write is done: stored, told, and no draft."""

from threading import Event

import shiboken6
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.man_questions import Question
from crm_desktop.domain.problems import InputError
from crm_desktop.services import leads, man_edits, typing_drafts
from crm_desktop.ui.card.records.quick_entry import QuickEntry
from crm_desktop.ui.customers.add_panel import AddPanel
from crm_desktop.ui.forms.record_form import RecordForm
from crm_desktop.ui.forms.specs import FieldSpec
from crm_desktop.ui.man.man_tab import ManTab
from crm_desktop.ui.navigation import CardTab, Page

CUSTOMER = 1
SPECS = (FieldSpec("name"), FieldSpec("headcount"))


def a_form(host, workspace):
    form = RecordForm(workspace, host.window.icons, Kind.CUSTOMER, SPECS)
    with workspace.database.read() as reading:
        form.show_record(reading.get(Kind.CUSTOMER, CUSTOMER), customer_id=CUSTOMER)
    return form


def type_and_go(form, name, text):
    """Type, have the typing kept, leave the field, and take the form away at once."""
    field = form.fields[name]
    field.editor.type_raw(text)
    field.drafted.emit(name, text)
    field.save()
    shiboken6.delete(form)


def drafts(workspace):
    return {one.place.field: one.text for one in typing_drafts.kept(workspace.database, CUSTOMER)}


def test_a_write_whose_form_is_gone_can_be_undone_and_is_told(host, workspace):
    told = []
    workspace.changed.connect(told.append)

    type_and_go(a_form(host, workspace), "headcount", "77")
    host.tasks.drain()

    assert workspace.history.can_undo
    assert [changes.operation_id for changes in told] == [workspace.history.next_undo.id]


def test_what_was_stored_is_no_draft_though_its_form_is_gone(host, workspace):
    type_and_go(a_form(host, workspace), "headcount", "77")
    host.tasks.drain()

    assert drafts(workspace) == {}


def test_a_refusal_reaches_the_person_though_the_form_is_gone(host, workspace):
    notices = []
    workspace.noticed.connect(notices.append)

    type_and_go(a_form(host, workspace), "headcount", "-4")
    host.tasks.drain()

    assert len(notices) == 1
    assert drafts(workspace) == {"headcount": "-4"}


def test_a_refused_write_tells_the_person_where_its_owner_is_gone(host, workspace):
    notices, failures, owner = [], [], QWidget()
    workspace.noticed.connect(notices.append)

    def work():
        raise InputError("record_gone", kind="customer", id=1)

    workspace.write(work, failed=failures.append, owner=owner)
    shiboken6.delete(owner)
    host.tasks.drain()

    assert (len(notices), failures) == (1, [])


def test_typing_after_a_field_was_left_stays_kept_when_the_write_is_done(host, workspace):
    form = a_form(host, workspace)
    field = form.fields["headcount"]
    field.editor.type_raw("77")
    field.save()
    field.editor.type_raw("778")
    field.drafted.emit("headcount", "778")
    host.tasks.drain()

    assert drafts(workspace) == {"headcount": "778"}
    shiboken6.delete(form)


def test_typing_given_up_is_no_draft_though_the_field_is_left_at_once(host, workspace, qtbot):
    form = a_form(host, workspace)
    qtbot.addWidget(form)
    form.show()
    line = form.fields["headcount"].editor.widget
    QTest.keyClicks(line, "7")
    form.fields["headcount"].drafted.emit("headcount", line.text())
    QTest.keyClick(line, Qt.Key.Key_Escape)
    QTest.keyClick(line, Qt.Key.Key_Return)
    host.tasks.drain()

    assert drafts(workspace) == {}


def test_a_new_record_leaves_no_draft_of_the_note_that_had_the_keyboard(host, workspace):
    desk = Desk(host, CardTab.SERVICE)
    records = desk.list_of(Kind.COMPLAINT)
    records.add()
    form = records.new_form
    note = form.findChild(QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "Late again")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.person.wait()
    host.tasks.drain()

    assert records.new_form is None
    assert typing_drafts.kept(workspace.database, desk.customer_id) == []


def test_giving_a_new_record_up_leaves_no_draft(host, workspace):
    desk = Desk(host, CardTab.SERVICE)
    records = desk.list_of(Kind.COMPLAINT)
    records.add()
    note = records.new_form.findChild(QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "Late again")
    records.new_form.cancel()
    desk.person.wait()
    host.tasks.drain()

    assert typing_drafts.kept(workspace.database, desk.customer_id) == []


def test_evidence_stored_while_another_card_opens_is_no_draft(host, workspace):
    today = workspace.today()
    one, two = [
        found.customer_id for found in leads.score_prospects(workspace.database, as_of=today)
    ][:2]
    person = Person(host)
    host.window.open_card(one, CardTab.MAN)
    person.wait()
    tab = host.window.findChild(ManTab)
    field = tab.cards[Question.M1].notes.fields["evidence"]
    field.editor.widget.setFocus()
    person.type("Budget is signed")
    field.drafted.emit("evidence", field.editor.raw())

    host.window.open_card(two)
    person.wait()

    assert typing_drafts.kept(workspace.database, one) == []
    newest = man_edits.snapshots(workspace.database, one)[0].answers
    assert "Budget is signed" in next(a.evidence for a in newest if a.question == "M1")


def test_what_is_logged_while_another_card_opens_is_no_draft_and_leaves_its_line(host, workspace):
    desk = Desk(host, CardTab.SERVICE)
    entry = desk.tab.findChild(QuickEntry)
    entry.line.setText("Called back")
    entry.line.keep()
    entry.save()

    host.window.open_card(desk.customer_id + 1, CardTab.SERVICE)
    desk.person.wait()

    assert typing_drafts.kept(workspace.database, desk.customer_id) == []
    assert "Called back" in [one.summary for one in desk.card.interactions]


def test_pressing_twice_logs_once(host):
    desk = Desk(host, CardTab.SERVICE)
    entry = desk.tab.findChild(QuickEntry)
    entry.line.setText("Called back")
    entry.save()
    entry.save()
    desk.person.wait()

    assert [one.summary for one in desk.card.interactions].count("Called back") == 1


def test_a_record_stored_while_another_card_opens_is_no_draft(host, workspace):
    desk, waits = Desk(host, CardTab.SERVICE), Event()
    records = desk.list_of(Kind.COMPLAINT)
    records.add()
    QTest.keyClicks(records.new_form.findChild(QPlainTextEdit), "Late again")
    workspace.tasks.command(waits.wait, lambda _: None, failed=workspace.tell_problem)
    records.new_form.save()

    host.window.open_card(desk.customer_id + 1, CardTab.SERVICE)
    waits.set()
    desk.person.wait()

    assert typing_drafts.kept(workspace.database, desk.customer_id) == []
    assert "Late again" in [one.summary for one in desk.card.interactions]


def test_a_customer_that_was_added_is_no_draft_though_the_panel_is_gone(host, workspace):
    panel = AddPanel(workspace, host.window.icons)
    panel.start(goes_on=False)
    panel.grid.fields["name"].editor.type_raw("Zanzibar Rings")
    panel.grid.drafted.emit("name", "Zanzibar Rings")
    QTest.mouseClick(panel.add_button, Qt.MouseButton.LeftButton)
    shiboken6.delete(panel)
    host.tasks.drain()

    assert typing_drafts.kept(workspace.database, 0) == []


def test_pressing_enter_twice_adds_one_record_and_one_customer(host, workspace):
    desk = Desk(host, CardTab.SERVICE)
    records = desk.list_of(Kind.COMPLAINT)
    before = len(desk.card.complaints)
    records.add()
    note = records.new_form.findChild(QPlainTextEdit)
    QTest.keyClicks(note, "Late again")
    form = records.new_form
    form.save()
    form.save()
    desk.person.wait()
    assert len(desk.card.complaints) == before + 1

    host.window.go(Page.CUSTOMERS)
    host.window.page.start_adding()
    desk.person.wait()
    desk.person.type("Zanzibar Rings")
    panel = host.window.page.findChild(AddPanel)
    for _ in range(2):
        QTest.mouseClick(panel.add_button, Qt.MouseButton.LeftButton)
    desk.person.wait()
    with workspace.database.read() as reading:
        found = reading.values(Kind.CUSTOMER, "WHERE name = ?", ("Zanzibar Rings",))
    assert len(found) == 1
    assert panel.add_button.isEnabled()
