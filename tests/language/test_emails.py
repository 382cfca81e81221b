"""Addresses get their normal form; what is none is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.language.emails import _validated, normalise_email


@pytest.mark.parametrize(
    ("raw", "normalised"),
    [
        ("Anna.Nowak@Example.COM", "Anna.Nowak@example.com"),
        (" anna@x.com ", "anna@x.com"),
        ("anna＠x。com", "anna@x.com"),
        ("Anna <anna@x.com>", "anna@x.com"),
        ("mailto:a@b.de", "a@b.de"),
        ("张@公司.cn", "张@公司.cn"),
        ("x@printer.local", None),
        ("a..b@x.com", None),
        ("no address", None),
        ("", None),
    ],
)
def test_addresses_are_normalised_and_the_raw_text_kept(raw: str, normalised: str | None) -> None:
    email = normalise_email(raw)

    assert (email.raw, email.normalised) == (raw, normalised)


def test_letters_of_any_case_are_one_address_among_duplicates() -> None:
    assert normalise_email("Anna@X.com").key == normalise_email("anna@x.COM").key


@given(st.from_regex(r"[a-z0-9._+-]{1,8}@[a-z0-9.-]{1,10}\.[a-z]{2,7}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_the_quick_way_agrees_with_the_validator(raw: str) -> None:
    assert normalise_email(raw).normalised == _validated(raw)
