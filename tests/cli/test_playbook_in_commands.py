"""Commands speak from the playbook as it was edited in the file, and say what they can't read."""

from pathlib import Path

import pytest

from crm_desktop.domain.playbook_entries import Book, EntryKey
from crm_desktop.domain.settings import Setting
from crm_desktop.paths import find_resources
from crm_desktop.services.playbook_edits import PlaybookDesk
from crm_desktop.storage.database import open_file


@pytest.fixture
def desk(file: Path):
    """What edits the playbook of the file."""
    database = open_file(file)
    yield PlaybookDesk(database, find_resources(), "Su Wanqing")
    database.close()


def test_advice_and_questions_of_the_scores_are_the_edited_ones(call, file, desk):
    desk.set_part(EntryKey(Book.ADVICE, "undetermined"), ("headline", "en"), "Ask before you sell")

    assert "Ask before you sell" in call("score", "--file", file).out


def test_the_stage_of_a_shown_card_is_called_as_the_file_calls_it(call, file, desk):
    for stage in ("lead", "qualified", "nurtured", "proposal", "expansion", "won"):
        desk.set_part(EntryKey(Book.STAGES, stage), ("name", "en"), "Our own step")

    assert "Our own step" in call("show", "Acme", "--file", file).out


def test_the_strategy_on_a_tier_list_is_the_edited_one(call, file, desk, tmp_path):
    for tier in "ABC":
        desk.set_part(EntryKey(Book.TIERS, tier), ("headline", "en"), "Served our way")
    target = tmp_path / "tiers.csv"

    call("tiers", "--export", target, "--file", file)

    assert "Served our way" in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("command", [("show", "Acme"), ("score",)])
def test_an_edit_that_cannot_be_read_is_told_beside_the_result(call, file, command):
    database = open_file(file)
    with database.write("test") as work:
        work.add(Setting("playbook/tiers/A", "{"))
    database.close()

    answer = call(*command, "--file", file)

    assert answer.code in (0, None)
    assert "1 change of the playbook in this file can't be read" in answer.err
    assert "playbook" not in answer.out
