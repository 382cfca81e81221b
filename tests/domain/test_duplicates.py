"""Two cards are suspected for reasons that are told, and never for a name alone."""

import pytest
from rapidfuzz.distance import JaroWinkler

from crm_desktop.domain.duplicates import EvidenceCode, Likeness, suspect
from crm_desktop.services.duplicate_reading import likeness_of


def card(key=1, name="Ann Lee", kind="person", *, street="", city="", tax="", **found):
    """A card as the file has it, with its ways to be reached folded as a scan folds them."""
    row = (key, kind, name, found.pop("latin", ""), "", tax, "", street, city, "")
    return likeness_of(row, **found)


def judge(one: Likeness, other: Likeness):
    return suspect(one, other, JaroWinkler.similarity)


def codes(one: Likeness, other: Likeness) -> set[EvidenceCode]:
    found = judge(one, other)
    return set() if found is None else {each.code for each in found.evidence}


PHONE = {"phones": ("88886666",)}
MAIL = {"emails": ("ann@lee.example",)}


@pytest.mark.parametrize("name", ["王伟", "Ann Lee", "Müller"])
def test_people_of_one_name_are_no_suspicion(name):
    assert judge(card(1, name, city="Leeds"), card(2, name, city="Leeds")) is None


def test_one_name_and_another_birthday_are_no_suspicion():
    one = card(1, birthday=(1980, 5, 1), city="Leeds", street="1 High St")
    other = card(2, birthday=(1956, 11, 23), city="Leeds", street="77 Mill Lane")

    assert judge(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ann Lee", "Lee Ann", EvidenceCode.NAME),
        ("Jonathan Smith", "Jonathon Smith", EvidenceCode.NAME),
        ("Catherine Meyer", "Katherine Meier", None),
        ("张美丽", "張美麗", EvidenceCode.NAME),
        ("张美丽", "Zhang Meili", EvidenceCode.SOUND),
        ("张美丽", "Meili Zhang", EvidenceCode.SOUND),
        ("张美丽", "张美莉", EvidenceCode.SOUND),
        ("Łukasz Nowak", "Lukasz Nowak", EvidenceCode.NAME),
    ],
)
def test_a_name_is_known_however_it_is_written(one, other, reason):
    found = codes(card(1, one, **PHONE, **MAIL), card(2, other, **PHONE, **MAIL))

    assert {EvidenceCode.PHONE, EvidenceCode.EMAIL} <= found
    assert EvidenceCode.OTHER_NAME not in found
    assert reason is None or reason in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海明远贸易有限公司", "上海明遠貿易"),
        ("上海明远贸易（中国）有限公司", "上海明远贸易股份有限公司"),
        ("Müller Maschinen GmbH & Co. KG", "Müller Maschinen"),
        ("Acme Ltd.", "ACME Limited"),
        ("The Acme Company, Inc.", "Acme"),
    ],
)
def test_legal_forms_make_no_other_company(one, other):
    found = codes(card(1, one, "company", **PHONE), card(2, other, "company", **PHONE))

    assert found == {EvidenceCode.PHONE, EvidenceCode.NAME}


@pytest.mark.parametrize(
    ("one", "other"),
    [("王芳", "王飞"), ("张美丽", "张美芳"), ("John Smith", "Jane Smith"), ("Li Anna", "Li Peter")],
)
def test_a_family_at_one_address_with_one_phone_are_several(one, other):
    home = {"street": "12 Mill Lane", "city": "Leeds", **PHONE}

    assert judge(card(1, one, **home), card(2, other, **home)) is None


def test_another_name_with_the_same_phone_and_mail_is_no_suspicion_of_a_company():
    one = card(1, "Acme Ltd", "company", **PHONE)
    other = card(2, "Zenith Bakery", "company", **PHONE)

    assert judge(one, other) is None


def test_what_a_list_took_for_a_person_is_known_as_the_company():
    company = card(1, "Twin Ltd", "company", **PHONE)

    assert judge(company, card(2, "Twin", "person", **PHONE)) is not None
    assert judge(company, card(2, "Twin", "person", city="Leeds")) is None


def test_an_owner_is_not_the_company_that_bears_the_name():
    company = card(1, "Lee Ltd", "company", city="Leeds", **PHONE)

    assert judge(company, card(2, "Ann Lee", "person", city="Leeds", **PHONE)) is None


def test_neighbours_of_one_name_are_two():
    one = card(1, street="12 Mill Lane", city="Leeds")

    assert judge(one, card(2, street="14 Mill Lane", city="Leeds")) is None
    assert judge(one, card(2, street="Mill Lane 12", city="Leeds")) is not None


def test_another_tax_number_speaks_against():
    one = card(1, "Acme", "company", tax="DE 811", **PHONE)

    assert judge(one, card(2, "Acme", "company", tax="DE-811", **PHONE)).is_sure
    assert judge(one, card(2, "Acme", "company", tax="DE812", **PHONE)) is None


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ((1980, 5, 1), EvidenceCode.BIRTHDAY),
        ((1980, 1, 5), EvidenceCode.LIKE_BIRTHDAY),
        ((1981, 5, 1), EvidenceCode.LIKE_BIRTHDAY),
        ((1908, 5, 1), EvidenceCode.LIKE_BIRTHDAY),
        ((None, 5, 1), EvidenceCode.LIKE_BIRTHDAY),
        ((1956, 11, 23), EvidenceCode.OTHER_BIRTHDAY),
    ],
)
def test_a_slip_in_a_birthday_is_told_from_another_day(day, reason):
    one, other = card(1, birthday=(1980, 5, 1), **PHONE), card(2, birthday=day, **PHONE)

    assert reason in codes(one, other)


def test_reasons_stand_by_their_weight_and_the_older_card_first():
    found = judge(card(9, city="Leeds", **MAIL), card(4, city="Leeds", **MAIL))

    assert (found.first, found.second) == (4, 9)
    assert [one.points for one in found.evidence] == [7, 5, 1]
    assert found.is_sure
    assert found.evidence[0].value == "ann@lee.example"
