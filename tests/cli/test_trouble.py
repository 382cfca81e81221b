"""Whatever goes wrong, a person gets one sentence, a useful exit code and no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.paths import find_resources

ROOT = Path(__file__).parents[2]
READING = (["list"], ["show", "AC-1"], ["score"], ["tiers"])
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
FOREIGN = {
    "text": b"name,city\nAcme,London\n",
    "empty": b"",
    "pdf": PDF,
    "sqlite": b"SQLite format 3\0" + bytes(84),
}


def is_one_line(text: str) -> bool:
    return (
        text.startswith("crm-desktop: ")
        and text.endswith("\n")
        and text.count("\n") == 1
        and "Traceback" not in text
    )


def start(*words: object, home: Path, **settings) -> subprocess.Popen:
    """Start the program as a process of its own."""
    command = [sys.executable, "-P", "-m", "crm_desktop", *map(str, words)]
    environ = os.environ | {"CRM_DESKTOP_HOME": str(home), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | settings
    return subprocess.Popen(command, cwd=ROOT, env=environ, text=True, **pipes)


@pytest.mark.parametrize("command", READING, ids=lambda words: words[0])
def test_without_a_file_the_program_asks_for_one(call, command):
    answer = call(*command)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "crm-desktop: No customer file is chosen. Give one with --file PATH.\n"


def test_the_last_opened_file_is_taken(call, file):
    call("list", "--file", file)

    assert call("list", "--json").json


def test_a_last_file_that_is_gone_is_named(call, file):
    call("list", "--file", file)
    file.unlink()

    answer = call("list")

    assert answer.code == 2
    assert str(file) in answer.err


def test_reading_makes_no_file(call, tmp_path):
    answer = call("list", "--file", tmp_path / "none.crm")

    assert answer.code == 2
    assert is_one_line(answer.err)
    assert not (tmp_path / "none.crm").exists()


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("command", READING[:1] + READING[3:], ids=lambda words: words[0])
def test_a_foreign_file_is_refused_and_left_alone(call, tmp_path, command, content):
    path = tmp_path / "foreign"
    path.write_bytes(content)

    answer = call(*command, "--file", path)

    assert answer.code == 2
    assert is_one_line(answer.err)
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["foreign"]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_folder_is_no_customer_file(call, tmp_path, code):
    answer = call("list", "--file", tmp_path, "--lang", code)

    assert answer.code == 2
    assert is_one_line(answer.err)


def test_a_file_that_breaks_off_is_told_from_a_foreign_one(call, file):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    answer = call("list", "--file", file)

    assert answer.code == 2
    assert is_one_line(answer.err)
    assert "damaged" in answer.err


@pytest.mark.parametrize("text", ["nobody", "id:999", "ext:none", "name:", ""])
def test_an_unknown_customer_is_named(call, file, text):
    for command in ("show", "score"):
        answer = call(command, text, "--file", file)
        if command == "score" and not text:
            continue
        assert (answer.code, answer.out) == (2, "")
        assert is_one_line(answer.err)
        assert f"“{text}”" in answer.err


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_candidates_are_shown_to_be_read(call, file, code):
    answer = call("show", "shop", "--file", file, "--lang", code)

    assert answer.code == 2
    assert is_one_line(answer.err)
    assert "id:4 Shop 1" in answer.err
    assert "Leeds" in answer.err
    assert "Candidate" not in answer.err


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("none/tiers.pdf", 2, "no folder"),
        ("tiers.doc", 2, ".pdf, .xlsx, .csv"),
        ("taken.csv", 1, "it is a folder"),
    ],
)
def test_an_export_to_a_bad_place_is_explained(call, file, tmp_path, name, code, said):
    (tmp_path / "taken.csv").mkdir()

    answer = call("tiers", "--file", file, "--export", tmp_path / name)

    assert answer.code == code
    assert is_one_line(answer.err)
    assert said in answer.err


def test_a_failed_export_applies_nothing(call, file, tmp_path):
    (tmp_path / "taken.csv").mkdir()
    before = call("list", "--file", file, "--json").out

    call("tiers", "--file", file, "--apply", "--export", tmp_path / "taken.csv")

    assert call("list", "--file", file, "--json").out == before


def limited(size: int):
    resource = pytest.importorskip("resource")
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_file_that_may_not_grow_stays_as_it_was(file, tmp_path):
    path = tmp_path / "tiers.pdf"
    path.write_bytes(b"old")

    words = ("tiers", "--file", file, "--export", path)
    process = start(*words, home=tmp_path / "home", preexec_fn=limited(2000))
    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert is_one_line(err)
    assert path.read_bytes() == b"old"


def test_a_full_disk_is_told_and_changes_nothing(file, tmp_path, small_disk):
    place = Path(shutil.copy(file, small_disk / "customers.crm"))
    before = place.read_bytes()
    (small_disk / "filler").write_bytes(b"x" * (small_disk_room(small_disk) - 8192))

    process = start("tiers", "--apply", "--file", place, home=tmp_path / "home")
    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert is_one_line(err)
    assert "The disk is full. Nothing was changed." in err
    assert place.read_bytes() == before


def small_disk_room(place: Path) -> int:
    return shutil.disk_usage(place).free


def test_a_place_that_may_only_be_read_is_told(file, tmp_path, small_disk):
    place = Path(shutil.copy(file, small_disk / "customers.crm"))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    process = start("tiers", "--apply", "--file", place, home=tmp_path / "home")
    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert is_one_line(err)
    assert "may only be read; nothing was changed" in err


def test_a_reader_who_closes_the_pipe_early_is_no_trouble(file, tmp_path):
    for number, command in enumerate((["list"], ["show", "AC-1", "--json"], ["--help"])):
        home = tmp_path / f"home{number}"
        process = start(*command, "--file", file, home=home)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        process.wait(timeout=60)
        assert err == ""


@pytest.fixture
def own_resources(tmp_path, monkeypatch) -> Path:
    """A copy of what the program reads, free to be damaged."""
    copy = tmp_path / "resources"
    for name in ("playbook", "locale"):
        shutil.copytree(find_resources() / name, copy / name)
    monkeypatch.setattr("crm_desktop.paths.find_resources", lambda: copy)
    return copy


@pytest.mark.parametrize("content", [b"{", b"\xff", b"{}", b"[]"])
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_broken_playbook_is_named_with_file_and_key(call, file, own_resources, content, code):
    (own_resources / "playbook" / "man.json").write_bytes(content)

    answer = call("score", "--file", file, "--lang", code)

    assert answer.code == 2
    assert is_one_line(answer.err)
    assert "man.json" in answer.err


def test_a_bug_becomes_a_sentence_and_its_details_are_kept(call, file, tmp_path, monkeypatch):
    monkeypatch.setattr("crm_desktop.cli.customers.list_customers", None)

    answer = call("list", "--file", file)

    assert answer.code == 1
    assert is_one_line(answer.err)
    (log,) = (tmp_path / "home" / "logs").iterdir()
    assert str(log) in answer.err
    assert "TypeError" in log.read_text("utf-8")


def test_stopping_is_told_quietly(call, file, monkeypatch):
    def stop(*_words, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("crm_desktop.cli.customers.list_customers", stop)

    answer = call("list", "--file", file)

    assert answer.code == 130
    assert answer.err == "crm-desktop: Stopped. Nothing half done was kept.\n"


def test_any_language_prints_on_a_terminal_of_another(file, tmp_path):
    process = start("list", "--file", file, home=tmp_path / "home", encoding="latin-1")
    out, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (0, "")
    assert out.encode("latin-1").decode("utf-8").splitlines()[-1] == "11 customers"
