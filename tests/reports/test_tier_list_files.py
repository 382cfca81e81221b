"""The tier list as a workbook and as CSV, read back by other programs' eyes."""

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tier_list_examples import AS_OF, ENGLISH, a_list, a_row, chinese, quota_list

from crm_desktop.domain.tier_scheme import Term, Tier
from crm_desktop.reports import tier_list_xlsx
from crm_desktop.reports.spreadsheets import cells
from crm_desktop.reports.tier_list import TierList
from crm_desktop.reports.tier_list_csv import render_exact, render_guarded
from crm_desktop.text import Language

FORMULAS = ["=1+1", "+86 21", "-2", "@SUM(A1)", "\t=1", "＝1", "http://x.cn", "007"]
EXACT_HEADS = (
    "name,external_id,id,kind,city,owner,rank,tier,previous_tier,change,pinned,index,index_change,"
    "term_revenue,term_frequency,term_recency,term_expected,term_growth,term_strategic,"
    "revenue_12m,currency,revenue_share,last_contact,next_action,next_action_on,strategy"
)


def exact_rows(tier_list: TierList) -> list[dict[str, str]]:
    text = render_exact(tier_list).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def guarded_rows(tier_list: TierList, language: Language = ENGLISH) -> list[dict[str, str]]:
    text = render_guarded(tier_list, language).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def workbook(tier_list: TierList, language: Language = ENGLISH) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(tier_list_xlsx.render(tier_list, language)))


def sheet_rows(tier_list: TierList) -> list[dict[str, object]]:
    heads, *rows = workbook(tier_list).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def part(tier_list: TierList, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(tier_list_xlsx.render(tier_list, ENGLISH))) as package:
        return package.read(name).decode("utf-8")


def test_the_heads_for_programs_are_stable_in_any_language() -> None:
    assert render_exact(a_list([])).decode().splitlines() == [EXACT_HEADS]


def test_programs_read_every_value_exactly() -> None:
    row = exact_rows(a_list([a_row(7, tier=Tier.A, previous=Tier.B, is_pinned=True)]))[0]
    heads = ("tier", "previous_tier", "change", "pinned")
    assert [row[head] for head in heads] == ["A", "B", "up", "true"]
    assert Decimal(row["index"]) == Decimal("50.123456")
    assert Decimal(row["revenue_12m"]) == Decimal("1234.56")
    assert date.fromisoformat(row["last_contact"]) == date(2024, 12, 24)
    assert (row["currency"], row["revenue_share"]) == ("USD", "1.000000")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_text_for_programs_comes_back_as_it_was(name: str) -> None:
    assert exact_rows(a_list([a_row(1, name=name, next_action=name)]))[0]["name"] == name


@pytest.mark.parametrize("name", FORMULAS[:6])
def test_no_cell_of_the_guarded_file_runs_as_a_formula(name: str) -> None:
    row = guarded_rows(a_list([a_row(1, name=name, revenue_12m=Decimal("-12.5"))]))[0]
    assert row["Customer"] == "'" + name
    assert row["Revenue 12 months"] == "-12.5"


def test_the_guarded_file_opens_in_spreadsheets_with_localised_heads_and_words() -> None:
    content = render_guarded(a_list([a_row(1)]), chinese())
    assert content.startswith(b"\xef\xbb\xbf")
    row = guarded_rows(a_list([a_row(1)]), chinese())[0]
    assert row["客户"] == "Customer 00001"
    assert "企业" in row.values()


def test_cells_of_the_workbook_are_typed() -> None:
    row = sheet_rows(a_list([a_row(7, tier=Tier.A, index=Decimal("75.5"))]))[0]
    assert row["Index"] == 75.5
    assert row["Revenue 12 months"] == 1234.56
    assert row["Share of revenue"] == 1.0
    assert row["Last contact"] == date(2024, 12, 24)
    assert row["Rank"] == 7


@pytest.mark.parametrize("name", [name for name in FORMULAS if not name.startswith("\t")])
def test_text_of_the_workbook_stays_text(name: str) -> None:
    tier_list = a_list([a_row(1, name=name, external_id=name)])
    assert sheet_rows(tier_list)[0]["Customer"] == name
    sheet = part(tier_list, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_what_is_absent_is_an_empty_cell() -> None:
    row = sheet_rows(
        a_list([a_row(1, index=None, rank=None, previous=None, terms={}, last_contact=None)])
    )[0]
    assert {row[head] for head in ("Index", "Rank", "Last contact", "Revenue")} == {""}


def test_the_workbook_is_ready_to_use() -> None:
    tier_list = quota_list(59)
    sheet = part(tier_list, "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A1:Z60"' in sheet
    assert 'state="frozen"' in sheet
    assert "[$USD]" in part(tier_list, "xl/styles.xml")


@pytest.mark.parametrize("name", ["Customer 00001", "上海浦东发展精密机械制造有限公司", "x" * 59])
def test_a_name_has_the_width_it_needs(name: str) -> None:
    sheet = part(a_list([a_row(1, name=name)]), "xl/worksheets/sheet1.xml")
    found = re.search(r'<col min="1" max="\d+" width="([\d.]+)"', sheet)
    assert found is not None
    assert float(found[1]) >= cells(name)


def test_the_second_sheet_sums_up_and_names_the_method() -> None:
    tier_list = quota_list(20)
    rows = workbook(tier_list).get_sheet_by_index(1).to_python()
    facts = {str(row[0]): row for row in rows}
    assert facts["As of"][1] == AS_OF
    assert "15%" in str(facts["Method"][1])
    assert facts["A"][2:4] == [3, 0.15]
    assert facts["Total"][4] == float(tier_list.revenue)
    assert facts["Revenue"][1] == 0.3
    assert len([row for row in rows if str(row[0]) in [str(tier) for tier in Tier]]) == 3


def test_the_chinese_workbook_names_its_sheets_in_chinese() -> None:
    names = workbook(quota_list(3), chinese()).sheet_names
    assert all(not name.isascii() for name in names)


def test_an_empty_list_still_makes_every_file() -> None:
    empty = a_list([])
    assert guarded_rows(empty) == []
    assert sheet_rows(empty) == []
    assert len(Term) == EXACT_HEADS.count("term_")
