"""A file is wholly new or as it was."""

import os
from pathlib import Path

import pytest

from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.services.whole_files import make_folder, write_whole

resource = pytest.importorskip("resource")


@pytest.fixture
def small_files():
    """No file may grow past 1 KB."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def refused(path: Path, content: bytes = b"new") -> str:
    with pytest.raises((FailureError, InputError)) as caught:
        write_whole(path, content)
    return caught.value.problem.code


@pytest.mark.parametrize("name", ["list.csv", "客户等级" * 20 + ".pdf", ".hidden"])
def test_the_new_content_takes_the_old_one_s_place(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"old")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file(small_disk):
    path = small_disk / "list.csv"
    write_whole(path, b"old")

    assert refused(path, b"x" * 3_000_000) == "disk_full_for"
    assert path.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [path]


def test_a_file_that_may_not_grow_is_not_written_by_half(tmp_path, small_files):
    path = tmp_path / "list.csv"
    write_whole(path, b"old")

    assert refused(path, b"x" * 100_000) == "cannot_write"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("missing/list.csv", "folder_missing"),
        ("file/list.csv", "folder_missing"),
        ("folder.csv", "cannot_write"),
        ("x" * 300, "cannot_write"),
    ],
)
def test_a_place_that_takes_no_file_is_named(tmp_path, name, code):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.csv").mkdir()

    assert refused(tmp_path / name) == code
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_is_made_with_its_parents(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"")

    with pytest.raises(FailureError) as caught:
        make_folder(tmp_path / "a" / "b")

    assert caught.value.problem.code == "cannot_write"


def test_what_a_killed_program_left_a_day_ago_goes(tmp_path):
    old, young, other = (tmp_path / f".{name}.part" for name in ("7.a.csv", "8.a.csv", "x.a.csv"))
    for left in (old, young, other):
        left.write_bytes(b"half")
    for left in (old, other):
        os.utime(left, (0, 0))

    write_whole(tmp_path / "a.csv", b"whole")

    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "a.csv", young, other])
