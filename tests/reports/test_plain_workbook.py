"""A workbook of plain tables gives every value back as it was, whatever a text holds."""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from crm_desktop.reports.plain_workbook import LONGEST_CELL, Cell, PlainWorkbook

HOSTILE = [
    "=1+1",
    "<r>&amp;</r>",
    " a ",
    "\ta\n",
    "a_b",
    "'",
    '"',
    "𬱖王",
    "👩‍👩‍👧",
    "]]>",
    "00123",
    "_x0041_",
    "_x0041_x0042_",
    "c\rd\x01",
]


def written(path, heads: list[str], *lines: list[Cell]) -> None:
    book = PlainWorkbook(path)
    with book.sheet("One & two", heads) as sheet:
        for line in lines:
            sheet.write(line)
    book.close()


def test_texts_stay_as_they_are(tmp_path):
    written(tmp_path / "a.xlsx", HOSTILE, list(HOSTILE))

    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))

    assert book.sheet_names == ["One & two"]
    assert book.get_sheet_by_index(0).to_python() == [HOSTILE, HOSTILE]


def test_values_keep_their_type(tmp_path):
    line = [True, 7, Decimal("1E+3"), Decimal("-0.25"), date(2026, 2, 28), date(1899, 1, 2), None]
    written(tmp_path / "a.xlsx", [*"abcdefg"], line, [False, 10**15, *[None] * 5])

    _, first, second = (
        CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    )

    assert first == [True, 7, 1000, -0.25, date(2026, 2, 28), "1899-01-02", ""]
    assert second == [False, "1000000000000000", "", "", "", "", ""]


@pytest.mark.parametrize("text", ["\0\x01", "\ufffe", "_x0041_", "x" * 40_000])
def test_what_a_sheet_cannot_hold_harms_nothing(tmp_path, text):
    written(tmp_path / "a.xlsx", ["head"] * 30, [text] * 30)

    with ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    cells = parts["xl/worksheets/sheet1.xml"].findall(".//{*}c")

    assert [cell.get("r") for cell in cells[-5:]] == ["Z2", "AA2", "AB2", "AC2", "AD2"]
    assert max(len("".join(cell.itertext())) for cell in cells) <= LONGEST_CELL
