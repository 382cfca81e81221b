"""What happens to a file from outside: replaced, pulled, linked twice, or only to be read."""

import gzip
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.domain.progress import CancelledError, NoProgress
from crm_desktop.storage.database import Database, open_file
from crm_desktop.storage.file_copy import copy_open

OLDEST = Path(__file__).resolve().parents[1] / "databases" / "schema-0001.crm.gz"


def add(database, name="Acme"):
    with database.write("customer_added") as work:
        work.add(Customer(name))


def names(database):
    with database.read() as reading:
        return [one.name for one in reading.values(Kind.CUSTOMER)]


def set_the_switch(disk):
    """Let a disk be only read from now on."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)


@pytest.mark.parametrize(("way", "code"), [("removed", "file_gone"), ("other", "file_replaced")])
def test_a_file_that_is_not_there_any_more_takes_no_write(path, template, way, code):
    with closing(open_file(path)) as database:
        add(database)
        if way == "other":
            shutil.copyfile(template, path.with_name("other")).replace(path)
        else:
            path.unlink()

        with pytest.raises(FailureError, match=code):
            add(database, "Bolt")

        assert names(database) == ["Acme"]


def test_a_file_put_back_takes_writes_again(path):
    with closing(open_file(path)) as database:
        away = path.rename(path.with_name("away"))
        with pytest.raises(FailureError, match="file_gone"):
            add(database)
        away.rename(path)

        add(database)

    with closing(open_file(path)) as database:
        assert names(database) == ["Acme"]


def test_a_new_file_is_not_read_as_the_old_one(path, template):
    with closing(open_file(path)) as database, database.read():
        shutil.copyfile(template, path.with_name("other")).replace(path)
        with pytest.raises(FailureError, match="file_replaced"), database.read():
            pass


def test_a_file_with_two_names_is_refused_under_both(path):
    path.with_name("b.crm").hardlink_to(path)

    for name in (path, path.with_name("b.crm")):
        with pytest.raises(InputError, match="file_two_names"):
            open_file(name)


def test_a_second_name_in_another_folder_is_refused_too(path):
    (path.parent / "sub").mkdir()
    (path.parent / "sub" / "b.crm").hardlink_to(path)

    with pytest.raises(InputError, match="file_name_elsewhere"):
        open_file(path)


def test_the_draft_of_a_killed_program_is_no_second_name(path):
    draft = path.with_name(f".{path.name}.0123456789ab.draft")
    draft.hardlink_to(path)

    open_file(path).close()

    assert not draft.exists()


def test_a_file_on_a_disk_one_may_only_read_is_read_as_it_stands(small_disk, template):
    path = Path(shutil.copyfile(template, small_disk / "a.crm"))
    set_the_switch(small_disk)

    with closing(open_file(path)) as database:
        assert database.is_read_only
        assert names(database) == []
        with pytest.raises(FailureError, match="file_read_only"):
            add(database)
    assert list(small_disk.iterdir()) == [path]


def test_a_file_that_changes_while_it_is_only_read_says_so(path):
    with closing(Database(path, read_from=path)) as database:
        assert names(database) == []
        with closing(open_file(path)) as other:
            add(other)

        with pytest.raises(FailureError, match="file_changed"):
            database.connections.place.check()


def test_what_stands_in_the_log_beside_it_is_read_too(small_disk, path, tmp_path, monkeypatch):
    with closing(open_file(path)) as database:
        add(database)
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", small_disk / f"a.crm{ending}")
    set_the_switch(small_disk)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with closing(open_file(small_disk / "a.crm")) as database:
        assert names(database) == ["Acme"]

    assert list(tmp_path.glob("crm-desktop-read-*")) == []


def test_an_older_file_is_read_by_way_of_a_copy(small_disk, tmp_path, monkeypatch):
    path = small_disk / "old.crm"
    path.write_bytes(gzip.decompress(OLDEST.read_bytes()))
    set_the_switch(small_disk)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with closing(open_file(path)) as database:
        assert names(database)
        assert database.is_read_only
    assert list(small_disk.iterdir()) == [path]
    assert list(tmp_path.iterdir()) == [small_disk]


class Stopped:
    """A person who stops at the first look."""

    def report(self, done, total):
        raise CancelledError


def test_a_copy_holds_what_was_open_though_another_file_took_its_place(path, template, tmp_path):
    with closing(open_file(path)) as database:
        add(database)
        shutil.copyfile(template, path.with_name("other")).replace(path)
        copy_open(database, tmp_path / "copy.crm", NoProgress())

    with closing(open_file(tmp_path / "copy.crm")) as copy:
        assert names(copy) == ["Acme"]
        add(copy, "Bolt")


def test_a_copy_is_written_over_nothing_and_leaves_nothing_when_stopped(path, template, tmp_path):
    (tmp_path / "sub").mkdir()
    with closing(open_file(path)) as database:
        with pytest.raises(InputError, match="file_exists"):
            copy_open(database, path, NoProgress())
        with pytest.raises(CancelledError):
            copy_open(database, tmp_path / "sub" / "copy.crm", Stopped())

    assert list((tmp_path / "sub").iterdir()) == []


def test_a_copy_to_a_full_disk_says_which_one(path, small_disk):
    with closing(open_file(path)) as database:
        with database.write("imported") as work:
            work.add_many(Kind.CUSTOMER, [Customer("x", note="y" * 5000) for _ in range(900)])
        with pytest.raises(FailureError, match="disk_full_for"):
            copy_open(database, small_disk / "copy.crm", NoProgress())

    assert list(small_disk.iterdir()) == []
