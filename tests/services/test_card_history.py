"""The history of a card: who changed what, before and after, over all its records."""

from datetime import date

import pytest
from brief_cards import store_everything, store_person
from builders import store_customer

from crm_desktop.domain.changes import Action, Kind
from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.customers import Customer, Tag
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.taboos import Severity, Taboo
from crm_desktop.services import card_edits, imports
from crm_desktop.services.card_history import card_history, restore_field
from crm_desktop.storage import change_log


def told(entries):
    return [(one.kind, one.action, one.label) for one in entries]


def test_every_change_of_every_record_is_told_newest_first(database):
    owner = store_customer(database, Customer("Acme"))
    other = store_customer(database, Customer("Bolt"))
    person = store_person(database, owner, "Ann")
    key, _ = card_edits.add_record(database, Taboo(owner, "No pork"), author="Li")
    card_edits.set_fields(database, Kind.CONTACT, person, {"salutation": "Dr. Ann"})
    card_edits.set_fields(database, Kind.TABOO, key, {"severity": Severity.NEVER})
    card_edits.set_fields(database, Kind.CUSTOMER, other, {"city": "Leeds"})

    entries = card_history(database, owner)

    assert told(entries)[:3] == [
        (Kind.TABOO, Action.CHANGED, "No pork"),
        (Kind.CONTACT, Action.CHANGED, "Ann"),
        (Kind.TABOO, Action.ADDED, "No pork"),
    ]
    (change,) = entries[0].changes
    assert (change.before, change.after) == (Severity.AVOID, Severity.NEVER)
    assert entries[2].operation.author == "Li"
    assert "Bolt" not in {one.label for one in entries}


def test_what_was_removed_stays_in_the_history(database):
    owner = store_customer(database, Customer("Acme"))
    person = store_person(database, owner, "Ann")
    card_edits.add_record(database, ContactPoint(PointKind.PHONE, "12345", contact_id=person))
    place = 1

    card_edits.remove_record(database, Kind.AFFILIATION, place)

    removed = [one for one in card_history(database, owner) if one.action is Action.REMOVED]
    assert {(one.kind, one.label) for one in removed} == {
        (Kind.AFFILIATION, "Ann"),
        (Kind.CONTACT, "Ann"),
        (Kind.CONTACT_POINT, "12345"),
    }


def test_an_undone_addition_stays_in_the_history(database):
    owner = store_customer(database, Customer("Acme"))
    _, changes = card_edits.add_record(database, Tag(owner, "VIP"))

    change_log.undo(database, changes.operation_id)

    assert told(card_history(database, owner))[:2] == [
        (Kind.TAG, Action.REMOVED, "VIP"),
        (Kind.TAG, Action.ADDED, "VIP"),
    ]


def test_what_an_import_brought_is_told_with_the_import(database, lists):
    lists.write("customers.csv", "external_id,name,tags", "C1,Acme,vip", "C2,Bolt,")
    lists.take()

    entries = card_history(database, 1)

    assert {(one.operation.code, one.kind, one.action) for one in entries} == {
        (imports.OPERATION, Kind.CUSTOMER, Action.ADDED),
        (imports.OPERATION, Kind.TAG, Action.ADDED),
    }


def test_only_the_newest_are_told(database):
    owner = store_customer(database, Customer("Acme"))
    for number in range(5):
        card_edits.set_fields(database, Kind.CUSTOMER, owner, {"city": f"Town {number}"})

    entries = card_history(database, owner, limit=2)

    assert [one.changes[0].after for one in entries] == ["Town 4", "Town 3"]


def test_a_field_goes_back_to_what_it_was(database):
    owner = store_customer(database, Customer("Acme", stage_since=date(2026, 1, 2)))
    card_edits.set_fields(database, Kind.CUSTOMER, owner, {"stage_since": None})
    (entry, *_) = card_history(database, owner)

    changes = restore_field(
        database, Kind.CUSTOMER, owner, "stage_since", entry.changes[0].before, author="Li"
    )

    with database.read() as reading:
        assert reading.get(Kind.CUSTOMER, owner).stage_since == date(2026, 1, 2)
    assert (changes.operation.code, changes.operation.author) == ("field_restored", "Li")


def test_a_card_with_everything_has_a_history(database):
    key = store_everything(database)

    entries = card_history(database, key)

    labels = {(one.kind, one.label) for one in entries}
    assert {(Kind.VISIT_CONTACT, "王芳"), (Kind.VISIT_CONTACT, "Tom Baker")} <= labels
    assert {(Kind.PURCHASE_LINE, "Pump"), (Kind.VISIT, "Agree on the second line")} <= labels


def test_an_unknown_customer_has_none(database):
    with pytest.raises(InputError, match="customer_unknown"):
        card_history(database, 9)
