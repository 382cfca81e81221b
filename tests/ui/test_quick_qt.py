"""Qt's own code is compiled once, and a broken copy of it does no harm."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMPORT = """
import builtins, sys
from pathlib import Path
from crm_desktop.ui.quick_qt import import_qt
compiled = []
real = builtins.compile
import crm_desktop.ui.quick_qt as quick
quick._compile = lambda source, name, *rest, **named: compiled.append(name) or real(
    source, name, *rest, **named)
import_qt(Path(sys.argv[1]))
from PySide6.QtCore import QSize
assert builtins.compile is quick._compile
print(len(compiled), QSize(2, 3).toTuple())
"""


def start(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    count, _, size = done.stdout.strip().partition(" ")
    return int(count), size


def test_the_second_start_compiles_nothing(tmp_path):
    first, _ = start(tmp_path / "kept")

    assert first > 5
    assert start(tmp_path / "kept") == (0, "(2, 3)")


@pytest.mark.parametrize("content", [b"", b"no code", b"\xe9\x01\x00\x00\x00"])
def test_a_broken_copy_is_made_anew(tmp_path, content):
    start(tmp_path)
    [kept] = tmp_path.iterdir()
    kept.write_bytes(content)

    assert start(tmp_path)[0] > 5
    assert start(tmp_path)[0] == 0


def test_where_nothing_can_be_kept_qt_starts_all_the_same(tmp_path):
    (tmp_path / "file").write_text("")

    assert start(tmp_path / "file" / "folder")[1] == "(2, 3)"
