"""Closed, full and broken outputs, requests to end, and names of bytes that are no text."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop import __main__ as entry

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no shell of that kind")


def environ_of(home: Path) -> dict[str, str]:
    return os.environ | {"CRM_DESKTOP_HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "en_GB"}


def in_shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell, as %s in ``line``."""
    program = f"{sys.executable} -m crm_desktop"
    return subprocess.run(
        ["sh", "-c", line.replace("%s", program)],
        cwd=folder,
        env=environ_of(folder / "home"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@POSIX
@pytest.mark.parametrize("command", ["list", "show AC-1 --json", "tiers"])
@pytest.mark.parametrize("where", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_trouble(file, tmp_path, command, where):
    done = in_shell(f"%s {command} --file {file.name} {where}", tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", ["list", "show AC-1", "import none.csv"])
def test_an_output_that_is_full_is_one_sentence(file, tmp_path, command):
    done = in_shell(f"%s --file {file.name} {command} > /dev/full", tmp_path)

    assert done.returncode in (1, 2)
    assert done.stderr.count("\n") == 1


@POSIX
def heed_interrupts() -> None:
    """Tests started in the background of a shell inherit that Ctrl+C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_an_import_asked_to_end_leaves_nothing(tmp_path, number):
    rows = "".join(f"{place},Name {place}\n" for place in range(30_000))
    (tmp_path / "list.csv").write_text(f"id,name\n{rows}")
    words = [sys.executable, "-m", "crm_desktop", "import", "list.csv", "--file", "new.crm"]

    process = subprocess.Popen(
        words,
        cwd=tmp_path,
        env=environ_of(tmp_path / "home"),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 (the test itself has no thread)
    )
    while not list(tmp_path.glob(".new.crm.*.draft")):
        assert process.poll() is None
    process.send_signal(getattr(signal, number))
    _, trouble = process.communicate(timeout=60)

    assert trouble == "crm-desktop: Stopped. Nothing half done was kept.\n"
    assert [one.name for one in tmp_path.iterdir() if one.name != "home"] == ["list.csv"]


def test_a_stop_before_the_first_command_is_silent(monkeypatch):
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_listen_to_endings", stop)

    assert entry.main() == 130


@POSIX
def test_a_list_whose_name_is_no_text_is_imported(call, file, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.csv"))
    try:
        path.write_text("id,name\n1,Acme\n")
    except OSError:
        pytest.skip("this disk wants names that are text")

    answer = call("import", path, "--file", file)

    assert (answer.code, answer.err) == (0, "")


@POSIX
@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_a_tier_list_of_a_file_whose_name_is_no_text_is_written(call, file, tmp_path, ending):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.crm"))
    try:
        file.rename(path)
    except OSError:
        pytest.skip("this disk wants names that are text")

    assert call("tiers", "--file", path, "--export", tmp_path / f"out.{ending}").code == 0


@POSIX
def test_a_big_batch_stops_without_a_word_of_its_helpers(call, tmp_path):
    path, book = tmp_path / "list.csv", tmp_path / "book.crm"
    path.write_text("id,name\n" + "".join(f"C{number},Name {number}\n" for number in range(120)))
    call("import", path, "--file", book)
    everybody = [f"ext:C{number}" for number in range(120)]
    words = [sys.executable, "-m", "crm_desktop", "brief", *everybody, "--out", "out"]

    process = subprocess.Popen(
        [*words, "--file", str(book)],
        cwd=tmp_path,
        env=environ_of(tmp_path / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 (the test itself has no thread)
    )
    while not list((tmp_path / "out").glob("*.pdf")):
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, trouble = process.communicate(timeout=60)

    assert trouble == "crm-desktop: Stopped. Nothing half done was kept.\n"
    assert all(one.suffix == ".pdf" for one in (tmp_path / "out").iterdir())
