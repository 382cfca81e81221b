"""`erase` asks before, tells what goes and stays, and `log` shows and checks what was noted."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def name(call, file):
    """The name of the first customer of the sample."""
    return call("show", "id:1", "--file", file, "--json").json["customer"]["name"]


def test_a_preview_says_what_would_go_and_changes_nothing(call, file, name):
    before = file.read_bytes()

    told = call("erase", "id:1", "--preview", "--file", file)
    as_json = call("erase", "id:1", "--preview", "--file", file, "--json")

    assert told.code == 0
    assert f"{name} would be erased for good. Nothing was changed yet." in told.out
    assert "What goes" in told.out
    assert (as_json.json["kind"], as_json.json["id"]) == ("customer", 1)
    assert as_json.json["records"]["taboo"] > 0
    assert file.read_bytes() == before


def test_nothing_is_erased_without_a_yes(call, file, name):
    told = call("erase", name, "--file", file)

    assert told.code == 2
    assert "Nothing was erased" in told.err
    assert call("show", "id:1", "--file", file).code == 0


def test_an_erased_customer_is_gone_and_noted(call, file, name):
    told = call("erase", "id:1", "--yes", "--file", file, "--json")
    again = call("erase", "id:1", "--yes", "--file", file)
    log = call("log", "--kind", "erase", "--file", file, "--json")

    assert told.json["erased"] == {"kind": "customer", "id": 1}
    assert told.json["records"] > 5
    assert again.code == 2
    assert call("show", "id:1", "--file", file).code == 2
    assert name.encode() not in file.read_bytes()
    (line,) = log.json
    assert (line["code"], line["facts"], line["file"]) == ("erase.erased", {}, None)
    assert line["subject"].startswith("customer#")


def test_a_person_is_erased_by_name(call, file):
    card = call("show", "id:1", "--file", file, "--json").json
    person = card["contacts"][0]["name"]

    told = call("erase", "id:1", "--contact", person, "--yes", "--file", file)
    unknown = call("erase", "id:1", "--contact", "Nobody", "--yes", "--file", file)

    assert told.code == 0
    assert f"{person} was erased for good" in told.out
    assert unknown.code == 2
    left = call("show", "id:1", "--file", file, "--json").json["contacts"]
    assert person not in [one["name"] for one in left]


def test_the_log_shows_what_left_the_file(call, file, tmp_path):
    call("brief", "id:1", "--out", tmp_path / "brief.pdf", "--file", file)
    call("calendar", tmp_path / "all.ics", "--file", file)

    told = call("log", "--file", file)
    found = call("log", "--words", "brief.pdf", "--file", file, "--json")

    assert told.code == 0
    assert "Visit brief" in told.out
    assert "all.ics" in told.out
    (line,) = found.json
    assert line["facts"]["privacy"] == "full"
    assert line["subject"] == "customer:1"
    assert call("log", "--until", "2001-01-01", "--file", file, "--json").json == []


@pytest.mark.parametrize(
    ("ending", "start"), [("csv", b"\xef\xbb\xbfNo.,When,What"), ("pdf", b"%PDF")]
)
def test_the_log_goes_to_a_file_and_that_is_noted(call, file, tmp_path, ending, start):
    call("calendar", tmp_path / "all.ics", "--file", file)
    path = tmp_path / f"log.{ending}"

    told = call("log", "--out", path, "--file", file, "--json")

    assert told.json["written"] == [str(path)]
    assert path.read_bytes().startswith(start)
    assert call("log", "--file", file, "--json").json[0]["code"] == "export.log"


def test_a_check_tells_the_first_line_that_was_touched(call, file, tmp_path):
    for name in ("a", "b"):
        call("calendar", tmp_path / f"{name}.ics", "--file", file)
    sound = call("log", "--check", "--file", file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER trust_log_kept")
        connection.execute("UPDATE trust_log SET author = 'x' WHERE sequence = 2")
        connection.commit()

    broken = call("log", "--check", "--file", file, "--json")

    assert (sound.code, sound.out.strip()[:17]) == (0, "The log is whole:")
    assert broken.code == 1
    assert broken.json["breach"] == "changed"
    assert "from line 2 on" in broken.err


@pytest.mark.parametrize("command", ["erase", "show"])
def test_bytes_that_are_no_character_name_nobody(call, file, command):
    told = call(command, "nobody\udcff", "--file", file)

    assert told.code == 2
    assert "“nobody?”" in told.err


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "tomorrow"])
def test_what_is_no_day_of_our_years_is_refused(call, file, option, day):
    told = call("log", option, day, "--file", file)

    assert told.code == 2
    assert f"needs a day from 1900 to 2199, such as 2026-03-31, not “{day}”" in told.err
