"""The stream of a card: filters, opening in place, ticking off, leading on, long histories."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import customer, interaction, store, store_customer
from person import HELD_MS
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from records_desk import Desk

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.interactions import InteractionContact, InteractionKind
from crm_desktop.domain.promises import PromiseState
from crm_desktop.domain.timeline import Event, Group
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.card.records.service.stream_layout import CHUNK
from crm_desktop.ui.navigation import CardTab

MANY = 10_000


@pytest.fixture
def service(host):
    return Desk(host, CardTab.SERVICE)


def rows(desk):
    return desk.tab.stream.canvas.rows


def row_of(desk, event, at=0):
    """The place of a row among all, and the row."""
    found = [(place, row) for place, row in enumerate(rows(desk)) if row.entry.event is event]
    return found[at]


def click_row(desk, place):
    canvas = desk.tab.stream.canvas
    placed = canvas._layout.placed[place]
    top = placed.line_top + canvas._layout.shift(place)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(140, top + 14))
    desk.person.wait()


def test_interactions_purchases_promises_and_tiers_stand_in_one_stream(service):
    events = {row.entry.event for row in rows(service)}
    assert {Event.INTERACTION, Event.BOUGHT, Event.KEPT} <= events
    days = [row.entry.on for row in rows(service)]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("group", [Group.CALLS, Group.COMPLAINTS, Group.PURCHASES])
def test_a_chip_shows_its_group_alone_with_its_number(service, group):
    chip = service.tab.stream.filter.chips[group]
    whole = service.tab.stream.entries

    service.person.click(chip)

    wanted = [one for one in whole if one.group is group]
    assert chip.text().endswith(f"  {len(wanted)}")
    assert [row.entry for row in rows(service)] == wanted[: len(rows(service))]
    assert service.person.reads(f"{len(wanted)} of {len(whole)}")

    service.person.click_button("Show everything")
    assert rows(service)[0].entry == whole[0]


def test_two_chips_show_both(service):
    chips = service.tab.stream.filter.chips
    service.person.click(chips[Group.CALLS])
    service.person.click(chips[Group.VISITS])
    assert {row.entry.group for row in rows(service)} == {Group.CALLS, Group.VISITS}


def test_a_person_shows_what_they_took_part_in(service):
    box = service.tab.stream.filter.person
    taken = service.card.interaction_contacts[0]
    name = next(one.name for one in service.card.contacts if one.id == taken.contact_id)
    service.pick(box, name)

    assert rows(service)
    for row in rows(service):
        promised = {one.contact_id for one in row.entry.follow_ups}
        assert taken.contact_id in {*row.entry.people, *promised}


def test_ctrl_f_and_words_look_through_all_that_was_noted(service):
    key = service.card.interactions[-1].id
    store_change(service, key, heard="The Qilin stand was empty")
    service.person.choose(ActionCode.FILTER)
    service.person.type("qilin EMPTY")

    assert [row.entry.key for row in rows(service)] == [(Event.INTERACTION, key)]

    service.tab.stream.filter.text.setText("nothing of this kind at all")
    service.person.wait()
    assert service.person.reads("Nothing of that kind is on this card.")


def store_change(desk, key, **fields):
    database = desk.host.workspace.database
    with database.write("stored") as work:
        work.change(Kind.INTERACTION, key, **fields)
    desk.host.window.page.reload()
    desk.person.wait()


def test_enter_opens_an_entry_where_it_stands_and_escape_closes_it(service):
    canvas = service.tab.stream.canvas
    place, row = row_of(service, Event.INTERACTION, 1)
    canvas.setFocus()
    canvas.go_to(place)
    service.person.press("Return")

    assert canvas.opened == row.entry.key
    assert canvas.body.geometry().top() > canvas._layout.placed[place].top
    assert canvas.height() > canvas._layout.placed[-1].bottom + 100

    service.person.press("Esc")
    assert canvas.opened is None
    assert canvas.hasFocus()


def test_a_click_opens_and_a_second_one_closes(service):
    place, row = row_of(service, Event.INTERACTION)
    click_row(service, place)
    assert service.tab.stream.canvas.opened == row.entry.key
    click_row(service, place)
    assert service.tab.stream.canvas.opened is None


def test_an_open_entry_stays_open_when_another_is_logged(service):
    place, row = row_of(service, Event.INTERACTION, 1)
    click_row(service, place)
    body = service.tab.stream.canvas.body
    service.tab.start_entry()
    service.person.type("Something new")
    service.person.press("Return")

    assert service.tab.stream.canvas.opened == row.entry.key
    assert service.tab.stream.canvas.body is body


def test_delete_removes_an_entry_and_undo_brings_it_back(service):
    canvas = service.tab.stream.canvas
    place, row = row_of(service, Event.INTERACTION)
    canvas.setFocus()
    canvas.go_to(place)
    service.person.press("Del")
    assert row.entry.key not in [one.entry.key for one in rows(service)]
    assert service.host.workspace.history.can_undo

    service.press_undo()
    assert row.entry.key in [one.entry.key for one in rows(service)]


def test_delete_on_a_purchase_removes_nothing_and_says_where_to(service):
    canvas = service.tab.stream.canvas
    place, _ = row_of(service, Event.BOUGHT)
    before = service.card.purchases
    canvas.setFocus()
    canvas.go_to(place)
    service.person.press("Del")
    assert service.card.purchases == before
    assert service.person.reads("remove it there")


def test_enter_on_a_purchase_leads_to_the_purchases(service):
    canvas = service.tab.stream.canvas
    place, _ = row_of(service, Event.BOUGHT)
    canvas.setFocus()
    canvas.go_to(place)
    service.person.press("Return")
    assert service.host.window.page.tabs.current is CardTab.PURCHASES


def test_enter_on_a_kept_promise_opens_it_beside_the_stream(service):
    canvas = service.tab.stream.canvas
    place, row = row_of(service, Event.KEPT)
    canvas.setFocus()
    canvas.go_to(place)
    service.person.press("Return")
    assert service.tab.promises.rows[row.entry.record.id].is_open


def test_a_click_on_the_circle_below_an_entry_keeps_the_promise(service):
    canvas = service.tab.stream.canvas
    placed = [
        (place, row)
        for place, row in enumerate(rows(service))
        if any(step.is_open for step in row.steps)
    ]
    place, row = placed[0]
    number = next(at for at, step in enumerate(row.steps) if step.is_open)
    circle = canvas._painter.step_circle(
        canvas._layout.placed[place], canvas._layout.placed[place].line_top, number
    )
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=circle.center())
    service.person.wait()

    key = row.steps[number].record.id
    stored = next(one for one in service.card.promises if one.id == key)
    assert (stored.state, stored.closed_on) == (PromiseState.KEPT, service.host.workspace.today())
    assert canvas.opened is None


def test_arrows_read_the_rows_out(service):
    canvas = service.tab.stream.canvas
    canvas.setFocus()
    service.person.press("Down")
    assert rows(service)[1].title in canvas.accessibleDescription()
    service.person.press("Home")
    assert rows(service)[0].title in canvas.accessibleDescription()


def test_another_card_forgets_filters_and_what_was_open(service):
    service.person.click(service.tab.stream.filter.chips[Group.CALLS])
    click_row(service, row_of(service, Event.INTERACTION)[0])

    service.host.window.open_card(1, CardTab.SERVICE)
    service.person.wait()

    assert service.tab.stream.filter.wish().is_empty
    assert service.tab.stream.canvas.opened is None


def test_the_stream_speaks_chinese(chinese_host):
    desk = Desk(chinese_host, CardTab.SERVICE)
    assert desk.tab.stream.filter.chips[Group.CALLS].text().startswith("电话")
    bought = row_of(desk, Event.BOUGHT)[1]
    assert bought.title.startswith("交易")


@pytest.fixture
def long_card(make_host, sample_path, today):
    """The window on a card of ten thousand entries."""
    host = make_host(sample_path)
    database = host.workspace.database
    key = store_customer(database, customer("Long history"))
    kinds = list(InteractionKind)
    some = [
        replace(
            interaction(today - timedelta(days=at // 6)),
            customer_id=key,
            kind=kinds[at % len(kinds)],
            summary=f"Entry {at}: 客户问到第 {at} 批的交期，答应回复",
        )
        for at in range(MANY)
    ]
    store(database, *some)
    return Desk(host, CardTab.SERVICE, key)


def test_ten_thousand_entries_never_hold_the_window(long_card):
    desk = long_card
    canvas, person = desk.tab.stream.canvas, desk.person
    assert len(desk.tab.stream.entries) == MANY
    assert len(rows(desk)) < MANY
    person.watch()

    canvas.setFocus()
    for keys in ("Down", "PgDown", "End", "End", "Return", "Esc", "Home"):
        person.press(keys)
    person.choose(ActionCode.FILTER)
    person.type("entry 77")
    person.click(desk.tab.stream.filter.chips[Group.COMPLAINTS])
    person.click_button("Show everything")
    person.choose(ActionCode.LOG)
    person.type("call: one more")
    person.press("Return")

    assert rows(desk)[0].title == "one more"
    assert person.longest_held[0] < HELD_MS, person.longest_held


def test_a_long_history_grows_as_it_is_scrolled(long_card):
    bar = long_card.tab.verticalScrollBar()
    first = len(rows(long_card))
    assert first >= CHUNK
    bar.setValue(bar.maximum())
    long_card.person.wait()
    assert len(rows(long_card)) > first


def test_a_history_scrolled_far_down_is_written_to_without_a_hold(long_card):
    bar, person = long_card.tab.verticalScrollBar(), long_card.person
    for _ in range(30):
        bar.setValue(bar.maximum())
        person.wait()
    assert len(rows(long_card)) > 10 * CHUNK
    far = bar.value()
    person.watch()

    store_change(long_card, long_card.card.interactions[0].id, summary="Written meanwhile")
    long_card.host.window.resize(1000, 700)
    person.wait()

    assert bar.value() > far / 2
    assert person.longest_held[0] < HELD_MS, person.longest_held


def test_who_took_part_is_read_from_the_card(service):
    key = service.card.interactions[0].id
    contact = service.card.contacts[-1]
    store(service.host.workspace.database, InteractionContact(key, contact.id))
    service.host.window.page.reload()
    service.person.wait()
    row = next(one for one in rows(service) if one.entry.key == (Event.INTERACTION, key))
    assert contact.name in row.detail
