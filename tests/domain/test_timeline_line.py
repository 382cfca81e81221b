"""A typed line says kind, day and time before its colon, in both languages."""

from datetime import date, time

import pytest

from crm_desktop.domain.interactions import InteractionKind as K
from crm_desktop.domain.timeline_line import Line, read_line

TUESDAY = date(2026, 3, 10)
MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("call: asked about it", Line("asked about it", K.CALL)),
        ("Phone: asked", Line("asked", K.CALL)),
        ("电话：王总问进度", Line("王总问进度", K.CALL)),
        ("昨天电话：问进度", Line("问进度", K.CALL, MONDAY)),
        ("电话 昨天：问进度", Line("问进度", K.CALL, MONDAY)),
        ("yesterday call: x", Line("x", K.CALL, MONDAY)),
        ("call yesterday 14:30: y", Line("y", K.CALL, MONDAY, time(14, 30))),
        ("微信 下午3点：好", Line("好", K.MESSAGE, at=time(15, 0))),
        ("12 Nov: z", Line("z", on=date(2025, 11, 12))),
        ("Nov 12th, visit", Line("visit", on=date(2025, 11, 12))),
        ("11月12日：去现场", Line("去现场", on=date(2025, 11, 12))),
        ("周一拜访：看了产线", Line("看了产线", K.VISIT, MONDAY)),
        ("Tuesday meeting: q", Line("q", K.MEETING, TUESDAY)),
        ("2026-03-01 meeting: p", Line("p", K.MEETING, date(2026, 3, 1))),
        ("Thurs call: x", Line("x", K.CALL, date(2026, 3, 5))),
        ("本周一：开会了", Line("开会了", on=MONDAY)),
        ("3rd of March: signed", Line("signed", on=date(2026, 3, 3))),
        ("-3d: hm", Line("hm", on=date(2026, 3, 7))),
        ("昨天，王总来了", Line("王总来了", on=MONDAY)),
        ("投诉:发票错", Line("发票错", K.COMPLAINT)),
        ("executive visit: q", Line("q", K.EXECUTIVE_VISIT)),
    ],
)
def test_what_stands_before_the_colon_is_understood(typed, said):
    assert read_line(typed, TUESDAY) == said


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "visit",
        "Price: call him first",
        "note: nothing",
        "call, he was out",
        "http://example.com: a link",
        "tomorrow: nothing happened yet",
        "31 Feb: no such day",
        "next Monday: not yet",
        "coming Friday: not yet",
        "下周一：还没到",
        "Now, he wants more",
        "他说：“电话：不用打了”",
        ": empty",
        "a very long beginning that nobody means as a kind: text",
    ],
)
def test_anything_else_stays_as_it_was_typed(typed):
    assert read_line(typed, TUESDAY) == Line(typed)


def test_the_29th_of_february_is_the_last_one_there_was():
    assert read_line("29 Feb: x", TUESDAY).on == date(2024, 2, 29)
