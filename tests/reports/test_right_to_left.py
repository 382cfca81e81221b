"""Which way the letters of a mixed line run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.bidi import levels, mirrored, visual_order


def seen(text: str) -> str:
    """The text as the eye meets it from left to right, letter by letter."""
    found = levels(text) or [0] * len(text)
    drawn = [mirrored(char) if level % 2 else char for char, level in zip(text, found, strict=True)]
    return "".join(drawn[index] for index in visual_order(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 中文", "plain 中文"),
        ("אבג", "גבא"),
        ("name אבג, x", "name גבא, x"),
        ("אבג 123", "123 גבא"),
        ("אבג (test) 123", "123 (test) גבא"),
        ("a (אבג) b", "a (גבא) b"),
        ("אבג [x", "x] גבא"),
    ],
)
def test_runs_are_reordered_and_brackets_turned(text: str, expected: str) -> None:
    assert seen(text) == expected


def test_text_without_right_to_left_letters_costs_no_levels() -> None:
    assert levels("中文 Latin 123") == ()


def test_a_joiner_stays_with_the_letter_before_it() -> None:
    found = levels("نه\u200cها")

    assert set(found) == {1}


def test_a_code_point_without_a_character_runs_like_its_block() -> None:
    assert list(levels("\u0590א")) == [1, 1]
    assert list(levels("א\u0378")) == [1, 2]


@given(
    st.text(
        alphabet=st.characters() | st.sampled_from("אب\u070f\ufffe\u2067\u2069\u202e1("),
        max_size=12,
    )
)
def test_any_text_has_a_level_for_each_character(text: str) -> None:
    assert len(levels("א" + text)) == len(text) + 1
