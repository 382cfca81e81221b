"""A list in a file becomes rows, whatever its encoding, delimiter and raggedness."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.formats.csv_file import CsvOptions, read_table
from crm_desktop.formats.table import (
    RowProblem,
    RowProblemCode,
    Table,
    TableError,
    TableErrorCode,
    TableWarningCode,
)

STRAY = RowProblemCode.STRAY_QUOTE
REAL = Path(__file__).parents[3] / "shared" / "data"
CHINESE = "姓名,电话,城市\n张三,13800000000,北京\n李四,,上海\n"
TAIWANESE = "姓名,電話,公司\n陳小姐,0912345678,台灣電子股份有限公司\n林先生,,新北市政府\n"
WESTERN = "Name,City\nKöhler,Köln\nGonçalves,São José\nTremblay,Montréal\n"


def write(folder: Path, content: bytes | str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(table: Table) -> tuple[list[tuple[str, ...]], list[RowProblem]]:
    problems: list[RowProblem] = []
    return [cells for _, cells in table.rows(problems.append)], problems


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "utf-16"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        (CHINESE, "utf-32"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (TAIWANESE, "utf-8"),
        (WESTERN, "cp1252"),
        (WESTERN, "utf-8"),
        (WESTERN, "utf-16"),
        ("Name;Preis\nMüller;5 €\n", "cp1252"),
        ("客户\n中国银行\n", "gb18030"),
        ("客戶\n中國銀行\n", "big5"),
        ("name\n郑爽\n", "gb18030"),
        ("name,note\n吴昊,好\n", "gb18030"),
        ("name,note\n吳昊,胡歌\n", "big5"),
        ("name,note\nGrüße,naïve\n", "cp1252"),
        ("имя,город\nИван,Москва\n", "utf-8"),
        ("name,città\nŁukasz,Łódź\n", "utf-8"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(tmp_path, text, encoding):
    table = read_table(write(tmp_path, text.encode(encoding)))

    rows, problems = read(table)

    expected = list(csv.reader(io.StringIO(text), delimiter=table.delimiter))
    assert [list(table.header or ()), *map(list, rows)] == expected
    assert problems == []


def test_an_encoding_shows_late_in_a_long_file(tmp_path):
    text = "name,city\n" + "Smith,London\n" * 200_000 + "张三,北京\n"

    rows, _ = read(read_table(write(tmp_path, text.encode("gb18030"))))

    assert rows[-1] == ("张三", "北京")


def test_one_damaged_line_leaves_a_utf8_file_utf8(tmp_path):
    lines = ["姓名,城市", *["张三,北京"] * 60]
    content = "\n".join(lines).encode() + b"\n\xd5\xc5,x\n"
    table = read_table(write(tmp_path, content))

    rows, problems = read(table)

    assert table.warnings[0].code is TableWarningCode.UNDECODABLE_BYTES
    assert rows[0] == ("张三", "北京")
    assert [(p.code, p.line) for p in problems] == [(RowProblemCode.DAMAGED_CHARACTERS, 62)]


def test_a_stated_encoding_wins(tmp_path):
    path = write(tmp_path, "name,city\nИван,Москва\n".encode("cp1251"))

    rows, _ = read(read_table(path, CsvOptions(encoding="cp1251")))

    assert rows == [("Иван", "Москва")]


def test_text_nobody_can_place_is_read_with_a_warning(tmp_path):
    path = write(tmp_path, b"name,city\n\x81\x8d\x8f,\x90\x9d\n")

    table = read_table(path)

    assert TableWarningCode.ENCODING_UNCERTAIN in {w.code for w in table.warnings}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_gives_rows_of_equal_width(tmp_path, delimiter):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([["name", "note"], ["Ann", "a, b; c | d"], ["Bo", "line one\nline, two"]])

    table = read_table(write(tmp_path, text.getvalue()))

    assert table.delimiter == delimiter
    assert read(table)[0] == [("Ann", "a, b; c | d"), ("Bo", "line one\nline, two")]


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path):
    table = read_table(write(tmp_path, "name;amount\nA;1,5\nB;2,75\nC;3,0\n"))

    assert table.header == ("name", "amount")
    assert read(table)[0][1] == ("B", "2,75")


def test_a_separator_line_is_obeyed_and_left_out(tmp_path):
    table = read_table(write(tmp_path, "sep=;\r\nname;note\r\nAnn;a,b\r\n"))

    assert (table.header, read(table)[0]) == (("name", "note"), [("Ann", "a,b")])


def test_a_single_column_is_a_list_too(tmp_path):
    table = read_table(write(tmp_path, "email\na@example.org\nb@example.org\n"))

    assert (table.width, len(read(table)[0])) == (1, 2)


def test_title_lines_before_the_header_are_left_out_aloud(tmp_path):
    table = read_table(write(tmp_path, "Customers 2024\n\nname,city\nAnn,Bonn\nBo,Ulm\n"))

    assert table.header == ("name", "city")
    assert table.warnings[0].code is TableWarningCode.LINES_BEFORE_HEADER


@pytest.mark.parametrize(
    ("row", "code"),
    [("1,2,,too long", RowProblemCode.TOO_LONG), ("1,2", RowProblemCode.TOO_SHORT)],
)
def test_a_row_of_another_width_is_refused_with_its_line(tmp_path, row, code):
    path = write(tmp_path, f"a,b,c\nx,y,z\n{row}\nu,v,w\n")

    rows, problems = read(read_table(path))

    assert rows == [("x", "y", "z"), ("u", "v", "w")]
    assert [(p.code, p.line, p.is_refused) for p in problems] == [(code, 3, True)]


def test_empty_cells_too_many_are_dropped(tmp_path):
    rows, problems = read(read_table(write(tmp_path, "a,b\n1,x,,\n2,y\n")))

    assert (rows, problems) == ([("1", "x"), ("2", "y")], [])


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ('5,"Unclosed,foo', ("5", "Unclosed", "foo")),
        ('5,foo,"Unclosed', ("5", "foo", "Unclosed")),
        ('5,"Acme" Ltd,foo', ("5", "Acme Ltd", "foo")),
        ('5,"Acme" ,foo', ("5", "Acme ", "foo")),
        ('5,27" screen,foo', ("5", '27" screen', "foo")),
    ],
)
def test_a_stray_quote_costs_no_neighbour(tmp_path, broken, expected):
    path = write(tmp_path, f'a,b,c\n4,x,y\n{broken}\n6,"Next",bar\n7,"Last ""one""",z\n')

    rows, problems = read(read_table(path))

    assert rows == [("4", "x", "y"), expected, ("6", "Next", "bar"), ("7", 'Last "one"', "z")]
    assert all(p.line == 3 and not p.is_refused for p in problems)


def test_a_stray_quote_in_a_long_file_is_reported_and_the_rest_read(tmp_path):
    lines = ["a,b", *(f"{n},x" for n in range(5_000))]
    lines[2_000] = '1999,"x'

    rows, problems = read(read_table(write(tmp_path, "\n".join(lines))))

    assert len(rows) == 5_000
    assert [(p.code, p.line) for p in problems] == [(RowProblemCode.STRAY_QUOTE, 2_001)]


def test_two_stray_quotes_that_pair_up_do_not_pass_in_silence(tmp_path):
    path = write(tmp_path, 'a,b,c\n1,x,y\n5,",foo\n6,x,y\n9,",bar\n8,x,y\n')

    _, problems = read(read_table(path))

    assert [(p.code, p.line) for p in problems] == [(RowProblemCode.LINES_INSIDE_QUOTES, 3)]


def test_a_long_quoted_address_raises_no_alarm(tmp_path):
    text = 'a,b,c\n1,"12 Main St, Flat 2\nBerlin, Germany",y\n2,x,"one\ntwo\nthree, four"\n'

    rows, problems = read(read_table(write(tmp_path, text)))

    assert rows[0][1] == "12 Main St, Flat 2\nBerlin, Germany"
    assert problems == []


def test_backslash_escapes_are_understood(tmp_path):
    text = 'a,b\n1,"He said \\"hi\\", twice"\n2,"\\"ok\\""\n'

    rows, problems = read(read_table(write(tmp_path, text)))

    assert (rows[0][1], problems) == ('He said "hi", twice', [])


def test_windows_paths_keep_their_backslashes(tmp_path):
    rows, _ = read(read_table(write(tmp_path, 'a,b\n1,C:\\new\n2,"C:\\top\\"\n')))

    assert [row[1] for row in rows] == ["C:\\new", "C:\\top\\"]


def test_nul_bytes_are_removed_with_a_warning(tmp_path):
    table = read_table(write(tmp_path, b"a,b,c\n\x00,2,3\nx\x00y,2,3\n"))

    assert table.warnings[0].code is TableWarningCode.NUL_REMOVED
    assert [cells for _, cells in table.rows(lambda _: None)] == [("", "2", "3"), ("xy", "2", "3")]


def test_a_cell_above_the_cap_refuses_its_row_only(tmp_path):
    path = write(tmp_path, f'a,b\n1,x\n2,"{"y" * 200_000}"\n3,z\n')

    rows, problems = read(read_table(path))

    assert rows == [("1", "x"), ("3", "z")]
    assert [(p.code, p.line) for p in problems] == [(RowProblemCode.CELL_TOO_LARGE, 3)]


def test_an_endless_line_is_skipped(tmp_path):
    path = write(tmp_path, f"a,b\n1,x\n2,{'y' * 2_500_000}\n3,z\n")

    rows, problems = read(read_table(path))

    assert rows == [("1", "x"), ("3", "z")]
    assert [p.code for p in problems] == [RowProblemCode.LINE_TOO_LONG]


@pytest.mark.parametrize(
    ("content", "has_header"),
    [
        ("name,city\nAnn,Bonn\n", True),
        ("姓名,城市\n张三,北京\n", True),
        ("1,2,3\n4,5,6\n", False),
        ("Ann,a@example.org\nBo,b@example.org\n", False),
        ("1|AW001|245-555-0173|Shop\n2|AW002|170-555-0127|Store\n", False),
        ("region,2023,2024\nNorth,17.5,18\nSouth,12.1,13\n", True),
        ("name,created\nAnn,2024-01-01\n", True),
        ("Ann,2024-01-01\nBo,2024-01-02\n", False),
    ],
)
def test_a_header_is_told_from_data(tmp_path, content, has_header):
    assert (read_table(write(tmp_path, content)).header is not None) is has_header


def test_a_mapping_may_say_that_there_is_no_header(tmp_path):
    path = write(tmp_path, "Ann,Bonn\nBo,Ulm\n")

    table = read_table(path, CsvOptions(has_header=False))

    assert (table.header, len(read(table)[0])) == (None, 2)


def test_a_doubled_heading_is_named(tmp_path):
    table = read_table(write(tmp_path, "name,phone,phone\nAnn,1,2\n"))

    assert [(w.code, w.params["name"]) for w in table.warnings] == [
        (TableWarningCode.DUPLICATE_HEADER, "phone")
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_a_line_end(tmp_path, newline):
    path = write(tmp_path, newline.join(["a,b", "1,x", "", "2,y", ""]))

    problems: list[RowProblem] = []
    assert list(read_table(path).rows(problems.append)) == [(2, ("1", "x")), (4, ("2", "y"))]


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b" \n\n", b",,,\n"])
def test_an_empty_file_says_so(tmp_path, content):
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, content))
    assert caught.value.code is TableErrorCode.EMPTY


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path):
    for path, code in [
        (tmp_path, TableErrorCode.FOLDER),
        (tmp_path / "none.csv", TableErrorCode.NOT_FOUND),
    ]:
        with pytest.raises(TableError) as caught:
            read_table(path)
        assert caught.value.code is code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04....readme", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "xls"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0JFIF", "image"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "vcard"),
        (b"<!DOCTYPE html><html><table>", "html"),
        (b'{"name": "Ann"}', "json"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path, content, kind):
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, content))
    assert caught.value.problem.params["looks_like"] == kind


def test_an_unknown_encoding_is_refused(tmp_path):
    with pytest.raises(TableError) as caught:
        read_table(write(tmp_path, "a,b\n1,2\n"), CsvOptions(encoding="klingon"))
    assert caught.value.code is TableErrorCode.UNKNOWN_ENCODING


def _sayable(encoding: str) -> st.SearchStrategy[str]:
    alphabet = st.characters(codec=encoding, exclude_categories=("Cs", "Cc"))
    return st.text(st.one_of(alphabet, st.sampled_from(',;\t|"\n ')), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_what_was_written_is_read_back(tmp_path, data, delimiter, encoding):
    row = st.tuples(st.just("key"), *[_sayable(encoding)] * 2)
    rows = data.draw(st.lists(row, max_size=8))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([("one", "two", "three"), *rows])
    path = write(tmp_path, text.getvalue().encode(encoding))

    table = read_table(path, CsvOptions(encoding=encoding, delimiter=delimiter, has_header=True))

    assert read(table)[0] == rows


SPECTRUM = REAL / "csv/spectrum"
# Upstream slips: one answer differs from its table, two tables lost their carriage returns.
SLIPS = {"location_coordinates", "newlines_crlf"}


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="needs the csv-spectrum files")
@pytest.mark.parametrize(
    "answer",
    [path for path in sorted(SPECTRUM.glob("json/*.json")) if path.stem not in SLIPS],
    ids=lambda path: path.stem,
)
def test_the_published_answers_of_csv_spectrum_hold(answer):
    table = read_table(SPECTRUM / "csvs" / f"{answer.stem}.csv")

    rows = [dict(zip(table.header or (), cells, strict=True)) for cells in read(table)[0]]

    assert rows == json.loads(answer.read_text(encoding="utf-8"))


@pytest.mark.skipif(not (REAL / "csv").is_dir(), reason="needs the collected files")
@pytest.mark.parametrize(
    "path",
    [path for path in sorted(REAL.glob("csv/**/*.*sv")) if path.stat().st_size > 1],
    ids=lambda path: path.name,
)
def test_every_collected_file_is_read(path):
    table = read_table(path)

    rows, problems = read(table)

    assert all(len(cells) == table.width for cells in rows)
    assert all(problem.is_refused for problem in problems if problem.code is not STRAY)


def test_a_list_that_goes_away_while_it_is_read_is_told_of(tmp_path):
    path = write(tmp_path, WESTERN)
    table = read_table(path)
    path.unlink()

    with pytest.raises(TableError, match="file_unreadable"):
        list(table.rows(lambda _: None))
