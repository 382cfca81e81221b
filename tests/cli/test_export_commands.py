"""Everything, chosen customers, the calendar and one customer go out by command."""

import csv
import sys
from shutil import copyfile
from zipfile import ZipFile

import pytest

from crm_desktop.paths import find_paths

SAMPLE = find_paths({}).resources / "sample"


def test_everything_goes_out_and_comes_in_with_an_equal_digest(call, file, tmp_path):
    out = call("export", tmp_path / "all.zip", "--file", file, "--json")
    back = call("import", tmp_path / "all.zip", "--file", tmp_path / "new.crm", "--json")

    assert (out.code, back.code) == (0, 0)
    assert out.json["digest"] == back.json["digest"]
    assert out.json["written"] == [str(tmp_path / "all.zip")]
    assert out.json["records"]["customer"] == back.json["records"]["customer"]
    again = call("import", tmp_path / "all.zip", "--file", tmp_path / "new.crm")
    assert again.code == 2
    assert "already holds customers" in again.err


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of any bytes")
def test_names_of_files_may_hold_bytes_that_are_no_character(call, file, tmp_path):
    odd = tmp_path / "all\udcff.zip"

    out = call("export", odd, "--file", file)
    back = call("import", odd, "--file", tmp_path / "new.crm")
    log = call("log", "--file", tmp_path / "new.crm", "--json")

    assert (out.code, back.code) == (0, 0)
    assert log.json[0]["file"] == "all?.zip"


def test_a_dry_run_of_an_export_makes_no_file(call, file, tmp_path):
    call("export", tmp_path / "all.zip", "--file", file)

    told = call("import", tmp_path / "all.zip", "--dry-run", "--file", tmp_path / "new.crm")

    assert told.code == 0
    assert "Nothing was written" in told.out
    assert not (tmp_path / "new.crm").exists()


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["a.vcf"], b"BEGIN:VCARD\r\nVERSION:3.0"),
        (["a.vcf", "--vcard", "4.0"], b"BEGIN:VCARD\r\nVERSION:4.0"),
        (["a.txt", "--as", "csv", "--exact"], b"external_id,name,kind"),
        (["a.csv"], b"\xef\xbb\xbfCustomer no.,Name,Kind"),
        (["a.xlsx"], b"PK"),
    ],
)
def test_customers_are_written_as_the_words_say(call, file, tmp_path, words, start):
    name, *rest = words

    told = call("export", tmp_path / name, "--customers", "id:1", *rest, "--file", file, "--json")

    assert told.json == {"written": [str(tmp_path / name)], "customers": 1, "left_out": 0}
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "a.doc"], "no known ending"),
        (["export", "a.zip", "--customers", "id:1"], "would hold everything"),
        (["export", "a.csv", "--customers", "nobody"], "nobody"),
        (["calendar", "a.txt"], ".ics"),
        (["subject-access", "id:1", "--person", "Nobody"], "Nobody"),
    ],
)
def test_what_can_t_be_written_is_said_in_one_line(call, file, words, said):
    told = call(*words, "--file", file)

    assert told.code == 2
    assert said in told.err
    assert told.err.count("\n") == 1


def test_the_calendar_and_a_handover_are_written(call, file, tmp_path):
    calendar = call("calendar", tmp_path / "a.ics", "--file", file, "--json")
    pack = call("handover", "id:1", "--out", tmp_path, "--file", file, "--json")

    assert calendar.json["events"] > 0
    assert [path.rpartition(".")[2] for path in pack.json["written"]] == ["pdf", "zip"]
    assert "crm-desktop.json" in ZipFile(pack.json["written"][1]).namelist()


@pytest.mark.parametrize("name", ["own.csv", "own.xlsx"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_own_list_of_customers_comes_back_without_hand_work(call, tmp_path, name, language):
    sample, back = tmp_path / "sample.crm", tmp_path / "back.crm"
    lists = [copyfile(SAMPLE / one, tmp_path / one) for one in ("customers.csv", "contacts.csv")]
    call("import", *lists, "--file", sample)
    call("export", tmp_path / name, "--file", sample, "--lang", language)

    told = call("import", tmp_path / name, "--file", back, "--json")

    assert told.json["files"][0]["refused"] == 0
    lists = [tmp_path / "before.csv", tmp_path / "after.csv"]
    for file, path in zip((sample, back), lists, strict=True):
        call("export", path, "--exact", "--file", file)
    before, after = map(_rows_by_name, lists)
    assert after == before
    assert any(row["contact_phone"] for row in before.values())


def _rows_by_name(path):
    """All but the tier, which the program makes."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row | {"tier": ""} for row in csv.DictReader(lines)]
    return {row["name"]: row for row in rows}
