"""Killed at any moment of anything it does, the program has done what it told, and nothing half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ACTS = 11
RUNS = {"everything": (36, []), "migrations": (10, ["--phase", "migrate"])}
"""So many kills at every run of the tests; python tests/torture/kills.py does 10,000."""
COMMAND = Path(__file__).with_name("kills.py")


@pytest.mark.skipif(os.name == "nt", reason="a copy of a process is a way of Unix")
@pytest.mark.parametrize("run", RUNS)
def test_no_kill_loses_what_was_told_or_leaves_a_half(run):
    """In a process of its own, which has no thread when it copies itself."""
    kills, words = RUNS[run]
    command = [sys.executable, COMMAND, "--kills", str(kills), "--acts", str(ACTS), *words]

    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.splitlines()[-1].startswith(f"{kills} kills, ")
    assert ended.stdout.endswith(" 0 wrong\n")
