"""Undo and redo of one window: in order, with titles, and honest when it can't be done."""

import pytest
from builders import store_customer

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import OutdatedError
from crm_desktop.services import card_edits
from crm_desktop.services.undo import UndoHistory


def city(database, key):
    with database.read() as reading:
        return reading.get(Kind.CUSTOMER, key).city


@pytest.fixture
def acme(database):
    return store_customer(database, Customer("Acme", city="Leeds"))


@pytest.fixture
def history(database, acme):
    history = UndoHistory()
    for town in ("York", "Hull"):
        history.note(card_edits.set_fields(database, Kind.CUSTOMER, acme, {"city": town}))
    return history


def test_steps_go_back_and_forth(database, acme, history):
    seen = []
    for step in (history.undo, history.undo, history.redo, history.redo, history.undo):
        step(database, author="Li")
        seen.append(city(database, acme))

    assert seen == ["York", "Leeds", "York", "Hull", "York"]


def test_the_next_steps_have_titles(database, history):
    assert (history.can_undo, history.can_redo) == (True, False)

    history.undo(database)

    assert history.next_undo.code == history.next_redo.code == "fields_set"
    assert history.next_redo.params["fields"] == ["city"]


def test_a_new_edit_ends_doing_again(database, acme, history):
    history.undo(database)

    history.note(card_edits.set_fields(database, Kind.CUSTOMER, acme, {"city": "Ripon"}))

    assert not history.can_redo
    assert history.redo(database) == Changes()


def test_what_was_changed_elsewhere_since_is_dropped(database, acme, history):
    card_edits.set_fields(database, Kind.CUSTOMER, acme, {"city": "Ripon"})

    with pytest.raises(OutdatedError):
        history.undo(database)

    assert city(database, acme) == "Ripon"
    with pytest.raises(OutdatedError):
        history.undo(database)
    assert not history.can_undo


def test_an_edit_that_wrote_nothing_is_no_step(database, acme):
    history = UndoHistory()

    history.note(card_edits.set_fields(database, Kind.CUSTOMER, acme, {"city": "Leeds"}))

    assert not history.can_undo
    assert history.undo(database) == Changes()


def test_an_earlier_edit_is_taken_back_alone(database, acme, history):
    name = card_edits.set_fields(database, Kind.CUSTOMER, acme, {"name": "Acme Ltd"})
    history.note(name)
    history.note(card_edits.set_fields(database, Kind.CUSTOMER, acme, {"city": "Ripon"}))

    changes = history.undo(database, "Li", name.operation)

    with database.read() as reading:
        found = reading.get(Kind.CUSTOMER, acme)
    assert (found.name, found.city) == ("Acme", "Ripon")
    assert changes.operation == history.next_redo
    assert history.undo(database, "Li", name.operation) == Changes()
    assert history.next_undo.params["fields"] == ["city"]


def test_an_earlier_edit_that_was_changed_since_can_be_taken_back_later(database, acme, history):
    earlier = history.next_undo
    history.note(card_edits.set_fields(database, Kind.CUSTOMER, acme, {"city": "Ripon"}))

    with pytest.raises(OutdatedError):
        history.undo(database, "Li", earlier)
    history.undo(database)
    history.undo(database, "Li", earlier)

    assert city(database, acme) == "York"
