"""Where lines end: Chinese marks, Latin words, addresses, and texts without any space."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.reports.linebreaking import NO_END, NO_START, Measured, can_break, fill

MIXED = st.text(alphabet="中文，。”“（）《》：—…！Ab1 -@é", max_size=60)


def measured(text: str) -> Measured:
    """A text whose wide characters take two units and all others one."""
    widths = (2.0 if char >= "\u2e80" or char in "“”—…" else 1.0 for char in text)
    return Measured(text, list(accumulate(widths, initial=0.0)))


def broken(text: str, width: float) -> list[str]:
    lines = fill(measured(text), width)
    return [text[line.start : line.end] for line in lines]


def widest_word(text: str) -> float:
    """The narrowest column in which no word has to be cut."""
    breaks = [0, *(at for at in range(1, len(text)) if can_break(text, at)), len(text)]
    return max(measured(text).width(start, end) for start, end in pairwise(breaks))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("我们今天开会。", 12, ["我们今天开", "会。"]),
        ("他说：“好的。”", 12, ["他说：“好", "的。”"]),
        ("请看（附件）", 6, ["请看", "（附", "件）"]),
        ("等等……好", 6, ["等", "等……", "好"]),
        ("发到 anna@example.com 邮箱", 18, ["发到", "anna@example.com", "邮箱"]),
        ("联系anna@example.com吧", 17, ["联系", "anna@example.com", "吧"]),
        ("电话:138", 6, ["电", "话:138"]),
        ("use .net", 5, ["use", ".net"]),
        ("中 , b", 4, ["中 ,", "b"]),
        ("a state-of-the-art plan", 12, ["a state-of-", "the-art plan"]),
        ("one two  three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("first.last@mail.example", 13, ["first.last@", "mail.example"]),
        ("one\n\ntwo", 9, ["one", "", "two"]),
        ("", 9, []),
    ],
)
def test_lines_end_where_a_reader_expects(text: str, width: float, lines: list[str]) -> None:
    assert broken(text, width) == lines


@given(text=MIXED, width=st.integers(6, 30))
def test_nothing_but_spaces_at_line_ends_is_lost(text: str, width: int) -> None:
    assert "".join(broken(text, width)).replace(" ", "") == text.replace(" ", "")


@given(text=MIXED, width=st.integers(2, 30))
def test_no_line_is_wider_than_the_column(text: str, width: int) -> None:
    lines = fill(measured(text), width)
    assert all(measured(text).width(line.start, line.end) <= width for line in lines)


@given(text=MIXED, slack=st.integers(0, 20))
def test_closing_marks_never_start_a_line_and_opening_ones_never_end_it(
    text: str, slack: int
) -> None:
    width = widest_word(text) + slack

    lines = [line.strip() for line in broken(text.strip(), width)]

    assert not [line for line in lines[1:] if line[:1] in NO_START and line]
    assert not [line for line in lines[:-1] if line[-1:] in NO_END and line]


@given(words=st.lists(st.text(alphabet="abcXYZ019@._", min_size=1, max_size=9), min_size=1))
def test_words_shorter_than_the_column_are_never_cut(words: list[str]) -> None:
    lines = broken(" ".join(words), 12)

    assert " ".join(lines).split() == words


def test_an_accent_stays_with_its_letter_where_a_word_is_cut() -> None:
    assert broken("abcé".replace("é", "e\u0301") + "f", 4) == ["abc", "e\u0301f"]
