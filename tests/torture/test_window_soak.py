"""Thousands of random acts: no exception, no message of Qt, and nothing that grows."""

import pytest
from window_soak import LEAK_KB, RESTS, Level, growth, walk

ACTIONS = 5_000


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore(".")
def test_a_random_walk_meets_no_trouble_and_leaves_nothing_behind():
    told: list[str] = []

    assert walk(ACTIONS, seed=4, tell=told.append) == [], told
    assert len(told) == RESTS


def levels(*, leak_kb: float = 0.0, objects: int = 0, files: int = 0) -> list[Level]:
    """A walk whose memory moves by 3 MB and keeps so much of an action, of a rest."""
    steps = ACTIONS // RESTS
    return [
        Level(
            200 + 3 * (rest % 2) + leak_kb * rest * steps / 1000,
            9_000 + objects * rest,
            4_000,
            20 + files * rest,
        )
        for rest in range(RESTS)
    ]


def test_what_moves_up_and_down_is_no_growth():
    assert growth(levels(leak_kb=LEAK_KB / 2, objects=3), ACTIONS) == []


@pytest.mark.parametrize("leak", [{"leak_kb": 2 * LEAK_KB}, {"objects": 25}, {"files": 1}])
def test_a_leak_is_told_of(leak):
    assert len(growth(levels(**leak), ACTIONS)) == 1
