"""Protected files in the window: opened, locked, given back as they were, and read by nobody."""

import gc
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from person import Person
from protected import CHEAP, OTHER, PASSPHRASE, give, lock, settle, unlock_page
from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from crm_desktop.domain.changes import Kind
from crm_desktop.services import files, protection, user_settings
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.file_hold import lock_path
from crm_desktop.text import LanguageCode
from crm_desktop.ui.first_sight import PICTURE
from crm_desktop.ui.host import Host
from crm_desktop.ui.locking.unlock_window import UnlockWindow
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.protection.copied import copy_secret
from crm_desktop.ui.protection.session_watch import SessionWatch
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.today.reminders import Reminders

CUSTOMER = 2
NEEDLE = "Xylographer"
"""Stands in no file but where a test writes it."""
LOCKED_WITHIN_MS = 200


@pytest.fixture(scope="module")
def locked_template(sample_template, tmp_path_factory) -> tuple[Path, str]:
    """The sample, encrypted, and its recovery code."""
    path = tmp_path_factory.mktemp("locked") / "locked.crm"
    shutil.copyfile(sample_template, path)
    return path, protection.protect(path, PASSPHRASE, cost=CHEAP)


@pytest.fixture
def locked_path(locked_template, tmp_path) -> Path:
    """A protected file of this test's own."""
    source, _ = locked_template
    path = Path(shutil.copyfile(source, tmp_path / "locked.crm"))
    shutil.copyfile(protection.key_path(source), protection.key_path(path))
    return path


@pytest.fixture
def host(make_host, locked_path):
    """The program on a protected file that is open, its list shown."""
    host = make_host(locked_path)
    give(host, PASSPHRASE)
    host.window.go(Page.CUSTOMERS)
    settle(host)
    return host


def line_of(host, name: str) -> QLineEdit:
    return next(one for one in host.window.page.findChildren(QLineEdit, name) if one.isVisible())


def type_city(host, text: str) -> QLineEdit:
    """Type into a field of the card and stay there."""
    host.window.open_card(CUSTOMER, CardTab.BASICS)
    settle(host)
    line = line_of(host, "city")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    return line


def city_of(host) -> str:
    with host.workspace.database.read() as reading:
        return reading.get(Kind.CUSTOMER, CUSTOMER).city


def texts_anywhere() -> str:
    labels = [one for one in QApplication.allWidgets() if isinstance(one, QLabel | QLineEdit)]
    titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
    return "\n".join([*(one.text() for one in labels), *titles])


def test_the_right_passphrase_opens_the_file(make_host, locked_path):
    host = make_host(locked_path)
    settle(host)
    assert isinstance(host.window, UnlockWindow)
    assert QApplication.focusWidget() is unlock_page(host).field.line

    give(host, PASSPHRASE)

    assert isinstance(host.window, MainWindow)
    assert host.workspace.is_protected


def test_a_wrong_passphrase_is_said_beside_the_field_and_typed_over(make_host, locked_path):
    host = make_host(locked_path)
    give(host, "something else")
    field = unlock_page(host).field

    assert "passphrase" in field.problem
    assert field.line.hasSelectedText()
    give(host, PASSPHRASE)

    assert isinstance(host.window, MainWindow)


def test_the_recovery_code_opens_the_file_without_its_key_file(
    make_host, locked_path, locked_template
):
    protection.key_path(locked_path).unlink()
    host = make_host(locked_path)
    give(host, PASSPHRASE)
    assert unlock_page(host).trouble
    unlock_page(host).turn.click()

    give(host, locked_template[1].lower().replace("\n", " "))

    assert isinstance(host.window, MainWindow)


def test_wrong_words_a_damaged_key_file_and_a_damaged_file_are_three_sentences(
    make_host, locked_path
):
    host, told = make_host(locked_path), []
    give(host, OTHER)
    told.append(unlock_page(host).field.problem)
    key_file, content = protection.key_path(locked_path), locked_path.read_bytes()
    kept = key_file.read_bytes()
    key_file.write_bytes(kept[: len(kept) // 2])
    give(host, PASSPHRASE)
    told.append(unlock_page(host).trouble)
    key_file.write_bytes(kept)
    locked_path.write_bytes(content[:600] + bytes(300) + content[900:])
    give(host, PASSPHRASE)
    settle(host)

    assert not isinstance(host.window, UnlockWindow)  # what can be done about it is offered
    assert Person(host).reads("damaged")
    assert all(told)
    assert told[0] != told[1]


def test_a_file_that_a_window_holds_is_not_asked_for(make_host, locked_path):
    held = files.open_held(locked_path, protection.unlock(locked_path, PASSPHRASE))
    try:
        host = make_host(locked_path)
        assert not isinstance(host.window, UnlockWindow)
    finally:
        files.close(held)


def test_another_file_is_a_click_away(make_host, locked_path, sample_path):
    host = make_host(locked_path)

    FileCommands(host).open_path(sample_path)
    settle(host)

    assert host.workspace.file.path == sample_path
    assert not host.workspace.is_protected


def test_a_dropped_file_is_opened_from_the_unlock_page(make_host, locked_path, sample_path):
    host, drop = make_host(locked_path), QMimeData()
    drop.setUrls([QUrl.fromLocalFile(str(sample_path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)

    entered = QDragEnterEvent(QPoint(9, 9), copy, drop, left, none)
    QApplication.sendEvent(host.window, entered)
    QApplication.sendEvent(host.window, QDropEvent(QPointF(9, 9), copy, drop, left, none))
    settle(host)

    assert entered.isAccepted()
    assert host.workspace.file.path == sample_path


def test_nobody_is_reminded_behind_a_lock(host):
    told = []
    reminders = Reminders(host, told.append)
    reminders.look()
    settle(host)
    known = len(told)
    lock(host)

    reminders._tick()
    settle(host)

    assert len(told) == known
    assert reminders._read is None


def test_caps_lock_is_told_and_what_is_typed_can_be_seen(make_host, locked_path):
    host = make_host(locked_path)
    field = unlock_page(host).field
    caps = next(one for one in field.findChildren(QLabel) if "Caps" in one.text())

    QTest.keyClick(field.line, Qt.Key.Key_A)  # a small letter
    assert caps.isHidden()
    QTest.keyClicks(field.line, "B")  # a large one without shift
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.line, Qt.Key.Key_B, "B", Qt.KeyboardModifier(0))
    assert not caps.isHidden()
    field.show_button.click()

    assert field.line.echoMode() is QLineEdit.EchoMode.Normal


@pytest.mark.parametrize("code", LanguageCode)
def test_another_language_keeps_the_unlock_page(make_host, locked_path, code):
    host = make_host(locked_path)

    host.switch_language(code)
    give(host, PASSPHRASE)

    assert host.workspace.language.code is code


def test_a_lock_takes_everything_and_unlocking_gives_back_the_place(host, locked_path):
    host.window.go(Page.CUSTOMERS)
    type_city(host, NEEDLE)

    lock(host)
    gc.collect()
    QApplication.processEvents()

    assert isinstance(host.window, UnlockWindow)
    assert host.workspace is None
    assert NEEDLE not in texts_anywhere()
    give(host, PASSPHRASE)
    assert host.window.page.state()["customer"] == CUSTOMER
    assert host.window.page.tabs.current is CardTab.BASICS
    assert city_of(host) == NEEDLE
    assert not host.workspace.history.can_undo


def test_half_typed_words_are_offered_where_they_were_typed(host):
    host.window.open_card(CUSTOMER, CardTab.SERVICE)
    settle(host)
    composer = host.window.page.findChild(QLineEdit, "subject") or None
    line = composer or next(
        one
        for one in host.window.page.findChildren(QLineEdit)
        if one.isVisible() and one.isEnabled() and not one.isReadOnly()
    )
    line.setFocus()
    QTest.keyClicks(line, NEEDLE)

    lock(host)
    give(host, PASSPHRASE)

    assert host.window.page.tabs.current is CardTab.SERVICE
    shown = [one.text() for one in host.window.page.findChildren(QLineEdit)]
    assert any(NEEDLE in text for text in shown)


def test_nothing_of_a_session_lies_outside_the_file(host, private_paths, tmp_path, monkeypatch):
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    type_city(host, NEEDLE)
    settle(host)
    host.tell_bug(ValueError(NEEDLE))
    host.window.preview_briefs([BriefOrder(CUSTOMER)])
    settle(host)
    lock(host)
    give(host, PASSPHRASE)
    host.quit()

    left = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert any(one.suffix == ".txt" for one in left)
    assert not [one for one in left if NEEDLE.encode() in one.read_bytes()]
    window = user_settings.load(private_paths.config)["window"]
    assert set(window) == {"file", "geometry"}
    assert not (private_paths.config / PICTURE).exists()


def test_what_was_copied_here_is_gone(host):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("13800138000")

    lock(host)

    assert clipboard.text() == ""


def test_a_recovery_code_is_taken_off_the_clipboard(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("crm_desktop.ui.protection.copied.SECRET_KEPT_MS", 1)
    copy_secret("ABCD-EFGH")
    clipboard = QGuiApplication.clipboard()

    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_nobody_there_for_the_minutes_chosen_locks_but_not_under_a_job(host):
    now = [0.0]
    idle = host.lock.idle
    idle._seconds = lambda: now[0]
    idle.touch()
    now[0] = 299
    idle.look()
    assert host.workspace is not None
    QTest.keyClick(host.window.windowHandle(), Qt.Key.Key_Shift)
    now[0] = 301
    idle.look()
    assert host.workspace is not None

    job = host.tasks.start_job("Job", lambda _: None, lambda _: None, failed=host.tell_bug)
    now[0] = 2_000
    idle.look()
    assert job in host.tasks.asked
    settle(host)
    assert host.workspace is not None
    now[0] += 301
    idle.look()
    settle(host)

    assert isinstance(host.window, UnlockWindow)


@pytest.mark.parametrize("start", ["start_job", "start_writing"])
def test_a_job_is_done_to_its_end_behind_the_lock(host, locked_path, start):
    is_locked, told = Event(), []
    begin = getattr(host.tasks, start)
    job = begin("Counting", lambda _: is_locked.wait(20), told.append, failed=host.tell_bug)

    host.lock.lock()
    QApplication.processEvents()
    page = unlock_page(host)
    assert page.stop.isVisible()
    assert not page.field.isEnabled()
    assert lock_path(locked_path).exists()
    is_locked.set()
    settle(host)
    assert not lock_path(locked_path).exists()

    assert not page.stop.isVisible()
    assert told == []
    assert job.is_whole


def test_the_end_of_the_program_stops_a_job_behind_a_lock(host, locked_path):
    def work(progress):
        while True:
            progress.report(1, 2)

    host.tasks.start_writing("Counting", work, lambda _: None, failed=host.tell_bug)
    host.lock.lock()

    host.quit()

    assert not lock_path(locked_path).exists()


def test_the_screen_lock_of_the_system_locks_unless_that_is_unwanted(host):
    watch = host.lock.findChild(SessionWatch)
    host.choose_habits(replace(host.workspace.habits, locks_with_session=False))
    watch.locked.emit()
    assert host.workspace is not None
    host.choose_habits(replace(host.workspace.habits, locks_with_session=True))

    watch.locked.emit()

    assert isinstance(host.window, UnlockWindow)


def test_sleep_stops_a_job_and_says_so_after_unlocking(host):
    started = Event()

    def work(progress):
        started.set()
        while True:
            progress.report(1, 2)

    host.tasks.start_job("Counting", work, lambda _: None, failed=host.tell_bug)
    started.wait(20)
    host.lock.findChild(SessionWatch).sleeping.emit()
    settle(host)
    give(host, PASSPHRASE)

    assert Person(host).reads("Counting")


def test_a_lock_waits_for_a_dialog_of_the_system_to_go(host, qtbot):
    """The code that opened it goes on only once it is closed; nothing may be gone beneath it."""
    dialog, was_open = QFileDialog(host.window), []
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)

    def act():
        dialog.exec()
        was_open.append(host.workspace is not None)

    outer = QEventLoop()
    QTimer.singleShot(0, outer, act)
    QTimer.singleShot(1, outer, host.lock.lock)
    host.left.connect(outer.quit)
    outer.exec()

    assert was_open == [True]
    assert isinstance(host.window, UnlockWindow)


def test_a_lock_is_quick(host):
    host.window.open_card(CUSTOMER)
    settle(host)
    started = time.thread_time()
    host.lock.lock()
    passed_ms = (time.thread_time() - started) * 1000

    assert host.workspace is None
    assert passed_ms < LOCKED_WITHIN_MS


def test_a_lock_leaves_a_window_small_that_somebody_made_so(host):
    host.window.showMinimized()
    settle(host)

    host.lock.lock()
    settle(host)

    assert host.window.isMinimized()


def test_the_padlock_locks(host):
    person = Person(host)

    person.click(host.window.statusBar().padlock)

    assert isinstance(host.window, UnlockWindow)


@pytest.mark.parametrize("leave", [lock, Host.show_start])
def test_the_key_of_a_file_that_was_left_is_held_by_nobody(make_host, locked_path, leave):
    others = keys_in_memory()
    host = make_host(locked_path)
    give(host, PASSPHRASE)
    host.window.open_card(CUSTOMER, CardTab.BASICS)
    settle(host)
    assert len(keys_in_memory()) > len(others)

    leave(host)
    Person(host).wait()

    assert [one for one in keys_in_memory() if not any(one is other for other in others)] == []


def keys_in_memory() -> list[protection.DataKey]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, protection.DataKey)]
