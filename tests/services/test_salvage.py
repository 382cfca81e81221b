"""What a torn page, a lost tail, a broken index or header leaves of a file comes into a new one."""

import gzip
import os
import shutil
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Attachment, Customer
from crm_desktop.domain.file_checks import FindingCode
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import CancelledError
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.taboos import Taboo
from crm_desktop.services.file_check import check
from crm_desktop.services.salvage import salvage
from crm_desktop.storage.blobs import store_blob
from crm_desktop.storage.change_log import operations
from crm_desktop.storage.database import create, open_file
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.engine import connect

TYPED, IMPORTED = 60, 600
ALL = TYPED + IMPORTED
PAGE = 4096


def fill(database):
    """Customers typed one by one and imported together, each with something of theirs."""
    for number in range(TYPED):
        with database.write("customer_added") as work:
            work.add(Customer(f"Typed {number}", city="Lyon", note="x" * 300))
    with database.write("imported") as work:
        work.add_many(
            Kind.CUSTOMER,
            [Customer(f"Imported {number}", note="y" * 300) for number in range(IMPORTED)],
        )
        taboos = [Taboo(key, "Never call") for key in range(1, ALL + 1)]
        work.add_many(Kind.TABOO, taboos)
        day = date(2026, 3, 1)
        work.add_many(
            Kind.PURCHASE, [Purchase(key, day, Decimal(10), "EUR") for key in range(1, ALL + 1)]
        )
        digest = store_blob(work, b"a contract" * 500)
        work.add(Attachment("c.pdf", "application/pdf", digest, 5000, customer_id=1))


@pytest.fixture(scope="module")
def full_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("full") / "full.crm"
    with closing(create(path)) as database:
        fill(database)
    return path


@pytest.fixture
def path(full_file, tmp_path):
    return shutil.copyfile(full_file, tmp_path / "customers.crm")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "saved.crm"


def pages_of(path, name):
    """The pages of a table or an index: its root, and those the root points to."""
    connection = connect(path)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
    ).fetchone()
    connection.close()
    content = path.read_bytes()
    page = content[(root - 1) * PAGE : root * PAGE]
    if page[0] not in (2, 5):
        return root, []
    cells = int.from_bytes(page[3:5], "big")
    places = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells)]
    children = [int.from_bytes(page[place : place + 4], "big") for place in places]
    return root, [*children, int.from_bytes(page[8:12], "big")]


def tear(path, *pages):
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(Random(7).randbytes(PAGE))


def names(path, key=None):
    with closing(open_file(path, key)) as database, database.read() as reading:
        return dict(reading.rows("SELECT id, name FROM customer"))


def test_a_whole_file_comes_over_as_it_is(path, target):
    report = salvage(path, target)

    assert (report.lost, report.stand_ins, report.unread) == (0, 0, ())
    assert report.kinds[Kind.CUSTOMER].saved == ALL
    assert report.files.saved == 1
    assert names(target) == names(path)
    assert check(target).is_whole


def test_a_torn_page_costs_its_rows_alone_and_the_log_gives_some_back(path, target):
    _, leaves = pages_of(path, "customer")
    before = path.read_bytes()
    tear(path, leaves[1], leaves[-2])
    torn = path.read_bytes()

    report = salvage(path, target)

    customers = report.kinds[Kind.CUSTOMER]
    assert customers.saved + customers.lost == ALL
    assert 0 < customers.from_log < 30
    assert 0 < customers.lost < 30
    found = names(target)
    assert all(found[key] == f"Typed {key - 1}" for key in range(1, TYPED + 1))
    assert report.stand_ins == customers.lost
    assert sum(name.startswith("#") for name in found.values()) == customers.lost
    assert report.kinds[Kind.TABOO].saved == ALL
    assert check(target).is_whole
    assert path.read_bytes() == torn != before


def test_a_lost_tail_is_no_reason_to_lose_the_rest(path, target):
    os.truncate(path, path.stat().st_size * 9 // 10 + 100)

    report = salvage(path, target)

    assert report.saved > ALL
    assert check(target).is_whole


def test_a_broken_index_costs_nothing(path, target):
    connection = connect(path)
    indexes = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        )
    ]
    connection.close()
    tear(path, *(pages_of(path, name)[0] for name in indexes))

    report = salvage(path, target)

    assert report.lost == 0
    assert names(target) == names(path)
    assert check(target).is_whole


def test_a_torn_search_index_and_lists_cost_nothing(path, target):
    tear(path, *(pages_of(path, name)[0] for name in ("listing", "rating", "search_data")))

    assert salvage(path, target).lost == 0
    assert check(target).is_whole


def test_a_table_without_its_root_is_made_again_as_far_as_the_log_tells(path, target):
    tear(path, pages_of(path, "customer")[0])

    report = salvage(path, target)

    customers = report.kinds[Kind.CUSTOMER]
    assert customers.from_log == TYPED
    assert customers.lost == IMPORTED == report.stand_ins
    assert report.kinds[Kind.TABOO].saved == ALL


@pytest.mark.parametrize("harm", [bytes(24), b"\xa5" * 60, b"PK\x03\x04"])
def test_a_broken_header_is_written_again(path, target, harm):
    with path.open("r+b") as file:
        file.write(harm)

    assert salvage(path, target).lost == 0


def test_a_log_that_was_not_written_back_is_read_too(path, target, tmp_path):
    database = open_file(path)
    with database.write("customer_added") as work:
        work.add(Customer("In the log"))
    crashed = tmp_path / "crashed.crm"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{crashed}{ending}")
    database.close()

    salvage(crashed, target)

    assert names(target)[ALL + 1] == "In the log"


@pytest.mark.parametrize("key", [None, DataKey(bytes(range(32)))])
def test_a_file_without_its_schema_is_read_by_that_of_a_new_one(tmp_path, target, key):
    path = tmp_path / "headless.crm"
    with closing(create(path, key)) as database:
        fill(database)
    if key is not None:
        path.with_name("headless.crm.key").write_text("{}")
    with path.open("r+b") as file:
        file.write(Random(3).randbytes(PAGE))

    report = salvage(path, target, key)

    assert report.kinds[Kind.CUSTOMER].saved == ALL
    assert check(target, key).is_whole


def test_a_file_of_something_else_says_that_nothing_can_be_read(target, tmp_path):
    path = tmp_path / "noise.crm"
    path.write_bytes(Random(4).randbytes(400 * PAGE))

    with pytest.raises(InputError, match="nothing_to_salvage"):
        salvage(path, target)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_values_that_can_not_be_are_lost_and_counted(path, target):
    connection = connect(path)
    connection.execute("UPDATE customer SET kind = 'nonsense' WHERE id = 100")
    connection.execute("UPDATE purchase SET purchased_on = 'yesterday' WHERE id = 7")
    connection.close()

    report = salvage(path, target)

    assert report.kinds[Kind.CUSTOMER].lost == 1
    assert report.kinds[Kind.PURCHASE].lost == 1
    assert names(target)[100] == "#100"


def test_an_encrypted_file_is_saved_page_by_page_with_its_key(tmp_path, target):
    key, path = DataKey.new(), tmp_path / "secret.crm"
    with closing(create(path, key)) as database:
        fill(database)
    path.with_name("secret.crm.key").write_text("{}")
    content = bytearray(path.read_bytes())
    for page in (60, 80, 95):
        content[page * PAGE + 50] ^= 1
    path.write_bytes(content)

    report = salvage(path, target, key)

    assert report.saved > 2 * ALL - 100
    assert target.with_name("saved.crm.key").read_text() == "{}"
    assert b"Typed" not in target.read_bytes()
    assert names(target, key)
    assert check(target, key).is_whole


def test_a_damaged_file_of_an_older_schema_becomes_one_of_today(path, target, tmp_path):
    stored = Path(__file__).parents[1] / "databases" / "schema-0001.crm.gz"
    old = tmp_path / "old.crm"
    old.write_bytes(gzip.decompress(stored.read_bytes()))
    before = names(shutil.copyfile(old, tmp_path / "whole.crm"))

    salvage(old, target)

    assert names(target) == before
    # The stored file has attachments without their content.
    assert {one.code for one in check(target).findings} == {FindingCode.FILE_MISSING}


def test_the_history_comes_along_and_the_salvage_is_noted(path, target):
    salvage(path, target)

    with closing(open_file(target)) as database, database.read() as reading:
        assert len(operations(reading, limit=1000)) == TYPED + 1
        assert reading.rows("SELECT code, name FROM trust_log") == [
            ("backup.salvaged", "customers.crm")
        ]


def test_a_salvage_that_is_stopped_leaves_nothing(path, target, tmp_path):
    class Stopping:
        left = 5

        def report(self, done, total):
            self.left -= 1
            if self.left < 0:
                raise CancelledError

    with pytest.raises(CancelledError):
        salvage(path, target, progress=Stopping())

    assert [one.name for one in tmp_path.iterdir()] == [path.name]
