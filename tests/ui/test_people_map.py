"""The influence map in the real window: seen, moved, linked, zoomed, edited by mouse and keys."""

import pytest
from builders import contact, customer, place, store, store_customer
from person import HELD_MS
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from records_desk import Desk

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactLink, Coverage, LinkKind, Role
from crm_desktop.domain.influence_layout import arrange
from crm_desktop.services import typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.text import LanguageCode
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.people.map_node import MapNode
from crm_desktop.ui.people.people_tab import LIST, MAP

LEFT = Qt.MouseButton.LeftButton


class MapDesk(Desk):
    """The People tab with its map open."""

    def __init__(self, host, customer_id: int = 2) -> None:
        super().__init__(host, CardTab.PEOPLE, customer_id)
        self.person.click(self.tab.buttons[MAP])

    @property
    def map(self):
        return self.tab.map

    @property
    def canvas(self):
        return self.map.canvas

    def key(self, name: str) -> int:
        return next(one.id for one in self.card.contacts if one.name == name)

    def node(self, name: str) -> MapNode:
        return self.canvas.nodes[self.key(name)]

    def place(self, name: str):
        key = self.key(name)
        return next(one for one in self.card.affiliations if one.contact_id == key)

    def reach(self, name: str) -> MapNode:
        node = self.node(name)
        node.setFocus()
        self.person.wait()
        return node

    def drag(self, node: MapNode, start: QPoint, by: QPoint) -> None:
        origin = node.mapToGlobal(start)
        QTest.mousePress(node, LEFT, pos=start)
        for part in (0.3, 0.7, 1.0):
            send_move(node, origin + by * part)
        QTest.mouseRelease(node, LEFT, pos=node.mapFromGlobal(origin + by))
        self.person.wait()

    def menu(self) -> QMenu:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)]
        return next(one for one in found if one.isVisible())

    def choose_entry(self, words: str) -> None:
        menu = self.menu()
        action = next(one for one in menu.actions() if one.text() == words)
        assert isinstance(action, QAction)
        action.trigger()
        menu.close()
        self.person.wait()


def send_move(widget, at):
    """Move the mouse to a place on the screen, its button held down."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(widget.mapFromGlobal(at)),
        QPointF(at),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


@pytest.fixture
def desk(host):
    host.window.resize(1280, 760)
    return MapDesk(host)


def middle(widget):
    return widget.rect().center()


def test_everybody_stands_on_the_map_and_it_is_seen_whole(desk):
    names = {one.name for one in desk.card.contacts}

    assert {desk.node(name).key for name in names} == set(desk.canvas.nodes)
    for node in desk.canvas.nodes.values():
        assert not node.visibleRegion().isEmpty()
        assert (
            desk.map.map.viewport()
            .rect()
            .contains(node.mapTo(desk.map.map.viewport(), middle(node)))
        )
    assert not desk.tab.verticalScrollBar().isVisible()


def test_a_person_is_told_with_role_stance_influence_and_coverage(desk):
    told = desk.node("缪铁生").accessibleName()

    assert told.startswith("缪铁生")
    for words in ("decider", "leans to us", "influence 4 of 4", "met"):
        assert words in told


def test_a_screen_reader_finds_a_button_and_its_press_edits(desk, qtbot):
    node = desk.node("缪铁生")
    face = QAccessible.queryAccessibleInterface(node)
    assert face.role() is QAccessible.Role.Button
    assert face.text(QAccessible.Text.Name) == node.accessibleName()

    face.actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: desk.map.side.shows_person)
    desk.person.wait()

    assert desk.person.focused is desk.map.person.form.fields["role"].editor.widget


def test_the_window_and_the_paper_place_people_alike(desk):
    card = desk.card
    edges = [MapEdge(one.from_contact_id, one.to_contact_id, one.kind) for one in card.links]

    assert desk.canvas.boxes == arrange(card.affiliations, edges).boxes


def test_dragging_somebody_is_kept_and_undone(desk):
    before = desk.canvas.boxes[desk.key("盖晓冬")]
    node = desk.node("盖晓冬")

    desk.drag(node, middle(node), QPoint(-150, 0))
    placed = desk.place("盖晓冬")
    others = [one for one in desk.card.affiliations if one.map_x is None]
    assert placed.map_x is not None
    assert others == []
    after = desk.canvas.boxes
    moved = after[desk.key("盖晓冬")].x - after[desk.key("缪铁生")].x
    assert moved < before.x - desk.canvas.boxes[desk.key("缪铁生")].x - 50

    desk.press_undo()
    assert desk.place("盖晓冬").map_x is None
    assert desk.canvas.boxes[desk.key("盖晓冬")] == before


def test_arrange_lays_the_map_out_anew_and_says_why_it_is_grey(desk):
    assert not desk.map.tools.arrange.isEnabled()
    assert "Nobody was moved by hand" in desk.map.tools.arrange.toolTip()
    node = desk.node("盖晓冬")
    desk.drag(node, middle(node), QPoint(-120, -10))

    desk.person.click(desk.map.tools.arrange)
    assert desk.place("盖晓冬").map_x is None

    desk.press_undo()
    assert desk.place("盖晓冬").map_x is not None


def test_alt_and_arrows_move_somebody_as_one_step(desk, qtbot):
    before = desk.canvas.boxes[desk.key("盖晓冬")]
    desk.reach("盖晓冬")
    for _ in range(3):
        desk.person.press("Alt+Right")

    qtbot.waitUntil(lambda: desk.host.workspace.history.can_undo)
    desk.person.wait()
    assert desk.place("盖晓冬").map_x is not None
    desk.press_undo()
    assert desk.canvas.boxes[desk.key("盖晓冬")] == before


def test_a_move_by_keys_is_kept_when_the_list_is_chosen_at_once(desk):
    desk.reach("盖晓冬")
    desk.person.press("Alt+Right")
    desk.person.click(desk.tab.buttons[LIST])

    assert desk.place("盖晓冬").map_x is not None


def test_arrows_walk_about_and_tab_reads_row_by_row(desk):
    desk.reach("缪铁生")
    desk.person.press("Down")
    assert desk.person.focused in (desk.node("曾一帆"), desk.node("解红梅"))
    desk.person.press("Up")
    assert desk.person.focused is desk.node("缪铁生")

    order = desk.canvas.model.order()
    desk.canvas.nodes[order[0]].setFocus()
    for key in order[1:]:
        desk.person.press("Tab")
        assert desk.person.focused is desk.canvas.nodes[key]
    desk.person.press("Tab")
    assert not isinstance(desk.person.focused, MapNode)
    desk.person.press("Shift+Tab")
    assert desk.person.focused is desk.canvas.nodes[order[-1]]


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


def test_a_link_is_drawn_by_keys_and_removed_from_the_panel(desk):
    before = len(desk.card.links)
    desk.reach("盖晓冬")
    desk.person.press("L")
    assert desk.person.reads("Link from 盖晓冬")
    desk.reach("缪铁生")
    desk.person.press("Return")
    desk.choose_entry("盖晓冬 influences 缪铁生")

    assert len(desk.card.links) == before + 1
    assert desk.person.reads("盖晓冬 influences 缪铁生")
    desk.reach("盖晓冬")
    desk.person.click_button("Remove: 盖晓冬 influences 缪铁生")
    assert len(desk.card.links) == before
    desk.press_undo()
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


def test_the_wheel_with_ctrl_zooms_where_the_pointer_is_and_ctrl_0_shows_all(desk):
    view = desk.map.map
    whole = view.zoom
    point = QPoint(200, 100)
    for _ in range(5):
        wheel(view, point)
    spot = desk.canvas.spot(QPointF(view.viewport().mapToGlobal(point)))
    wheel(view, point)
    desk.person.wait()

    assert view.zoom > whole * 2
    after = desk.canvas.spot(QPointF(view.viewport().mapToGlobal(point)))
    assert abs(after.x() - spot.x()) < 3
    assert abs(after.y() - spot.y()) < 3
    desk.reach("缪铁生")
    desk.person.press("Ctrl+0")
    assert view.zoom == whole


def test_plus_and_minus_zoom_and_the_button_says_how_much(desk):
    whole = desk.map.map.zoom
    desk.reach("缪铁生")
    desk.person.press("+")
    assert desk.map.map.zoom > whole
    assert desk.map.tools.fit.text() == f"{round(desk.map.map.zoom * 100)}%"
    desk.person.press("-")
    assert abs(desk.map.map.zoom - whole) < 0.001


def test_free_ground_is_dragged_to_move_the_map(desk):
    view = desk.map.map
    for _ in range(6):
        view.step(1)
    before = view.horizontalScrollBar().value()
    at = QPoint(view.horizontalScrollBar().value() + 5, view.verticalScrollBar().value() + 5)
    QTest.mousePress(desk.canvas, LEFT, pos=at)
    send_move(desk.canvas, desk.canvas.mapToGlobal(at) + QPoint(-60, 0))
    QTest.mouseRelease(desk.canvas, LEFT, pos=at)

    assert view.horizontalScrollBar().value() > before


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


def test_a_move_by_keys_is_kept_for_the_card_it_was_made_on(desk):
    desk.reach("盖晓冬")
    desk.person.press("Alt+Right")
    desk.host.window.open_card(9, CardTab.PEOPLE)
    desk.person.wait()

    assert desk.place("盖晓冬").map_x is not None
    other = Desk(desk.host, CardTab.PEOPLE, 9).card
    assert all(one.map_x is None for one in other.affiliations)
    assert set(desk.canvas.nodes) <= {one.id for one in other.contacts}


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


def test_the_view_is_remembered_over_a_change_of_language(desk):
    host = desk.host
    host.switch_language(LanguageCode.CHINESE)
    desk.person.wait()

    assert desk.tab.mode == MAP
    assert "决策者" in desk.node("缪铁生").accessibleName()
    assert desk.person.button("关系图").isChecked()


def test_who_has_left_is_hidden_until_asked_for_and_stands_apart(desk):
    key = desk.place("盖晓冬").id
    with desk.host.workspace.database.write("stored") as work:
        work.change(Kind.AFFILIATION, key, left_on=desk.host.workspace.today())
    desk.host.window.page.reload()
    desk.person.wait()
    gone = desk.key("盖晓冬")
    assert gone not in desk.canvas.nodes
    others = dict(desk.canvas.boxes)

    desk.map.tools.left.click()
    desk.person.wait()
    assert "left on" in desk.canvas.nodes[gone].accessibleName()
    assert desk.map.tools.left.text() == "Show 1 who left"
    for one, box in others.items():
        now = desk.canvas.boxes[one]
        assert abs(now.x - box.x) <= 1
        assert abs(now.y - box.y) <= 1


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


def lonely(host) -> int:
    key = store_customer(host.workspace.database, customer("Alarm Ltd"))
    (ann,) = store(host.workspace.database, contact("Ann Lee"))
    store(
        host.workspace.database,
        place(ann, customer_id=key, role=Role.USER, stance=2, coverage=Coverage.DEEP),
    )
    return key


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


def test_two_hundred_people_open_without_holding_the_window(host, qtbot):
    database = host.workspace.database
    key = store_customer(database, customer("Two hundred"))
    with database.write("stored") as work:
        ids = [work.add(contact(f"Person {at}")) for at in range(200)]
        for at, one in enumerate(ids):
            work.add(place(one, customer_id=key, influence=at % 5, stance=at % 5 - 2))
            if at:
                boss = ids[(at - 1) // 4]
                work.add(ContactLink(key, one, boss, LinkKind.REPORTS_TO))
    desk = MapDesk(host, key)

    qtbot.waitUntil(lambda: len(desk.canvas.nodes) == 200)
    desk.person.wait()
    assert desk.person.longest_held[0] <= HELD_MS, desk.person.longest_held


def test_the_map_speaks_chinese(chinese_host):
    desk = MapDesk(chinese_host)
    told = desk.node("缪铁生").accessibleName()

    assert "决策者" in told
    desk.reach("缪铁生")
    desk.person.press("L")
    assert desk.person.reads("从缪铁生建立关系")


def wheel(view, point):
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.viewport().mapToGlobal(point)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
