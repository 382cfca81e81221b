"""Real shop tables go from files to values without a mapping."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.domain.import_evidence import TableEvidence
from crm_desktop.domain.import_guess import understand
from crm_desktop.domain.import_rows import RowReader
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.import_values import ReadingContext
from crm_desktop.domain.imports import STATES_NOTHING, Entity
from crm_desktop.formats.csv_file import read_table
from crm_desktop.language.cleaning import clean

TODAY = date(2013, 12, 31)
SHOP = Path(__file__).parents[3] / "shared" / "data" / "chinook"

pytestmark = pytest.mark.skipif(not SHOP.is_dir(), reason="needs the shop's tables")


@pytest.fixture(scope="module")
def shop() -> dict[Entity, list[dict[str, object]]]:
    tables = [read_table(path) for path in sorted(SHOP.glob("*.csv"))]
    views = [TableView(t.name, t.header, [cells for _, cells in t.sample]) for t in tables]
    found = {}
    for table, mapping in zip(tables, understand(views, TODAY), strict=True):
        rows = list(table.rows(pytest.fail))
        evidence = TableEvidence(mapping)
        evidence.observe([cells for _, cells in rows])
        reader = RowReader(
            mapping, evidence.formats(STATES_NOTHING), ReadingContext(table.name, TODAY, clean)
        )
        batch = reader.read(rows)
        assert batch.refusals == []
        keys = [binding.field for binding in batch.bindings]
        found[mapping.entity] = [dict(zip(keys, row, strict=True)) for row in batch.rows]
    return found


@pytest.mark.parametrize(
    ("entity", "count"),
    [
        (Entity.CUSTOMERS, 59),
        (Entity.PURCHASES, 412),
        (Entity.PURCHASE_LINES, 2240),
        (Entity.PRODUCTS, 3503),
        (Entity.OWNERS, 8),
        (Entity.CATEGORIES, 25),
    ],
)
def test_every_row_of_the_shop_is_understood(shop, entity, count):
    assert len(shop[entity]) == count


def test_the_amounts_add_up_to_the_known_total(shop):
    assert sum(row["amount"][0] for row in shop[Entity.PURCHASES]) == Decimal("2328.60")


def test_the_days_span_the_known_years(shop):
    days = [row["purchased_on"] for row in shop[Entity.PURCHASES]]
    assert (min(days), max(days)) == (date(2009, 1, 1), date(2013, 12, 22))


@pytest.mark.parametrize(
    ("entity", "key", "target"),
    [
        (Entity.PURCHASES, "customer_id", Entity.CUSTOMERS),
        (Entity.PURCHASE_LINES, "purchase_id", Entity.PURCHASES),
        (Entity.PURCHASE_LINES, "product_id", Entity.PRODUCTS),
        (Entity.PRODUCTS, "category_id", Entity.CATEGORIES),
        (Entity.CUSTOMERS, "owner_id", Entity.OWNERS),
    ],
)
def test_every_reference_meets_its_row(shop, entity, key, target):
    known = {row["external_id"] for row in shop[target]}
    assert {row[key] for row in shop[entity]} <= known
