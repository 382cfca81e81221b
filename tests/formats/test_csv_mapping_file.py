"""A mapping file states how tables are understood, and says where it can't be followed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.import_evidence import TableEvidence
from crm_desktop.domain.import_rows import RowReader
from crm_desktop.domain.import_table_view import TableView
from crm_desktop.domain.import_values import ReadingContext
from crm_desktop.domain.imports import STATES_NOTHING, Batch, DateOrder, Entity, TableMapping
from crm_desktop.formats.csv_file import CsvOptions, read_table
from crm_desktop.formats.mapping_columns import map_by_rule
from crm_desktop.formats.mapping_errors import MappingError, MappingErrorCode
from crm_desktop.formats.mapping_file import MappingFile, read_mapping
from crm_desktop.language.cleaning import clean

TODAY = date(2024, 6, 15)
DOCUMENT = Path(__file__).parents[2] / "docs" / "import-mapping.md"
RESELLERS = Path(__file__).parents[3] / "shared" / "data" / "adventureworks" / "DimReseller.csv"
RESELLER_ROWS = (
    "1|AC-01|555-0100|Warehouse|Acme Cycles|25|Harbour Lane 2||300000.0000|5\n"
    "2|AC-02|555-0101|Specialty|Böhm Räder|4|Markt 1|Hof 3|80000.5000|\n"
)


def mapping_of(folder: Path, text: str) -> MappingFile:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def apply(mapping: MappingFile, path: Path) -> tuple[TableMapping, Batch]:
    rule = mapping.rule_for(path.name)
    table = read_table(path, rule.options)
    view = TableView(table.name, table.header, [cells for _, cells in table.sample])
    found = map_by_rule(rule, view)
    rows = list(table.rows(pytest.fail))
    evidence = TableEvidence(found)
    evidence.observe([cells for _, cells in rows])
    context = ReadingContext(path.name, TODAY, clean)
    return found, RowReader(found, evidence.formats(STATES_NOTHING), context).read(rows)


HEADERLESS = """
source = "dealers"

[[table]]
file = "dealers*.csv"
entity = "customers"
header = false
delimiter = "|"
encoding = "utf-8"
currency = "USD"

[table.columns]
external_id = 2
phone = 3
industry = { column = 4, values = { "Warehouse" = "Wholesale" } }
name = 5
kind = { constant = "company" }
headcount = 6
street = { columns = [7, 8], join = ", " }
annual_revenue = { column = 9, currency = "EUR" }
"custom:terms" = 10
"""


def test_a_table_without_header_is_mapped_by_position(tmp_path):
    path = tmp_path / "dealers_2024.csv"
    path.write_text(RESELLER_ROWS, encoding="utf-8")

    mapping, batch = apply(mapping_of(tmp_path, HEADERLESS), path)

    fields = [binding.field for binding in batch.bindings]
    row = dict(zip(fields, batch.rows[1], strict=True))
    assert (mapping.source, mapping.conventions.currency) == ("dealers", "USD")
    assert row["external_id"] == "AC-02"
    assert row["phone"] == (("", "555-0101"),)
    assert row["kind"] is CustomerKind.COMPANY
    assert row["street"] == "Markt 1, Hof 3"
    assert row["annual_revenue"] == (Decimal("80000.5"), "")
    assert (row["custom:terms"], row["custom:#1"]) == (None, "2")
    assert batch.rows[0][fields.index("industry")] == "Wholesale"


def test_columns_are_found_by_their_headings_as_people_mean_them(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Full-Name,Tel. 1,Tel. 2,Extra\nAnn Lee,1,2,x\n", encoding="utf-8")
    text = """
    [[table]]
    file = "*.csv"
    entity = "customers"
    others = "leave_out"
    [table.columns]
    last_name = { column = "full name", split = " ", part = 2 }
    phone = [{ column = "tel 1", label = "work" }, "Tel. 2"]
    """

    mapping, batch = apply(mapping_of(tmp_path, text), path)

    assert batch.rows == [("Lee", (("work", "1"),), (("", "2"),))]
    assert mapping.assumptions[0].params["columns"] == ("Extra",)


def test_a_rule_without_columns_states_only_conventions(tmp_path):
    text = '[[table]]\nfile = "*.csv"\ndates = "offset"\ndecimals = "comma"\n'

    rule = mapping_of(tmp_path, text).rule_for("Visits.CSV")

    assert (rule.entity, rule.columns, rule.options) == (None, (), CsvOptions())
    assert rule.conventions.date_order is DateOrder.OFFSET


def test_the_first_matching_rule_counts(tmp_path):
    text = '[[table]]\nfile = "a*"\nentity = "taboos"\n[[table]]\nfile = "*"\nentity = "visits"\n'
    mapping = mapping_of(tmp_path, text)

    assert mapping.rule_for("A1.csv").entity is Entity.TABOOS
    assert mapping.rule_for("b.csv").entity is Entity.VISITS


def test_files_no_rule_speaks_of_are_left_to_a_guess(tmp_path):
    assert mapping_of(tmp_path, '[[table]]\nfile = "a.csv"\n').rule_for("b.csv") is None


TABLE = '[[table]]\nfile = "*"\nentity = "customers"\n'


@pytest.mark.parametrize(
    ("text", "code", "key", "allowed"),
    [
        ("[[table", MappingErrorCode.NOT_TOML, "", None),
        ("", MappingErrorCode.NO_TABLES, "table", None),
        ("sauce = 1", MappingErrorCode.UNKNOWN_KEY, "sauce", "source"),
        ("[[table]]\n", MappingErrorCode.MISSING, "table[1].file", None),
        (TABLE + "colour = 1", MappingErrorCode.UNKNOWN_KEY, "table[1].colour", "columns"),
        (TABLE + 'header = "yes"', MappingErrorCode.WRONG_TYPE, "table[1].header", None),
        (TABLE + 'delimiter = "||"', MappingErrorCode.NOT_ALLOWED, "table[1].delimiter", None),
        (TABLE + 'dates = "american"', MappingErrorCode.NOT_ALLOWED, "table[1].dates", "day_first"),
        (TABLE + 'currency = "gold"', MappingErrorCode.NOT_ALLOWED, "table[1].currency", None),
        (
            TABLE + "[table.columns]\nnme = 1",
            MappingErrorCode.UNKNOWN_KEY,
            "table[1].columns.nme",
            "name",
        ),
        (
            TABLE + "[table.columns]\nname = 0",
            MappingErrorCode.WRONG_TYPE,
            "table[1].columns.name",
            None,
        ),
        (
            TABLE + "[table.columns]\nname = { join = ' ' }",
            MappingErrorCode.MISSING,
            "table[1].columns.name",
            "constant",
        ),
        (
            TABLE + "[table.columns]\nname = { column = 1, joint = ' ' }",
            MappingErrorCode.UNKNOWN_KEY,
            "table[1].columns.name.joint",
            "join",
        ),
        (
            '[[table]]\nfile = "*"\n[table.columns]\nname = 1',
            MappingErrorCode.MISSING,
            "table[1].entity",
            "customers",
        ),
        (
            '[[table]]\nfile = "*"\nentity = "aliens"',
            MappingErrorCode.NOT_ALLOWED,
            "table[1].entity",
            "customers",
        ),
    ],
)
def test_a_mistake_is_named_with_its_key_and_what_is_allowed(tmp_path, text, code, key, allowed):
    with pytest.raises(MappingError) as caught:
        mapping_of(tmp_path, text)

    params = caught.value.problem.params
    assert (caught.value.code, params["key"]) == (code, key)
    assert params["path"].endswith("map.toml")
    assert allowed is None or allowed in params["allowed"]


@pytest.mark.parametrize("column", ['"Nmae"', "3"])
def test_a_column_the_file_lacks_is_named_with_those_it_has(tmp_path, column):
    path = tmp_path / "list.csv"
    path.write_text("name,city\nAnn,Ulm\n", encoding="utf-8")

    with pytest.raises(MappingError) as caught:
        apply(mapping_of(tmp_path, TABLE + f"[table.columns]\nname = {column}"), path)

    assert caught.value.code is MappingErrorCode.NO_SUCH_COLUMN
    assert caught.value.problem.params["key"] == "table[1].columns.name"
    assert caught.value.problem.params["allowed"] in (("name", "city"), "1-2")


def test_an_unreadable_mapping_is_an_error_of_input(tmp_path):
    with pytest.raises(MappingError) as caught:
        read_mapping(tmp_path / "none.toml")
    assert caught.value.code is MappingErrorCode.UNREADABLE


@pytest.mark.parametrize("language", ["", ".zh_CN"])
def test_the_examples_of_the_documents_can_be_read(tmp_path, language):
    text = DOCUMENT.with_suffix(f"{language}.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in text.split("```toml\n")[1:]]

    assert len(examples) >= 2
    assert all(mapping_of(tmp_path, example).rules for example in examples)


@pytest.mark.skipif(not RESELLERS.is_file(), reason="needs the reseller list")
def test_the_documented_example_reads_the_real_reseller_list(tmp_path):
    text = DOCUMENT.read_text(encoding="utf-8")
    example = next(
        part.split("```")[0] for part in text.split("```toml\n")[1:] if "DimReseller" in part
    )

    _, batch = apply(mapping_of(tmp_path, example), RESELLERS)

    row = dict(zip([b.field for b in batch.bindings], batch.rows[0], strict=True))
    assert (len(batch.rows), batch.refusals) == (701, [])
    assert (row["external_id"], row["name"]) == ("AW00000001", "A Bike Store")
