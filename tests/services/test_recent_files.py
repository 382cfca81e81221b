"""The list of files opened lately survives strange names and broken settings."""

from pathlib import Path

import pytest

from crm_desktop.services.recent_files import KEPT, last_file, recent, remember


def test_nothing_was_opened_at_first(tmp_path):
    assert (last_file(tmp_path), recent(tmp_path)) == (None, [])


def test_the_last_file_comes_first_and_each_once(tmp_path):
    for name in ("one", "two", "one"):
        remember(tmp_path / "config", tmp_path / name)

    assert recent(tmp_path / "config") == [tmp_path / "one", tmp_path / "two"]
    assert last_file(tmp_path / "config") == tmp_path / "one"


def test_only_the_newest_are_kept(tmp_path):
    for number in range(KEPT + 3):
        remember(tmp_path, tmp_path / str(number))

    assert recent(tmp_path) == [tmp_path / str(number) for number in range(KEPT + 2, 2, -1)]


@pytest.mark.parametrize(
    "name", ["客户.crm", "𠮷野家.crm", 'a"b.crm', "back\\slash", "new\nline", "del\x7f", "é\t"]
)
def test_any_name_comes_back(tmp_path, name):
    remember(tmp_path, tmp_path / name)

    assert last_file(tmp_path) == tmp_path / name


def test_a_name_that_is_no_text_is_left_out(tmp_path):
    remember(tmp_path, tmp_path / "good")
    remember(tmp_path, tmp_path / "bad\udcff")

    assert recent(tmp_path) == [tmp_path / "good"]


def test_a_relative_path_is_remembered_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    remember(tmp_path, Path("here.crm"))

    assert last_file(tmp_path) == tmp_path / "here.crm"


@pytest.mark.parametrize(
    "content", [b"", b"files = 3", b"files = [1, 2]", b"files = [", b"\xff\xfe", b"other = true"]
)
def test_a_broken_list_counts_as_none_and_is_mended(tmp_path, content):
    (tmp_path / "recent.toml").write_bytes(content)
    assert recent(tmp_path) == []

    remember(tmp_path, tmp_path / "one")

    assert recent(tmp_path) == [tmp_path / "one"]


def test_settings_that_cannot_be_written_stop_nobody(tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")

    remember(tmp_path / "config", tmp_path / "one")

    assert recent(tmp_path / "config") == []
