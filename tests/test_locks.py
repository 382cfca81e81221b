"""The requirement files of run.py say what uv.lock says, and name no package index."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = Path("packaging") / "locks"


def check(root: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, root / LOCKS / "sync.py", "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path) -> Path:
    """The lock files of this project, free to be damaged."""
    shutil.copytree(ROOT / LOCKS, tmp_path / LOCKS)
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_the_locks_agree_with_uv_lock():
    assert check(ROOT).stdout == "4 locks agree with uv.lock\n"


@pytest.mark.parametrize(
    ("name", "pattern", "replacement", "fault"),
    [
        ("app.txt", r" \\\n +--hash=\S+$", "", "app.txt differs from uv.lock (alembic)"),
        ("window.txt", r"(?m)^pypdfium2==.*\n", "", "window.txt differs from uv.lock (pypdfium2)"),
        ("test.txt", r"(?m)^pytest-qt==.*\n", "", "test.txt differs from uv.lock (pytest-qt)"),
        ("check.txt", "^alembic==1", "alembic==2", "check.txt differs from uv.lock (alembic)"),
    ],
    ids=["a hash missing", "an extra's missing", "a package missing", "another version"],
)
def test_a_lock_that_differs_is_named(copy, name, pattern, replacement, fault):
    lock = copy / LOCKS / name
    text = lock.read_text(encoding="utf-8")
    lock.write_text(re.sub(pattern, replacement, text, count=1, flags=re.M), encoding="utf-8")

    done = check(copy)

    assert (done.returncode, done.stdout) == (1, f"{fault}: python3 run.py lock\n")


def test_a_requirement_that_was_never_locked_is_noticed(copy):
    project = copy / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace('"alembic>=1', '"alembic>=0', 1), encoding="utf-8")

    done = check(copy)

    assert (done.returncode, done.stdout) == (
        1,
        "uv.lock is older than pyproject.toml: python3 run.py lock\n",
    )


def test_no_lock_names_a_package_index():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / LOCKS).glob("*.txt")]

    assert len(texts) == 4
    assert not any(re.search(r"https?://|--(extra-)?index|--find-links", text) for text in texts)
