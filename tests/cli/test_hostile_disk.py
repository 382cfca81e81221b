"""Full disks, left-over logs and used demo folders cost nobody a file."""

from contextlib import closing
from pathlib import Path

import pytest
from builders import customer

from crm_desktop.domain.problems import FailureError, InputError
from crm_desktop.services.demo_folder import MARKER, SAMPLE, prepare_folder
from crm_desktop.storage.database import create, open_file
from crm_desktop.storage.drafts import drafted, publish
from crm_desktop.storage.writing import Writing


def rows(count: int) -> str:
    return "id,name\n" + "".join(f"{number},Name {number}\n" for number in range(count))


@pytest.mark.parametrize("filled", range(100_000, 1_900_000, 300_000))
def test_a_new_file_on_a_full_disk_is_whole_or_not_there(call, tmp_path, small_disk, filled):
    path, new = tmp_path / "list.csv", small_disk / "new.crm"
    path.write_text(rows(300))
    (small_disk / "filler").write_bytes(bytes(filled))

    answer = call("import", path, "--file", new)

    assert answer.code in (0, 1)
    if answer.code:
        assert "The disk is full" in answer.err
        assert [one.name for one in small_disk.iterdir()] == ["filler"]
    else:
        assert len(call("list", "--file", new, "--json").json) == 300


def test_a_draft_that_lacks_its_log_is_never_published(tmp_path):
    draft, path = tmp_path / "draft", tmp_path / "new.crm"
    draft.write_bytes(b"")
    (tmp_path / "draft-wal").write_bytes(b"rows")

    with pytest.raises(FailureError, match="disk_full"):
        publish(draft, path)

    assert not path.exists()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_log_of_a_lost_file_is_not_taken_for_that_of_a_new_one(call, tmp_path, code):
    path, new = tmp_path / "list.csv", tmp_path / "new.crm"
    path.write_text(rows(2))
    log = tmp_path / "new.crm-wal"
    log.write_bytes(b"changes of a file that is gone")

    answer = call("import", path, "--file", new, "--lang", code)

    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert str(log) in answer.err
    assert not new.exists()
    assert log.exists()


def test_trouble_with_a_draft_names_the_file_itself(tmp_path):
    with pytest.raises(FailureError) as caught, drafted(tmp_path / "new.crm") as draft:
        raise FailureError("disk_error", path=str(draft))

    assert caught.value.problem.params["path"] == str(tmp_path / "new.crm")


@pytest.fixture
def made(tmp_path) -> Path:
    """A folder as a demo leaves it, in short."""
    folder = tmp_path / "demo"
    prepare_folder(folder)
    create(folder / SAMPLE).close()
    (folder / "tier-list.en.pdf").write_bytes(b"%PDF")
    return folder


def test_a_demo_folder_is_used_again(made):
    (made / ".DS_Store").write_bytes(b"")

    prepare_folder(made)

    assert {one.name for one in made.iterdir()} == {MARKER, ".DS_Store"}


@pytest.mark.parametrize("name", ["mine.crm", "briefs/mine.docx", "photos/one.jpg"])
def test_a_demo_folder_with_a_file_of_ones_own_is_left_alone(made, name):
    own = made / name
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(b"mine")

    with pytest.raises(InputError, match="demo_folder_taken"):
        prepare_folder(made)

    assert own.read_bytes() == b"mine"
    assert (made / SAMPLE).exists()


@pytest.mark.parametrize("codes", [("imported", "imported"), ("imported", "changed")])
def test_a_sample_file_somebody_works_in_is_left_alone(made, codes):
    with closing(open_file(made / SAMPLE)) as database:
        for code in codes:
            with database.write(code) as work:
                work.add(customer())

    with pytest.raises(InputError, match="demo_file_used"):
        prepare_folder(made)

    assert (made / SAMPLE).exists()


def test_a_demo_that_fails_leaves_nothing_of_it(call, tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise FailureError("disk_full", path="")

    monkeypatch.setattr(Writing, "add_rows", fail)
    folder = tmp_path / "demo"

    assert call("demo", "--no-window", "--out", folder).code == 1
    assert [one.name for one in folder.iterdir()] == [MARKER]
