"""Pages for a window: every order is complete and right, every row is what the card says."""

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.storage import list_page
from crm_desktop.storage.list_page import ListColumn


@pytest.fixture
def listed(database):
    cities = ["Berlin", "", "Łódź", "北京"]
    people = [
        Customer(
            f"Customer {n % 7}", CustomerKind.PERSON, city=cities[n % 4], owner=f"Owner {n % 3}"
        )
        for n in range(30)
    ]
    with database.write("imported") as work:
        work.add_many(Kind.CUSTOMER, people)
    return database


@pytest.mark.parametrize("column", ListColumn)
@pytest.mark.parametrize("descending", [False, True])
def test_a_snapshot_holds_every_customer_in_order(listed, column, descending):
    with listed.read() as reading:
        keys = list_page.sorted_keys(reading, column, descending=descending)
        sql = f"SELECT customer_id, ifnull({column}, '') FROM listing JOIN rating"
        values = dict(reading.rows(f"{sql} USING (customer_id)"))

    wanted = sorted(values, key=lambda key: (values[key], key), reverse=descending)
    assert list(keys) == wanted


@pytest.mark.parametrize("column", ListColumn)
@pytest.mark.parametrize("descending", [False, True])
def test_the_first_page_is_the_beginning_of_the_snapshot(listed, column, descending):
    with listed.read() as reading:
        first = list_page.first_page(reading, column, descending=descending, limit=10)
        keys = list_page.sorted_keys(reading, column, descending=descending)
        assert first == list_page.page(reading, keys[:10])

    assert [row.id for row in first] == list(keys[:10])


def test_a_row_shows_what_was_stored(listed):
    with listed.read() as reading:
        (row,) = list_page.page(reading, [3])

    assert (row.name, row.city, row.owner, row.kind) == ("Customer 2", "Łódź", "Owner 2", "person")
    assert (row.tier, row.value_index, row.purchases, row.last_purchase) == ("", None, 0, None)


def test_a_customer_that_is_gone_leaves_no_hole(listed):
    with listed.write("customer_removed") as work:
        work.remove(Kind.CUSTOMER, 3)

    with listed.read() as reading:
        assert [row.id for row in list_page.page(reading, [4, 3, 2])] == [4, 2]
