"""The system's keyring: remembers a key where there is one, and is quiet where there is none."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from crm_desktop.services import protection
from crm_desktop.storage.database import create

ROOT = Path(__file__).parents[2]


class Held(KeyringBackend):
    """A keyring in memory, as good as that of a system."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Broken(Held):
    """A keyring whose owner says no, whatever is asked."""

    def get_password(self, service, username):
        raise KeyringError("locked")

    def set_password(self, service, username, password):
        raise RuntimeError("no bus")


@pytest.fixture
def use():
    """Let the system have a keyring until the end of the test."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.crm"


@pytest.fixture
def key(path):
    key = protection.DataKey.new()
    with closing(create(path, key)):
        return key


def test_a_key_is_remembered_though_the_file_moves(use, path, key):
    use(Held())

    assert protection.can_remember()
    assert protection.remembered(path) is None
    assert protection.remember(path, key)
    moved = path.rename(path.with_name("moved.crm"))
    assert protection.remembered(moved) == key
    protection.forget(moved)
    protection.forget(moved)
    assert protection.remembered(moved) is None


def test_a_keyring_learns_neither_name_nor_place_of_the_file(use, path, key):
    held = Held()
    use(held)
    protection.remember(path, key)

    ((service, username),) = held.kept
    assert service == "CRM Desktop"
    assert "mine" not in username


def test_a_new_key_makes_the_old_one_forgotten(use, path, key, quick_passphrases):
    held = Held()
    use(held)
    protection.remember(path, key)

    protection.rotate_key(path, protection.recovery_code(key), "correct horse battery")

    assert held.kept == {}


def test_a_keyring_that_refuses_is_as_good_as_none(use, path, key):
    use(Broken())

    assert not protection.remember(path, key)
    assert protection.remembered(path) is None
    protection.forget(path)


@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "no.such"])
def test_a_machine_without_a_keyring_says_nothing(path, key, backend):
    script = (
        "import sys; from pathlib import Path; from crm_desktop.services import protection as p;"
        "f, k = Path(sys.argv[1]), p.DataKey(bytes(32));"
        "print(p.can_remember(), p.remember(f, k), p.remembered(f), p.forget(f))"
    )
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": backend}
    ended = subprocess.run(
        [sys.executable, "-c", script, path],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.stdout, ended.stderr) == ("False False None None\n", "")
