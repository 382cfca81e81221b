"""A key this computer remembers opens the file at a start, never after a lock, until forgotten."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from protected import CHEAP, PASSPHRASE, give, lock, settle, unlock_page

from crm_desktop.services import protection
from crm_desktop.ui.locking.unlock_window import UnlockWindow
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import Page


class InMemory(KeyringBackend):
    """A keyring like that of a desktop."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def kept():
    """What the keyring of this test holds."""
    before, ours = keyring.get_keyring(), InMemory()
    keyring.set_keyring(ours)
    yield ours.kept
    keyring.set_keyring(before)


def test_a_remembered_key_opens_at_a_start_but_not_after_a_lock(make_host, sample_path, kept):
    protection.protect(sample_path, PASSPHRASE, cost=CHEAP)
    first = make_host(sample_path)
    assert not unlock_page(first).remembers.isChecked()
    unlock_page(first).remembers.click()
    give(first, PASSPHRASE)
    assert kept
    first.quit()

    again = make_host(sample_path)
    settle(again)
    assert isinstance(again.window, MainWindow)
    lock(again)
    assert isinstance(again.window, UnlockWindow)
    give(again, PASSPHRASE)
    again.window.go(Page.SETTINGS)
    settle(again)
    again.window.page.protection.forget.click()
    settle(again)

    assert not kept
