"""A check finds what is wrong with a file, on real damage; what is derived is made anew."""

import gzip
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Attachment, Customer
from crm_desktop.domain.file_checks import FindingCode
from crm_desktop.domain.problems import InputError
from crm_desktop.services.file_check import check, mend
from crm_desktop.storage.blobs import store_blob
from crm_desktop.storage.database import create, open_file
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect

MANY = 300
PAGE = 4096


@pytest.fixture(scope="module")
def full_file(tmp_path_factory):
    """A file with customers, a kept file, and everything derived."""
    path = tmp_path_factory.mktemp("full") / "full.crm"
    with closing(create(path)) as database:
        fill(database)
    return path


def fill(database):
    with database.write("imported") as work:
        for number in range(MANY):
            work.add(Customer(f"Customer {number}", city="Lyon", note="x" * 400))
        digest = store_blob(work, b"a contract" * 500)
        work.add(Attachment("c.pdf", "application/pdf", digest, 5000, customer_id=1))


@pytest.fixture
def path(full_file, tmp_path):
    return shutil.copyfile(full_file, tmp_path / "customers.crm")


def tamper(path, *statements):
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def codes(path, key=None):
    return [one.code for one in check(path, key).findings]


def test_a_whole_file_has_no_findings(path):
    before = path.read_bytes()

    report = check(path)

    assert report.is_whole
    assert report.is_complete
    assert (report.records, report.files) == (MANY + 1, 1)
    assert path.read_bytes() == before


def test_a_file_of_an_older_schema_is_looked_at_as_it_is(tmp_path):
    stored = Path(__file__).parents[1] / "databases" / "schema-0002.crm.gz"
    path = tmp_path / "old.crm"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    before = path.read_bytes()

    report = check(path)

    assert report.schema == 2
    assert not report.is_complete
    assert path.read_bytes() == before


def test_a_file_in_use_is_checked_beside_the_work(path):
    with closing(open_file(path)) as database, database.write("customer_added") as work:
        work.add(Customer("Not there yet"))
        assert check(path).is_whole


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE listing SET city = 'Wrong' WHERE customer_id = 7", FindingCode.DERIVED),
        ("DELETE FROM list_mark WHERE customer_id < 9", FindingCode.DERIVED),
        ("UPDATE rating SET tier = 'A' WHERE customer_id = 3", FindingCode.DERIVED),
        ("UPDATE search_content SET c0 = ' wrong ' WHERE id = 5", FindingCode.SEARCH),
        ("DELETE FROM search WHERE rowid = 5", FindingCode.SEARCH),
        ("UPDATE attachment SET customer_id = 999", FindingCode.REFERENCES),
        ("UPDATE blob SET content = x'00'", FindingCode.FILE_DAMAGED),
        ("DELETE FROM blob", FindingCode.FILE_MISSING),
        ("UPDATE operation SET undone_by = 77", FindingCode.CHANGE_LOG),
        ("UPDATE change SET after = '{' WHERE id = 1", FindingCode.CHANGE_LOG),
        ("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'customer'", FindingCode.CHANGE_LOG),
    ],
)
def test_what_was_tampered_with_is_found(path, statement, code):
    tamper(path, statement)

    assert code in codes(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE listing SET city = 'Wrong'",
        "DELETE FROM rating",
        "UPDATE search_content SET c0 = ' wrong ' WHERE id = 5",
        "DELETE FROM search",
    ],
)
def test_what_is_derived_is_mended_and_nothing_else_is(path, statement):
    tamper(path, statement)
    with closing(open_file(path)) as database:
        with database.read() as reading:
            before = reading.rows("SELECT * FROM operation"), reading.rows("SELECT * FROM customer")

        assert mend(database)

        with database.read() as reading:
            after = reading.rows("SELECT * FROM operation"), reading.rows("SELECT * FROM customer")
        assert before == after
        assert mend(database) == ()
    assert check(path).is_whole


def test_a_value_index_that_waits_for_the_next_day_is_no_finding(path):
    with closing(open_file(path)) as database, database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, 4, name="Renamed")

    assert check(path).is_whole


def test_a_broken_index_is_found_and_mended(path):
    page = root_of(path, index_of(path))
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + 3)
        file.write(b"\0\0")  # the page says that it has no entries

    assert FindingCode.INDEX in codes(path)
    with closing(open_file(path)) as database:
        mend(database)
    assert check(path).is_whole


def index_of(path):
    connection = connect(path)
    (name,) = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'attachment'"
        " AND sql IS NOT NULL"
    ).fetchone()
    connection.close()
    return name


def root_of(path, name):
    connection = connect(path)
    sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    (page,) = connection.execute(sql, (name,)).fetchone()
    connection.close()
    return page


def test_a_torn_page_is_found(path):
    page = root_of(path, "change")
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(os.urandom(PAGE // 2))

    assert codes(path) == [FindingCode.PAGES]


def test_one_flipped_bit_of_an_encrypted_file_is_found(tmp_path):
    key, path = DataKey.new(), tmp_path / "secret.crm"
    with closing(create(path, key)) as database:
        fill(database)
    assert check(path, key).is_whole
    with pytest.raises(InputError, match="file_protected"):
        check(path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert codes(path, key) == [FindingCode.PAGES]


def test_a_truncated_file_is_found(path):
    os.truncate(path, path.stat().st_size - 3 * PAGE)

    assert codes(path) == [FindingCode.PAGES]
