"""Backups in the window: made by themselves and by hand, looked into, restored, taken back."""

import os
import shutil
from pathlib import Path

import pytest
from card_window import TOOLS
from person import Person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.services import backups, card_edits
from crm_desktop.services.backup_places import places_of
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.backups.backups_page import BackupsPage
from crm_desktop.ui.backups.sign import BackupSign
from crm_desktop.ui.notices import NoticeRow


def set_city(host, city: str) -> None:
    database = host.workspace.database
    host.workspace.write(
        lambda: card_edits.set_fields(database, Kind.CUSTOMER, TOOLS, {"city": city})
    )
    host.tasks.drain()


def city(host) -> str:
    with host.workspace.database.read() as reading:
        return reading.get(Kind.CUSTOMER, TOOLS).city


def made(host, path: Path) -> list[Reason]:
    found = backups.all_of(path, places_of(path, host.paths.config))
    return [one.reason for one in reversed(found)]


def show_page(person: Person) -> BackupsPage:
    person.choose(ActionCode.BACKUPS)
    person.wait()
    page = person.window.page
    assert isinstance(page, BackupsPage)
    return page


def sign(host) -> BackupSign:
    return host.window.findChild(BackupSign)


def told(host) -> str:
    return " ".join(row.notice.text for row in host.window.findChildren(NoticeRow))


@pytest.fixture
def backed_up(host, sample_path):
    """The program on a file whose town was London when it was backed up, and is Leeds now."""
    set_city(host, "London")
    host.workspace.backups.make_if_changed(Reason.WORKED)
    host.tasks.drain()
    set_city(host, "Leeds")
    return host


def test_a_backup_by_hand_is_listed_and_shown_at_the_foot(host, sample_path):
    person = Person(host)
    assert sign(host).text() == "No backup yet"
    page = show_page(person)

    person.click_button("Back up now")

    assert made(host, sample_path) == [Reason.BY_HAND]
    assert page.list.table.item(0, 1).text() == "Made by hand"
    assert page.list.table.item(0, 2).text() == "60"
    assert sign(host).text() == "Backed up just now"


def test_the_foot_leads_to_the_page(host):
    person = Person(host)

    person.click(sign(host))

    assert isinstance(host.window.page, BackupsPage)


def test_nothing_is_backed_up_twice(backed_up, sample_path):
    keeper = backed_up.workspace.backups
    for _ in range(2):
        keeper.make_if_changed(Reason.OPENED)
        backed_up.tasks.drain()

    assert made(backed_up, sample_path) == [Reason.WORKED, Reason.OPENED]


def test_the_last_backup_is_made_when_the_file_is_closed(backed_up, sample_path):
    backed_up.care.backs_up_at_close = True

    backed_up.quit()

    assert made(backed_up, sample_path) == [Reason.WORKED, Reason.CLOSED]


def test_the_page_says_what_a_restore_would_lose(backed_up):
    person = Person(backed_up)
    show_page(person)

    assert person.reads("Changes since, which would be lost")
    assert person.reads("Changed: City (customer)")


def test_a_file_that_may_only_be_read_is_compared_and_not_restored(
    make_host, sample_path, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    host = make_host(sample_path)
    page = show_page(Person(host))
    assert "needs none" in page.list._empty.text()

    earlier = places_of(sample_path).own / "000001-20260101T000000Z-by-hand.crm"
    earlier.parent.mkdir()
    shutil.copyfile(sample_path, earlier)
    page.reload()
    Person(host).wait()

    assert Person(host).reads("It holds the same as the file now.")
    assert not page.preview.restore.isEnabled()
    assert not page.now.isEnabled()


def test_a_restore_by_keys_brings_the_backup_and_can_be_taken_back(backed_up, sample_path):
    person = Person(backed_up)
    page = show_page(person)
    page.preview.restore.setFocus()
    person.press("Space")
    assert page.preview.confirm.isVisible()
    person.press("Escape")
    assert not page.preview.confirm.isVisible()
    assert page.preview.restore.hasFocus()
    assert city(backed_up) == "Leeds"

    person.press("Space")
    person.press("Space")

    assert city(backed_up) == "London"
    assert made(backed_up, sample_path) == [Reason.WORKED, Reason.BEFORE_RESTORE]
    person.click_button("Undo")
    assert city(backed_up) == "Leeds"


def test_typing_is_saved_before_a_restore_and_so_in_the_backup_of_before(backed_up, sample_path):
    set_city(backed_up, "York")
    person = Person(backed_up)
    show_page(person)
    person.click_button("Restore this backup…")
    person.click_button("Restore")

    newest = backups.all_of(sample_path, places_of(sample_path, backed_up.paths.config))[0]
    assert newest.reason is Reason.BEFORE_RESTORE
    person.click_button("Undo")
    assert city(backed_up) == "York"


def test_a_folder_that_is_gone_turns_the_foot_amber_and_says_why(host, tmp_path, monkeypatch):
    person = Person(host)
    page = show_page(person)
    second = tmp_path / "stick"
    second.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(second))
    person.click_button("Choose the folder for copies", page.folders)
    assert list(second.rglob("*.crm"))
    shutil.rmtree(second)

    person.click_button("Back up now")

    assert sign(host).text() == "Backed up, but not everywhere"
    assert sign(host).property("state") == "warning"
    assert str(second) in sign(host).accessibleDescription()
    assert "was made" in told(host)


def test_a_bulk_edit_waits_for_a_backup_of_what_was_before(host, sample_path):
    before = city(host)
    work = host.workspace.backups.backed_up(
        Reason.BEFORE_BULK_EDIT,
        lambda: card_edits.set_fields(
            host.workspace.database, Kind.CUSTOMER, TOOLS, {"city": "Hull"}
        ),
    )
    host.workspace.write(work)
    host.tasks.drain()
    QApplication.processEvents()

    assert made(host, sample_path) == [Reason.BEFORE_BULK_EDIT]
    person = Person(host)
    page = show_page(person)
    assert page.preview.isVisible()
    person.click_button("Restore this backup…")
    person.click_button("Restore")
    assert city(host) == before


def test_the_table_is_read_by_keys(backed_up, sample_path):
    backed_up.workspace.backups.make_if_changed(Reason.WORKED)
    backed_up.tasks.drain()
    person = Person(backed_up)
    page = show_page(person)
    assert page.list.table.hasFocus()
    assert person.reads("It holds the same as the file now.")

    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    person.wait()

    assert person.reads("Changes since, which would be lost")
