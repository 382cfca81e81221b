"""Nothing unseen or unsafe gets through the door, and nothing a language needs is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.language.cleaning import clean

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]), max_size=40)
TROUBLE = st.text("\u200c\u200d\u202e\ufeff\u0301e가\u11a8👩🏽\ufe0f\r\n\t ا", max_size=20)


@given(st.one_of(ANY_TEXT, TROUBLE), st.integers(1, 30), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, limit: int, multiline: bool) -> None:
    once = clean(text, max_length=limit, multiline=multiline)

    assert clean(once, max_length=limit, multiline=multiline) == once
    assert len(once) <= limit


@given(st.one_of(ANY_TEXT, TROUBLE))
def test_clean_text_can_be_stored_and_shown(text: str) -> None:
    cleaned = clean(text, multiline=True)

    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in cleaned)
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u200e\u200f\ufeff")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Anna \t", "Anna"),
        ("\u3000张梅\u3000", "张梅"),
        ("Zoe\u0308", "Zoë"),
        ("a\r\nb\tc", "a b c"),
        ("pay\u202efdp.exe", "payfdp.exe"),
        ("\ufeffname\u200b", "name"),
        ("a\ud800b\x00c", "abc"),
        ("a\u200db", "ab"),
    ],
)
def test_unwanted_characters_go(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "کتاب\u200cها",
        "ක්\u200dෂ",
        "🏴\U000e0067\U000e0062\U000e007f",
        "𬱖",
        "葛\U000e0100",
    ],
)
def test_what_a_language_or_an_emoji_needs_stays(text: str) -> None:
    assert clean(text) == text


def test_line_breaks_stay_in_text_of_several_lines() -> None:
    assert clean("a\r\nb\u2028c\td\n", multiline=True) == "a\nb\nc\td"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abcdef", 3, "abc"),
        ("ab \u00e9\u0323", 3, "ab"),
        ("xe\u0323\u0302", 2, "xệ"),
        ("a👍🏽", 2, "a"),
    ],
)
def test_a_cut_never_parts_a_letter_from_its_marks(text: str, limit: int, expected: str) -> None:
    assert clean(text, max_length=limit) == expected


def test_a_very_long_text_is_cut_quickly() -> None:
    assert len(clean("\u202e" * 5 + "a\u0301" * 1_000_000)) == 10_000
