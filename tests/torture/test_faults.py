"""Whatever operation on files fails, the program says so in a sentence and loses nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FLOWS, MOST = ("edit:11", "import:1", "attach:3", "migrate:1", "export:12", "export:16"), 3
"""Some acts, disturbed at so many operations each; python tests/torture/faults.py does all."""
COMMAND = Path(__file__).with_name("faults.py")


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc"), reason="needs a compiler and Linux"
)
def test_every_fault_becomes_a_sentence_and_nothing_is_lost():
    """In a process of its own, which stands on a layer before the C library."""
    flows = [word for flow in FLOWS for word in ("--flow", flow)]
    command = [sys.executable, COMMAND, *flows, "--most", str(MOST), "--seed", "3"]

    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.endswith(f"{3 * MOST * len(FLOWS)} faults, 0 wrong\n")
