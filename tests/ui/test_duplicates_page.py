"""Duplicates are found, compared, merged and told apart in the window, by keys alone."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt

from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.services.card_edits import add_record, create_customer
from crm_desktop.services.duplicate_hints import KnownBy, likely_same, likely_same_rows
from crm_desktop.storage.cards import load_card
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.duplicates.pair_list import Certainty, PairList
from crm_desktop.ui.notices import NoticeRow


def settle(host):
    """Until a write is done, told, and what it changed is read again."""
    for _ in range(3):
        host.tasks.drain()


def add(workspace, name, *, phone="", email="", **fields):
    person = Customer(name, kind=CustomerKind.PERSON, **fields)
    key, _ = create_customer(workspace.database, person)
    for kind, value in ((PointKind.PHONE, phone), (PointKind.EMAIL, email)):
        if value:
            add_record(workspace.database, ContactPoint(kind, value, customer_id=key))
    return key


@pytest.fixture
def twins(workspace):
    """Two pairs: one almost certain, one possible."""
    mail = {"email": "ann@lee.example", "city": "Leeds"}
    sure = add(workspace, "Ann Lee", industry="Tools", **mail), add(workspace, "Lee, Ann", **mail)
    phone = {"phone": "+44 113 496 0000"}
    possible = add(workspace, "Jonathan Smith", **phone), add(workspace, "Jonathan Smyth", **phone)
    return sure, possible


@pytest.fixture
def page(host, twins):
    """The page of duplicates after its search."""
    host.window.window_actions[ActionCode.DUPLICATES].trigger()
    settle(host)
    return host.window.page


def shown(page):
    return [one.keys for one in page.pairs.shown]


def press(qtbot, host, page, key):
    qtbot.keyClick(page.view, key)
    settle(host)


def is_binned(workspace, key):
    with workspace.database.read() as reading:
        return load_card(reading, key).customer.binned_at is not None


def notices(host):
    return [one.notice.text for one in host.window.findChildren(NoticeRow) if one.isVisible()]


def test_the_surest_pair_stands_first_and_is_compared(page, twins):
    assert shown(page) == list(twins)
    assert page.view.current().keys == twins[0]
    assert page.panel.taken() == {"name"}


def test_a_letter_merges_and_the_next_pair_follows(qtbot, host, workspace, page, twins):
    (_, other), possible = twins

    press(qtbot, host, page, Qt.Key.Key_M)

    assert shown(page) == [possible]
    assert page.view.current().keys == possible
    assert is_binned(workspace, other)
    assert "Merged Lee, Ann into Ann Lee" in notices(host)


def test_one_undo_brings_the_pair_back(qtbot, host, workspace, page, twins):
    press(qtbot, host, page, Qt.Key.Key_M)

    host.window.window_actions[ActionCode.UNDO].trigger()
    settle(host)

    assert shown(page) == list(twins)
    assert not is_binned(workspace, twins[0][1])


def test_what_is_not_the_same_does_not_come_back(qtbot, host, page, twins):
    press(qtbot, host, page, Qt.Key.Key_N)
    assert shown(page) == [twins[1]]

    page.look()
    settle(host)

    assert shown(page) == [twins[1]]


def test_later_is_until_the_next_search(qtbot, host, page, twins):
    press(qtbot, host, page, Qt.Key.Key_L)
    assert shown(page) == [twins[1]]

    page.look()
    settle(host)

    assert shown(page) == list(twins)


def test_the_filter_shows_one_kind(page, twins):
    page._filter(Certainty.POSSIBLE)

    assert shown(page) == [twins[1]]
    assert page.pairs.counts == {Certainty.ALL: 2, Certainty.SURE: 1, Certainty.POSSIBLE: 1}


def test_enter_leads_to_the_choices_and_another_value_is_taken(qtbot, host, workspace, page, twins):
    kept = twins[0][0]

    press(qtbot, host, page, Qt.Key.Key_Return)
    page.panel._choices["name"][1].click()
    page.panel.merge_button.click()
    settle(host)

    with workspace.database.read() as reading:
        merged = load_card(reading, kept).customer
    assert (merged.name, merged.industry) == ("Lee, Ann", "Tools")


def test_two_chosen_in_the_list_are_compared(host, workspace, twins):
    (one, _), (other, _) = twins

    workspace.navigation.duplicates_wanted.emit([other, one])
    settle(host)

    page = host.window.page
    assert page.view.current().keys == (one, other)
    assert page._plan.kept.id == one


def test_a_search_can_be_stopped_and_says_so(host, workspace, twins):
    before = Event()
    host.tasks.start_job(
        "Another job", lambda _: before.wait(), lambda _: None, failed=workspace.tell_problem
    )
    host.window.look_at_duplicates([])
    page = host.window.page

    page.again.click()
    before.set()
    settle(host)

    assert shown(page) == []
    assert "Stopped" in page._empty.text()


def test_a_file_without_duplicates_says_so(host):
    host.window.look_at_duplicates([])
    settle(host)

    assert host.window.page._empty.text() == "No card looks like another one."


def test_a_known_phone_is_told_while_it_is_entered(host, workspace, twins):
    key = add(workspace, "J. Smith")
    point = ContactPoint(PointKind.MOBILE, "0113 496 0000", customer_id=key)

    workspace.write(lambda: add_record(workspace.database, point))
    settle(host)

    assert "May be the same as Jonathan Smith: same phone" in notices(host)


def test_a_hint_names_no_one_told_apart_and_nobody_for_a_strange_phone(workspace, twins):
    one, other = twins[1]
    with workspace.database.read() as reading:
        known = likely_same(reading, KnownBy(phones=("0113 496 0000",)), of=one)
        strange = likely_same(reading, KnownBy(phones=("0113 496 0001",)))

    assert [hint.customer_id for hint in known] == [other]
    assert strange == ()


def test_rows_of_a_list_are_known_by_exact_keys_alone(workspace, twins):
    rows = [
        KnownBy("Anybody", emails=("ANN@lee.example ",)),
        KnownBy("Ann Lee"),
        KnownBy("J", phones=("+441134960000",)),
    ]
    with workspace.database.read() as reading:
        found = likely_same_rows(reading, rows)

    assert {place: hint.name for place, hint in found.items()} == {
        0: "Ann Lee",
        2: "Jonathan Smith",
    }


def test_the_next_pair_is_the_one_that_takes_the_place(page):
    first, second = page.pairs.found
    third = replace(second, first=replace(second.first, customer_id=900))
    pairs = PairList()
    pairs.take((first, second, third))

    assert pairs.next_after(second.keys) == third.keys
    assert pairs.next_after(third.keys) == second.keys
