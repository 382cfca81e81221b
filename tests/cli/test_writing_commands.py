"""`import`, `brief` and `demo` as a person calls them."""

import pypdfium2
import pytest
from builders import TODAY

TOMORROW = "2026-06-16"


@pytest.fixture
def ask(call, file):
    return lambda *words, **environ: call(
        *words, "--file", file, "--as-of", TODAY.isoformat(), **environ
    )


@pytest.fixture
def customers(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_text("name,city\nNew Ltd,Leeds\n,York\n", "utf-8")
    return path


def text_of(path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_import_makes_the_file_and_says_what_it_left_out(call, customers, tmp_path):
    path = tmp_path / "new.crm"

    answer = call("import", customers, "--file", path, "--currency", "CNY")

    assert (answer.code, answer.err) == (0, "")
    assert "name is empty" in answer.out
    assert [row["name"] for row in call("list", "--json").json] == ["New Ltd"]


def test_a_dry_run_leaves_no_file(call, customers, tmp_path):
    before = set(tmp_path.iterdir())

    answer = call("import", customers, "--file", tmp_path / "new.crm", "--dry-run")

    assert answer.code == 0
    assert set(tmp_path.iterdir()) - {tmp_path / "home"} == before


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_list_that_is_not_there_is_named(call, tmp_path, code):
    answer = call("import", tmp_path / "none.csv", "--file", tmp_path / "a.crm", "--lang", code)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert str(tmp_path / "none.csv") in answer.err
    assert not (tmp_path / "a.crm").exists()


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", ["No pork"]), ("zh_CN", ["No pork", "禁忌"]), ("both", ["Taboos", "禁忌"])],
)
def test_a_brief_speaks_the_language_asked_for(ask, tmp_path, code, words):
    path = tmp_path / "acme.pdf"

    answer = ask("brief", "AC-1", "--out", path, "--lang", code)

    assert (answer.code, answer.err) == (0, "")
    assert str(path) in answer.out
    assert all(word.casefold() in text_of(path).casefold() for word in words)


def test_the_visits_of_a_day_are_one_file_behind_a_plan(ask, tmp_path):
    answer = ask("brief", "--visits-on", TOMORROW, "--out", tmp_path / "day.pdf", "--json")

    assert answer.json["skipped"] == []
    assert "Renew the frame" in text_of(tmp_path / "day.pdf")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Nobody is chosen"),
        (["nobody"], "No customer matches “nobody”"),
        (["--visits-on", "2030-01-01"], "No visit is planned for Jan 1, 2030"),
    ],
    ids=str,
)
def test_a_brief_for_nobody_is_explained(ask, tmp_path, words, said):
    answer = ask("brief", *words, "--out", tmp_path / "b.pdf")

    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert said in answer.err
    assert not (tmp_path / "b.pdf").exists()


def test_the_demo_opens_the_sample_for_the_next_command(call, tmp_path):
    answer = call("demo", "--out", tmp_path / "demo", "--no-window", "--lang", "zh_CN")

    assert (answer.code, answer.err) == (0, "")
    assert len(call("list", "--json").json) > 50
    assert (tmp_path / "demo" / "sample.crm").is_file()


def test_the_demo_keeps_off_a_folder_in_use(call, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    answer = call("demo", "--out", tmp_path)

    assert answer.code == 2
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["mine.txt"]
