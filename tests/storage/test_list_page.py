"""Pages for a window: every order is complete and right, every row is what the card says."""

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.storage import list_page
from crm_desktop.storage.list_keys import sorted_keys

COLUMN_OF = {
    ListColumn.NAME: "sort_name",
    ListColumn.OVERDUE: "due_on",
    ListColumn.NEXT_ACTION: "next_action_on",
    ListColumn.RELEVANCE: "standing",
}
EMPTY_LAST = (ListColumn.OVERDUE, ListColumn.NEXT_ACTION)


@pytest.fixture
def listed(database):
    cities = ["Berlin", "", "Łódź", "北京"]
    people = [
        Customer(
            f"Customer {n % 7}", CustomerKind.PERSON, city=cities[n % 4], owner=f"Owner {n % 3}"
        )
        for n in range(30)
    ]
    day = database.clock().date()
    with database.write("imported") as work:
        keys = work.add_many(Kind.CUSTOMER, people)
        for key in keys[::4]:
            work.add(TierPin(key, "ABC"[key % 3], "Known", pinned_on=day.replace(day=key % 9 + 1)))
            work.add(Promise(key, "Call", due_on=day.replace(day=key % 5 + 1)))
            work.add(Taboo(key, "No wine"))
    return database


def in_order(values, column, descending):
    """Keys by value, ties by key in the same direction; the empty ones last where they must."""
    is_down = descending is not (column is ListColumn.OVERDUE) and column != ListColumn.RELEVANCE
    full = [key for key in values if values[key] is not None]
    wanted = sorted(full, key=lambda key: (values[key], key), reverse=is_down)
    empty = sorted((key for key in values if values[key] is None), reverse=is_down)
    is_last = is_down or column in EMPTY_LAST
    return wanted + empty if is_last else empty + wanted


@pytest.mark.parametrize("column", ListColumn)
@pytest.mark.parametrize("descending", [False, True])
def test_a_snapshot_holds_every_customer_in_order(listed, column, descending):
    with listed.read() as reading:
        keys = sorted_keys(reading, ListQuery(column, descending))
        name = COLUMN_OF.get(column, column.value)
        sql = f"SELECT customer_id, {name} FROM listing JOIN rating USING (customer_id)"
        values = dict(reading.rows(f"{sql} JOIN list_mark USING (customer_id)"))

    assert list(keys) == in_order(values, column, descending)
    assert len(keys) == 30


@pytest.mark.parametrize("column", ListColumn)
@pytest.mark.parametrize("descending", [False, True])
def test_the_first_page_is_the_beginning_of_the_snapshot(listed, column, descending):
    query = ListQuery(column, descending)
    with listed.read() as reading:
        first = list_page.first_page(reading, query, limit=10)
        keys = sorted_keys(reading, query)
        assert first == list_page.page(reading, keys[:10])

    assert [row.id for row in first] == list(keys[:10])


def test_a_row_shows_what_was_stored(listed):
    with listed.read() as reading:
        (row,) = list_page.page(reading, [3])

    assert (row.name, row.city, row.owner, row.kind) == ("Customer 2", "Łódź", "Owner 2", "person")
    assert (row.tier, row.value_index, row.purchases, row.last_purchase) == ("", None, 0, None)
    assert (row.due_on, row.next_action, row.next_action_on, row.has_taboo) == (None, "", None, 0)


def test_a_row_shows_what_is_due_and_what_to_beware_of(listed):
    with listed.read() as reading:
        (row,) = list_page.page(reading, [5])

    # Tier C: a batch touch 180 days from the pin, before the survey.
    assert (row.tier, row.due_on) == ("C", "2026-12-03")
    assert (row.next_action, row.next_action_on) == ("Call", "2026-06-01")
    assert (row.has_taboo, row.at_risk, row.open_complaint) == (1, 0, 0)
    assert row.completeness == 100 * 3 // 24


def test_a_customer_that_is_gone_leaves_no_hole(listed):
    with listed.write("customer_removed") as work:
        work.remove(Kind.CUSTOMER, 3)

    with listed.read() as reading:
        assert [row.id for row in list_page.page(reading, [4, 3, 2])] == [4, 2]
