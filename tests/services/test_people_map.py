"""The map of the people: laid out by hand, linked, and people who belong to several customers."""

from datetime import date

import pytest
from builders import contact, customer, place, point, store, store_customer

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactLink, LinkKind, Role
from crm_desktop.domain.problems import InputError
from crm_desktop.services import card_edits, people_map
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.change_log import undo

WEDNESDAY = date(2026, 6, 10)


def two_customers(database):
    """A person at Acme and at Bolt, and who is at Acme alone."""
    acme = store_customer(database, customer("Acme"))
    bolt = store_customer(database, customer("Bolt"))
    shared, own = store(database, contact("Ann Lee"), contact("Ben Wu"))
    store(
        database,
        place(shared, customer_id=acme, title="Buyer", stance=2, role=Role.CHAMPION),
        place(own, customer_id=acme),
        place(shared, customer_id=bolt, title="CFO", stance=-1, role=Role.DECIDER),
        point(value="010 8888 6666", contact_id=shared),
    )
    return acme, bolt, shared, own


def card(database, key):
    with database.read() as reading:
        return load_card(reading, key)


def places(database, key):
    return {one.contact_id: one for one in card(database, key).affiliations}


def test_somebody_at_two_customers_is_told_at_each_with_what_they_are_at_the_other(database):
    acme, bolt, shared, _ = two_customers(database)

    (at_bolt,) = people_map.other_places(database, acme)[shared]
    (at_acme,) = people_map.other_places(database, bolt)[shared]

    assert (at_bolt.customer, at_bolt.title, at_bolt.role) == ("Bolt", "CFO", "decider")
    assert (at_acme.customer_id, at_acme.title) == (acme, "Buyer")
    assert len(people_map.other_places(database, acme)) == 1


def test_where_somebody_left_or_whose_card_is_in_the_bin_is_no_place(database):
    acme, bolt, shared, _ = two_customers(database)
    card_edits.set_fields(
        database, Kind.AFFILIATION, places(database, bolt)[shared].id, {"left_on": WEDNESDAY}
    )
    assert people_map.other_places(database, acme) == {}

    card_edits.bin_customers(database, [acme])
    assert people_map.other_places(database, bolt) == {}


def test_a_name_and_a_number_are_the_same_at_both_and_a_stance_is_not(database):
    acme, bolt, shared, _ = two_customers(database)
    (number,) = card(database, bolt).points

    card_edits.set_fields(database, Kind.CONTACT, shared, {"name": "Ann Li"})
    card_edits.set_fields(database, Kind.CONTACT_POINT, number.id, {"value": "010 8888 7777"})
    card_edits.set_fields(
        database, Kind.AFFILIATION, places(database, acme)[shared].id, {"stance": 0}
    )

    for key in (acme, bolt):
        assert "Ann Li" in [one.name for one in card(database, key).contacts]
        assert card(database, key).points[0].value == "010 8888 7777"
    assert places(database, acme)[shared].stance == 0
    assert places(database, bolt)[shared].stance == -1


def test_who_is_taken_from_one_customer_stays_at_the_other_and_comes_back_by_undo(database):
    acme, bolt, shared, own = two_customers(database)
    store(database, ContactLink(acme, own, shared, LinkKind.REPORTS_TO))
    store(database, ContactLink(bolt, own, shared, LinkKind.INFLUENCES))

    changes = card_edits.remove_record(
        database, Kind.AFFILIATION, places(database, acme)[shared].id
    )

    assert shared not in places(database, acme)
    assert card(database, acme).links == ()
    assert places(database, bolt)[shared].title == "CFO"
    assert card(database, bolt).links != ()
    assert len(card(database, bolt).points) == 1

    undo(database, changes.operation_id)
    assert places(database, acme)[shared].role is Role.CHAMPION
    assert len(card(database, acme).links) == 1


def test_a_layout_is_kept_as_one_step_and_cleared_as_one(database):
    acme, _, shared, own = two_customers(database)
    keys = {one.contact_id: one.id for one in places(database, acme).values()}

    people_map.save_layout(database, {keys[shared]: (10, 20), keys[own]: (30, 40), 9999: (1, 1)})
    assert (places(database, acme)[own].map_x, places(database, acme)[own].map_y) == (30, 40)

    cleared = people_map.clear_layout(database, acme)
    assert places(database, acme)[shared].map_x is None

    undo(database, cleared.operation_id)
    assert places(database, acme)[shared].map_x == 10


def test_clearing_a_map_nobody_laid_out_writes_nothing(database):
    acme, *_ = two_customers(database)

    assert people_map.clear_layout(database, acme).is_empty


def test_the_same_link_is_not_drawn_twice(database):
    acme, _, shared, own = two_customers(database)
    link = ContactLink(acme, own, shared, LinkKind.REPORTS_TO)

    first, _ = people_map.link_people(database, link)
    second, changes = people_map.link_people(database, link)

    assert first == second
    assert changes.is_empty
    assert len(card(database, acme).links) == 1


def test_nobody_is_linked_with_themselves(database):
    acme, _, shared, _ = two_customers(database)

    with pytest.raises(InputError) as refused:
        people_map.link_people(database, ContactLink(acme, shared, shared, LinkKind.INFLUENCES))
    assert refused.value.problem.code == "link_to_self"


@pytest.mark.parametrize(
    ("today", "day"),
    [(WEDNESDAY, date(2026, 6, 17)), (date(2026, 6, 13), date(2026, 6, 22))],
)
def test_a_visit_to_somebody_is_planned_on_a_weekday_with_them(database, today, day):
    acme, _, shared, _ = two_customers(database)

    key, _ = people_map.plan_visit_to(database, places(database, acme)[shared], today)

    found = card(database, acme)
    assert [(one.id, one.visit_on) for one in found.visits] == [(key, day)]
    assert [one.contact_id for one in found.visit_contacts] == [shared]
