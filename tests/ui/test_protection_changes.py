"""A file gets a passphrase, another one, a new key or none, asked for in the settings."""

import shutil
from pathlib import Path

import pytest
from person import Person
from protected import (
    CHEAP,
    OTHER,
    PASSPHRASE,
    asked,
    give,
    keep_code,
    lock,
    settle,
    type_new,
    unlock_page,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm_desktop.services import files, protection, user_settings, window_states
from crm_desktop.services.backup_places import places_of
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.briefs.doors import Doors
from crm_desktop.ui.habits import Habits
from crm_desktop.ui.labels import Label
from crm_desktop.ui.locking.copies_dialog import CopiesDialog
from crm_desktop.ui.locking.recovery_dialog import RecoveryDialog
from crm_desktop.ui.locking.unlock_window import UnlockWindow
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.protection.new_file_dialog import NewFileDialog
from crm_desktop.ui.protection.secret_dialog import SecretDialog, Wish

CUSTOMER = 2


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Work keys out in no time; what that costs is tested where it is done."""
    for one in (protection.protect, protection.rotate_key, protection.change_passphrase):
        monkeypatch.setitem(one.__kwdefaults__, "cost", CHEAP)
    monkeypatch.setitem(protection.prepared.__wrapped__.__kwdefaults__, "cost", CHEAP)


@pytest.fixture
def locked_path(sample_path) -> Path:
    protection.protect(sample_path, PASSPHRASE)
    return sample_path


@pytest.fixture
def unlocked(make_host, locked_path):
    """The program on a protected file that is open."""
    host = make_host(locked_path)
    give(host, PASSPHRASE)
    return host


def panel_of(host):
    host.window.go(Page.SETTINGS)
    settle(host)
    return host.window.page.protection


def wish(host, code: Wish) -> SecretDialog:
    """Click the button of a wish among the settings."""
    panel_of(host).buttons[code].click()
    settle(host)
    return asked(host.window, SecretDialog)


def opens(path: Path, secret: str) -> bool:
    try:
        files.close(files.open_held(path, protection.unlock(path, secret)))
    except protection.InputError:
        return False
    return True


def test_a_new_file_with_a_passphrase_shows_its_code_until_it_is_kept(
    make_host, tmp_path, monkeypatch
):
    path = tmp_path / "mine.crm"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    host = make_host(None)
    Person(host).click_button("Begin with an empty file")
    dialog = asked(host.window, NewFileDialog)
    assert not dialog.make_button.isEnabled()
    QTest.keyClicks(dialog.panel.first.line, "mine")
    assert dialog.panel.strength.score < 2
    assert dialog.panel.strength.said.text()
    dialog.panel.first.line.clear()
    type_new(dialog, PASSPHRASE)
    settle(host)

    code = asked(host.window, RecoveryDialog)
    QTest.keyClick(code, Qt.Key.Key_Escape)
    assert code.isVisible()
    assert not code.go_on.isEnabled()
    lock(host)
    give(host, PASSPHRASE)
    words = keep_code(host)

    assert not [one for one in host.window.findChildren(RecoveryDialog) if one.isVisible()]
    assert not window_states.is_code_unkept(host.workspace.database)
    assert protection.unlock(path, words.replace("\n", " ")) == host.workspace.database.key


def test_two_passphrases_that_differ_make_no_file(make_host, tmp_path, monkeypatch):
    path = tmp_path / "mine.crm"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    host = make_host(None)
    Person(host).click_button("Begin with an empty file")
    panel = asked(host.window, NewFileDialog).panel

    QTest.keyClicks(panel.first.line, PASSPHRASE)
    QTest.keyClicks(panel.again.line, OTHER)
    QTest.keyClick(panel.again.line, "\r")
    settle(host)

    assert panel.again.problem
    assert not path.exists()


def test_an_open_file_is_encrypted_and_shown_on_the_same_page(make_host, sample_path, tmp_path):
    host = make_host(sample_path)
    host.window.open_card(CUSTOMER, CardTab.PEOPLE)
    settle(host)
    type_new(wish(host, Wish.ENCRYPT), PASSPHRASE)
    settle(host)
    keep_code(host)

    assert host.workspace.is_protected
    assert host.window.page is host.window._pages.settings
    settings = user_settings.load(host.paths.config)["window"]
    assert set(settings) == {"file", "geometry"}
    host.quit()
    assert opens(sample_path, PASSPHRASE)


def test_older_copies_that_can_be_read_are_named_and_deleted_on_wish(make_host, sample_path):
    copies = [
        sample_path.with_name(f"{sample_path.stem}.before-schema-2{sample_path.suffix}"),
        places_of(sample_path).own / "000001-older.crm",
    ]
    copies[1].parent.mkdir(exist_ok=True)
    for copy in copies:
        shutil.copyfile(sample_path, copy)
    host = make_host(sample_path)
    type_new(wish(host, Wish.ENCRYPT), PASSPHRASE)
    settle(host)
    assert not host.window.findChildren(CopiesDialog)
    keep_code(host)

    dialog = asked(host.window, CopiesDialog)
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    dialog.delete_button.click()
    settle(host)

    assert all(copy.name in said for copy in copies)
    assert [copy for copy in copies if copy.exists()] == []


def test_a_wrong_passphrase_changes_nothing_and_is_said_in_the_dialog(unlocked):
    dialog = wish(unlocked, Wish.REMOVE)
    QTest.keyClicks(dialog.current.line, OTHER)
    QTest.keyClick(dialog.current.line, "\r")
    settle(unlocked)

    assert dialog.isVisible()
    assert dialog.current.problem
    assert unlocked.workspace.is_protected


def test_the_protection_is_removed(unlocked, locked_path):
    dialog = wish(unlocked, Wish.REMOVE)
    QTest.keyClicks(dialog.current.line, PASSPHRASE)
    QTest.keyClick(dialog.current.line, "\r")
    settle(unlocked)

    assert not unlocked.workspace.is_protected
    assert not files.is_protected(locked_path)
    assert list(panel_of(unlocked).buttons) == [Wish.ENCRYPT]


@pytest.mark.parametrize("code", [Wish.CHANGE, Wish.NEW_KEY])
def test_another_passphrase_opens_the_file_and_the_old_one_no_more(unlocked, locked_path, code):
    dialog = wish(unlocked, code)
    QTest.keyClicks(dialog.current.line, PASSPHRASE)
    QTest.keyClick(dialog.current.line, "\r")
    type_new(dialog, OTHER)
    settle(unlocked)
    if code is Wish.NEW_KEY:
        keep_code(unlocked)
    lock(unlocked)
    give(unlocked, PASSPHRASE)
    assert unlock_page(unlocked).field.problem
    give(unlocked, OTHER)

    assert isinstance(unlocked.window, MainWindow)


def test_what_fails_leaves_the_file_open_as_it_was(unlocked, monkeypatch):
    def refuse(*_):
        raise protection.InputError("file_damaged", path="x")

    monkeypatch.setattr(protection, "unprotect", refuse)
    dialog = wish(unlocked, Wish.REMOVE)
    QTest.keyClicks(dialog.current.line, PASSPHRASE)
    QTest.keyClick(dialog.current.line, "\r")
    settle(unlocked)

    assert isinstance(unlocked.window, MainWindow)
    assert unlocked.workspace.is_protected
    assert Person(unlocked).reads("damaged")


def test_the_code_is_printed_saved_and_copied(unlocked, tmp_path):
    dialog = wish(unlocked, Wish.SHOW_CODE)
    QTest.keyClicks(dialog.current.line, PASSPHRASE)
    QTest.keyClick(dialog.current.line, "\r")
    settle(unlocked)
    shown, target = asked(unlocked.window, RecoveryDialog), tmp_path / "code.pdf"
    shown._doors = Doors(ask_file=lambda *_: str(target))
    person = Person(unlocked)

    person.click_button("Save as PDF…", shown)
    person.click_button("Copy", shown)

    assert target.read_bytes().startswith(b"%PDF")
    assert QGuiApplication.clipboard().text() == shown.code.text()
    shown.has_kept.click()
    shown.go_on.click()


def test_minutes_and_session_are_kept(unlocked):
    panel = panel_of(unlocked)
    panel.minutes.setCurrentIndex(panel.minutes.count() - 1)
    panel.minutes.activated.emit(panel.minutes.currentIndex())
    panel.with_session.click()
    settle(unlocked)

    kept = Habits.remembered(user_settings.load(unlocked.paths.config)["habits"])
    assert (kept.locks_after_min, kept.locks_with_session) == (0, False)
    unlocked.lock.idle._seconds = lambda: 1e9
    unlocked.lock.idle.look()
    settle(unlocked)
    assert isinstance(unlocked.window, MainWindow)


def test_lock_now_on_a_plain_file_leads_to_its_protection(make_host, sample_path):
    host = make_host(sample_path)
    settle(host)

    Person(host).press("Ctrl+Shift+L")
    settle(host)

    panel = host.window.page.protection
    assert panel.buttons[Wish.ENCRYPT].hasFocus()
    assert Person(host).reads("no passphrase yet")


def test_the_shortcut_locks_while_a_dialog_is_open(unlocked):
    wish(unlocked, Wish.CHANGE)

    unlocked.lock.lock()
    settle(unlocked)

    assert isinstance(unlocked.window, UnlockWindow)


def test_a_file_made_of_an_export_may_be_protected(make_host, tmp_path, sample_path, monkeypatch):
    made = tmp_path / "again.crm"
    source = shutil.copyfile(sample_path, tmp_path / "source.crm")
    host = make_host(Path(source))
    names = iter([str(tmp_path / "out.zip"), str(made)])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(names), ""))
    host.window.window_actions[ActionCode.EXPORT_ALL].trigger()
    settle(host)
    host.window.look_at_lists([tmp_path / "out.zip"])
    type_new(asked(host.window, NewFileDialog), PASSPHRASE)
    settle(host)
    keep_code(host)

    assert host.workspace.file.path == made
    assert host.workspace.is_protected
