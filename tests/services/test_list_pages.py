"""The list of a window: first rows with little to load, snapshots, pages, choices of filters."""

import subprocess
import sys
from pathlib import Path

import pytest
from builders import bin_customer, customer, store_customer, taboo

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import CustomerKind, Stage, Tag
from crm_desktop.domain.list_filters import FilterKey, parse_filter
from crm_desktop.domain.list_queries import ListColumn, ListQuery, query_of
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.services import list_pages

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAINT = """
import sys
from pathlib import Path
from crm_desktop.domain.list_queries import ListQuery
from crm_desktop.services.list_pages import first_rows
from crm_desktop.storage.database import open_file
database = open_file(Path(sys.argv[1]))
print([row.name for row in first_rows(database, ListQuery())])
database.close()
heavy = "sqlmodel sqlalchemy pydantic alembic reportlab pypinyin opencc babel phonenumbers PySide6"
print(sorted(set(heavy.split()) & {name.split(".")[0] for name in sys.modules}))
"""


@pytest.fixture
def people(database):
    """Four living customers and one in the bin; their keys by name."""
    rows = [
        (customer("Acme", owner="Li Wei", city="Leeds"), [Tag(1, "VIP"), TierPin(1, "A", "Key")]),
        (customer("Bolt", owner="Li Wei", stage=Stage.LEAD), [Tag(1, "VIP"), Tag(1, "old")]),
        (customer("Core", city="Leeds", kind=CustomerKind.PERSON), [taboo()]),
        (customer("Dune", owner="Ann"), []),
        (customer("Gone", owner="Ann", city="Leeds"), [Tag(1, "VIP")]),
    ]
    keys = {one.name: store_customer(database, one, *facts) for one, facts in rows}
    bin_customer(database, keys["Gone"])
    return keys


def named(rows):
    return [row.name for row in rows]


def typed(database, text, sort=None):
    return named(list_pages.first_rows(database, query_of(parse_filter(text), sort)))


def test_the_first_rows_are_read_without_what_they_do_not_need(database, people):
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", FIRST_PAINT, str(database.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.splitlines() == ["['Acme', 'Bolt', 'Core', 'Dune']", "[]"]


def test_the_snapshot_and_its_pages_hold_who_is_not_in_the_bin(database, people):
    query = ListQuery(ListColumn.NAME, descending=True)

    keys = list_pages.keys(database, query)

    assert named(list_pages.rows(database, keys[1:3])) == ["Core", "Bolt"]
    assert len(keys) == list_pages.count(database) == 4
    assert list_pages.rows(database, []) == []
    assert list_pages.rows(database, [people["Gone"], 999]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tier:A", ["Acme"]),
        ('owner:"Li Wei"', ["Acme", "Bolt"]),
        ("owner:li tag:old", ["Bolt"]),
        ("owner:none", ["Core"]),
        ("tag:none", ["Core", "Dune"]),
        ("tag:none tag:old", ["Bolt", "Core", "Dune"]),
        ("bought:no tier:A", ["Acme"]),
        ("taboo:yes", ["Core"]),
        ("taboo:no tag:VIP stage:lead", ["Bolt"]),
        ("completeness:100 city:leeds", ["Acme", "Core"]),
        ("completeness:<1%", []),
        ("acme", ["Acme"]),
        ("bolt tier:A", []),
        ("leeds", ["Acme", "Core"]),
    ],
)
def test_a_typed_filter_asks_the_same_as_chips(database, people, text, expected):
    assert typed(database, text) == expected


@pytest.mark.parametrize("text", ["completeness:0", "completeness:x", "man:XYZ", "overdue:maybe"])
def test_a_value_nobody_understands_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_filter(text)

    assert caught.value.problem.code == "filter_value_unknown"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (FilterKey.OWNER, [("Li Wei", 2), ("Ann", 1), ("none", 1)]),
        (FilterKey.CITY, [("Leeds", 2), ("none", 2)]),
        (FilterKey.TAG, [("VIP", 2), ("none", 2), ("old", 1)]),
        (FilterKey.TIER, [("A", 1), ("B", 0), ("C", 0), ("none", 3)]),
        (FilterKey.KIND, [("company", 3), ("person", 1)]),
        (FilterKey.TABOO, [("yes", 1), ("no", 3)]),
        (FilterKey.OVERDUE, [("yes", 0), ("no", 4)]),
        (FilterKey.MAN, [("none", 4)]),
        (FilterKey.COMPLETENESS, []),
    ],
)
def test_the_choices_of_a_filter_count_who_is_not_in_the_bin(database, people, key, expected):
    found = list_pages.facet_values(database, key)

    assert [(facet.value, facet.count) for facet in found] == expected


@pytest.mark.parametrize("key", [key for key in FilterKey if key is not FilterKey.COMPLETENESS])
def test_every_choice_finds_as_many_as_it_says(database, people, key):
    for facet in list_pages.facet_values(database, key):
        found = list_pages.keys(database, ListQuery(terms={key: (facet.value,)}))
        assert len(found) == facet.count


def test_an_edit_is_in_the_list_at_once(database, people):
    with database.write("customer_changed") as work:
        work.change(Kind.CUSTOMER, people["Dune"], city="Leeds")

    assert typed(database, "city:leeds") == ["Acme", "Core", "Dune"]
