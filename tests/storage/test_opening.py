"""Files that can't be opened or written say so as expected trouble, whatever is wrong with them."""

import os
import shutil
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError, FailureError, InputError
from crm_desktop.storage.database import SCHEMA_VERSION, create, open_file
from crm_desktop.storage.engine import APPLICATION_ID, connect
from crm_desktop.storage.errors import translated

NOISE = Random(1).randbytes(1_000_000)


def code_of(work, *arguments):
    with pytest.raises(CrmError) as caught:
        work(*arguments)
    return type(caught.value), caught.value.problem.code


def fill(path, customers=2000):
    database = open_file(path)
    with database.write("imported") as work:
        work.add_rows(Kind.CUSTOMER, ("name",), [(f"Customer {n}",) for n in range(customers)])
    database.close()


def read_everything(path):
    with closing(open_file(path)) as database, database.read() as reading:
        for kind in Kind:
            reading.values(kind)


def test_a_missing_file(tmp_path):
    assert code_of(open_file, tmp_path / "none.crm") == (InputError, "file_missing")


def test_a_folder(tmp_path):
    assert code_of(open_file, tmp_path) == (InputError, "file_not_ours")


def test_a_name_too_long_for_the_system(tmp_path):
    path = tmp_path / ("x" * 300)

    assert code_of(open_file, path)[0] in (InputError, FailureError)
    assert code_of(create, path)[0] is FailureError


@pytest.mark.parametrize(
    "content",
    [b"Dear Ms Zhang,\n" * 500, b"SQLite format 3\0", NOISE[:9000]],
    ids=["letter", "header only", "noise"],
)
def test_a_file_of_something_else_stays_as_it_is(tmp_path, content):
    path = tmp_path / "letter.crm"
    path.write_bytes(content)

    assert code_of(open_file, path) == (InputError, "file_not_ours")
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["letter.crm"]


def test_an_empty_file_says_so(tmp_path):
    (tmp_path / "a.crm").touch()

    assert code_of(open_file, tmp_path / "a.crm") == (InputError, "file_of_no_bytes")


def test_a_database_of_another_program(tmp_path):
    path = tmp_path / "other.db"
    connection = connect(path)
    connection.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY)")
    connection.close()

    assert code_of(open_file, path) == (InputError, "file_not_ours")


def test_a_file_of_a_newer_program(path):
    connection = connect(path)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()

    assert code_of(open_file, path) == (InputError, "file_newer")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_file(path, part):
    fill(path)
    os.truncate(path, int(path.stat().st_size * part))

    assert code_of(read_everything, path) == (InputError, "file_damaged")


def test_a_file_with_pages_of_garbage(path):
    fill(path)
    content = bytearray(path.read_bytes())
    content[3 * 4096 :] = NOISE[: len(content) - 3 * 4096]
    path.write_bytes(content)

    assert code_of(read_everything, path) == (InputError, "file_damaged")


def test_damage_found_while_writing(path):
    fill(path)
    content = bytearray(path.read_bytes())
    content[3 * 4096 :] = b"\xff" * (len(content) - 3 * 4096)
    path.write_bytes(content)

    def write():
        with closing(open_file(path)) as database, database.write("customer_added") as work:
            work.add(Customer("Acme"))

    assert code_of(write) == (InputError, "file_damaged")


def test_making_a_file_where_one_is_changes_nothing(path):
    before = path.read_bytes()

    assert code_of(create, path) == (InputError, "file_exists")
    assert path.read_bytes() == before


def test_making_a_file_in_a_folder_that_is_not_there(tmp_path):
    assert code_of(create, tmp_path / "none" / "a.crm") == (InputError, "folder_missing")


def test_a_new_file_is_ours_and_leaves_nothing_beside_it(tmp_path):
    create(tmp_path / "a.crm").close()

    connection = connect(tmp_path / "a.crm")
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()
    assert [one.name for one in tmp_path.iterdir()] == ["a.crm"]


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_full_disk_keeps_the_file_as_it_was(path, open_again, in_bulk):
    database = open_again()
    with database.write("customer_added") as work:
        work.add(Customer("Acme"))
    with database.read() as reading:
        pages = reading.one("PRAGMA page_count")[0]
        reading.execute(f"PRAGMA max_page_count={pages + 1}")
    many = [Customer(f"Customer {n}", note="x" * 500) for n in range(300)]

    def write():
        with database.write("imported") as work:
            if in_bulk:
                work.add_many(Kind.CUSTOMER, many)
            for one in many:
                work.add(one)

    assert code_of(write) == (FailureError, "disk_full")
    with database.read() as reading:
        assert reading.rows("SELECT name FROM customer") == [("Acme",)]
        assert reading.one("PRAGMA integrity_check") == ("ok",)


def test_a_file_in_use_by_another_program(path):
    other = connect(path)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")

    def write():
        with (
            closing(open_file(path, busy_timeout_ms=30)) as database,
            database.write("customer_added"),
        ):
            pass

    assert code_of(write) == (FailureError, "file_locked")
    other.close()


# Everything is imported first: nobody may not even read the interpreter's folder everywhere.
WITHOUT_RIGHTS = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from crm_desktop.storage import derived, schema
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError
from crm_desktop.storage.database import create, open_file
path = Path(sys.argv[2])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
def use():
    if sys.argv[3] == "create":
        create(path).close()
        return
    database = open_file(path)
    with database.write("customer_added") as work:
        work.add(Customer("Acme"))
try:
    use()
except CrmError as error:
    print(error.problem.code)
"""


def without_rights(action, path):
    """Do it in a process that has no more rights than anybody; root becomes nobody first."""
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-c", WITHOUT_RIGHTS, root, str(path), action]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def open_folder(tmp_path_factory):
    """A folder whose parents anybody may pass."""
    if sys.platform == "win32":
        pytest.skip("rights of folders work differently there")
    folder = tmp_path_factory.mktemp("open")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(parent.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    yield folder
    folder.chmod(0o755)


def test_a_folder_one_may_not_write_to(open_folder):
    open_folder.chmod(0o555)

    assert without_rights("create", open_folder / "a.crm") == "file_cannot_open"


def test_a_file_one_may_not_read(template, open_folder):
    path = Path(shutil.copyfile(template, open_folder / "a.crm"))
    path.chmod(0o000)

    assert without_rights("open", path) == "file_cannot_open"


@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_a_file_one_may_only_read(template, open_folder, folder_mode):
    path = Path(shutil.copyfile(template, open_folder / "a.crm"))
    path.chmod(0o444)
    open_folder.chmod(folder_mode)

    assert without_rights("open", path) in {"file_read_only", "file_cannot_open"}


def test_an_error_of_a_copy_which_has_no_name_is_told_all_the_same(customer_file, tmp_path):
    place = shutil.copyfile(customer_file, tmp_path / "copy.crm")
    target = dbapi2.connect(f"{place.as_uri()}?mode=ro", uri=True)

    with (
        closing(connect(customer_file)) as source,
        closing(target),
        pytest.raises(FailureError, match="file_read_only"),
        translated(place),
    ):
        source.backup(target)
