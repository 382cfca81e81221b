# ruff: noqa: DTZ001 (moments in a workbook have no zone)
"""Workbooks are read as a person sees them, and none of them harms the program."""

import gc
import multiprocessing
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from crm_desktop.formats import workbook_child, workbook_file
from crm_desktop.formats.list_file import read_lists
from crm_desktop.formats.table import RowProblemCode, TableError, TableErrorCode
from crm_desktop.formats.workbook_child import cell_text

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "xlsx"
HEADER = ("Name", "City", "Phone")


@pytest.fixture
def book(tmp_path):
    """Make a workbook: `book({"Sheet": rows})`, or with a function that fills a sheet."""

    def make(sheets, name="customers.xlsx", **options):
        path = tmp_path / name
        with Workbook(path, options) as workbook:
            for title, rows in sheets.items():
                sheet = workbook.add_worksheet(title)
                if callable(rows):
                    rows(workbook, sheet)
                else:
                    for number, cells in enumerate(rows):
                        sheet.write_row(number, 0, cells)
        return path

    return make


def only(path):
    (table,) = read_lists(path)
    return table


def rows_of(table, problems=None):
    return list(table.rows([].append if problems is None else problems.append))


def codes(table):
    return [one.code.value for one in table.warnings]


def test_a_sheet_is_a_list_with_its_header_and_line_numbers(book):
    table = only(book({"All": [HEADER, ("张梅", "上海", "021-1"), ("Ann", "", "3")]}))

    assert table.header == HEADER
    assert rows_of(table) == [(2, ("张梅", "上海", "021-1")), (3, ("Ann", "", "3"))]
    assert table.sample == tuple(rows_of(table))
    assert (table.path.name, table.name) == ("customers.xlsx", "customers")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (17850.0, "17850"),
        (0.1 + 0.2, "0.3"),
        (12345678901234567890.0, "12345678901234567168"),
        (-2.5, "-2.5"),
        (True, "true"),
        (datetime(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 9, 30), "2024-05-01 09:30:00"),
        (date(1904, 1, 2), "1904-01-02"),
        ("00123", "00123"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_is_what_a_person_reads(value, text):
    assert cell_text(value) == text


def test_titles_above_the_header_are_left_out_and_said(book):
    above = [("Customers of 2024",), (), ("as of", "May")]

    table = only(book({"S": [*above, HEADER, ("Ann", "Leeds", "1"), ("Bo", "Bath", "2")]}))

    assert table.header == HEADER
    assert [line for line, _ in rows_of(table)] == [5, 6]
    assert codes(table) == ["lines_before_header"]


def test_headings_over_several_columns_go_into_the_names_beneath(book):
    def fill(_, sheet):
        sheet.write(0, 0, "Name")
        sheet.merge_range(0, 1, 0, 2, "Phone")
        sheet.write_row(1, 0, ("", "mobile", "office"))
        sheet.write_row(2, 0, ("Ann", "0151 1", "0211 2"))
        sheet.write_row(3, 0, ("Bo", "0151 3", "0211 4"))

    table = only(book({"S": fill}))

    assert table.header == ("Name", "Phone mobile", "Phone office")
    assert [line for line, _ in rows_of(table)] == [3, 4]


def test_what_is_merged_downwards_stands_in_every_row(book):
    def fill(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("Ann", "", "1"))
        sheet.write_row(2, 0, ("Bo", "", "2"))
        sheet.merge_range(1, 1, 2, 1, "Leeds")
        sheet.write_row(3, 0, ("Cy", "Bath", "3"))

    cities = [cells[1] for _, cells in rows_of(only(book({"S": fill})))]

    assert cities == ["Leeds", "Leeds", "Bath"]


def test_several_sheets_are_several_lists_and_hidden_ones_are_said(book):
    def hidden(_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.hide()

    path = book(
        {"People": [HEADER, ("A", "B", "1")], "Old": [HEADER, ("C", "D", "2")], "x": hidden}
    )

    tables = read_lists(path)

    assert [one.path.name for one in tables] == ["customers.xlsx#People", "customers.xlsx#Old"]
    assert [one.name for one in tables] == ["customers People", "customers Old"]
    assert codes(tables[0]) == ["hidden_sheets"]


def test_days_are_right_in_books_that_count_from_1904(book):
    def fill(workbook, sheet):
        sheet.write_row(0, 0, ("Name", "Since"))
        sheet.write(1, 0, "Ann")
        style = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 1, datetime(2020, 2, 29), style)

    table = only(book({"S": fill}, date_1904=True))

    assert rows_of(table)[0][1] == ("Ann", "2020-02-29")


def test_a_formula_counts_by_what_it_showed(book):
    def fill(_, sheet):
        sheet.write_row(0, 0, ("Name", "Total"))
        sheet.write(1, 0, "Ann")
        sheet.write_formula(1, 1, "=40+2", None, 42)

    assert rows_of(only(book({"S": fill})))[0][1] == ("Ann", "42")


def test_rows_beyond_the_width_seen_are_refused_by_name(book, monkeypatch):
    monkeypatch.setattr(workbook_file, "_SAMPLE_ROWS", 2)
    rows = [HEADER, *[("a", "b", "c")] * 5, ("a", "b", "c", "d"), ("e", "f", "g")]
    problems = []

    found = rows_of(only(book({"S": rows})), problems)

    assert len(found) == 6
    assert [(one.code, one.line) for one in problems] == [(RowProblemCode.TOO_LONG, 7)]


def test_the_strict_form_is_read_like_the_usual_one(book, tmp_path):
    path = book({"S": [HEADER, ("Ann", "Leeds", "1"), ("Bo", "Bath", "2")]})
    strict = tmp_path / "strict.xlsx"
    usual, its = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace(f"{usual}spreadsheetml/2006/main", f"{its}spreadsheetml/main")
            new.writestr(name, text)

    assert rows_of(only(strict)) == rows_of(only(path))


def refused(path):
    with pytest.raises(TableError) as caught:
        read_lists(path)
    return caught.value.code


def test_an_empty_workbook_is_said_to_be_empty(book):
    assert refused(book({"S": []})) is TableErrorCode.EMPTY


def test_a_workbook_with_a_password_is_said_to_be_locked(tmp_path):
    path = tmp_path / "locked.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + name + bytes(2000))

    assert refused(path) is TableErrorCode.WORKBOOK_LOCKED


def test_a_workbook_cut_short_is_said_to_be_damaged(book):
    path = book({"S": [HEADER, ("Ann", "Leeds", "1")]})
    path.write_bytes(path.read_bytes()[:-200])

    assert refused(path) in {TableErrorCode.WORKBOOK_DAMAGED, TableErrorCode.NOT_A_LIST}


def with_member(path, name, content):
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_a_bomb_is_not_opened(book):
    path = with_member(book({"S": [HEADER]}), "xl/media/zeros.bin", bytes(60_000_000))

    assert refused(path) is TableErrorCode.WORKBOOK_UNREASONABLE


def test_a_workbook_that_declares_entities_is_not_opened(book):
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'

    assert refused(with_member(book({"S": [HEADER]}), "xl/extra.xml", text)) is (
        TableErrorCode.WORKBOOK_UNREASONABLE
    )


def test_a_parser_that_dies_ends_in_a_sentence(book, monkeypatch):
    monkeypatch.setattr(workbook_child, "serve", _dies)

    assert refused(book({"S": [HEADER]})) is TableErrorCode.WORKBOOK_UNREASONABLE


def _dies(connection, path):
    raise SystemExit(9)


def test_a_parser_that_hangs_is_given_up(book, monkeypatch):
    monkeypatch.setattr(workbook_child, "serve", _hangs)
    monkeypatch.setattr(workbook_file, "LONGEST_SILENCE_S", 0.2)

    assert refused(book({"S": [HEADER]})) is TableErrorCode.WORKBOOK_UNREASONABLE


def _hangs(connection, path):
    time.sleep(600)


def test_a_list_can_be_read_again_and_while_another_is_read(book):
    people, old = read_lists(
        book({"A": [HEADER, *[("a", "b", "c")] * 9_000], "B": [HEADER, ("d", "e", "f")]})
    )

    assert len(rows_of(people)) == len(rows_of(people)) == 9_000
    assert rows_of(old) == [(2, ("d", "e", "f"))]
    assert len(rows_of(people)) == 9_000


def test_whoever_stops_reading_leaves_no_process_behind(book):
    path = book({"S": [HEADER, *[("a", "b", "c")] * 10_000]})
    table = only(path)
    assert next(table.rows([].append))

    del table
    gc.collect()

    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared workbooks are not there")
def test_every_shared_workbook_is_read_or_refused_with_a_reason():
    outcomes = {}
    for path in sorted(SHARED.rglob("*.xls*")):
        try:
            outcomes[path.name] = [len(rows_of(table)) for table in read_lists(path)]
        except TableError as error:
            outcomes[path.name] = error.code.value

    assert outcomes["deaths.xlsx"] == [14, 14]
    assert outcomes["datasets.xlsx"] == [32, 71, 1000]
    assert outcomes["multiplesheets.xlsx"] == [1] * 6
    assert not [one for one in outcomes.values() if isinstance(one, str) and one != "file_empty"]


def test_cells_that_hold_the_mark_between_cells_stay_whole(book):
    mark = workbook_child.SEPARATOR
    rows = [("Name", "City"), (f"A{mark}B{mark}", "x"), ("C", f"{mark}D")]

    table = only(book({"All": rows}))

    assert [cells for _, cells in rows_of(table)] == rows[1:]
