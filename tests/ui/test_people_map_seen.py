"""The influence map in the real window: seen, walked about, moved and zoomed."""

import pytest
from builders import contact, customer, place, store_customer
from map_desk import LEFT, MapDesk, middle, send_move, wheel
from person import HELD_MS
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from records_desk import Desk

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactLink, LinkKind
from crm_desktop.domain.influence_layout import arrange
from crm_desktop.text import LanguageCode
from crm_desktop.ui.navigation import CardTab
from crm_desktop.ui.people.map_node import MapNode
from crm_desktop.ui.people.people_tab import LIST, MAP


@pytest.fixture
def desk(host):
    host.window.resize(1280, 760)
    return MapDesk(host)


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


def test_the_keyboard_stays_on_the_button_that_turns_to_the_map(desk):
    assert desk.person.focused is desk.tab.buttons[MAP]

    desk.person.click(desk.tab.buttons[LIST])

    assert desk.person.focused is desk.tab.buttons[LIST]


def test_a_person_is_told_with_role_stance_influence_and_coverage(desk):
    told = desk.node("缪铁生").accessibleName()

    assert told.startswith("缪铁生")
    for words in ("decider", "leans to us", "influence 4 of 4", "met"):
        assert words in told


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


def test_a_move_by_keys_is_kept_for_the_card_it_was_made_on(desk):
    desk.reach("盖晓冬")
    desk.person.press("Alt+Right")
    desk.host.window.open_card(9, CardTab.PEOPLE)
    desk.person.wait()

    assert desk.place("盖晓冬").map_x is not None
    other = Desk(desk.host, CardTab.PEOPLE, 9).card
    assert all(one.map_x is None for one in other.affiliations)
    assert set(desk.canvas.nodes) <= {one.id for one in other.contacts}


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
