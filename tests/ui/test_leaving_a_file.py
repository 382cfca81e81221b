"""Going to another file, or ending: what is typed is saved first, and no customer lies open."""

import gc
import shutil
import sys
import weakref
from pathlib import Path

import pytest
from person import Person
from PySide6.QtWidgets import QLineEdit

from crm_desktop.domain.changes import Kind
from crm_desktop.services import card_edits, files, user_settings
from crm_desktop.services.file_hold import lock_path
from crm_desktop.text import LanguageCode
from crm_desktop.ui.first_sight import PICTURE
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.notices import NoticeKind, NoticeRow
from crm_desktop.ui.start.file_commands import FileCommands

CUSTOMER = 2


@pytest.fixture
def other_path(sample_path, tmp_path) -> Path:
    return Path(shutil.copyfile(sample_path, tmp_path / "other.crm"))


def stored_city(path):
    file = files.open_held(path)
    try:
        with file.database.read() as reading:
            return reading.get(Kind.CUSTOMER, CUSTOMER).city, files.revision(file.database)
    finally:
        files.close(file)


def test_what_is_typed_is_saved_before_another_file_is_opened(host, sample_path, other_path):
    person, saved = Person(host), host.workspace
    host.window.open_card(CUSTOMER, CardTab.BASICS)
    person.wait()
    city = next(one for one in host.window.page.findChildren(QLineEdit, "city") if one.isVisible())
    city.setFocus()
    city.selectAll()
    person.type("Leeds")

    FileCommands(host).open_path(other_path)
    host.tasks.drain()

    assert stored_city(sample_path)[0] == "Leeds"
    assert saved.history.can_undo
    assert not lock_path(sample_path).exists()


@pytest.mark.parametrize("leave", ["open_other", "start"])
def test_nothing_of_a_file_that_was_left_stays_in_memory(host, other_path, leave):
    person = Person(host)
    host.window.open_card(CUSTOMER, CardTab.BASICS)
    person.wait()
    former = [weakref.ref(one) for one in (host.window, host.workspace, host.workspace.database)]

    host.show_start() if leave == "start" else FileCommands(host).open_path(other_path)
    person.wait()
    gc.collect()

    assert [one() for one in former] == [None, None, None]


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_picture_shows_no_notice(qapp, private_paths, sample_path, kind):
    def left_window(act) -> bytes:
        host = Host(qapp, private_paths, LanguageCode.ENGLISH)
        host.start(sample_path)
        host.window.go(Page.CUSTOMERS)
        Person(host).wait()
        act(host)
        host.tasks.drain()
        host.window.page.take_focus()
        host.quit()
        return (private_paths.config / PICTURE).read_bytes()

    def name_customers(host) -> None:
        host.workspace.tell("Removed: Agnieszka", kind=kind)

    shown, plain = left_window(name_customers), left_window(lambda *_: None)
    lower = len(plain) // 2  # where notices are; above, the sign to clear the search fades out
    assert shown[lower:] == plain[lower:]


def test_nothing_that_names_a_customer_lies_over_the_pages_of_a_picture(host):
    person = Person(host)
    host.window.search.setFocus()
    person.type("agn")
    host.workspace.tell("Removed: Agnieszka")
    assert host.window.search.hits

    host.window.hide_customers()

    assert (host.window.search.text(), host.window.search.hits) == ("", [])
    assert not [one for one in host.window.findChildren(NoticeRow) if one.isVisible()]


def test_a_picture_that_cannot_be_removed_does_not_keep_a_file_open(host, private_paths):
    (private_paths.config / PICTURE / "folder").mkdir(parents=True)
    path = host.workspace.file.path
    host.window.open_card(CUSTOMER)

    host.show_start()

    assert not lock_path(path).exists()


def test_a_bug_is_told_where_there_is_no_terminal(host, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    notices = []
    host.workspace.noticed.connect(notices.append)

    host.tell_bug(RuntimeError("x"))

    assert len(notices) == 1


def test_a_write_from_elsewhere_is_seen_though_this_window_wrote_after_it(host, workspace):
    host.watch.watch_file()
    database = workspace.database
    card_edits.set_fields(database, Kind.CUSTOMER, CUSTOMER, {"city": "Hull"})
    workspace.write(
        lambda: card_edits.set_fields(database, Kind.CUSTOMER, CUSTOMER, {"source": "Fair"})
    )
    host.tasks.drain()
    told = []
    workspace.changed.connect(told.append)

    host.watch.watch_file()
    host.watch.watch_file()

    assert [changes.whole for changes in told] == [frozenset(Kind)]


def test_a_sample_made_while_the_program_ends_is_let_go(make_host, tmp_path, monkeypatch):
    host, path = make_host(None), tmp_path / "new.crm"
    monkeypatch.setattr(FileCommands, "ask_new_path", lambda *_: path)
    FileCommands(host).make_sample()

    host.quit()

    assert not lock_path(path).exists()
    assert not host.tasks.is_writing


def test_settings_hold_nothing_of_a_customer_that_is_being_entered(host, private_paths, workspace):
    person = Person(host)
    host.window.page.start_adding()
    person.wait()
    person.type("Zanzibar Rings")

    host.quit()

    kept = (private_paths.config / "window.json").read_text(encoding="utf-8")
    assert "Zanzibar" not in kept
    assert user_settings.load(private_paths.config)["window"]["pages"]["customers"]["adding"]
