"""Numbers are understood as written, quickly, and never lost."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.language import phones
from crm_desktop.language.phones import dialled, digit_runs, display, parse_phone


@pytest.mark.parametrize(
    ("raw", "region", "e164", "extension"),
    [
        ("138 1234 5678", "CN", "+8613812345678", None),
        ("+86 138-1234-5678", None, "+8613812345678", None),
        ("0086 13812345678", None, "+8613812345678", None),
        ("010-88886666转8001", "CN", "+861088886666", "8001"),
        ("010-8888 6666 分机：12", "CN", "+861088886666", "12"),
        ("０１０－８８８８６６６６轉8", "CN", "+861088886666", "8"),
        ("020 7946 0958 ext. 12", "GB", "+442079460958", "12"),
        ("020 7946 0958 x12", "GB", "+442079460958", "12"),
        ("+44 (0)20 7946 0958", "CN", "+442079460958", None),
        ("400-810-8888", "CN", "+864008108888", None),
        ("+39 06 6982", None, "+39066982", None),
    ],
)
def test_common_forms_are_understood(
    raw: str, region: str | None, e164: str, extension: str | None
) -> None:
    phone = parse_phone(raw, region)

    assert (phone.raw, phone.e164, phone.extension) == (raw, e164, extension)


@pytest.mark.parametrize("raw", ["", "ask reception", "88886666", "95588", "+86", "13812345678"])
def test_what_is_not_understood_is_kept_as_written(raw: str) -> None:
    phone = parse_phone(raw, None)

    assert phone.e164 is None
    assert display(phone, "CN") == raw
    assert phone.digits == "".join(c for c in raw if c.isdigit())


@given(st.from_regex(phones._INTERNATIONAL, fullmatch=True))
@settings(max_examples=300)
def test_the_quick_way_agrees_with_the_tables_of_all_countries(raw: str) -> None:
    parsed = phonenumbers.parse(raw)

    assert parse_phone(raw, None).e164 == phonenumbers.format_number(parsed, 0)
    assert phonenumbers.is_possible_number(parsed)


@given(st.from_regex(phones._CN_LOCAL, fullmatch=True))
def test_the_quick_way_at_home_takes_valid_numbers_only(raw: str) -> None:
    parsed = phonenumbers.parse(raw, "CN")

    assert phonenumbers.is_valid_number(parsed)
    assert parse_phone(raw, "CN").e164 == phonenumbers.format_number(parsed, 0)


def test_example_numbers_of_every_country_come_back_as_themselves() -> None:
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        number = phonenumbers.example_number(region)
        e164 = phonenumbers.format_number(number, 0)
        national = phonenumbers.format_number(number, 2)
        assert parse_phone(e164, None).e164 == e164
        assert parse_phone(national, region).e164 == e164, region


def test_a_number_is_shown_in_the_form_of_the_reader_s_country() -> None:
    phone = parse_phone("+8613812345678", None)

    assert (display(phone, "CN"), display(phone, "DE")) == ("138 1234 5678", "+86 138 1234 5678")


@given(st.text("0123456789", min_size=4, max_size=15), st.data())
def test_every_part_of_a_number_is_a_phrase_of_its_runs(digits: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(digits) - 4))
    part = digits[start : data.draw(st.integers(start + 4, len(digits)))]

    assert f" {' '.join(digit_runs(part))} " in f" {' '.join(digit_runs(digits))} "


@pytest.mark.parametrize("region", ["CN", "DE", None])
@pytest.mark.parametrize(
    "raw",
    [
        "13812345678",
        "12812345678",
        "１３８１２３４５６７８",
        "010-88886666转12",
        "+49 30 123456 x7",
        "0086 138",
        "",
    ],
)
def test_a_number_of_a_list_is_understood_like_any_other(raw: str, region: str | None) -> None:
    phone = parse_phone(raw, region)
    assert dialled(raw, region) == (phone.e164 or "", phone.extension or "")
