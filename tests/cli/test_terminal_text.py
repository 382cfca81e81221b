"""Tables and paragraphs that stand straight on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.cli.table import cut, places, table_lines
from crm_desktop.cli.wrapping import wrapped

texts = st.text(st.sampled_from("ab c，。中文é、“”"), max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"), [("abc", 3), ("张梅", 4), ("é", 1), ("ｱ", 1), ("", 0)]
)
def test_a_wide_character_takes_two_places(text, expected):
    assert places(text) == expected


@given(texts, st.integers(2, 30))
def test_a_cut_text_fits_and_an_ellipsis_says_so(text, most):
    shown = cut(text, most)

    assert places(shown) <= most
    assert shown == text or shown.endswith("…")
    assert text.startswith(shown.removesuffix("…"))


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_columns_begin_at_the_same_place(rows):
    marked = [(first, f"|{second}") for first, second in rows]

    lines = table_lines(["", "|"], marked)

    assert len({places(line[: line.index("|")]) for line in lines}) == 1


def test_numbers_end_flush():
    assert table_lines(["n"], [["1"], ["10"]], right=frozenset({0})) == [" n", " 1", "10"]


def test_flexible_columns_give_way_in_their_order():
    row = ["x" * 30, "y" * 30, "z" * 30]

    lines = table_lines(["a", "b", "c"], [row], flexible=(1, 0), width=80)

    assert [places(cell) for cell in lines[1].split()] == [30, 16, 30]
    assert places(lines[1]) == 80


def test_nothing_is_cut_where_there_is_no_terminal():
    assert "…" not in "".join(table_lines(["a"], [["x" * 500]], flexible=(0,)))


@given(texts, st.integers(4, 30))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    lines = wrapped(text, width)

    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(places(line) <= width or " " not in line for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("客户文件；默认为上次", 10, ["客户文件；", "默认为上次"]),
        ("客户文件；默认", 8, ["客户文", "件；默认"]),
        ("用 --out 指定", 7, ["用", "--out", "指定"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_where_a_reader_expects(text, width, lines):
    assert wrapped(text, width) == lines
