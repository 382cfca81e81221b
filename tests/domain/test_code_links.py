"""Texts of codes, read back however a scanner and a keyboard bend them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.code_links import CodeKind, CodeLink, begins_link, link_text, read_link
from crm_desktop.domain.scanned_people import (
    begins_card,
    ends_card,
    is_foreign,
    read_person,
)

UID = "0197c5aa10b87d3e9f0123456789abcd"
CARD = CodeLink(CodeKind.CARD, UID)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(33, 127)})
FRENCH = str.maketrans("1234567890aqm:-/", "&é\"'(-è_çàqa,M)!")


@given(st.sampled_from(CodeKind), st.uuids())
def test_what_is_printed_is_read_back(kind, uid):
    assert read_link(link_text(kind, uid.hex)) == CodeLink(kind, uid.hex)


@pytest.mark.parametrize(
    "typed",
    [
        f"crm-desktop:card/{UID}",
        f"  crm-desktop:card/{UID}\t",
        f"CRM-DESKTOP:CARD/{UID.upper()}",
        f"crm-desktop：card/{UID}",
        f"crm-desktop；card/{UID}",
        f"crm－desktop；card／{UID}",
        f"crm-desktop:card/{UID}".translate(WIDE),
        f"crmßdesktopÖcard-{UID}",
        f"crm'desktopñcard-{UID}",
        f"crm-desktop:card/{UID}".translate(FRENCH),
        f"c r m-desktop:card/{UID}",
    ],
)
def test_a_code_is_read_whatever_keyboard_it_went_through(typed):
    assert read_link(typed) == CARD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "crm-desktop:card/",
        f"crm-desktop:card/{UID[:-1]}",
        f"crm-desktop:card/{UID}0",
        f"other:card/{UID}",
        f"crm-desktop:order/{UID}",
        UID,
        "CRM Desktop Ltd",
    ],
)
def test_anything_else_is_no_code_of_ours(text):
    assert read_link(text) is None


def test_a_code_is_known_before_it_is_whole_and_a_name_is_none():
    assert begins_link("crm-desktop:")
    assert begins_link("CRM－DESKTOP；ca")
    assert not any(map(begins_link, ("crm", "crm desktop", "CRM Desktop Ltd", "张梅", "")))


VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nN:Ann Lee;;;;\r\nTEL;TYPE=CELL:+44 20 7946 0958"
    "\r\nEMAIL:Ann@Example.com\r\nORG:Acme\r\nEND:VCARD\r\n"
)


@pytest.mark.parametrize(
    "text",
    [
        VCARD,
        VCARD.replace("\r\n", "\n"),
        VCARD.replace("\r\n", " "),
        VCARD.upper(),
        VCARD.translate({ord(":"): "："}),
        "MECARD:N:Ann Lee;TEL:+44 20 7946 0958;EMAIL:ann@example.com;;",
    ],
)
def test_a_person_is_read_from_a_card(text):
    found = read_person(text)

    assert found.name.casefold() == "ann lee"
    assert found.phones == ("+44 20 7946 0958",)
    assert found.emails == ("ann@example.com",)


def test_a_number_and_an_address_are_persons_too():
    assert read_person("tel:+441234567").phones == ("+441234567",)
    assert read_person("mailto:a@b.com?subject=x").emails == ("a@b.com",)
    assert read_person("Ann Lee") is None


def test_a_card_begins_and_ends():
    assert begins_card("BEGIN:VCARD")
    assert begins_card("begin；vcard")
    assert not begins_card("Begin Ltd")
    assert ends_card(VCARD)
    assert not ends_card(VCARD[:40])


@pytest.mark.parametrize("text", ["https://example.com", "WIFI:S:x;;", "weixin://x", "HTTP：//x"])
def test_codes_of_others_are_told_from_names(text):
    assert is_foreign(text)


@pytest.mark.parametrize("text", ["Wifi Ltd", "id:7", "ext:9", "name:Ann", "http", "张梅"])
def test_names_are_not(text):
    assert not is_foreign(text)


@given(st.text(max_size=80))
def test_no_text_raises(text):
    read_link(text)
    begins_link(text)
    read_person(text)
    is_foreign(text)
