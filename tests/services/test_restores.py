"""A restore leaves the old file or the restored one, and never a log of another file beside it."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.services import backup_places, backups, files, restores
from crm_desktop.services.file_hold import FileHold
from crm_desktop.storage import restore_journal
from crm_desktop.storage.database import Database, create, open_file
from crm_desktop.storage.encryption.data_key import DataKey

ROOT = Path(__file__).resolve().parents[2]


def add(database, *names):
    for name in names:
        with database.write("customer_added") as work:
            work.add(Customer(name))


def customers(path, key=None):
    with contextlib.closing(open_file(path, key)) as database, database.read() as reading:
        return [name for (name,) in reading.rows("SELECT name FROM customer ORDER BY id")]


@pytest.fixture
def places(customer_file):
    return backup_places.places_of(customer_file)


@pytest.fixture
def backup(database, places):
    """A backup with one customer of a file that has two more since; the file is closed."""
    add(database, "Kept")
    made = backups.make(database, Reason.WORKED, places).backup
    add(database, "Later", "Latest")
    database.close()
    return made


def test_a_restored_file_holds_what_the_backup_held(customer_file, backup, places):
    done = restores.restore(customer_file, backup, places)

    assert customers(customer_file) == ["Kept"]
    assert done.before.is_verified
    assert done.before.reason is Reason.BEFORE_RESTORE
    assert customers(done.before.path) == ["Kept", "Later", "Latest"]
    assert sorted(one.name for one in customer_file.parent.iterdir()) == [
        "customers.crm",
        "customers.crm.backups",
    ]


def test_a_restore_can_be_taken_back(customer_file, backup, places):
    before = restores.restore(customer_file, backup, places).before

    restores.restore(customer_file, before, places)

    assert customers(customer_file) == ["Kept", "Later", "Latest"]


def test_a_restored_file_is_written_like_any_other(customer_file, backup, places):
    restores.restore(customer_file, backup, places)

    with contextlib.closing(open_file(customer_file)) as database:
        add(database, "New")
        with database.read() as reading:
            assert reading.one("PRAGMA journal_mode") == ("wal",)
        assert backups.is_due(database, places)


CRASHES = """
    import os, sys
    from pathlib import Path
    from crm_desktop.domain.customers import Customer
    from crm_desktop.storage.database import open_file
    database = open_file(Path(sys.argv[1]))
    for number in range(40):
        with database.write("customer_added") as work:
            work.add(Customer(f"In the log {number}"))
    os._exit(1)
"""


def test_the_log_of_a_crashed_file_never_spoils_the_restored_one(customer_file, backup, places):
    command = [sys.executable, "-c", textwrap.dedent(CRASHES), customer_file]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert customer_file.with_name("customers.crm-wal").stat().st_size > 0

    before = restores.restore(customer_file, backup, places).before

    assert customers(customer_file) == ["Kept"]
    assert len(customers(before.path)) == 3 + 40


def test_a_damaged_file_is_set_aside_with_its_log(customer_file, backup, places):
    customer_file.write_bytes(b"\xa5" * 9_000)
    customer_file.with_name("customers.crm-wal").write_bytes(b"log")

    before = restores.restore(customer_file, backup, places).before

    assert customers(customer_file) == ["Kept"]
    assert not before.is_verified
    assert before.path.read_bytes() == b"\xa5" * 9_000
    assert before.path.with_name(f"{before.path.name}-wal").read_bytes() == b"log"
    assert before in backups.all_of(customer_file, places)


def test_a_file_named_by_a_link_is_restored_where_it_lies(customer_file, backup, tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir()
    link = folder / "my customers"
    link.symlink_to(customer_file)
    places = backup_places.places_of(link)
    assert places == backup_places.places_of(customer_file)

    restores.restore(link, backup, places)

    assert link.is_symlink()
    assert customers(customer_file) == customers(link) == ["Kept"]
    assert [one.name for one in folder.iterdir()] == [link.name]


def test_a_file_that_is_gone_comes_back(customer_file, backup, places):
    customer_file.unlink()

    assert restores.restore(customer_file, backup, places).before is None
    assert customers(customer_file) == ["Kept"]


def test_a_backup_of_an_older_schema_is_brought_up_to_date(customer_file, places):
    import gzip

    old = customer_file.with_name("customers.before-schema-1.crm")
    stored = ROOT / "tests" / "databases" / "schema-0001.crm.gz"
    old.write_bytes(gzip.decompress(stored.read_bytes()))

    restores.restore(customer_file, restores.backup_at(old), places)

    assert customers(customer_file)
    names = {one.name for one in customer_file.parent.iterdir()}
    assert names == {customer_file.name, old.name, "customers.crm.backups"}


@pytest.mark.parametrize("harm", ["flip", "truncate", "nothing"])
def test_a_damaged_backup_changes_nothing(customer_file, backup, places, harm):
    content = bytearray(backup.path.read_bytes())
    if harm == "flip":
        content[len(content) // 2 + 100] ^= 0x40
        content[4096 * 3 + 7] ^= 0x40
    backup.path.write_bytes(content[: -4096 if harm == "truncate" else None])
    if harm == "nothing":
        backup.path.write_bytes(b"")
    before = customer_file.read_bytes()

    with pytest.raises(InputError, match="backup_damaged"):
        restores.restore(customer_file, backup, places)

    assert customer_file.read_bytes() == before
    assert not restore_journal.draft_path(customer_file).exists()


def test_a_file_that_a_window_holds_is_not_replaced(customer_file, backup, places):
    hold = FileHold.take(customer_file)

    with pytest.raises(InputError, match="file_held"):
        restores.restore(customer_file, backup, places)

    hold.let_go()
    assert len(customers(customer_file)) == 3


HOLDS = """
    import sys
    from pathlib import Path
    from crm_desktop.storage.engine import connect
    connection = connect(Path(sys.argv[1]))
    connection.execute("SELECT count(*) FROM customer").fetchall()
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_file_another_program_has_open_is_not_replaced(customer_file, backup, places):
    command = [sys.executable, "-c", textwrap.dedent(HOLDS), customer_file]
    other = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(FailureError, match="file_locked"):
            restores.restore(customer_file, backup, places)
        other.stdin.close()

    assert len(customers(customer_file)) == 3
    assert not restore_journal.is_pending(customer_file)


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(
    customer_file, backup, places, monkeypatch
):
    """Every change of a name is a moment; what follows it does not happen."""
    outcomes = set()
    whole = customer_file.parent / "whole"
    whole.mkdir()
    for one in (customer_file, places.own):
        (shutil.copytree if one.is_dir() else shutil.copyfile)(one, whole / one.name)
    for moment in range(100):
        shutil.rmtree(places.own)
        shutil.copytree(whole / places.own.name, places.own)
        shutil.copyfile(whole / customer_file.name, customer_file)
        if not killed_after(moment, customer_file, backup, places):
            break
        with contextlib.suppress(CrmError):
            files.open_held(customer_file).hold.let_go()
        found = customers(customer_file)
        outcomes.add(len(found))
        assert found in (["Kept"], ["Kept", "Later", "Latest"])
        assert not restore_journal.is_pending(customer_file)

    assert outcomes == {1, 3}
    assert moment > 3


class Killed(BaseException):
    """What nothing of ours catches, as a kill."""


def killed_after(moment, customer_file, backup, places):
    """Restore, with all names beside the file staying after a few changes; tell whether any did."""
    left, dead = moment, False
    with pytest.MonkeyPatch.context() as patched:
        for name in ("replace", "unlink"):
            real = getattr(Path, name)

            def counted(path, *arguments, real=real, **settings):
                nonlocal left, dead
                # The system lets go of locks; how backups are made is tested elsewhere.
                if path.suffix == ".lock" or (path.parent == places.own and not dead):
                    return real(path, *arguments, **settings)
                left -= path.exists()
                if dead or left < 0:
                    dead = True
                    raise Killed
                return real(path, *arguments, **settings)

            patched.setattr(Path, name, counted)
        with contextlib.suppress(Killed):
            restores.restore(customer_file, backup, places)
    return dead


def test_a_draft_that_a_kill_left_goes_when_the_file_is_opened(customer_file, tmp_path):
    draft = restore_journal.draft_path(customer_file)
    shutil.copyfile(customer_file, draft)
    assert files.open_at_once(customer_file) is None

    files.close(files.open_held(customer_file))

    assert [one.name for one in tmp_path.iterdir()] == [customer_file.name]


def test_an_exchange_that_fails_before_anything_moved_is_taken_back(
    customer_file, backup, places, monkeypatch
):
    real = Path.replace

    def refused(path, target):
        if path == customer_file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(FailureError, match="file_locked"):
        restores.restore(customer_file, backup, places)

    monkeypatch.undo()
    assert len(customers(customer_file)) == 3
    assert not restore_journal.is_pending(customer_file)


def test_a_full_disk_changes_nothing(customer_file, backup, places, monkeypatch):
    def full(*arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(FailureError, match="restore_no_room"):
        restores.restore(customer_file, backup, places)

    monkeypatch.undo()
    assert len(customers(customer_file)) == 3


def test_an_encrypted_backup_comes_back_with_its_key_file(tmp_path):
    key, path = DataKey.new(), tmp_path / "secret.crm"
    key_file = tmp_path / "secret.crm.key"
    database = create(path, key)
    key_file.write_text("of the backup")
    add(database, "Kept")
    places = backup_places.places_of(path)
    backup = backups.make(database, Reason.WORKED, places).backup
    database.close()
    path.unlink()
    other = DataKey.new()
    create(path, other).close()
    key_file.write_text("of the other")

    with pytest.raises(InputError, match="file_protected"):
        restores.restore(path, backup, places)
    with pytest.raises(InputError, match="key_of_other_file"):
        restores.restore(path, backup, places, other)
    before = restores.restore(path, backup, places, key).before

    assert customers(path, key) == ["Kept"]
    assert key_file.read_text() == "of the backup"
    assert before.path.with_name(f"{before.path.name}.key").read_text() == "of the other"
    assert customers(before.path, other) == []


def test_a_newer_passphrase_of_the_same_key_stays(tmp_path):
    key, path = DataKey.new(), tmp_path / "secret.crm"
    database = create(path, key)
    path.with_name("secret.crm.key").write_text("old words")
    places = backup_places.places_of(path)
    backup = backups.make(database, Reason.WORKED, places).backup
    database.close()
    path.with_name("secret.crm.key").write_text("new words")

    restores.restore(path, backup, places, key)

    assert path.with_name("secret.crm.key").read_text() == "new words"


def test_differences_tell_what_would_be_lost(customer_file, backup):
    found = restores.differences(customer_file, backup)

    assert found.then[Kind.CUSTOMER] == 1
    assert found.now[Kind.CUSTOMER] == 3
    assert found.lost_count == 2
    assert [one.id for one in found.lost] == [3, 2]


def test_differences_of_a_damaged_file_tell_what_the_backup_holds(customer_file, backup):
    customer_file.write_bytes(b"\xa5" * 9_000)

    found = restores.differences(customer_file, backup)

    assert found.now is None
    assert found.then[Kind.CUSTOMER] == 1


def test_differences_of_files_that_went_two_ways(customer_file, backup, places):
    restores.restore(customer_file, backup, places)
    with contextlib.closing(Database(customer_file)) as database:
        add(database, "Other")
    before = next(
        one for one in backups.all_of(customer_file, places) if one.reason is Reason.BEFORE_RESTORE
    )

    found = restores.differences(customer_file, before)

    assert found.then[Kind.CUSTOMER] == 3
    assert found.now[Kind.CUSTOMER] == 2
    assert [one.id for one in found.lost] == [2]
