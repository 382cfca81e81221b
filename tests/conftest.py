"""What every test stands on: no screen, no network, steady random examples, shared data."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from crm_desktop.storage.database import Database, create, open_file

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Nobody's own keyring is asked for the keys of test files.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

settings.register_profile(
    "steady", deadline=None, max_examples=50, derandomize=True, database=None, print_blob=True
)
settings.register_profile("searching", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("steady")

INTERNET = {socket.AF_INET, socket.AF_INET6}


def refuse_the_internet(event: str, arguments: tuple) -> None:
    """Audit hook: the program promises to open no internet socket, so none opens in a test."""
    if event == "socket.__new__" and arguments[1] in INTERNET:
        raise AssertionError("an internet socket was opened")


sys.addaudithook(refuse_the_internet)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real-world data beside the checkout; without it the test is skipped."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no shared data beside this checkout")
    return folder


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A customer file without customers, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "blank.crm"
    create(path).close()
    return path


@pytest.fixture
def customer_file(blank_file: Path, tmp_path: Path) -> Path:
    """A customer file of this test's own."""
    return Path(shutil.copyfile(blank_file, tmp_path / "customers.crm"))


@pytest.fixture
def database(customer_file: Path) -> Iterator[Database]:
    """The customer file of this test, open."""
    database = open_file(customer_file)
    yield database
    database.close()


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase that is set in this test cost no half second."""
    from crm_desktop.services import protection

    quick = protection.Cost(memory_kib=64, passes=1, lanes=1)
    monkeypatch.setattr(protection, "USUAL_COST", quick)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where this machine lets us make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no right to make a small disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)
