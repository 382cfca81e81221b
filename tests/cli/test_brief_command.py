"""`brief`: which files it writes where, for whom, and what it says about it."""

import shutil
from pathlib import Path

import pytest
from builders import TODAY
from pypdfium2 import PdfDocument

from crm_desktop.domain.changes import Kind
from crm_desktop.storage.database import Database, open_file

TOMORROW = "2026-06-16"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the person stands in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def brief(call, file: Path, here: Path):
    """Call `brief` as of the day the examples are made for."""
    return lambda *words: call("brief", *words, "--file", file, "--as-of", TODAY.isoformat())


def pages(path: Path) -> list[str]:
    document = PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def sizes(path: Path) -> set[tuple[int, int]]:
    document = PdfDocument(path)
    found = {tuple(map(round, document.get_page_size(at))) for at in range(len(document))}
    document.close()
    return found


def records(file: Path) -> list[tuple[str, str]]:
    database: Database = open_file(file)
    with database.read() as reading:
        found = reading.values(Kind.PRINTED_BRIEF, "ORDER BY id")
    database.close()
    return [(one.language, one.privacy) for one in found]


def test_chosen_blocks_stand_alone_and_taboos_stay(brief, here: Path):
    brief("Acme", "--out", "chosen.pdf", "--sections", "notes, who")

    (page,) = pages(here / "chosen.pdf")
    assert "Taboos" in page
    assert "Notes" in page
    assert "Objective" not in page


def test_annexes_come_behind_page_2(brief, here: Path):
    brief("Acme", "--out", "plain.pdf")
    brief("Acme", "--out", "annexes.pdf", "--annexes")

    assert "Cards to scan" not in "".join(pages(here / "plain.pdf"))
    assert "Cards to scan" in pages(here / "annexes.pdf")[-1]


def test_an_unknown_block_is_named_beside_the_known_ones(brief):
    answer = brief("Acme", "--sections", "who,weather")

    assert answer.code == 2
    assert "who,weather" in answer.err
    assert "rapport" in answer.err


def test_a_brief_lands_where_the_person_stands_and_is_named(brief, here: Path):
    answer = brief("Acme")

    assert answer.code == 0
    assert answer.out.split() == ["2026-06-16-Acme-Ltd.en.pdf"]
    assert [path.name for path in here.iterdir()] == answer.out.split()


def test_a_folder_is_made_and_takes_one_file_each(brief, here: Path):
    answer = brief("Acme", "张梅", "--out", "briefs/today", "--json")

    assert answer.code == 0
    assert [Path(path).name for path in answer.json["written"]] == [
        "2026-06-16-Acme-Ltd.en.pdf",
        "2026-06-15-张梅.en.pdf",
    ]
    assert all((here / path).is_file() for path in answer.json["written"])


def test_a_pdf_takes_them_all(brief, here: Path):
    answer = brief("Acme", "张梅", "--out", "all.PDF", "--json")

    assert answer.json["written"] == ["all.PDF"]
    text = "\n".join(pages(here / "all.PDF"))
    assert "Acme Ltd" in text
    assert "张梅" in text


def test_a_program_reads_what_was_written_and_who_was_skipped(brief, file: Path):
    answer = brief("Acme", "--json")

    assert answer.json.keys() >= {"written", "skipped"}
    assert answer.json["skipped"] == []


def test_the_visits_of_a_day_are_found(brief, here: Path):
    answer = brief("--visits-on", TOMORROW, "--out", "day.pdf")

    assert answer.code == 0
    assert "Renew the frame" in pages(here / "day.pdf")[0]


def test_everybody_of_a_tier_is_briefed(brief, here: Path):
    answer = brief("--all-of-tier", "C", "--out", "c", "--json")

    assert answer.code == 0
    assert len(answer.json["written"]) > 1


def test_both_languages_are_one_after_the_other_and_recorded(brief, here: Path, file: Path):
    answer = brief("Acme", "--lang", "both")

    (path,) = answer.out.split()
    assert path.endswith(".both.pdf")
    english, *_, chinese = pages(here / path)
    assert "Taboos" in english
    assert "备注" in chinese or "记录" in chinese
    assert records(file) == [("en", "full"), ("zh_CN", "full")]


def test_one_language_is_the_readers_own(brief, here: Path):
    answer = brief("Acme", "--lang", "zh_CN", "--out", "a.pdf")

    assert answer.code == 0
    assert "禁忌" in pages(here / "a.pdf")[0]


@pytest.mark.parametrize(
    ("level", "shown"),
    [("full", {"strike", "Wrong tea"}), ("meeting", set()), ("shareable", set())],
)
def test_a_privacy_level_says_what_may_be_read(brief, here: Path, file: Path, level, shown):
    brief("Acme", "--privacy", level, "--out", "a.pdf")

    text = "\n".join(pages(here / "a.pdf"))
    assert {word for word in ("strike", "Wrong tea") if word in text} == shown
    assert records(file) == [("en", level)]


@pytest.mark.parametrize(
    ("paper", "size"), [("A4", (595, 842)), ("letter", (612, 792)), ("a5", (420, 595))]
)
def test_paper_has_the_size_asked_for(brief, here: Path, paper: str, size: tuple[int, int]):
    brief("Acme", "--paper", paper, "--out", "a.pdf")

    assert sizes(here / "a.pdf") == {size}


def test_the_one_page_form_is_one_page(brief, here: Path):
    brief("Acme", "--one-page", "--out", "one.pdf")
    brief("Acme", "--out", "two.pdf")

    assert [len(pages(here / name)) for name in ("one.pdf", "two.pdf")] == [1, 2]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("Nobody",),
        ("Shop",),
        ("--visits-on", "2020-01-01"),
        ("--visits-on", "soon"),
        ("--all-of-tier", "D"),
        ("Acme", "--out", "missing/a.pdf"),
        ("Acme", "--paper", "a3"),
        ("Acme", "--privacy", "secret"),
    ],
)
def test_bad_input_ends_with_two_and_one_line(brief, here: Path, words):
    answer = brief(*words)

    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert list(here.iterdir()) == []


def test_a_folder_in_the_way_of_a_file_ends_with_one(brief, here: Path, file: Path):
    (here / "a.pdf").mkdir()

    answer = brief("Acme", "--out", "a.pdf", "--json")

    assert (answer.code, answer.json["written"]) == (1, [])
    assert len(answer.err.splitlines()) == 1
    assert records(file) == []
    assert [path.name for path in here.iterdir()] == ["a.pdf"]


def damage_acme(file: Path) -> None:
    database = open_file(file)
    with database.write("damaged") as work:
        work.execute("UPDATE visit SET visit_time = 'noonish'")
    database.close()


def test_a_card_that_fails_is_named_and_the_others_are_written(brief, here: Path, file: Path):
    damage_acme(file)

    answer = brief("Acme", "张梅", "--json")

    assert answer.code == 0
    assert [one["customer"] for one in answer.json["skipped"]] == ["Acme Ltd"]
    assert answer.json["skipped"][0]["reason"]
    assert len(answer.json["written"]) == 1


def test_when_nothing_could_be_written_it_ends_with_one(brief, here: Path, file: Path):
    damage_acme(file)

    answer = brief("Acme")

    assert answer.code == 1
    assert "Acme Ltd" in answer.out
    assert len(answer.err.splitlines()) == 1


def test_a_missing_file_is_bad_input(call, here: Path):
    answer = call("brief", "Acme", "--file", here / "none.crm")

    assert answer.code == 2
    assert not (here / "none.crm").exists()


def test_writing_again_replaces_the_file(brief, here: Path, file: Path):
    shutil.copyfile(file, here / "keep.txt")
    for _ in range(2):
        assert brief("Acme", "--out", "a.pdf").code == 0

    assert sorted(path.name for path in here.iterdir()) == ["a.pdf", "keep.txt"]
    assert len(records(file)) == 2
