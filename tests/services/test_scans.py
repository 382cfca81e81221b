"""Codes that are printed and scanned again: read off the page, they open card, visit, person."""

import pytest
from brief_cards import TOMORROW, brief_of, job, store_person, store_visit
from builders import bin_customer, point, store, store_customer
from qr_reading import read_codes

from crm_desktop.domain.brief_rules import ANNEXES, DEFAULT_SECTIONS
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.code_links import CodeKind, CodeLink, read_link
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.scanned_people import ScannedPerson, read_person
from crm_desktop.services.brief_printing import render_brief
from crm_desktop.services.customers import show
from crm_desktop.services.scans import Place, customers_of, place_of
from crm_desktop.text import LanguageCode


@pytest.fixture
def acme(database):
    return store_customer(database, Customer("Acme"))


@pytest.fixture
def ann(database, acme):
    key = store_person(database, acme, "Ann Lee", is_main=True)
    store(
        database,
        point(PointKind.MOBILE, "+44 7700 900123", contact_id=key, normalised="+447700900123"),
        point(PointKind.EMAIL, "ann@acme.com", contact_id=key, normalised="ann@acme.com"),
    )
    return key


def printed_codes(database, key: int, language: LanguageCode, visit: int | None = None):
    options = {"sections": DEFAULT_SECTIONS + ANNEXES}
    pdf = render_brief(brief_of(database, key, visit), job((language,), **options)).pdf
    return read_codes(pdf)


@pytest.mark.parametrize("language", list(LanguageCode))
def test_the_codes_on_the_paper_open_what_they_say(database, acme, ann, language):
    visit = store_visit(database, acme, ann, on=TOMORROW)

    person, card, meeting = printed_codes(database, acme, language)

    assert customers_of(database, read_person(person)) == [acme]
    assert place_of(database, read_link(card)) == Place(acme)
    assert place_of(database, read_link(meeting)) == Place(acme, visit)


def test_without_a_visit_no_code_opens_one(database, acme, ann):
    assert len(printed_codes(database, acme, LanguageCode.ENGLISH)) == 2


def test_a_long_card_is_read_back_too(database):
    key = store_customer(database, Customer("澜汐酒店集团有限公司上海虹桥国际机场分公司"))
    who = store_person(database, key, "欧阳令仪", is_main=True, title="澜汐学院院长兼集团培训总监")
    store(database, point(PointKind.MOBILE, "138 0000 0000", contact_id=who))

    person, card = printed_codes(database, key, LanguageCode.CHINESE)

    assert read_person(person).name == "欧阳令仪"
    assert place_of(database, read_link(card)) == Place(key)


def test_a_code_of_another_file_is_said_to_be(database):
    with pytest.raises(InputError, match="code_of_nothing"):
        place_of(database, CodeLink(CodeKind.CARD, "0" * 32))
    with pytest.raises(InputError, match="code_of_nothing"):
        place_of(database, CodeLink(CodeKind.VISIT, "f" * 32))


def test_the_code_of_a_binned_card_says_where_it_is(database, acme):
    card = brief_of(database, acme).annexes.card_link
    bin_customer(database, acme)

    with pytest.raises(InputError, match="code_of_binned"):
        place_of(database, read_link(card))


def test_a_visit_that_was_deleted_has_no_code_any_more(database, acme):
    visit = store_visit(database, acme, on=TOMORROW)
    link = read_link(brief_of(database, acme).annexes.visit_link)
    with database.write("removed") as work:
        work.remove(Kind.VISIT, visit)

    with pytest.raises(InputError, match="code_of_nothing"):
        place_of(database, link)


@pytest.mark.parametrize(
    "person",
    [
        ScannedPerson("Ann", emails=("ANN@acme.com",)),
        ScannedPerson("Ann", phones=("07700 900123",)),
        ScannedPerson("Ann", phones=("+44 7700 900 123",)),
        ScannedPerson("Ann", phones=("1",), emails=("ann@acme.com",)),
    ],
)
def test_a_person_is_found_by_address_or_number(database, acme, ann, person):
    assert customers_of(database, person) == [acme]


@pytest.mark.parametrize(
    "person",
    [
        ScannedPerson("Ann Lee"),
        ScannedPerson("Ann", emails=("ann@acme.com.cn",)),
        ScannedPerson("Ann", phones=("900124",)),
        ScannedPerson("Ann", phones=("123",)),
    ],
)
def test_a_name_or_a_near_number_finds_nobody(database, acme, ann, person):
    assert customers_of(database, person) == []


def test_somebody_at_two_customers_is_found_at_both(database, acme, ann):
    other = store_customer(database, Customer("Bolt"), point(PointKind.EMAIL, "ann@acme.com"))

    assert set(customers_of(database, ScannedPerson(emails=("ann@acme.com",)))) == {acme, other}


def test_a_code_means_its_customer_on_the_command_line(database, acme):
    visit = store_visit(database, acme, on=TOMORROW)
    annexes = brief_of(database, acme, visit).annexes

    for text in (annexes.card_link.upper(), annexes.visit_link):
        assert show(database, text, as_of=TOMORROW).customer.id == acme
    with pytest.raises(InputError, match="code_of_nothing"):
        show(database, annexes.card_link[:-4] + "0000", as_of=TOMORROW)
