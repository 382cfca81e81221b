"""Who sits at the table of a brief, how they are pronounced, and who is on the map."""

import pytest
from brief_cards import TODAY, ago, ahead, brief_of, store_person, store_visit
from builders import MORNING, customer, place, point, store, store_customer

from crm_desktop.domain.briefs import VisitBrief
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactLink, LinkKind, PointKind, Role
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.influence_map import MapStatus
from crm_desktop.services.brief_people import reading
from crm_desktop.storage.database import Database

PERSON = CustomerKind.PERSON


def names(brief: VisitBrief) -> list[str]:
    return [one.contact.name for one in brief.attendees]


def test_planned_attendees_are_at_the_table(database: Database):
    acme = store_customer(database, customer())
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    store_person(database, acme, "Cem", is_main=True)
    store_visit(database, acme, bob, ann)

    assert sorted(names(brief_of(database, acme))) == ["Ann", "Bob"]


def test_without_a_plan_the_main_contacts_are_expected(database: Database):
    acme = store_customer(database, customer())
    store_person(database, acme, "Ann")
    store_person(database, acme, "Bob", is_main=True)

    assert names(brief_of(database, acme)) == ["Bob"]


def test_without_a_main_contact_the_three_most_influential_are_expected(database: Database):
    acme = store_customer(database, customer())
    for name, influence in (("Ann", 1), ("Bob", None), ("Cem", 4), ("Dora", 3)):
        store_person(database, acme, name, influence=influence)

    assert names(brief_of(database, acme)) == ["Cem", "Dora", "Ann"]


@pytest.mark.parametrize(("left_on", "expected"), [(ago(1), []), (TODAY, []), (ahead(1), ["Ann"])])
def test_who_has_left_is_not_expected(database: Database, left_on, expected):
    acme = store_customer(database, customer())
    store_person(database, acme, "Ann", left_on=left_on)

    assert names(brief_of(database, acme)) == expected


def test_a_planned_attendee_in_the_bin_gives_way_to_the_main_contact(database: Database):
    acme = store_customer(database, customer())
    gone = store_person(database, acme, "Gone")
    store_person(database, acme, "Ann", is_main=True)
    store_visit(database, acme, gone)
    with database.write("binned") as work:
        work.change(Kind.CONTACT, gone, binned_at=MORNING)

    assert names(brief_of(database, acme)) == ["Ann"]


def test_a_person_without_contacts_is_met_alone(database: Database):
    key = store_customer(database, customer("单秋霖", kind=PERSON, salutation="单老师", owner="Li"))

    (who,) = brief_of(database, key).attendees

    assert (who.contact.name, who.contact.salutation) == ("单秋霖", "单老师")
    assert (who.contact.phonetic, who.affiliation.counterpart) == ("Shàn Qiūlín", "Li")


def test_a_person_is_met_beside_whoever_comes_along(database: Database):
    key = store_customer(database, customer("单秋霖", kind=PERSON))
    daughter = store_person(database, key, "单月明", role=Role.DECIDER)
    store_visit(database, key, daughter)

    assert sorted(names(brief_of(database, key))) == ["单月明", "单秋霖"]


def test_a_person_who_is_their_own_contact_is_met_once(database: Database):
    key = store_customer(database, customer("José Pérez", kind=PERSON))
    store_person(database, key, "Jose Perez", is_main=True)

    assert names(brief_of(database, key)) == ["Jose Perez"]


def test_a_guest_of_another_customer_is_at_the_table_without_a_role_here(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    guest = store_person(database, beta, "Gwen", role=Role.BLOCKER, influence=4, stance=-2)
    store_visit(database, acme, guest)

    (who,) = brief_of(database, acme).attendees

    assert who.contact.name == "Gwen"
    assert (who.affiliation.customer_id, who.affiliation.role) == (acme, None)


def test_a_contact_of_two_customers_has_a_role_at_each(database: Database):
    acme, beta = store_customer(database, customer()), store_customer(database, customer("Beta"))
    ann = store_person(database, acme, "Ann", role=Role.DECIDER)
    store(database, place(ann, customer_id=beta, role=Role.USER))

    roles = [brief_of(database, key).attendees[0].affiliation.role for key in (acme, beta)]

    assert roles == [Role.DECIDER, Role.USER]


@pytest.mark.parametrize(
    ("name", "language", "spoken"),
    [
        ("单若兰", "", "Shàn Ruòlán"),
        ("欧阳修", "zh", "Ōuyáng Xiū"),
        ("Anna Lee", "", ""),
        ("José de la Cruz", "es", ""),
        ("山田さくら", "", ""),
        ("山田太郎", "ja", ""),
        ("김민수", "ko", ""),
    ],
)
def test_chinese_names_alone_are_read_in_pinyin(name: str, language: str, spoken: str):
    assert reading(name, language) == spoken


def test_a_pronunciation_on_the_card_wins_over_the_dictionary(database: Database):
    acme = store_customer(database, customer())
    store_person(database, acme, "仇乐", phonetic="Qiú Yuè")

    assert brief_of(database, acme).attendees[0].contact.phonetic == "Qiú Yuè"


def test_the_host_phone_is_the_first_attendees_where_none_is_planned(database: Database):
    acme = store_customer(database, customer())
    ann = store_person(database, acme, "Ann")
    store(database, point(PointKind.MOBILE, "138 0000 0001", contact_id=ann))
    store_visit(database, acme, ann)
    store_visit(database, acme, ann, on=ahead(1), host_phone="021 5550")

    assert brief_of(database, acme).visit.host_phone == "138 0000 0001"
    assert brief_of(database, acme, today=ahead(1)).visit.host_phone == "021 5550"


def test_the_map_shows_who_is_there_and_how_they_are_tied(database: Database):
    acme = store_customer(database, customer())
    ann, bob = store_person(database, acme, "Ann"), store_person(database, acme, "Bob")
    gone = store_person(database, acme, "Gone", left_on=ago(9))
    store(database, ContactLink(acme, bob, ann, LinkKind.REPORTS_TO))
    store(database, ContactLink(acme, gone, ann, LinkKind.INFLUENCES))

    found = brief_of(database, acme).annexes.influence

    assert [node.name for node in found.nodes] == ["Ann", "Bob"]
    assert [(edge.start, edge.end) for edge in found.edges] == [(bob, ann)]
    assert found.reading.status is MapStatus.RED


def test_the_card_to_scan_is_the_persons_own(database: Database):
    key = store_customer(
        database, customer("Kim", kind=PERSON), point(PointKind.EMAIL, "kim@example.com")
    )
    store_person(database, key, "Aide", role=Role.DECIDER, is_main=True)

    card = brief_of(database, key).annexes.card

    assert (card.name, card.organisation, card.emails) == ("Kim", "", ("kim@example.com",))


def test_the_link_of_a_card_names_it_without_its_data(database: Database):
    acme = store_customer(database, customer())

    link = brief_of(database, acme).annexes.card_link

    assert link.startswith("crm-desktop:card/")
    assert "Acme" not in link
