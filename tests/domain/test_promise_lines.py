"""Lines typed after a visit: whose promise, and until which day, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.coming_days import coming_day, near_day
from crm_desktop.domain.promise_lines import read_dated, read_promise
from crm_desktop.domain.promises import Direction

TODAY = date(2026, 3, 10)
"""A Tuesday."""
OURS, THEIRS = Direction.OURS, Direction.THEIRS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", (3, 10)),
        ("Tomorrow", (3, 11)),
        ("后天", (3, 12)),
        ("Friday", (3, 13)),
        ("fri", (3, 13)),
        ("Tuesday", (3, 17)),
        ("next Tuesday", (3, 17)),
        ("next Friday", (3, 20)),
        ("周五", (3, 13)),
        ("下周五", (3, 20)),
        ("星期天", (3, 15)),
        ("in 3 days", (3, 13)),
        ("within two weeks", (3, 24)),
        ("+1w", (3, 17)),
        ("3天内", (3, 13)),
        ("两周内", (3, 24)),
        ("3/20", (3, 20)),
        ("3月20日", (3, 20)),
        ("20号", (3, 20)),
        ("20.3.", (3, 20)),
        ("20 March", (3, 20)),
        ("March 20th", (3, 20)),
        ("2026-03-20", (3, 20)),
        ("end of the month", (3, 31)),
        ("月底", (3, 31)),
        ("下月底", (4, 30)),
        ("next week", (3, 20)),
    ],
)
def test_a_day_to_come_is_understood(text, day):
    assert coming_day(text, TODAY) == date(2026, *day)


@pytest.mark.parametrize(("text", "day"), [("3/1", (3, 1)), ("1月5日", (1, 5)), ("5号", (4, 5))])
def test_a_day_that_has_passed_is_the_next_one(text, day):
    year = 2026 if day[0] > 3 else 2027
    assert coming_day(text, TODAY) == date(year, *day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/31", date(2026, 3, 31)),
        ("3/1", date(2026, 3, 1)),
        ("12月20日", date(2025, 12, 20)),
        ("Friday", date(2026, 3, 13)),
        ("2/29", date(2028, 2, 29)),
        ("13/13", None),
    ],
)
def test_of_a_day_without_a_year_the_nearest_may_be_meant(text, day):
    assert near_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "99/99", "13月40日", "Fridays", "the plan", "30.2.x"])
def test_what_is_no_day_is_none(text):
    assert coming_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("line", "side", "text", "day"),
    [
        ("we: send samples by Friday", OURS, "send samples", (3, 13)),
        ("We: samples, Friday", OURS, "samples", (3, 13)),
        ("they: name the budget by 3/31", THEIRS, "name the budget", (3, 31)),
        ("THEY : sign", THEIRS, "sign", None),
        ("Send the drawing before next Friday.", None, "Send the drawing", (3, 20)),
        ("they send the budget by tomorrow", THEIRS, "they send the budget", (3, 11)),
        ("我们：周五前寄样品", OURS, "寄样品", (3, 13)),
        ("对方：给出预算，月底前", THEIRS, "给出预算", (3, 31)),
        ("对方下周一前给预算", THEIRS, "对方下周一前给预算", None),
        ("我方：3天内回复报价", OURS, "回复报价", (3, 13)),
        ("客户：3月20日之前签字", THEIRS, "签字", (3, 20)),
        ("寄样品，周五之前", None, "寄样品", (3, 13)),
    ],
)
def test_a_line_tells_whose_promise_and_until_when(line, side, text, day):
    found = read_promise(line, TODAY)

    assert (found.side, found.text) == (side, text)
    assert found.day == (date(2026, *day) if day else None)


@pytest.mark.parametrize(
    "line",
    ["Discuss Friday's outage", "Work on the plan", "by Friday", "Weekly report", "西班牙", "前台"],
)
def test_a_text_without_a_day_stays_whole(line):
    assert read_dated(line, TODAY).text == line
    assert read_dated(line, TODAY).day is None


@given(st.text(max_size=60))
def test_a_line_without_a_side_and_a_day_is_kept_as_it_is(line):
    found = read_promise(line, TODAY)

    if found.side is None and found.day is None:
        assert found.text == " ".join(line.split())
