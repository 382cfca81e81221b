"""Finding people who are known at another customer."""

import pytest
from builders import contact, customer, place, store, store_customer

from crm_desktop.services.people_search import find_people


@pytest.fixture
def here(database):
    """A customer without people, beside one with 张美丽 and Łukasz and one with 张伟."""
    own = store_customer(database, customer("Here Ltd"))
    store(database, contact("张美丽"), contact("Łukasz Kowal"), contact("张伟"))
    store_customer(database, customer("Silk Works"), place(1, title="Buyer"), place(2))
    store_customer(database, customer("Other"), place(3))
    return own


def names(database, text, here):
    return [hit.contact.name for hit in find_people(database, text, not_at=here)]


@pytest.mark.parametrize("text", ["张美丽", "zhangmeili", "zml", "meili"])
def test_a_chinese_name_is_found_as_it_is_said(database, here, text):
    assert names(database, text, here)[0] == "张美丽"


def test_accents_do_not_matter(database, here):
    assert names(database, "lukasz", here) == ["Łukasz Kowal", "张美丽"]


def test_a_company_brings_its_people(database, here):
    found = find_people(database, "silk", not_at=here)
    assert [(hit.contact.name, hit.customer, hit.title) for hit in found] == [
        ("张美丽", "Silk Works", "Buyer"),
        ("Łukasz Kowal", "Silk Works", ""),
    ]


def test_who_is_here_already_is_left_out(database, here):
    store(database, place(1, customer_id=here))
    assert "张美丽" not in names(database, "张", here)


@pytest.mark.parametrize("text", ["", "  ", "<>", "' OR 1=1 --", "*", '"'])
def test_what_names_nobody_finds_nobody(database, here, text):
    assert names(database, text, here) == []
