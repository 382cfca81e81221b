"""Thousands of random acts: no exception, no message of Qt, and nothing that grows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from window_soak import LEAK_BLOCKS, LEAK_KB, RESTS, Level, growth

ACTIONS, MANY = 1_000, 20_000
"""So many acts at every run of the tests, and so many on demand."""
WALK = Path(__file__).with_name("window_soak.py")


def test_a_random_walk_meets_no_trouble_and_leaves_nothing_behind():
    """In a process of its own, whose memory is that of the walk alone."""
    command = [sys.executable, str(WALK), "--actions", str(ACTIONS), "--seed", "4"]
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    ended = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, check=False, timeout=500
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("0 complaints") == RESTS


def levels(
    *,
    leak_kb: float = 0.0,
    leak_blocks: float = 0.0,
    objects: int = 0,
    files: int = 0,
    nones: int = 0,
    trues: int = 0,
) -> list[Level]:
    """A walk whose memory moves by 3 MB and keeps so much of an action, of a rest."""
    steps = MANY // RESTS
    return [
        Level(
            200 + 3 * (rest % 2) + leak_kb * rest * steps / 1000,
            900_000 + int(leak_blocks * rest * steps),
            9_000 + objects * rest,
            4_000,
            20 + files * rest,
            (5_000_000 + nones * rest, 26_000 + trues * rest, 30_000),
        )
        for rest in range(RESTS)
    ]


def test_what_moves_up_and_down_is_no_growth():
    assert growth(levels(leak_kb=LEAK_KB / 2, leak_blocks=LEAK_BLOCKS / 2, objects=3), MANY) == []
    assert growth(levels(nones=100_000, trues=-50), MANY) == []


@pytest.mark.parametrize(
    "leak",
    [
        {"leak_kb": 2 * LEAK_KB},
        {"leak_blocks": 2 * LEAK_BLOCKS},
        {"objects": 25},
        {"files": 1},
        {"nones": -10_000},
        {"trues": 10_000},
        {"trues": -10_000},
    ],
)
def test_a_leak_is_told_of(leak):
    assert len(growth(levels(**leak), MANY)) == 1
