"""What a card offers for a visit that is being planned, and the visit as its page reads it."""

from datetime import timedelta

import pytest
from brief_cards import MOMENT, TODAY, ahead, playbook, store_person, store_visit
from builders import customer, interaction, preference, store, store_customer, taboo

from crm_desktop.domain.contacts import DateKind, ImportantDate
from crm_desktop.domain.preferences import Evidence, PreferenceCategory
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.visits import Visit
from crm_desktop.services.visit_ideas import visit_ideas
from crm_desktop.services.visit_views import load_visit


def ideas(database, key: int, *attending: int):
    return visit_ideas(database, Visit(key, ahead(1)), attending, playbook(), MOMENT)


def test_their_own_words_open_the_newest_first_and_none_touches_a_taboo(database):
    key = store_customer(database, customer())
    for days, words in ((30, "The new harbour is fine"), (20, "Golf on Sunday"), (10, "Whisky!")):
        store(
            database,
            interaction(TODAY - timedelta(days=days), customer_id=key, heard=words),
        )
    store(database, taboo("No whisky", customer_id=key, triggers=("whisky",)))

    found = ideas(database, key)

    assert [one.text for one in found.openers] == ["Golf on Sunday", "The new harbour is fine"]


def test_surprises_are_birthdays_of_who_comes_and_hobbies_they_told(database):
    key = store_customer(database, customer())
    ann = store_person(database, key, "Ann Lee")
    bo = store_person(database, key, "Bo Chen")
    soon = ahead(5)
    for person in (ann, bo):
        store(
            database,
            ImportantDate(DateKind.BIRTHDAY, soon.month, soon.day, contact_id=person),
        )
    hobby = PreferenceCategory.HOBBY
    store(
        database,
        preference("Sails", customer_id=key, category=hobby, evidence=Evidence.STATED),
        preference("Chess", customer_id=key, category=hobby, evidence=Evidence.INFERRED),
    )

    texts = [one.text for one in ideas(database, key, ann).surprises]

    assert texts == ["🎂 Ann Lee", "Sails"]


def test_a_new_visit_is_with_the_main_contact(database):
    key = store_customer(database, customer())
    store_person(database, key, "Bo Chen")
    main = store_person(database, key, "Ann Lee", is_main=True)

    view = load_visit(database, key, None, today=TODAY, playbook=playbook())

    assert (view.visit, view.attending) == (None, (main,))


def test_a_guest_of_another_customer_is_part_of_the_visit(database):
    key, other = (store_customer(database, customer(name)) for name in ("Acme", "Other"))
    guest = store_person(database, other, "Cy Young")
    visit = store_visit(database, key, guest, on=ahead(1))

    view = load_visit(database, key, visit, today=TODAY, playbook=playbook())

    assert [one.name for one in view.guests] == ["Cy Young"]
    assert view.attending == (guest,)


def test_a_visit_that_is_gone_is_said(database):
    key = store_customer(database, customer())

    with pytest.raises(InputError) as caught:
        load_visit(database, key, 5, today=TODAY, playbook=playbook())

    assert caught.value.problem.code == "record_gone"
