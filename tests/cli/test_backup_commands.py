"""`backup`, `restore`, `check` and `salvage` by command, in words and for programs."""

import os
import shutil
from contextlib import closing

import pytest
from builders import customer, store_customer

from crm_desktop.storage.database import open_file
from crm_desktop.storage.encryption.data_key import DataKey


@pytest.fixture
def backed_up(call, file):
    """A file with a backup, and one customer more since."""
    told = call("backup", "--file", file)
    with closing(open_file(file)) as database:
        store_customer(database, customer("Since then"))
    return told


def names(file):
    with closing(open_file(file)) as database, database.read() as reading:
        return {name for (name,) in reading.rows("SELECT name FROM customer")}


def spoil(file, sql):
    with closing(open_file(file)) as database, database.write("spoiled") as work:
        work.execute(sql)


def test_a_backup_is_made_listed_and_restored(call, file, backed_up):
    assert backed_up.code == 0
    assert "Backed up 11 customers, read again and found the same:" in backed_up.out

    listed = call("backup", "--list", "--file", file)
    assert listed.out.splitlines()[1].split()[0] == "1"
    assert "Made by hand" in listed.out

    told = call("restore", "1", "--file", file)
    assert told.code == 0, told.err
    assert "is again as it was when the backup was made" in told.out
    assert "What it held before is kept" in told.out
    assert "Since then" not in names(file)


def test_a_preview_says_what_would_be_lost_and_changes_nothing(call, file, backed_up):
    told = call("restore", "1", "--preview", "--file", file)

    assert "Changes since, which would be lost" in told.out
    assert [line.split() for line in told.out.splitlines() if line.startswith("customer")] == [
        ["customer", "12", "11"]
    ]
    assert "Since then" in names(file)


def test_a_backup_goes_where_it_is_told_and_comes_from_there(call, file, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    made = call("backup", stick, "--file", file, "--json").json
    assert made["path"].startswith(str(stick))

    told = call("restore", made["path"], "--file", tmp_path / "elsewhere.crm")

    assert told.code == 0, told.err
    assert names(tmp_path / "elsewhere.crm") == names(file)


def test_a_folder_that_is_not_there_is_a_sentence(call, file, tmp_path):
    told = call("backup", tmp_path / "unplugged", "--file", file)

    assert told.code == 1
    assert "Plug its drive in" in told.err


def test_an_import_is_backed_up_first_and_goes_on_without(call, file, tmp_path):
    listed = tmp_path / "new.csv"
    listed.write_text("name,city\nNew Ltd,Leeds\n", "utf-8")
    call("import", listed, "--file", file, "--dry-run")
    assert call("backup", "--list", "--file", file, "--json").json == []

    call("import", listed, "--file", file)
    (made,) = call("backup", "--list", "--file", file, "--json").json
    assert (made["reason"], made["counts"]["customer"]) == ("before-import", 11)

    listed.write_text("name,city\nNewer Ltd,Leeds\n", "utf-8")
    folder = tmp_path / "customers.crm.backups"
    shutil.rmtree(folder)
    folder.write_text("in the way")
    told = call("import", listed, "--file", file)
    assert told.code == 0
    assert "no backup was made" in told.err
    assert "Newer Ltd" in names(file)


@pytest.mark.parametrize("number", ["99", "0"])
def test_a_number_that_is_none(call, file, number):
    shutil.copyfile(file, file.with_name(f"{file.stem}.before-schema-3{file.suffix}"))

    told = call("restore", number, "--file", file)

    assert told.code == 2
    assert "crm-desktop backup --list" in told.err


def test_a_whole_file_is_well(call, file):
    told = call("check", "--file", file)

    assert (told.code, told.err) == (0, "")
    assert "is well:" in told.out


def test_what_follows_from_the_records_is_mended(call, file):
    spoil(file, "UPDATE listing SET city = 'Wrong' WHERE customer_id = 1")

    found = call("check", "--file", file)
    assert found.code == 1
    assert "Lists and figures don't match the cards" in found.out
    assert "check --mend" in found.err

    mended = call("check", "--mend", "--file", file)
    assert mended.code == 0, mended.err
    assert "Mended:" in mended.out
    assert call("check", "--file", file).code == 0


def test_a_damaged_file_is_told_and_salvaged(call, file, tmp_path):
    os.truncate(file, file.stat().st_size - 4096 * 20)

    found = call("check", "--mend", "--file", file, "--json")
    assert found.code == 1
    assert found.json["findings"][0]["code"] == "pages"
    assert "salvage" in found.err

    told = call("salvage", "--to", tmp_path / "saved.crm", "--file", file)
    assert told.code == 0, told.err
    assert "records are in" in told.out
    assert call("check", "--file", tmp_path / "saved.crm").code == 0


@pytest.mark.parametrize("words", [("backup",), ("backup", "--list"), ("check",)])
def test_it_speaks_chinese(call, file, words):
    call("backup", "--file", file)

    told = call(*words, "--file", file, "--lang", "zh_CN")

    assert any("\u4e00" <= character <= "\u9fff" for character in told.out)
    assert "Made" not in told.out


def test_a_file_without_its_passphrase_is_asked_for(call, tmp_path):
    from crm_desktop.storage.database import create

    create(tmp_path / "secret.crm", DataKey.new()).close()

    assert call("check", "--file", tmp_path / "secret.crm").code == 2
