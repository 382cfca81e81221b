"""A backup is whole and the same as its file, or there is none; old ones go by their number."""

import errno
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.backup_plan import superfluous
from crm_desktop.domain.backups import Places, Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError, FailureError
from crm_desktop.domain.progress import CancelledError
from crm_desktop.services import backup_places, backups
from crm_desktop.storage import backup as copying
from crm_desktop.storage import backup_folder
from crm_desktop.storage.backup import contents_of, verified_contents
from crm_desktop.storage.database import Database, create
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect


@pytest.fixture
def places(customer_file):
    return backup_places.places_of(customer_file)


def add(database, name="Acme"):
    with database.write("customer_added") as work:
        work.add(Customer(name))


def names(folder):
    return sorted(one.name for one in folder.iterdir())


def holds(path, key=None):
    connection = connect(path, key)
    try:
        return contents_of(connection)
    finally:
        connection.close()


def test_a_backup_holds_what_the_file_held(database, places):
    add(database)

    made = backups.make(database, Reason.BY_HAND, places)

    backup = made.backup
    assert made.troubles == ()
    assert (backup.number, backup.reason, backup.counts[Kind.CUSTOMER]) == (1, Reason.BY_HAND, 1)
    assert holds(backup.path) == holds(database.path) == backup.contents
    assert backups.all_of(database.path, places) == (backup,)
    assert names(places.own) == [backup.path.name, f"{backup.path.name}.json"]


def test_a_backup_is_one_file_that_any_sqlite_opens(database, places):
    add(database)
    path = backups.make(database, Reason.BY_HAND, places).backup.path

    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)

    assert connection.execute("SELECT name FROM customer").fetchall() == [("Acme",)]
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_writers_and_readers_go_on_while_a_backup_is_made(database, places, monkeypatch):
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 1)

    class Busy:
        written = 0

        def report(self, done, total):
            if self.written < 5:
                self.written += 1
                add(database, f"Meanwhile {self.written}")

    made = backups.make(database, Reason.WORKED, places, Busy())

    assert made.backup.counts[Kind.CUSTOMER] == 0
    with database.read() as reading:
        assert reading.one("SELECT count(*) FROM customer") == (5,)


def test_a_backup_of_an_encrypted_file_opens_with_its_key_only(tmp_path):
    key, path = DataKey.new(), tmp_path / "secret.crm"
    database = create(path, key)
    path.with_name("secret.crm.key").write_text("{}")
    add(database, "Needle in a backup")
    places = backup_places.places_of(path)

    backup = backups.make(database, Reason.BY_HAND, places).backup
    database.close()

    assert backup.is_protected
    assert b"Needle" not in backup.path.read_bytes()
    assert verified_contents(backup.path, key, Silent()) == backup.contents
    assert backup.path.with_name(f"{backup.path.name}.key").read_text() == "{}"


class Silent:
    def report(self, done, total):
        pass


class Stopping:
    def __init__(self, after):
        self.left = after

    def report(self, done, total):
        self.left -= 1
        if self.left < 0:
            raise CancelledError


def test_a_cancelled_backup_leaves_nothing(database, places):
    add(database)
    patient = Stopping(1000)
    backups.remove(backups.make(database, Reason.WORKED, places, patient).backup)

    for after in range(1000 - patient.left):
        with pytest.raises(CancelledError):
            backups.make(database, Reason.WORKED, places, Stopping(after))
        assert names(places.own) == []


def test_a_copy_that_differs_is_thrown_away(database, places, monkeypatch):
    real = copying.copy_pages

    def falsified(source, copy, key, progress):
        real(source, copy, key, progress)
        connection = connect(copy, key)
        connection.execute("UPDATE setting SET value = '0'")
        connection.execute("INSERT INTO blob VALUES ('x', x'00')")
        connection.close()

    monkeypatch.setattr(copying, "copy_pages", falsified)

    with pytest.raises(FailureError, match="backup_not_same"):
        backups.make(database, Reason.WORKED, places)
    assert names(places.own) == []


def test_a_backup_that_lost_its_tail_is_not_verified_any_more(database, places):
    path = backups.make(database, Reason.WORKED, places).backup.path
    os.truncate(path, path.stat().st_size - 4096)

    (found,) = backups.all_of(database.path, places)

    assert not found.is_verified
    assert backups.is_due(database, places)


def test_a_backup_is_due_after_changes_only(database, places):
    assert backups.make_if_changed(database, Reason.OPENED, places)
    assert backups.make_if_changed(database, Reason.WORKED, places) is None
    add(database)
    assert backups.make_if_changed(database, Reason.WORKED, places).backup.number == 2


def test_a_backup_that_somebody_deleted_is_made_again(database, places):
    backup = backups.make(database, Reason.OPENED, places).backup
    backup.path.unlink()

    made = backups.make_if_changed(database, Reason.WORKED, places)

    assert made.backup.number == 2
    assert names(places.own) == [made.backup.path.name, f"{made.backup.path.name}.json"]


def test_the_second_folder_gets_the_same_bytes(database, places, tmp_path):
    second = tmp_path / "stick" / "customers.crm.backups"
    second.parent.mkdir()
    both = Places(places.own, places.beside, second)

    made = backups.make(database, Reason.WORKED, both)

    assert made.backup.copies == (second / made.backup.path.name,)
    assert made.backup.copies[0].read_bytes() == made.backup.path.read_bytes()
    (listed,) = backups.all_of(database.path, both)
    assert listed == made.backup


def test_a_second_folder_that_is_not_there_costs_no_backup(database, places, tmp_path):
    both = Places(places.own, places.beside, tmp_path / "unplugged" / "customers.crm.backups")

    made = backups.make(database, Reason.WORKED, both)

    assert made.backup.path.exists()
    assert [one.code for one in made.troubles] == ["second_folder_missing"]


def test_a_main_folder_that_is_not_there_is_stood_in_for(database, places, tmp_path):
    far = Places(tmp_path / "unplugged" / "customers.crm.backups", places.beside)

    made = backups.make(database, Reason.WORKED, far)

    assert made.backup.path.parent == places.beside
    assert [one.code for one in made.troubles] == ["backup_beside"]
    assert backups.all_of(database.path, far) == (made.backup,)


def test_a_full_disk_keeps_file_and_older_backups(small_disk):
    database = create(small_disk / "customers.crm")
    places = backup_places.places_of(database.path)
    older = backups.make(database, Reason.OPENED, places).backup
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free - 200_000))

    with pytest.raises(FailureError, match="backup_disk_full"):
        backups.make(database, Reason.WORKED, places)

    assert [one.number for one in backups.all_of(database.path, places)] == [older.number]
    assert names(places.own) == [older.path.name, f"{older.path.name}.json"]
    database.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "backup_disk_full"), (errno.EIO, "backup_cannot_write")],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_no_half_backup(database, places, monkeypatch, number, code, call):
    backups.make(database, Reason.OPENED, places)
    before = names(places.own)

    def fails(*arguments, **settings):
        raise OSError(number, os.strerror(number))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(FailureError, match=code):
        backups.make(database, Reason.WORKED, places)

    monkeypatch.undo()
    assert [one.number for one in backups.all_of(database.path, places)] == [1]
    backups.make(database, Reason.WORKED, places)
    assert len(names(places.own)) == 2 * len(before)


def test_two_programs_make_no_backup_at_once(database, places):
    with (
        backups.held_folder(places.own, database.path),
        pytest.raises(FailureError, match="backup_under_way"),
    ):
        backups.make(database, Reason.WORKED, places)


def test_files_of_one_name_get_folders_of_their_own(tmp_path):
    config, shared = tmp_path / "config", tmp_path / "shared"
    shared.mkdir()
    backup_places.choose_folders(config, shared, None)
    folders = []
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        database = create(tmp_path / place / "customers.crm")
        places = backup_places.places_of(database.path, config)
        folders.append(backups.make(database, Reason.OPENED, places).backup.path.parent)
        assert backup_places.places_of(database.path, config) == places
        database.close()

    assert [one.name for one in folders] == ["customers.crm.backups", "customers.crm.2.backups"]


def test_copies_before_a_migration_are_in_the_list(database, places):
    copy = database.path.with_name("customers.before-schema-2.crm")
    shutil.copyfile(database.path, copy)
    made = backups.make(database, Reason.OPENED, places).backup

    listed = backups.all_of(database.path, places)

    assert [one.path for one in listed] == [made.path, copy]
    assert listed[1].reason is Reason.BEFORE_MIGRATION


def test_a_damaged_file_makes_no_backup(database, places):
    for number in range(200):
        add(database, f"Customer {number}")
    backups.make(database, Reason.OPENED, places)
    database.close()
    with database.path.open("r+b") as file:
        file.seek(database.path.stat().st_size // 2)
        file.write(b"\xa5" * 4096 * 8)

    with pytest.raises(CrmError, match=r"file_damaged|backup_not_same"):
        backups.make(Database(database.path), Reason.WORKED, places)
    assert [one.number for one in backups.all_of(database.path, places)] == [1]


class Clock:
    """A clock that goes on by some hours a look, or jumps."""

    def __init__(self, *moments):
        self.moments = list(moments)

    def __call__(self):
        return self.moments.pop(0)


def test_a_clock_that_jumps_years_takes_no_backup_away(database, places):
    start = datetime(2026, 6, 15, 12, tzinfo=UTC)
    jumps = [timedelta(0), timedelta(days=3650), timedelta(days=-3650), timedelta(hours=1)]
    database.clock = Clock(*(start + one for one in jumps))
    for _ in jumps:
        backups.make(database, Reason.WORKED, places)

    listed = backups.all_of(database.path, places)

    assert [one.number for one in listed] == [4, 3, 2, 1]
    assert superfluous(listed) == []


def test_old_backups_go_only_after_a_new_one(database, places, monkeypatch):
    for _ in range(12):
        backups.make(database, Reason.WORKED, places)
    numbers = [one.number for one in backups.all_of(database.path, places)]
    assert numbers == list(range(12, 2, -1))

    def fails(*arguments):
        raise FailureError("backup_not_same", path="")

    monkeypatch.setattr(backups, "write_copy", fails)
    with pytest.raises(FailureError):
        backups.make(database, Reason.WORKED, places)
    assert [one.number for one in backups.all_of(database.path, places)] == numbers


def test_what_a_killed_backup_left_goes_with_the_next_one(database, places):
    places.own.mkdir()
    moment = datetime(2026, 6, 15, tzinfo=UTC)
    half = backup_folder.name_of(7, moment, Reason.WORKED)
    for ending in (".part", ".json", ".key", ".part-journal"):
        (places.own / f"{half}{ending}").write_bytes(b"half")
    assert backups.all_of(database.path, places) == ()

    made = backups.make(database, Reason.OPENED, places).backup

    assert made.number == 8
    assert names(places.own) == [made.path.name, f"{made.path.name}.json"]
