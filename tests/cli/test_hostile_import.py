"""Lists that are no lists, or hold nothing we know, end with one sentence and leave nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_KNOWN = {
    "numbers": "a,b,c\n1,2,3\n4,5,6\n",
    "prose": "Permission is hereby granted, free of charge,\nto any person\n",
    "one number": "17\n",
    "works of art": "title,slug,artist,photo,latitude,longitude\nA,a,B,c.jpg,1.5,2.5\n",
    "measures": "sepal,petal\n5.1,1.4\n4.9,1.3\n",
}


def left(folder: Path, *given: Path) -> list[Path]:
    """What lies in a folder beside what was given and the settings."""
    known = {*given, folder / "home"}
    return sorted(path for path in folder.iterdir() if path not in known)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("content", NOT_KNOWN.values(), ids=NOT_KNOWN)
def test_a_list_without_a_name_is_refused(call, tmp_path, content, code):
    path = tmp_path / "list.csv"
    path.write_text(content)

    answer = call("import", path, "--file", tmp_path / "new.crm", "--lang", code)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert str(path) in answer.err
    assert left(tmp_path, path) == []


def test_lists_nobody_understands_are_refused_together(call, tmp_path):
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for path in paths:
        path.write_text(NOT_KNOWN["numbers"])

    answer = call("import", *paths, "--file", tmp_path / "new.crm")

    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert left(tmp_path, *paths) == []


@pytest.mark.parametrize("columns", ["", "[table.columns]\nnote = 'b'\n"], ids=["guess", "say"])
def test_a_mapping_without_a_needed_field_is_refused(call, tmp_path, columns):
    path, mapping = tmp_path / "list.csv", tmp_path / "map.toml"
    path.write_text(NOT_KNOWN["numbers"])
    mapping.write_text(f"[[table]]\nfile = '*.csv'\nentity = 'customers'\n{columns}")

    answer = call("import", path, "--map", mapping, "--file", tmp_path / "new.crm")

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "name" in answer.err
    assert left(tmp_path, path, mapping) == []


@pytest.mark.parametrize("content", ["id,name\n", "id,name\n1,\n"], ids=["no rows", "all refused"])
def test_an_import_of_nothing_makes_no_file(call, tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_text(content)

    answer = call("import", path, "--file", tmp_path / "new.crm")

    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert [one.suffix for one in left(tmp_path, path)] in ([], [".csv"])
    assert call("list").code == 2


def test_an_import_of_nothing_leaves_a_file_as_it_is(call, file, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,name\n1,\n")
    before = call("list", "--file", file, "--json").out

    answer = call("import", path, "--file", file)

    assert answer.code == 2
    assert call("list", "--file", file, "--json").out == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("word", ["list", "--map"])
def test_what_is_no_file_is_refused_at_once(tmp_path, word, code):
    pipe, path = tmp_path / "pipe", tmp_path / "list.csv"
    os.mkfifo(pipe)
    path.write_text("id,name\n1,Acme\n")
    given = ["--map", pipe, path] if word == "--map" else [pipe]

    command = [sys.executable, "-m", "crm_desktop", "import", *given, "--file", "new.crm"]
    environ = os.environ | {"CRM_DESKTOP_HOME": "home", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*map(str, command), "--lang", code],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert str(pipe) in done.stderr
    assert left(tmp_path, pipe, path) == []


def test_two_imports_that_make_one_file_do_not_lose_one(call, tmp_path, monkeypatch):
    path, new = tmp_path / "list.csv", tmp_path / "new.crm"
    path.write_text("id,name\n1,Acme\n")
    from crm_desktop.services import imports

    apply = imports.apply

    def apply_late(*words, **options):
        new.write_bytes(b"made by another program")
        return apply(*words, **options)

    monkeypatch.setattr(imports, "apply", apply_late)
    answer = call("import", path, "--file", new)

    assert answer.code == 2
    assert "Another program made" in answer.err
    assert new.read_bytes() == b"made by another program"
    assert left(tmp_path, path, new) == []


def test_a_link_to_a_file_to_be_made_stays_a_link(call, tmp_path):
    path, link, place = tmp_path / "list.csv", tmp_path / "link.crm", tmp_path / "real.crm"
    path.write_text("id,name\n1,Acme\n")
    link.symlink_to(place)

    assert call("import", path, "--file", link).code == 0
    assert link.is_symlink()
    assert place.is_file()


def test_drafts_of_killed_imports_go_after_a_day(call, tmp_path):
    path, new = tmp_path / "list.csv", tmp_path / "new.crm"
    path.write_text("id,name\n1,Acme\n")
    old, fresh = tmp_path / ".new.crm.aa.draft-wal", tmp_path / ".new.crm.bb.draft"
    for draft in (old, fresh):
        draft.write_bytes(b"names")
    os.utime(old, (1_000_000, 1_000_000))

    assert call("import", path, "--file", new).code == 0
    assert left(tmp_path, path, new) == [fresh]


def test_a_list_of_nothing_but_broken_rows_is_given_up(call, tmp_path, monkeypatch):
    path = tmp_path / "list.csv"
    path.write_text("id,name\n1,Acme\n" + "2,\n" * 60)
    monkeypatch.setattr("crm_desktop.services.import_batches.MAX_REFUSED", 50)

    answer = call("import", path, "--file", tmp_path / "new.crm")

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "look at line 3 first" in answer.err
    assert left(tmp_path, path) == []
