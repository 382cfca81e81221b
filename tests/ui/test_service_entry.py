"""Noting what happened: a line by keys in both languages, and the form it unfolds into."""

from datetime import date, time, timedelta
from threading import Event as Gate

import pytest
from PySide6.QtWidgets import QPushButton
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import Emotion, Initiative, InteractionKind
from crm_desktop.domain.timeline import Event
from crm_desktop.services import files, typing_drafts
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.card.records.service.follow_ups import Becomes
from crm_desktop.ui.navigation import CardTab


@pytest.fixture
def service(host):
    return Desk(host, CardTab.SERVICE)


@pytest.fixture
def form(service):
    """The form of a new entry, unfolded from a typed line."""
    service.tab.start_entry()
    service.person.type("yesterday 14:30 visit: They showed us the new hall")
    service.person.click_button("More: mood, IHEART, moment of truth, promises")
    return service.tab.entry.composer


@pytest.mark.parametrize(
    ("typed", "kind", "days_ago", "text"),
    [
        ("call: Asked for the drawing", InteractionKind.CALL, 0, "Asked for the drawing"),
        ("电话：王总问图纸", InteractionKind.CALL, 0, "王总问图纸"),
        ("昨天微信：已发方案", InteractionKind.MESSAGE, 1, "已发方案"),
        ("yesterday complaint: Late again", InteractionKind.COMPLAINT, 1, "Late again"),
        ("Price: they want 5 % off", InteractionKind.CALL, 0, "Price: they want 5 % off"),
    ],
)
def test_kind_and_day_are_read_from_what_is_typed(host, typed, kind, days_ago, text):
    desk = Desk(host, CardTab.OVERVIEW)
    desk.person.choose(ActionCode.LOG)
    desk.person.type(typed)
    desk.person.press("Return")

    day = host.workspace.today() - timedelta(days=days_ago)
    stored = next(one for one in desk.card.interactions if one.summary == text)
    assert (stored.kind, stored.happened_on) == (kind, day)


def test_what_was_understood_is_shown_while_it_is_typed(service):
    entry = service.tab.entry
    service.tab.start_entry()
    service.person.type("visit yesterday 9:15: ")
    assert entry.kinds.chips[InteractionKind.VISIT].isChecked()
    assert service.person.reads("yesterday 09:15")

    service.person.click(entry.kinds.chips[InteractionKind.EMAIL])
    service.person.type("Wrote")
    service.person.press("Return")
    assert service.card.interactions[0].kind is InteractionKind.EMAIL


def test_ctrl_l_in_the_list_of_customers_leads_into_the_line(host):
    desk = Desk(host, CardTab.OVERVIEW)
    desk.person.choose(ActionCode.CUSTOMERS)
    desk.person.press("Home")
    desk.person.choose(ActionCode.LOG)

    assert host.window.page.tabs.current is CardTab.SERVICE
    assert desk.tab.entry.line.hasFocus()


def test_a_chosen_kind_stays_for_the_next_line_except_a_complaint(service):
    for kind, then in (
        (InteractionKind.EMAIL, InteractionKind.EMAIL),
        (InteractionKind.COMPLAINT, InteractionKind.CALL),
    ):
        service.person.click(service.tab.entry.kinds.chips[kind])
        service.person.type("Late again")
        service.person.press("Return")

        assert service.card.interactions[0].kind is kind
        assert service.tab.entry.kinds.chips[then].isChecked()


def test_a_prefix_alone_logs_nothing(service):
    before = service.card.interactions
    service.tab.start_entry()
    service.person.type("call:")
    service.person.press("Return")
    assert service.card.interactions == before


def test_more_keeps_what_was_typed_and_saves_it_all_as_one_step(service, form):
    assert form.fields["summary"].editor.raw() == "They showed us the new hall"
    pick(service, form, "mood", Emotion.ANXIETY)
    assert service.person.reads("Give clear information, the main point first")
    service.person.click_button("Who started it")
    service.person.click(form.form.parts["rung"].rung.chips[Initiative.PREVENTIVE])
    assert service.person.reads("We came before they had to ask")
    service.person.click(next(iter(form.form.people.chips.values())))
    service.person.click_button("Save", form)

    newest = next(one for one in service.card.interactions if "new hall" in one.summary)
    assert (newest.kind, newest.happened_at) == (InteractionKind.VISIT, time(14, 30))
    assert newest.happened_on == service.host.workspace.today() - timedelta(days=1)
    assert (newest.emotion, newest.initiative) == (Emotion.ANXIETY, Initiative.PREVENTIVE)
    taken = [one for one in service.card.interaction_contacts if one.interaction_id == newest.id]
    assert len(taken) == 1
    assert service.tab.entry.composer is None
    assert service.tab.entry.line.hasFocus()
    assert typing_drafts.kept(service.host.workspace.database, service.customer_id) == []

    service.press_undo()
    assert newest.id not in [one.id for one in service.card.interactions]
    assert newest.id not in [one.interaction_id for one in service.card.interaction_contacts]


def pick(desk, form, name, value):
    desk.person.click(form.form.sections[name].chip)
    part = form.form.parts[name]
    desk.person.click(part.emotion.chips[value])


def unfold_iheart(desk, form):
    desk.person.click(form.form.sections["iheart"].chip)
    return form.form.iheart.fields


def test_lines_of_act_and_respond_become_tasks_and_promises_with_their_day(service, form):
    fields = unfold_iheart(service, form)
    service.enter(fields["acted"].editor.widget, "Send the drawing")
    service.enter(fields["responded"].editor.widget, "Offer by Friday")
    service.enter(fields["thanked"].editor.widget, "A card for Mr Qi")
    made = form.form.follow_ups
    assert {text: one.chosen for text, one in made.lines.items()} == {
        "Send the drawing": Becomes.TASK,
        "Offer by Friday": Becomes.PROMISE,
        "A card for Mr Qi": None,
    }
    service.enter(made.lines["Offer by Friday"].due, "+3d")
    service.enter(made.lines["A card for Mr Qi"].due, "2026-03-20")
    service.person.click(made.lines["A card for Mr Qi"].buttons[Becomes.TASK])
    service.person.click_button("Save", form)

    key = next(one.id for one in service.card.interactions if "new hall" in one.summary)
    (promised,) = [one for one in service.card.promises if one.interaction_id == key]
    tasks = [one for one in service.card.actions if one.interaction_id == key]
    assert (promised.text, promised.due_on) == ("Offer by Friday", date(2026, 3, 13))
    assert {one.text: one.due_on for one in tasks} == {
        "Send the drawing": None,
        "A card for Mr Qi": date(2026, 3, 20),
    }
    row = next(row for row in service.tab.stream.canvas.rows if "new hall" in row.title)
    assert [step.text for step in row.steps] == [
        "Offer by Friday",
        "Send the drawing",
        "A card for Mr Qi",
    ]

    service.press_undo()
    assert key not in {one.interaction_id for one in service.card.promises}
    assert key not in {one.interaction_id for one in service.card.actions}


def test_a_line_that_is_taken_out_is_not_noted(service, form):
    fields = unfold_iheart(service, form)
    service.enter(fields["responded"].editor.widget, "Offer by Friday")
    made = form.form.follow_ups
    service.person.click(made.lines["Offer by Friday"].buttons[Becomes.PROMISE])
    before = service.card.promises
    service.person.click_button("Save", form)
    assert service.card.promises == before


def test_a_day_nobody_understands_keeps_the_form_open(service, form):
    fields = unfold_iheart(service, form)
    service.enter(fields["responded"].editor.widget, "Offer by Friday")
    service.enter(form.form.follow_ups.lines["Offer by Friday"].due, "soon")
    before = service.card.interactions
    service.person.click_button("Save", form)

    assert service.card.interactions == before
    assert service.person.reads("Give a day such as")
    assert service.tab.entry.composer is form


def test_without_a_word_about_what_happened_nothing_is_saved(service, form):
    service.enter(form.fields["summary"].editor.widget, "")
    before = service.card.interactions
    service.person.click_button("Save", form)
    assert service.card.interactions == before
    assert form.fields["summary"].editor.widget.accessibleDescription()


def test_the_form_is_seen_where_the_line_was_and_so_is_the_line_again(service):
    """Hiding what has the keyboard must not send the page down to the next widget."""
    service.host.window.resize(1280, 720)
    service.tab.start_entry()
    service.person.type("They showed us the new hall")
    service.person.click_button("More: mood, IHEART, moment of truth, promises")
    assert service.tab.verticalScrollBar().value() == 0

    service.person.press("Esc")

    assert service.tab.verticalScrollBar().value() == 0
    assert service.person.focused is service.tab.entry.line


def test_escape_folds_the_form_back_into_the_line(service, form):
    pick(service, form, "mood", Emotion.DOUBT)
    service.tab.start_entry()
    service.person.press("Esc")

    assert service.tab.entry.composer is None
    assert service.tab.entry.line.text() == "They showed us the new hall"

    service.tab.entry.open_form()
    service.person.wait()
    assert form.fields["summary"].editor.raw() == "They showed us the new hall"
    assert form.form.parts["mood"].emotion.value is Emotion.DOUBT


def test_discard_throws_away_and_keeps_no_draft(service, form):
    pick(service, form, "mood", Emotion.DOUBT)
    service.person.click_button("Discard", form)
    assert service.tab.entry.composer is None
    assert typing_drafts.kept(service.host.workspace.database, service.customer_id) == []

    service.tab.entry.open_form()
    service.person.wait()
    assert service.tab.entry.composer.form.parts["mood"].emotion.value is None


def test_all_that_was_typed_and_chosen_comes_back_in_the_next_window(service, form, make_host):
    pick(service, form, "mood", Emotion.DOUBT)
    fields = unfold_iheart(service, form)
    service.enter(fields["responded"].editor.widget, "Offer by Friday")
    service.person.click(next(iter(form.form.people.chips.values())))
    line = form.form.follow_ups.lines["Offer by Friday"]
    service.enter(line.due, "+3d")
    form._keep_chosen()
    path = service.host.workspace.file.path
    service.host.quit()

    again = Desk(make_host(path), CardTab.SERVICE)

    found = again.tab.entry.composer
    assert found.fields["summary"].editor.raw() == "They showed us the new hall"
    assert found.fields["responded"].editor.raw() == "Offer by Friday"
    assert found.form.parts["mood"].emotion.value is Emotion.DOUBT
    assert len(found.form.people.values()) == 1
    assert found.form.follow_ups.lines["Offer by Friday"].due.text() == "+3d"
    again.person.click_button("Save", found)
    newest = next(one for one in again.card.interactions if "new hall" in one.summary)
    assert (newest.kind, newest.happened_at) == (InteractionKind.VISIT, time(14, 30))


def test_the_form_of_one_card_is_not_seen_on_another(service, form, host):
    host.window.open_card(1, CardTab.SERVICE)
    service.person.wait()
    assert service.tab.entry.composer is None
    assert service.tab.entry.line.text() == ""

    host.window.open_card(2, CardTab.SERVICE)
    service.person.wait()
    found = service.tab.entry.composer
    assert found.fields["summary"].editor.raw() == "They showed us the new hall"


def test_a_form_saved_while_another_card_opens_leaves_the_form_there_alone(service, form, host):
    waits = Gate()
    workspace = host.workspace
    workspace.tasks.command(waits.wait, lambda _: None, failed=workspace.tell_problem)
    form.save()
    host.window.open_card(1, CardTab.SERVICE)
    service.tab.entry.line.setText("Half a thought")
    service.tab.entry.open_form()

    waits.set()
    service.person.wait()

    assert service.tab.entry.composer.fields["summary"].editor.raw() == "Half a thought"
    assert "They showed us the new hall" in [one.summary for one in service.card.interactions]
    assert typing_drafts.kept(workspace.database, service.customer_id) == []


def opened(desk, at=0):
    """The form of a stored entry, opened where it stands."""
    found = [
        row.entry for row in desk.tab.stream.canvas.rows if row.entry.event is Event.INTERACTION
    ]
    desk.tab.stream.open_interaction(found[at].record.id)
    desk.person.wait()
    return desk.tab.stream.canvas.body, found[at].record.id


def stored(desk, key):
    return next(one for one in desk.card.interactions if one.id == key)


def test_mood_and_satisfaction_of_an_entry_are_chosen_by_a_click_and_undone(service):
    body, key = opened(service, 2)
    body.form.sections["mood"].unfold()
    service.person.wait()
    part = body.form.parts["mood"]
    before = stored(service, key)
    service.person.click(part.emotion.chips[Emotion.ANGER])
    service.person.click(part.intensity.chips[3])
    service.person.click(part.satisfaction.chips[2])

    after = stored(service, key)
    assert (after.emotion, after.emotion_intensity, after.satisfaction) == (Emotion.ANGER, 3, 2)
    service.press_undo()
    service.press_undo()
    service.press_undo()
    assert stored(service, key) == before


def test_taking_the_emotion_back_takes_its_strength_along(service):
    body, key = opened(service, 1)
    body.form.sections["mood"].unfold()
    service.person.wait()
    part = body.form.parts["mood"]
    for _ in range(2 if part.emotion.value is not Emotion.DOUBT else 1):
        service.person.click(part.emotion.chips[Emotion.DOUBT])
    after = stored(service, key)
    assert (after.emotion, after.emotion_intensity) == (None, None)
    assert part.intensity.isHidden()


def test_who_took_part_is_checked_on_chips_and_undone(service):
    body, key = opened(service)
    contact, chip = next(
        (one, chip) for one, chip in body.form.people.chips.items() if not chip.isChecked()
    )
    service.person.click(chip)
    taken = [one for one in service.card.interaction_contacts if one.interaction_id == key]
    assert contact in {one.contact_id for one in taken}

    service.press_undo()
    assert not body.form.people.chips[contact].isChecked()


def test_a_moment_of_truth_with_the_points_that_were_kept(service):
    body, key = opened(service)
    body.form.sections["moment"].unfold()
    service.person.wait()
    part = body.form.parts["moment"]
    code, chip = next(iter(part.moment.chips.items()))
    service.person.click(chip)
    point, box = next(iter(part.points.items()))
    service.person.click(box)
    service.person.click(part.rating.chips[4])

    after = stored(service, key)
    assert (after.moment, after.moment_points, after.moment_rating) == (code, (point,), 4)
    label = service.host.workspace.playbook.moments[code].label.en
    row = next(one for one in service.tab.stream.canvas.rows if one.entry.record.id == key)
    assert label in row.detail
    assert "4 of 5" in body.form.sections["moment"].chip.text()

    service.person.click(part.moment.chips[code])
    after = stored(service, key)
    assert (after.moment, after.moment_points, after.moment_rating) == ("", (), None)


def test_how_complete_the_record_is_stands_on_the_chip(service):
    body, key = opened(service)
    service.person.click(body.findChild(QPushButton, "unfold-iheart"))
    service.enter(body.form.iheart.fields["heard"].editor.widget, "Worried about the fair")
    assert stored(service, key).heard == "Worried about the fair"
    assert body.findChild(QPushButton, "unfold-iheart").text() == "IHEART: 1 of 7"


def test_one_click_makes_a_stored_line_a_promise_and_another_keeps_it(service):
    body, key = opened(service)
    service.person.click(body.findChild(QPushButton, "unfold-iheart"))
    service.enter(body.form.iheart.fields["acted"].editor.widget, "Send the drawing")
    made = body.form.follow_ups
    line = made.lines["Send the drawing"]
    service.enter(line.due, "tomorrow")
    service.person.click(line.buttons[Becomes.PROMISE])

    (promised,) = [one for one in service.card.promises if one.interaction_id == key]
    assert (promised.text, promised.due_on) == ("Send the drawing", date(2026, 3, 11))
    assert made.lines == {}
    service.person.click_button("Kept: Send the drawing", body)
    assert next(one for one in service.card.promises if one.id == promised.id).closed_on


def test_all_lines_become_something_in_one_step(service):
    body, key = opened(service)
    service.person.click(body.findChild(QPushButton, "unfold-iheart"))
    service.enter(body.form.iheart.fields["acted"].editor.widget, "Send it")
    service.enter(body.form.iheart.fields["responded"].editor.widget, "Call back")
    service.person.click_button("Note all of them", body)
    assert [one.text for one in service.card.actions if one.interaction_id == key] == ["Send it"]
    assert "Call back" in [one.text for one in service.card.promises if one.interaction_id == key]

    service.press_undo()
    assert [one for one in service.card.actions if one.interaction_id == key] == []
    assert [one.text for one in service.card.promises if one.interaction_id == key] == []


def test_another_promise_is_typed_and_given_a_day(service):
    body, key = opened(service)
    service.person.click(body.findChild(QPushButton, "unfold-follow"))
    made = body.form.follow_ups
    made.more.setFocus()
    service.person.type("Ask for the plan")
    service.person.press("Return")
    assert made.lines["Ask for the plan"].due.hasFocus()
    service.person.click(made.lines["Ask for the plan"].buttons[Becomes.TASK])
    assert "Ask for the plan" in [
        one.text for one in service.card.actions if one.interaction_id == key
    ]


def test_typing_in_a_stored_entry_comes_back_in_the_next_window(service, make_host):
    body, key = opened(service, 3)
    service.person.click(body.findChild(QPushButton, "unfold-iheart"))
    field = body.form.iheart.fields["trust"]
    field.editor.widget.setFocus()
    service.person.type("They count on us")
    field.drafted.emit("trust", field.editor.raw())
    service.person.wait()
    path = service.host.workspace.file.path
    kept = typing_drafts.kept(service.host.workspace.database, service.customer_id)
    assert [one.place.record_id for one in kept] == [key]
    service.host.tasks.drain()
    field.editor.type_raw("")  # what a kill would not have saved
    service.host.quit()
    file = files.open_held(path)
    typing_drafts.keep(file.database, kept[0].place, kept[0].text)
    files.close(file)

    desk = Desk(make_host(path), CardTab.SERVICE)

    assert desk.tab.stream.canvas.opened == (Event.INTERACTION, key)
    found = desk.tab.stream.canvas.body.form.iheart.fields["trust"]
    assert found.editor.raw() == "They count on us"


def test_an_entry_that_turns_out_a_complaint_gets_its_clock(service):
    body, key = opened(service)
    service.pick(body.form.head.fields["kind"].editor.widget, "complaint")
    service.person.click_button("Start the clock", body)
    assert key in {one.interaction_id for one in service.card.complaints}

    service.person.click_button("Show the complaint", body)
    records = service.list_of(Kind.COMPLAINT)
    assert any(row.is_open for row in records.rows.values())


def test_the_form_speaks_chinese(chinese_host):
    desk = Desk(chinese_host, CardTab.SERVICE)
    desk.tab.start_entry()
    desk.person.type("昨天拜访：看了新厂房")
    desk.tab.entry.open_form()
    desk.person.wait()
    form = desk.tab.entry.composer
    pick(desk, form, "mood", Emotion.ANXIETY)
    assert desk.person.reads("把信息讲清楚")
    desk.person.click_button("保存", form)
    newest = next(one for one in desk.card.interactions if one.summary == "看了新厂房")
    assert (newest.kind, newest.emotion) == (InteractionKind.VISIT, Emotion.ANXIETY)
