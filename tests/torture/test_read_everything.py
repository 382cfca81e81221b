"""Whatever a file holds, opening and planning it ends in an outcome: no crash, nothing written."""

import random
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_everything import SHARED, SLOW_S, line_of, main, read_everything, read_one

from crm_desktop.services import list_pages
from crm_desktop.storage.database import create

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "big5", "shift_jis", "cp1252")
SEVERAL = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PIECES = st.sampled_from(
    (
        "Name",
        "Phone",
        "张伟",
        "a@b.example",
        '"',
        '""',
        ",",
        ";",
        "\t",
        "\r\n",
        "\n",
        "\r",
        "\x00",
        "=",
        "1/2/2024",
        "2024-13-45",
        "1.234,50",
        "\ufeff",
        "sep=;",
        "\ud7ff",
        "٣",
        "  ",
    )
)
LINES = st.sampled_from(
    (
        "BEGIN:VCARD",
        "END:VCARD",
        "VERSION:2.1",
        "VERSION:3.0",
        "VERSION:4.0",
        "FN:Ada",
        "N:;;;;",
        "TEL;TYPE=CELL:+44",
        "NOTE;ENCODING=QUOTED-PRINTABLE:=E4=BD=",
        " folded",
        "item1.URL:x",
        "PHOTO;ENCODING=b:AAAA",
        "AGENT:",
        "BDAY:--0229",
        "BDAY:0",
        "ADR:;;;;;;;;;;",
        ":",
        ";:",
        "=",
        "X-ABLABEL:_$!<Other>!$_",
        'TEL;X="a:b":1',
        "NOTE:\\",
        "CATEGORIES:,,\\,",
        "\t",
        "\x00",
    )
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("home") / "empty.crm"
    with closing(create(path)) as database:
        yield database


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lists")


def ends_well(path, database):
    """Read a file; it may be refused, but neither crash nor hang."""
    outcome = read_one(path, database)
    assert not outcome.is_bad, line_of(outcome)
    return outcome


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_list_comes_in_whatever_its_encoding(encoding, folder, empty):
    letters = "Köhler" if encoding == "cp1252" else "張偉" if encoding == "big5" else "山田"
    path = folder / f"{encoding}.csv"
    path.write_bytes(f"Name,Phone\r\n{letters},+442079460958\r\nBo,\r\n".encode(encoding))
    assert ends_well(path, empty).rows == 2


@SEVERAL
@given(st.lists(PIECES, max_size=60), st.sampled_from(ENCODINGS))
def test_any_text_ends_in_an_outcome(folder, empty, pieces, encoding):
    path = folder / "any.csv"
    path.write_bytes("".join(pieces).encode(encoding, "replace"))
    ends_well(path, empty)


@SEVERAL
@given(st.binary(max_size=400), st.sampled_from(["csv", "vcf", "xlsx", "xls", "ods", "toml"]))
def test_any_bytes_end_in_an_outcome(folder, empty, content, ending):
    path = folder / f"any.{ending}"
    path.write_bytes(content)
    ends_well(path, empty)


@SEVERAL
@given(st.lists(LINES, max_size=40))
def test_any_vcard_ends_in_an_outcome(folder, empty, lines):
    path = folder / "any.vcf"
    path.write_bytes(("BEGIN:VCARD\n" + "\n".join(lines)).encode("utf-8", "replace"))
    ends_well(path, empty)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_workbook_is_told_as_such(seed, tmp_path, empty):
    from xlsxwriter import Workbook

    path = tmp_path / "book.xlsx"
    with Workbook(path) as book:
        book.add_worksheet("People").write_row(0, 0, ("Name", "Phone"))
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(bytes(content))
    ends_well(path, empty)


def test_a_folder_is_read_into_a_table_and_stays_as_it_is(tmp_path, capsys):
    (tmp_path / "good.csv").write_text("Name,Phone\nAda,1\nBo\n", "utf-8")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert main([str(tmp_path)]) == 0
    table = capsys.readouterr().out
    assert "good.csv: customers 2 rows, 1 refused (row_too_short:1)" in table
    assert "picture.csv: file_not_a_list" in table
    assert sorted(one.name for one in tmp_path.iterdir()) == ["good.csv", "picture.csv"]


def test_nothing_is_written_by_reading(folder, empty):
    for outcome in read_everything([folder], empty):
        assert outcome.seconds < SLOW_S
    assert list_pages.count(empty) == 0
    assert SHARED.name == "data"
