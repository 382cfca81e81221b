"""The influence map in the real window: people edited, added, linked and removed."""

import pytest
from builders import customer, place, store, store_customer
from map_desk import LEFT, MapDesk, lonely, middle
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Role
from crm_desktop.services import typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.people.people_tab import LIST, MAP


@pytest.fixture
def desk(host):
    host.window.resize(1280, 760)
    return MapDesk(host)


def test_a_screen_reader_finds_a_button_and_its_press_edits(desk, qtbot):
    node = desk.node("缪铁生")
    face = QAccessible.queryAccessibleInterface(node)
    assert face.role() is QAccessible.Role.Button
    assert face.text(QAccessible.Text.Name) == node.accessibleName()

    face.actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: desk.map.side.shows_person)
    desk.person.wait()

    assert desk.person.focused is desk.map.person.form.fields["role"].editor.widget


def test_who_is_reached_is_edited_beside_the_map_and_saved_when_a_field_is_left(desk):
    desk.reach("解红梅")
    assert desk.map.side.shows_person
    form = desk.map.person.form

    desk.pick(form.fields["stance"].editor.widget, "+2  supports us")
    desk.enter(form.fields["cares_about"].editor.widget, "Cash flow")

    assert (desk.place("解红梅").stance, desk.place("解红梅").cares_about) == (2, "Cash flow")
    assert "supports us" in desk.node("解红梅").accessibleName()
    desk.press_undo()
    desk.press_undo()
    assert desk.place("解红梅").stance == 0


def test_enter_edits_and_escape_comes_back_to_the_map_and_then_leaves_the_card(desk):
    node = desk.reach("解红梅")
    desk.person.press("Return")
    assert desk.person.focused is desk.map.person.form.fields["role"].editor.widget

    desk.node("解红梅").setFocus()
    desk.person.press("Esc")
    assert not desk.map.side.shows_person
    assert desk.person.focused is node
    desk.person.press("Esc")
    assert not node.isVisible()


def test_a_double_click_opens_the_person_in_the_list(desk):
    QTest.mouseDClick(desk.node("曾一帆"), LEFT, pos=middle(desk.node("曾一帆")))
    desk.person.wait()

    assert desk.tab.mode == LIST
    assert desk.row(desk.list_of(Kind.AFFILIATION), "曾一帆").is_open


def test_a_link_is_drawn_by_keys_and_removed_from_the_panel(desk, qtbot):
    before = len(desk.card.links)
    desk.reach("盖晓冬")
    desk.person.press("L")
    assert desk.person.reads("Link from 盖晓冬")
    desk.reach("缪铁生")
    desk.person.press("Return")
    desk.choose_entry("盖晓冬 influences 缪铁生")

    qtbot.waitUntil(lambda: len(desk.card.links) == before + 1)
    desk.person.wait()
    assert desk.person.reads("盖晓冬 influences 缪铁生")
    desk.reach("盖晓冬")
    desk.person.click_button("Remove: 盖晓冬 influences 缪铁生")
    desk.person.wait()
    assert len(desk.card.links) == before
    desk.press_undo()
    desk.person.wait()
    assert len(desk.card.links) == before + 1


def test_escape_ends_a_link_and_stays_on_the_card(desk):
    desk.reach("盖晓冬")
    desk.person.press("L")
    desk.person.press("Esc")

    assert not desk.person.reads("Link from")
    assert desk.map.isVisible()


def test_a_link_is_drawn_with_the_mouse_from_the_knob(desk):
    before = len(desk.card.links)
    start, end = desk.node("邝学勤"), desk.node("盖晓冬")
    box, zoom = desk.canvas.boxes[start.key], desk.canvas.zoom
    knob = middle(start) + QPoint(round(box.width / 2 * zoom), 0)
    by = end.mapToGlobal(middle(end)) - start.mapToGlobal(knob)

    desk.drag(start, knob, by)
    desk.choose_entry("邝学勤 is in conflict with 盖晓冬")

    assert len(desk.card.links) == before + 1
    assert desk.place("邝学勤").map_x is None


def test_a_clicked_link_is_told_and_deleted(desk):
    before = desk.card.links
    route, link = desk.canvas.model.routes[0], desk.canvas.model.links[0]
    x, y = route.middle
    at = desk.canvas.origin() + QPointF(x, y) * desk.canvas.zoom

    QTest.mouseClick(desk.canvas, LEFT, pos=at.toPoint())
    desk.person.wait()
    assert desk.person.reads("Delete removes the link.")
    desk.canvas.setFocus()
    desk.person.press("Del")

    assert link.id not in [one.id for one in desk.card.links]
    desk.press_undo()
    assert {one.id for one in desk.card.links} == {one.id for one in before}


def test_delete_on_a_person_takes_them_off_the_card_never_the_customer(desk):
    desk.reach("盖晓冬")
    desk.person.press("Del")

    assert "盖晓冬" not in [one.name for one in desk.card.contacts]
    assert desk.card.customer.binned_at is None
    desk.press_undo()
    assert desk.node("盖晓冬").isVisible()


def test_somebody_is_added_beside_the_map_and_edited_at_once(desk):
    desk.person.click_button("Add contact")
    form = desk.map.side.new_form
    desk.fill(form.fields, [("name", "O'Neill <b>"), ("role", "user")])
    desk.person.click_button("Save", form)

    assert desk.place("O'Neill <b>").role is Role.USER
    assert desk.map.person.key == desk.key("O'Neill <b>")
    assert desk.person.focused is desk.node("O'Neill <b>")


def test_a_new_person_put_away_by_escape_keeps_what_was_typed(desk):
    desk.person.click_button("Add contact")
    form = desk.map.side.new_form
    form.fields["name"].editor.widget.setFocus()
    desk.person.type("Ann")
    desk.person.press("Esc")
    assert not form.isVisible()

    desk.person.click_button("Add contact")
    assert desk.map.side.new_form.fields["name"].editor.raw() == "Ann"
    assert form.isVisible()
    desk.person.click_button("Cancel", form)
    assert desk.map.side.new_form is None


def test_typing_that_was_lost_comes_back_in_the_list_though_the_map_was_left_open(desk):
    place = DraftPlace(Kind.AFFILIATION, desk.place("盖晓冬").id, 2, "title")
    typing_drafts.keep(desk.host.workspace.database, place, "Office manager")
    desk.host.window.open_card(9, CardTab.PEOPLE)
    desk.person.wait()
    assert desk.tab.mode == MAP

    desk.host.window.open_card(2, CardTab.PEOPLE)
    desk.person.wait()
    assert desk.tab.mode == LIST
    assert desk.row(desk.list_of(Kind.AFFILIATION), "盖晓冬").is_open


def test_an_empty_map_says_whom_to_add_and_begins_there(host):
    key = store(host.workspace.database, customer("Empty Ltd"))[0]
    desk = MapDesk(host, key)
    assert desk.person.reads("Who decides here")

    desk.person.click(desk.map.empty.add)
    form = desk.map.side.new_form
    desk.fill(form.fields, [("name", "Ann Lee")])
    desk.person.click_button("Save", form)

    assert desk.node("Ann Lee").isVisible()
    assert not desk.map.empty.isVisible()
    assert desk.person.reads("Red: no key player supports us")


@pytest.mark.parametrize("mode", [LIST, MAP])
def test_an_alarm_is_answered_by_one_click_with_a_person_of_that_role(host, mode):
    desk = MapDesk(host, lonely(host))
    desk.person.click(desk.tab.buttons[mode])
    assert desk.person.reads("No decider is known")

    panel = desk.map.standing if mode == MAP else desk.tab.standing
    desk.person.click_button("Add the decider", panel)
    form = desk.map.side.new_form if mode == MAP else desk.tab.people.new_form
    assert form.fields["role"].editor.raw() == "decider"
    desk.fill(form.fields, [("name", "Ben Wu")])
    desk.person.click_button("Save", form)

    assert desk.place("Ben Wu").role is Role.DECIDER
    assert not desk.person.reads("No decider is known")


def test_an_alarm_is_answered_by_one_click_with_a_planned_visit(host):
    desk = MapDesk(host, lonely(host))
    assert desk.person.reads("No champion")

    desk.person.click_button("Plan a visit to Ann Lee")

    card = desk.card
    assert [one.contact_id for one in card.visit_contacts] == [card.contacts[0].id]
    assert desk.person.reads("A visit to Ann Lee is planned.")


def test_somebody_of_two_customers_leads_to_the_other_and_is_one_person(host):
    database = host.workspace.database
    other = store_customer(database, customer("Bolt & Sons"))
    desk = MapDesk(host)
    key = desk.key("曾一帆")
    store(database, place(key, customer_id=other, title="CFO"))
    host.window.page.reload()
    desk.reach("曾一帆")
    assert "also at Bolt & Sons (CFO)" in desk.node("曾一帆").accessibleName()

    desk.person.click_button("Open in the list")
    row = desk.row(desk.list_of(Kind.AFFILIATION), "曾一帆")
    assert "also at Bolt & Sons (CFO)" in row.summary.detail
    desk.enter(row.body.names.fields["name"].editor.widget, "Zeng Yifan")
    desk.person.click_button("also at Bolt & Sons (CFO)", row)

    assert host.window.page.header.name_shown == "Bolt & Sons"
    bolt = Desk(host, CardTab.PEOPLE, other)
    assert bolt.row(bolt.list_of(Kind.AFFILIATION), "Zeng Yifan")
