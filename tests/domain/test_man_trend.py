"""The trend over dated MAN snapshots (D2)."""

from datetime import date
from fractions import Fraction

import pytest

from crm_desktop.domain.man_trend import TrendDirection, TrendPoint, trend

DAY = date(2025, 6, 30)


def point(month: int, overall: int, man_class: str = "MAN") -> TrendPoint:
    return TrendPoint(date(2025, month, 1), Fraction(overall), man_class)


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        (40, 55, TrendDirection.RISING),
        (55, 55, TrendDirection.STEADY),
        (55, 40, TrendDirection.FALLING),
    ],
)
def test_the_newest_score_is_compared_with_the_one_before(before, now, direction):
    result = trend([point(5, now), point(1, 99), point(3, before)], as_of=DAY)
    assert (result.change, result.direction) == (now - before, direction)


@pytest.mark.parametrize("points", [[], [point(1, 40)]])
def test_fewer_than_two_snapshots_have_no_direction(points):
    result = trend(points, as_of=DAY)
    assert (result.change, result.direction) == (None, None)


def test_snapshots_after_the_day_are_left_out():
    today = TrendPoint(DAY, Fraction(50), "MAN")
    assert trend([point(7, 90), today, point(2, 30)], as_of=DAY).points == (point(2, 30), today)


def test_class_changes_are_listed_oldest_first():
    first, same, changed = point(1, 40, "MaN"), point(2, 41, "MaN"), point(3, 70, "MAN")
    assert trend([changed, first, same], as_of=DAY).class_changes == ((same, changed),)
