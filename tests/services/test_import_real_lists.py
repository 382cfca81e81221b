"""Lists nobody wrote for us, and our sample, come in whole."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from builders import TODAY
from import_lists import Lists, codes, counts

from crm_desktop.domain.changes import Kind
from crm_desktop.services.customers import list_customers

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_shop_comes_in_without_a_mapping(shared_data, database):
    shop = shared_data / "chinook"
    lists = Lists(shop, database)

    report = lists.take(*sorted(shop.glob("*.csv"), reverse=True), source="")

    assert counts(report)["InvoiceLine.csv"] == (2240, 0, 0, 0)
    assert [len(lists.values(kind)) for kind in (Kind.CUSTOMER, Kind.PURCHASE, Kind.PRODUCT)] == [
        59,
        412,
        3503,
    ]
    totals: Counter[str] = Counter()
    for row in rows_of(shop / "Invoice.csv"):
        totals[row["CustomerId"]] += Decimal(row["Total"])
    listed = list_customers(database, as_of=TODAY)
    assert {row.external_id: row.revenue_total for row in listed} == totals
    assert sum(totals.values()) == Decimal("2328.60")
    assert codes(report) == []


def test_owners_and_categories_of_the_shop_are_names(shared_data, database):
    lists = Lists(shared_data / "chinook", database)

    lists.take(source="")

    assert Counter(lists.column(Kind.CUSTOMER, "owner")) == {
        "Jane Peacock": 21,
        "Margaret Park": 20,
        "Steve Johnson": 18,
    }
    assert Counter(lists.column(Kind.PRODUCT, "category"))["Rock"] == 1297


def test_dealers_come_in_by_the_mapping_of_the_guide(shared_data, database, tmp_path):
    guide = (ROOT / "docs" / "import-mapping.md").read_text(encoding="utf-8")
    example = guide.split("## A list without header")[1].split("```toml")[1].split("```")[0]
    mapping = tmp_path / "dealers.toml"
    mapping.write_text(example, encoding="utf-8")
    path = shared_data / "adventureworks" / "DimReseller.csv"
    lists = Lists(path.parent, database)

    report = lists.take(path, source="", mapping=mapping)

    assert counts(report) == {"DimReseller.csv": (701, 0, 0, 0)}
    assert set(lists.column(Kind.CUSTOMER, "kind")) == {"company"}
    with path.open(encoding="utf-8", newline="") as file:
        names = [row[5] for row in csv.reader(file, delimiter="|")]
    assert lists.column(Kind.CUSTOMER, "name") == names
    assert lists.take(path, source="", mapping=mapping).changes.is_empty


def test_the_sample_comes_in_whole_in_any_order(database):
    lists = Lists(SAMPLE, database)

    report = lists.take(source="")

    expected = {path.name: len(rows_of(path)) for path in SAMPLE.glob("*.csv")}
    assert counts(report) == {name: (count, 0, 0, 0) for name, count in expected.items()}
    assert codes(report) == []
    assert lists.take(source="").changes.is_empty


def test_every_column_of_the_sample_has_a_place(database):
    lists = Lists(SAMPLE, database)

    report = lists.take(source="")

    assert [one for one in report.plan.assumptions if "columns" in one.code] == []


@pytest.mark.parametrize("backwards", [False, True])
def test_the_order_of_the_files_does_not_matter(database, backwards):
    lists = Lists(SAMPLE, database)
    paths = sorted(SAMPLE.glob("*.csv"), reverse=backwards)

    lists.take(*paths, mapping=SAMPLE / "mapping.toml")

    promises = sum(bool(row["interaction_id"]) for row in rows_of(SAMPLE / "promises.csv"))
    assert sum(key is not None for key in lists.column(Kind.PROMISE, "interaction_id")) == promises
