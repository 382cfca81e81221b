"""`import` as a person calls it: what it says, what it leaves, and how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.cli.context import Context
from crm_desktop.cli.importing_progress import progress_bar
from crm_desktop.domain.progress import NoProgress

ROOT = Path(__file__).parents[2]
KEYS = {"path", "entity", "rows", "new", "updated", "unchanged", "refused"}


@pytest.fixture
def shop(tmp_path):
    """A folder with two lists, one row of them bad."""
    folder = tmp_path / "shop"
    folder.mkdir()
    write(folder / "customers.csv", "customer id,name,company", "C1,Ann Lee,Acme", "C2,Bo Chen,")
    write(
        folder / "orders.csv", "order id,customer id,order date,total", "O1,C1,2026-01-05,10",
        "O2,C9,2026-01-06,20",
    )  # fmt: skip
    return folder


def write(path, *lines):
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_an_import_makes_the_file_and_says_what_it_did(call, shop, tmp_path):
    answer = call("import", shop, "--file", tmp_path / "new.crm")

    assert (answer.code, answer.err) == (0, "")
    assert "customers.csv  customers     2    2" in answer.out
    assert "1 row of orders.csv was left out:" in answer.out
    assert "line 3: customer_id: there is no customer “C9”; import it first" in answer.out
    assert f"All of them are in {shop / 'orders.csv.rejected.csv'}." in answer.out
    assert call("list", "--file", tmp_path / "new.crm", "--json").json[0]["name"] == "Acme"


def test_amounts_without_a_rate_are_told_and_counted_by_currency(call, shop, tmp_path):
    write(
        shop / "abroad.csv",
        "order id,customer id,order date,total,currency",
        "O7,C1,2026-01-07,9,USD",
    )
    file = ("--file", tmp_path / "new.crm")

    imported = call("import", shop, *file, "--currency", "EUR")
    tiers = call("tiers", *file)

    said = "1 amount in USD is in no sum: import a list of exchange_rates"
    assert said in imported.err
    assert said in tiers.out
    assert call("tiers", *file, "--json").json["without_rate"] == {"USD": 1}


def test_json_holds_files_assumptions_and_rejects(call, shop, tmp_path):
    answer = call("import", shop, "--file", tmp_path / "new.crm", "--json", "--currency", "EUR")

    files = {Path(one["path"]).name: one for one in answer.json["files"]}
    assert all(one.keys() >= KEYS for one in files.values())
    assert (files["orders.csv"]["rows"], files["orders.csv"]["refused"]) == (2, 1)
    assert {one["code"] for one in answer.json["assumptions"]} >= {"read_as", "entity_guessed"}
    assert all(one["text"] for one in answer.json["assumptions"])
    (reject,) = answer.json["rejects"]
    assert (reject["line"], reject["code"], reject["field"]) == (
        3,
        "reference_unknown",
        "customer_id",
    )
    assert Path(reject["written_to"]).is_file()


def test_a_dry_run_counts_and_leaves_nothing(call, shop, tmp_path):
    answer = call("import", shop, "--file", tmp_path / "new.crm", "--dry-run", "--json")

    assert answer.code == 0
    assert [one["new"] for one in answer.json["files"]] == [2, 1]
    assert answer.json["rejects"][0]["written_to"] is None
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["shop"]
    assert len(list(shop.iterdir())) == 2
    assert call("list").code == 2


def test_the_same_import_again_says_that_nothing_is_new(call, shop, tmp_path):
    call("import", shop, "--file", tmp_path / "new.crm")

    answer = call("import", shop, "--file", tmp_path / "new.crm")

    assert answer.code == 0
    assert "Nothing is new: the file stays as it is." in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("missing.csv",), "There is no file missing.csv"),
        (("picture.csv",), "picture.csv is no list"),
        (("empty.csv",), "There are no rows to read in empty.csv"),
        (("shop/customers.csv", "--map", "bad.toml"), "is not known. Known are: source, currency"),
        (("shop/customers.csv", "--map", "none.toml"), "The mapping none.toml can't be read"),
        (("shop/customers.csv", "--currency", "Taler"), "“Taler” is no currency"),
        (("shop", "missing.csv"), "There is no file missing.csv"),
        ((".",), "There is no list"),
    ],
)
def test_bad_input_ends_with_2_and_imports_nothing(call, shop, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(shop.parent)
    Path("picture.csv").write_bytes(b"%PDF-1.7")
    Path("empty.csv").write_bytes(b"")
    Path("bad.toml").write_text("nonsense = 1")
    if words == (".",):
        Path("picture.csv").unlink()
        Path("empty.csv").unlink()

    answer = call("import", *words, "--file", "new.crm")

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert not list(shop.parent.glob("*.crm*"))
    assert not list(shop.parent.glob(".*.draft*"))


def test_a_full_disk_ends_with_1_and_leaves_no_file(call, shop, tmp_path, monkeypatch):
    from crm_desktop.domain.problems import FailureError
    from crm_desktop.storage.writing import Writing

    def fail(*_: object) -> None:
        raise FailureError("disk_full", path="")

    monkeypatch.setattr(Writing, "add_rows", fail)

    answer = call("import", shop, "--file", tmp_path / "new.crm")

    assert (answer.code, answer.out) == (1, "")
    assert "The disk is full." in answer.err
    assert sorted(path.name for path in shop.iterdir()) == ["customers.csv", "orders.csv"]
    assert not list(tmp_path.glob("*.crm*"))


def test_a_killed_import_leaves_no_customer_file(tmp_path):
    rows = (f"C{number},Name {number},+49 30 {900000 + number}" for number in range(30_000))
    write(tmp_path / "customers.csv", "customer id,name,phone", *rows)
    command = [sys.executable, "-m", "crm_desktop", "import", "customers.csv", "--file", "new.crm"]
    environ = os.environ | {"CRM_DESKTOP_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}

    process = subprocess.Popen(command, cwd=tmp_path, env=environ)
    while not list(tmp_path.glob(".new.crm.*.draft")):
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert not (tmp_path / "new.crm").exists()


def test_everything_is_said_in_chinese_too(call, shop, tmp_path):
    answer = call("import", shop, "--file", tmp_path / "new.crm", "--lang", "zh_CN")

    assert "假定" in answer.out
    assert "orders.csv 有 1 行未导入" in answer.out


def test_progress_shows_on_a_terminal_alone():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    context = Context.__new__(Context)
    object.__setattr__(context, "err", terminal)
    with progress_bar(context) as progress:
        progress.report(5, 10)
    assert "50%" in terminal.getvalue()

    object.__setattr__(context, "err", io.StringIO())
    with progress_bar(context) as progress:
        assert isinstance(progress, NoProgress)


def test_json_is_one_object_without_progress(call, shop, tmp_path):
    answer = call("import", shop, "--file", tmp_path / "new.crm", "--json")

    assert set(json.loads(answer.out)) >= {"files", "assumptions", "rejects"}
