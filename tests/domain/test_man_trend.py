"""The trend over dated MAN snapshots (D2)."""

from datetime import date
from fractions import Fraction

import pytest

from crm_desktop.domain.man_trend import TrendPoint, trend

DAY = date(2025, 6, 30)


def point(month: int, overall: int, man_class: str = "MAN") -> TrendPoint:
    return TrendPoint(date(2025, month, 1), Fraction(overall), man_class)


@pytest.mark.parametrize(("before", "now"), [(40, 55), (55, 55), (55, 40)])
def test_the_newest_score_is_compared_with_the_one_before(before, now):
    result = trend([point(5, now), point(1, 99), point(3, before)], as_of=DAY)
    assert result.change == now - before


@pytest.mark.parametrize("points", [[], [point(1, 40)]])
def test_fewer_than_two_snapshots_have_no_change(points):
    assert trend(points, as_of=DAY).change is None


def test_snapshots_after_the_day_are_left_out():
    today = TrendPoint(DAY, Fraction(50), "MAN")
    assert trend([point(7, 90), today, point(2, 30)], as_of=DAY).points == (point(2, 30), today)
