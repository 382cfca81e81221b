"""The tier list of a plan becomes a whole file in the format its ending names (D3)."""

import csv
import io
from datetime import timedelta

import pypdfium2
import pytest
from builders import (
    TODAY,
    customer,
    interaction,
    promise,
    purchase,
    set_base_currency,
    store,
    store_customer,
)
from python_calamine import CalamineWorkbook

from crm_desktop.domain.customers import Stage
from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.paths import find_resources
from crm_desktop.services import tier_lists, tiers
from crm_desktop.text import Language, LanguageCode

RESOURCES = find_resources()
DAY = timedelta(days=1)


@pytest.fixture
def shops(database):
    """Two shops tiered 100 days ago, of which the smaller has grown since."""
    set_base_currency(database)
    before = TODAY - 100 * DAY
    big = store_customer(
        database, customer("大店", owner="林"), purchase(500, before), external_id="S-1"
    )
    small = store_customer(database, customer("=Small", city="Leeds"), purchase(100, before))
    tiers.apply(database, tiers.plan(database, as_of=before))
    store(
        database,
        purchase(900, customer_id=small),
        purchase(7, customer_id=small, currency="USD"),
        interaction(TODAY - DAY, customer_id=small),
        promise("Send cups", due_on=TODAY + DAY, customer_id=small),
    )
    tiers.pin(database, TierPin(big, "A", "Flagship"))
    return big, small


def language(code):
    return Language.load(code, RESOURCES / "locale")


def export(database, path, code=LanguageCode.ENGLISH, **options):
    made = tiers.plan(database, as_of=TODAY)
    tier_lists.export(database, made, path, language(code), resources=RESOURCES, **options)


def rows_of(path):
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_csv_for_programs_holds_every_fact_exactly(database, shops, tmp_path):
    big, small = shops
    path = tmp_path / "tiers.csv"

    export(database, path, is_exact=True)

    by_id = {int(row["id"]): row for row in rows_of(path)}
    assert by_id[big]["external_id"] == "S-1"
    assert (by_id[big]["tier"], by_id[big]["pinned"]) == ("A", "true")
    row = by_id[small]
    assert (row["name"], row["city"], row["revenue_12m"]) == ("=Small", "Leeds", "1000")
    assert (row["last_contact"], row["next_action_on"]) == ("2026-06-14", "2026-06-16")
    assert row["next_action"] == "Send cups"
    assert row["index_change"]
    assert row["strategy"]


@pytest.mark.parametrize("code", LanguageCode)
def test_a_csv_for_people_runs_no_formula(database, shops, tmp_path, code):
    path = tmp_path / "tiers.CSV"

    export(database, path, code)

    names = [next(iter(row.values())) for row in rows_of(path)]
    assert not any(name.startswith("=") for name in names)
    assert any("Small" in name for name in names)


@pytest.mark.parametrize(
    ("code", "title"), [(LanguageCode.ENGLISH, "Customer"), (LanguageCode.CHINESE, "客户")]
)
def test_a_workbook_speaks_the_reader_s_language(database, shops, tmp_path, code, title):
    path = tmp_path / "tiers.xlsx"

    export(database, path, code)

    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    cells = [cell for rows in sheets for row in rows for cell in row]
    assert title in cells
    assert "大店" in cells


@pytest.mark.parametrize("code", LanguageCode)
def test_a_pdf_names_everybody(database, shops, tmp_path, code):
    path = tmp_path / "等级.pdf"

    export(database, path, code)

    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "大店" in text
    assert "=Small" in text


def test_amounts_without_a_rate_are_counted_for_the_listed_only(database, shops):
    store_customer(database, customer("Lost", stage=Stage.LOST), purchase(1, currency="USD"))
    made = tiers.plan(database, as_of=TODAY)

    found = tier_lists.tier_list(database, made, organisation="Ours")

    assert found.left_out == 1
    assert found.previous_as_of == TODAY - 100 * DAY


def test_rows_stand_in_rank_order(database, shops):
    made = tiers.plan(database, as_of=TODAY)

    found = tier_lists.tier_list(database, made, organisation="Ours")

    assert [row.id for row in found.rows] == [row.id for row in made.placements]
    assert found.currency == "CNY"


@pytest.mark.parametrize("name", ["tiers.doc", "tiers", "tiers.pdf.zip", ".pdf"])
def test_another_ending_is_refused_before_any_work(database, tmp_path, name):
    with pytest.raises(InputError) as caught:
        tier_lists.check_target(tmp_path / name)

    assert caught.value.problem.code == "export_format"
    assert caught.value.problem.params["formats"] == (".pdf", ".xlsx", ".csv")


def test_a_missing_folder_is_named(database, shops, tmp_path):
    with pytest.raises(InputError) as caught:
        export(database, tmp_path / "none" / "tiers.csv")

    assert caught.value.problem.params["path"] == str(tmp_path / "none")


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_a_list_that_does_not_fit_leaves_the_old_file(database, shops, tmp_path, ending):
    resource = pytest.importorskip("resource")
    path = tmp_path / f"tiers{ending}"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    made = tiers.plan(database, as_of=TODAY)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(FailureError):
            tier_lists.export(
                database, made, path, language(LanguageCode.ENGLISH), resources=RESOURCES
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert path.read_bytes() == b"old"


def test_an_empty_list_is_a_file_too(database, tmp_path):
    for ending in tier_lists.FORMATS:
        export(database, tmp_path / f"tiers{ending}")

    assert len(list(tmp_path.glob("tiers.*"))) == 3
