"""The import understands every list of the sample file without a question or a refusal."""

import csv
import tomllib
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.domain.import_evidence import TableEvidence
from crm_desktop.domain.import_guess import understand
from crm_desktop.domain.import_rows import RowReader
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.import_values import ReadingContext
from crm_desktop.domain.imports import Conventions, DateOrder, TableMapping
from crm_desktop.language.cleaning import clean

SAMPLE = Path(__file__).parents[1] / "resources" / "sample"
IMPORTED = [path.stem for path in sorted(SAMPLE.glob("*.csv"))]
TODAY = date(2026, 2, 27)
OFFSETS = Conventions(date_order=DateOrder.OFFSET, currency="CNY")


def view(name: str) -> TableView:
    lines = (SAMPLE / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    header, *cells = map(tuple, csv.reader(lines))
    return TableView(name, header, cells, OFFSETS)


@pytest.fixture(scope="module")
def understood() -> dict[str, tuple[TableView, TableMapping]]:
    views = [view(name) for name in IMPORTED]
    pairs = zip(views, understand(views, TODAY), strict=True)
    return {table.name: (table, mapping) for table, mapping in pairs}


def test_the_mapping_names_every_list_and_says_that_days_are_offsets() -> None:
    mapping = tomllib.loads((SAMPLE / "mapping.toml").read_text(encoding="utf-8"))

    stated = {table["file"]: (table["entity"], table["dates"]) for table in mapping["table"]}

    assert stated == {f"{name}.csv": (name, "offset") for name in IMPORTED}


@pytest.mark.parametrize("name", IMPORTED)
def test_the_import_knows_a_list_and_its_columns(
    understood: dict[str, tuple[TableView, TableMapping]], name: str
) -> None:
    table, mapping = understood[name]

    bound = {place for binding in mapping.bindings for place in binding.columns}
    left = {heading for place, heading in enumerate(table.header or ()) if place not in bound}

    assert mapping.entity.value == name
    assert left == set()


@pytest.mark.parametrize("name", IMPORTED)
def test_the_import_refuses_no_row(
    understood: dict[str, tuple[TableView, TableMapping]], name: str
) -> None:
    table, mapping = understood[name]
    evidence = TableEvidence(mapping)
    evidence.observe(table.sample)
    context = ReadingContext(name, TODAY, clean)

    batch = RowReader(mapping, evidence.formats(OFFSETS), context).read(
        list(enumerate(table.sample, 2))
    )

    assert len(batch.rows) == len(table.sample)
    assert not batch.refusals
