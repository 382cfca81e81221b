"""Encrypting that is killed leaves a file that opens: as it was, or as it was to be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EVERY = 9
"""So that six moments are tried; python tests/torture/kill_protection.py tries them all."""
COMMAND = Path(__file__).with_name("kill_protection.py")


@pytest.mark.skipif(os.name == "nt", reason="a copy of a process is a way of Unix")
def test_no_kill_leaves_a_file_without_a_key_that_fits():
    ended = subprocess.run(
        [sys.executable, COMMAND, str(EVERY)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    kills = [int(line.split()[1]) for line in ended.stdout.splitlines()]
    assert len(kills) == 3
    assert min(kills) > 0
