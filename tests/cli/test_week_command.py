"""`week`: where the plan of a week is written, and what is said about it."""

from pathlib import Path

import pytest
from builders import TODAY
from pypdfium2 import PdfDocument


@pytest.fixture
def week(call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call `week` in a folder of its own, as of the day the examples are made for."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return lambda *words: call("week", *words, "--file", file, "--as-of", TODAY.isoformat())


def test_the_week_of_today_is_written_where_one_stands(week):
    answer = week()

    assert answer.code == 0
    assert answer.out.strip() == "week-2026-06-15.en.pdf"
    assert Path("week-2026-06-15.en.pdf").read_bytes().startswith(b"%PDF")


def test_another_week_goes_into_a_file_or_a_folder(week, tmp_path: Path):
    assert week("2026-07-01", "--out", "plan.pdf", "--lang", "both").code == 0
    document = PdfDocument("plan.pdf")
    assert len(document) == 2
    document.close()

    (tmp_path / "out").mkdir()
    answer = week("2026-07-01", "--out", tmp_path / "out", "--json")
    assert answer.json["written"] == [str(tmp_path / "out" / "week-2026-06-29.en.pdf")]


def test_a_folder_that_is_not_there_and_a_day_that_is_none_are_told(week):
    missing = week("--out", "nowhere/plan.pdf")
    wrong = week("someday")

    assert (missing.code, wrong.code) == (2, 2)
    assert "nowhere" in missing.err
    assert "someday" in wrong.err
