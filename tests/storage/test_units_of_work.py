"""A write is kept whole or not at all, is one entry of the log, and never disturbs a reader."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, Tag
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.domain.purchases import Purchase
from crm_desktop.storage.change_log import operations
from crm_desktop.storage.errors import TookTooLongError


def count(database, table):
    with database.read() as reading:
        return reading.one(f"SELECT count(*) FROM {table}")[0]


def add_customer(database, name="Acme", **fields):
    with database.write("customer_added") as work:
        return work.add(Customer(name, **fields))


def test_what_was_written_is_read_back(database):
    draft = Customer("Łódź 公司", annual_revenue=Decimal("12.5"), stage_since=date(2026, 1, 2))

    with database.write("customer_added") as work:
        key = work.add(draft)

    with database.read() as reading:
        assert reading.get(Kind.CUSTOMER, key) == replace(draft, id=key)
    assert work.changes.ids == {Kind.CUSTOMER: {key}}


def test_a_failing_block_keeps_nothing(database):
    work = database.write("customer_added")

    def fail():
        with work:
            work.add(Customer("Acme"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert count(database, "customer") == count(database, "operation") == 0
    assert work.changes.is_empty


def test_a_failing_commit_keeps_nothing(database):
    def add_to_nobody():
        with database.write("tag_added") as work:
            work.execute("PRAGMA defer_foreign_keys=ON")
            work.add(Tag(999, "gone"))

    with pytest.raises(dbapi2.IntegrityError):
        add_to_nobody()

    assert count(database, "tag") == 0
    add_customer(database)
    assert count(database, "customer") == 1


def test_an_operation_that_changes_nothing_leaves_no_entry(database):
    key = add_customer(database)

    with database.write("customer_changed") as work:
        assert not work.change(Kind.CUSTOMER, key, name="Acme")

    assert work.changes.is_empty
    assert count(database, "operation") == 1


def test_changing_what_is_gone_is_refused(database):
    with pytest.raises(InputError) as caught, database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, 7, name="Acme")

    assert caught.value.problem.code == "record_gone"


def test_removing_what_is_gone_is_refused(database):
    with pytest.raises(InputError) as caught, database.write("customer_removed") as work:
        work.remove(Kind.CUSTOMER, 7)

    assert caught.value.problem.code == "record_gone"


def test_a_second_writer_is_told_that_the_file_is_locked(database, open_again):
    with database.write("customer_added") as work:
        work.add(Customer("first"))
        with pytest.raises(FailureError) as caught, open_again().write("customer_added"):
            pass

    assert caught.value.problem.code == "file_locked"
    assert count(database, "customer") == 1


def test_a_writer_that_was_refused_may_try_again(database, open_again):
    second = open_again()
    with database.write("customer_added"), pytest.raises(FailureError), second.write("again"):
        pass

    add_customer(second)

    assert count(database, "customer") == 1


def test_a_reader_sees_one_state_until_it_ends(database):
    add_customer(database, "first")
    with database.read() as reading:
        before = reading.rows("SELECT name FROM customer")
        add_customer(database, "second")

        assert reading.rows("SELECT name FROM customer") == before == [("first",)]
    assert count(database, "customer") == 2


def test_units_of_work_may_nest_beyond_the_kept_connections(database):
    readings = [database.read().__enter__() for _ in range(9)]

    assert [reading.one("SELECT 1") for reading in readings] == [(1,)] * 9
    for reading in readings:
        reading.__exit__(None, None, None)


def test_every_record_gets_its_own_identity_and_version(database):
    key = add_customer(database)
    with database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, key, city="Łódź")
        work.add_rows(Kind.TAG, ("customer_id", "name"), [(key, "a"), (key, "b")])

    with database.read() as reading:
        uids = reading.rows("SELECT uid FROM customer UNION SELECT uid FROM tag")
        version = reading.one("SELECT version FROM customer")
    assert len(uids) == 3
    assert {(len(uid), uid[6] >> 4, uid[8] >> 6) for (uid,) in uids} == {(16, 7, 2)}
    assert version == (2,)


def test_keys_are_never_given_twice(database):
    first = add_customer(database)
    with database.write("customer_removed") as work:
        work.remove(Kind.CUSTOMER, first)

    assert add_customer(database) > first


def test_many_rows_get_keys_in_order_and_one_line_of_log(database):
    with database.write("imported") as work:
        keys = work.add_many(Kind.CUSTOMER, [Customer("a"), Customer("b"), Customer("c")])

    with database.read() as reading:
        assert [one.id for one in reading.by_ids(Kind.CUSTOMER, "id", keys)] == list(keys)
        assert len(operations(reading)) == 1
    assert count(database, "change") == 1
    assert work.changes.whole == {Kind.CUSTOMER}


def test_no_rows_at_all_leave_no_entry(database):
    with database.write("imported") as work:
        assert not work.add_rows(Kind.CUSTOMER, ("name",), [])

    assert work.changes.is_empty


def test_a_number_too_large_to_keep_exactly_is_refused(database):
    key = add_customer(database)

    with pytest.raises(InputError) as caught, database.write("purchase_added") as work:
        work.add(Purchase(key, date(2026, 1, 1), Decimal("1e13"), "EUR"))

    assert caught.value.problem.code == "number_too_large"
    assert count(database, "purchase") == 0


def test_a_reading_with_a_limit_gives_up_and_the_next_one_does_not(database):
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    with pytest.raises(TookTooLongError), database.read(within_s=0.01) as reading:
        reading.rows(f"SELECT max(i) FROM ({counting})")

    with database.read() as reading:
        assert len(reading.rows(f"{counting} LIMIT 9999")) == 9999


def test_a_file_that_was_closed_is_not_opened_again_behind_the_back(database):
    with database.read() as reading:
        database.close()
        assert reading.one("SELECT 1") == (1,)

    with pytest.raises(FailureError, match="file_closed"), database.read():
        pass
    with pytest.raises(FailureError, match="file_closed"):
        add_customer(database)


def test_what_goes_wrong_at_a_later_row_is_told_like_at_the_first(database):
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"

    with database.read(within_s=0.01) as reading:
        rows = reading.stream(endless)
        assert next(rows) == (1,)
        with pytest.raises(TookTooLongError):
            list(rows)
