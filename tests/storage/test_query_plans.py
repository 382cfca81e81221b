"""The hot paths touch only what they need: no scan of a table, no sorting on the side."""

import re
from datetime import date
from decimal import Decimal

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.leads import ManAnswer, ManSnapshot
from crm_desktop.domain.list_filters import FilterKey
from crm_desktop.domain.list_queries import ListColumn, ListQuery
from crm_desktop.domain.purchases import ExchangeRate, Purchase
from crm_desktop.storage import card_history, cards, list_page, man_records, search, tier_records
from crm_desktop.storage.figures import figures
from crm_desktop.storage.list_keys import sorted_keys

SETTLED = re.compile(
    r"SEARCH |SCAN CONSTANT ROW|SCAN \w+ VIRTUAL TABLE INDEX|LIST SUBQUERY|CORRELATED|SCALAR"
    r"|COMPOUND|MERGE|LEFT|RIGHT|UNION|CO-ROUTINE|MATERIALIZE|REUSE LIST|MULTI-INDEX|INDEX \d"
)


@pytest.fixture
def filled(database):
    with database.write("stored") as work:
        work.add(ExchangeRate("USD", database.clock().date(), Decimal(2)))
        for name in ("Acme", "Bolt", "Circle"):
            key = work.add(Customer(name))
            work.add(Purchase(key, database.clock().date(), Decimal(5), "USD"))
            snapshot = work.add(ManSnapshot(key, database.clock().date()))
            work.add(ManAnswer(snapshot, "M1", 2))
            work.add(ContactPoint(PointKind.EMAIL, "a@example.com", customer_id=key))
    return database


def steps(unit, run):
    """Every step of the plans of what ``run`` executes, with its SQL."""
    statements = []
    unit._connection.set_trace_callback(statements.append)
    run()
    unit._connection.set_trace_callback(None)
    plain = [sql for sql in statements if re.match("SELECT|UPDATE|DELETE|INSERT", sql)]
    assert plain
    return [
        (row[3], sql)
        for sql in dict.fromkeys(plain)
        for row in unit.rows(f"EXPLAIN QUERY PLAN {sql}")
    ]


def slow(found):
    return [(step, sql) for step, sql in found if not SETTLED.match(step)]


def test_a_card_is_read_by_indexes_alone(filled):
    with filled.read() as reading:
        assert slow(steps(reading, lambda: cards.load_card(reading, 2))) == []


def test_the_history_of_a_card_is_read_by_indexes_alone(filled):
    with filled.write("removed") as work:
        work.remove(Kind.CONTACT_POINT, 2)
    with filled.read() as reading:

        def read():
            places = card_history.places_of(reading, card_history.card_of(reading, 2))
            card_history.logged(reading, places, 200)
            card_history.added_with_others(reading, places, 200)

        found = slow(steps(reading, read))

    # Not the lines of one record but those of a card stand in the order of their operations.
    assert {step for step, _ in found} <= {"USE TEMP B-TREE FOR ORDER BY"}


def test_what_rules_need_of_one_customer_is_read_by_indexes_alone(filled):
    day = filled.clock().date()
    with filled.read() as reading:

        def read():
            figures(reading, day, [2])
            man_records.man_answers(reading, day, [2])
            tier_records.held_tiers(reading, day, [2])
            search.keys_of_external_id(reading, "X1")
            search.folded_names(reading, 2)

        found = slow(steps(reading, read))

    # Answers of one customer stand in the order of their days, which two tables decide.
    assert {step for step, _ in found} <= {
        "USE TEMP B-TREE FOR ORDER BY",
        "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
        "USE TEMP B-TREE FOR DISTINCT",
    }


@pytest.mark.parametrize(
    "value",
    [
        Purchase(2, date(2026, 6, 15), Decimal(5), "USD"),
        ContactPoint(PointKind.EMAIL, "b@example.com", customer_id=2),
        ManAnswer(2, "M2", 3),
    ],
    ids=["purchase", "contact point", "answer"],
)
def test_what_is_derived_of_one_edit_is_found_by_indexes_alone(filled, value):
    statements = []
    with filled.write("added") as work:
        work.add(value)
        work.change(Kind.CUSTOMER, 2, city="Łódź")
        work._connection.set_trace_callback(statements.append)
    with filled.write("nothing") as work:
        work._connection.set_trace_callback(None)
        found = [
            (row[3], sql)
            for sql in dict.fromkeys(statements)
            if re.match("SELECT|UPDATE|DELETE", sql)
            for row in work.rows(f"EXPLAIN QUERY PLAN {sql}")
        ]

    assert found
    # What one customer has to do, or the days they bought on, are few enough to be sorted.
    few = re.compile(r"USE TEMP B-TREE FOR (.*ORDER BY|count\(DISTINCT\))|SCAN \(subquery")
    assert [(step, sql) for step, sql in slow(found) if not few.match(step)] == []


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ListColumn)
def test_a_list_in_any_order_walks_an_index(filled, column, descending):
    query = ListQuery(column, descending)
    with filled.read() as reading:
        found = steps(
            reading,
            lambda: (
                list_page.first_page(reading, query),
                list_page.page(reading, [1, 2, 3]),
            ),
        )
        snapshot = steps(reading, lambda: sorted_keys(reading, query))

    assert [step for step, _ in found + snapshot if "TEMP" in step] == []
    assert [step for step, _ in found if "SCAN" in step and "INDEX" not in step] == []
    # The ordered walk is gathered into one text.
    walked = [step for step, _ in snapshot if "SCAN" in step and "INDEX" not in step]
    assert all(re.match(r"SCAN \(subquery", step) for step in walked)


FILTERS = {
    FilterKey.TIER: "A",
    FilterKey.STAGE: "lead",
    FilterKey.KIND: "company",
    FilterKey.OWNER: "Li",
    FilterKey.CITY: "Lyon",
    FilterKey.COUNTRY: "CN",
    FilterKey.TAG: "VIP",
    FilterKey.MAN: "MAN",
    FilterKey.BOUGHT: "yes",
    FilterKey.OVERDUE: "yes",
    FilterKey.TABOO: "no",
    FilterKey.RISK: "yes",
    FilterKey.COMPLAINT: "yes",
    FilterKey.COMPLETENESS: "50",
    FilterKey.SENSITIVE: "yes",
}


@pytest.mark.parametrize("key", FilterKey)
def test_a_filter_finds_whom_it_means_by_an_index(filled, key):
    query = ListQuery(terms={key: (FILTERS[key],)})
    with filled.read() as reading:
        found = steps(
            reading,
            lambda: (list_page.first_page(reading, query), sorted_keys(reading, query)),
        )

    scans = [step for step, _ in found if step.startswith("SCAN")]
    indexed = r"INDEX|SCAN (\(|found|walked|CONSTANT|json_each)"
    assert [step for step in scans if not re.search(indexed, step)] == []


@pytest.mark.parametrize("query", ["acme", "a", "王芳", "5678", "anna weber"])
def test_a_search_scans_no_table(filled, query):
    with filled.read() as reading:
        found = steps(reading, lambda: search.find(reading, query))

    scans = [step for step, _ in found if step.startswith("SCAN")]
    assert [step for step in scans if not re.search("INDEX|SCAN (search|\\(|leading)", step)] == []


def test_every_reference_between_tables_has_an_index(database):
    with database.read() as reading:
        tables = [row[0] for row in reading.rows("SELECT name FROM pragma_table_list")]
        missing = {
            (table, column)
            for table in tables
            for _, _, _, column, *_ in reading.rows(f"PRAGMA foreign_key_list({table})")
            if column not in leading_columns(reading, table)
        }

    assert missing == set()


def leading_columns(reading, table):
    return {
        reading.rows(f"PRAGMA index_info({name})")[0][2]
        for _, name, *_ in reading.rows(f"PRAGMA index_list({table})")
    }
