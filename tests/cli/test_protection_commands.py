"""The commands that encrypt a file, and all others on one that is encrypted."""

import os
import pty
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from builders import TODAY

from crm_desktop.cli.main import _MODULES
from crm_desktop.domain.backups import Reason
from crm_desktop.services import backups, protection
from crm_desktop.services.backup_places import places_of
from crm_desktop.storage.engine import connect

ROOT = Path(__file__).parents[2]
WORDS, OTHER_WORDS = "correct horse battery staple", "飞鸟衔来半页旧账本"
CHEAP = protection.Cost(memory_kib=64, passes=1, lanes=1)
ABOUT_FILES = {"encrypt", "decrypt", "passphrase", "rotate-key", "recovery-code"}
# Demo makes a file of its own; what was backed up is restored below.
ELSEWHERE = {"demo", "restore"}
# What a command needs; all others are called without arguments.
ARGUMENTS = {
    "import": ["{folder}/list.csv"],
    "brief": ["AC-1", "--out", "{folder}/out.pdf"],
    "week": ["--out", "{folder}/out.pdf"],
    "tiers": ["--apply"],
    "show": ["AC-1"],
    "export": ["{folder}/out.zip"],
    "calendar": ["{folder}/out.ics"],
    "handover": ["AC-1", "--out", "{folder}"],
    "subject-access": ["P-1", "--out", "{folder}"],
    "erase": ["PR-1", "--yes"],
    "salvage": ["--to", "{folder}/saved.crm"],
}
READING = sorted(_MODULES.keys() - ABOUT_FILES - ELSEWHERE)

pytestmark = pytest.mark.usefixtures("quick_passphrases")


@pytest.fixture(scope="module")
def protected_world(world, tmp_path_factory):
    path = Path(shutil.copyfile(world, tmp_path_factory.mktemp("protected") / "customers.crm"))
    protection.protect(path, WORDS, cost=CHEAP)
    return path


@pytest.fixture
def protected(protected_world, tmp_path):
    """An encrypted file of this test's own whose passphrase stands in ``words.txt``."""
    for ending in ("", ".key"):
        shutil.copyfile(f"{protected_world}{ending}", tmp_path / f"customers.crm{ending}")
    write(tmp_path / "words.txt", WORDS)
    (tmp_path / "list.csv").write_text("name,city\nNew Ltd,Leeds\n", "utf-8")
    return tmp_path / "customers.crm"


def write(path, words):
    path.write_text(f"{words}\n", "utf-8")
    return path


def names(call, path, *words):
    return {one["name"] for one in call("list", "--file", path, "--json", *words).json}


def text_of(path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("command", READING)
def test_every_command_works_on_an_encrypted_file_by_its_passphrase(call, protected, command):
    words = [one.format(folder=protected.parent) for one in ARGUMENTS.get(command, [])]
    on = ("--file", protected, "--as-of", TODAY.isoformat())

    given = call(command, *words, *on, "--passphrase-file", protected.parent / "words.txt")
    missing = call(command, *words, *on)

    assert (given.code, given.err) == (0, "")
    assert missing.code == 2
    assert "--passphrase-file" in missing.err


def test_what_was_backed_up_and_what_was_salvaged_stays_encrypted(call, protected, tmp_path):
    on = ("--file", protected, "--passphrase-file", tmp_path / "words.txt")
    before = names(call, protected, *on[2:])
    call("backup", *on)
    call("import", tmp_path / "list.csv", *on)
    call("salvage", "--to", tmp_path / "saved.crm", *on)

    restored = call("restore", "1", *on)

    assert (restored.code, restored.err) == (0, "")
    assert names(call, protected, *on[2:]) == before
    made = [path for path in tmp_path.rglob("*.crm") if path != protected]
    assert len(made) > 1
    assert all(map(protection.is_protected, made))


def test_encrypting_prints_the_code_and_its_sheet(call, file, tmp_path):
    before, words = names(call, file), write(tmp_path / "words.txt", WORDS)
    sheet = tmp_path / "sheet.pdf"

    answer = call("encrypt", "--file", file, "--passphrase-file", words, "--recovery-pdf", sheet)

    assert (answer.code, answer.err) == (0, "")
    code = [line.strip() for line in answer.out.splitlines() if line.startswith("    ")]
    assert [len(line) for line in code] == [19] * 4
    assert all(line in text_of(sheet) for line in code)
    assert names(call, file, "--passphrase-file", write(tmp_path / "code", "\n".join(code)))
    assert names(call, file, "--passphrase-file", words) == before


def test_a_sheet_that_cannot_be_written_does_not_lose_the_code(call, protected, tmp_path):
    (tmp_path / "taken.pdf").mkdir()
    on = ("--file", protected, "--passphrase-file", tmp_path / "words.txt")

    answer = call("recovery-code", *on, "--pdf", tmp_path / "taken.pdf", "--json")

    assert answer.code == 1
    key = protection.unlock(protected, WORDS)
    assert answer.json["recovery_code"] == protection.recovery_code(key)


def test_new_words_new_key_and_back(call, protected, tmp_path):
    old, new = tmp_path / "words.txt", write(tmp_path / "new.txt", OTHER_WORDS)
    before = names(call, protected, "--passphrase-file", old)
    on = ("--file", protected, "--passphrase-file")

    changed = call("passphrase", *on, old, "--new-passphrase-file", new)
    rotated = call("rotate-key", *on, new, "--new-passphrase-file", old, "--json")
    decrypted = call("decrypt", *on, old)

    assert [one.code for one in (changed, rotated, decrypted)] == [0, 0, 0]
    assert rotated.json["file"] == str(protected)
    assert names(call, protected) == before
    assert not Path(f"{protected}.key").exists()


def test_a_new_key_begins_with_a_backup_under_the_old_one(call, protected, tmp_path):
    old, new = tmp_path / "words.txt", write(tmp_path / "new.txt", OTHER_WORDS)
    on = ("--file", protected, "--passphrase-file")

    call("rotate-key", *on, old, "--new-passphrase-file", new)

    (backup,) = backups.all_of(protected, places_of(protected))
    assert (backup.reason, backup.is_protected) == (Reason.BEFORE_REKEY, True)
    assert protection.unlock(backup.path, WORDS) != protection.unlock(protected, OTHER_WORDS)


def test_readable_copies_are_named_and_deleted_on_wish(call, file, tmp_path):
    copies = [tmp_path / "customers.before-schema-2.crm", places_of(file).own / "000001-x.crm"]
    copies[1].parent.mkdir()
    for copy in copies:
        shutil.copyfile(file, copy)
    words = write(tmp_path / "words.txt", WORDS)
    other = Path(shutil.copyfile(file, tmp_path / "customers of Lin.crm"))
    on = ("--file", file, "--passphrase-file", words)

    named = call("encrypt", *on)
    call("decrypt", *on)
    deleted = call("encrypt", *on, "--delete-plain-copies", "--json")

    assert all(str(copy) in named.out for copy in copies)
    assert deleted.json["plain_copies"] == []
    assert [copy for copy in copies if copy.exists()] == []
    assert other.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["encrypt"], "is encrypted already"),
        (["list", "--passphrase-file", "{folder}/none.txt"], "No passphrase can be read"),
        (["list", "--passphrase-file", "{folder}/weak.txt"], "does not open"),
        (["passphrase", "--new-passphrase-file", "{folder}/weak.txt"], "would be guessed"),
        (["rotate-key", "--new-passphrase-file", "-", "--passphrase-file", "-"], "together"),
        (["recovery-code", "--pdf", "{folder}/none/sheet.pdf"], "There is no folder"),
    ],
    ids=str,
)
def test_trouble_is_one_sentence_and_changes_nothing(call, protected, words, said):
    folder = protected.parent
    write(folder / "weak.txt", "password1")
    before = protected.read_bytes(), Path(f"{protected}.key").read_bytes()

    on = ("--file", protected, "--passphrase-file", folder / "words.txt")
    answer = call(*on, *(one.format(folder=folder) for one in words))

    assert answer.code == 2
    assert said in answer.err.splitlines()[-1]
    assert before == (protected.read_bytes(), Path(f"{protected}.key").read_bytes())


@pytest.mark.skipif(os.name != "posix", reason="this system has no such terminal")
def test_a_terminal_asks_until_the_passphrase_is_right_and_shows_none(protected, tmp_path):
    inside, outside = pty.openpty()
    environ = os.environ | {
        "CRM_DESKTOP_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
        "LANG": "en_GB.UTF-8",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "crm_desktop", "list", "--file", str(protected)],
        stdin=outside,
        stderr=outside,
        stdout=subprocess.PIPE,
        env=environ,
        start_new_session=True,
    ) as process:
        said = ""
        for words in ("wrong words here", WORDS):
            # What is typed before the question is thrown away.
            said += read_until(inside, "customers.crm: ")
            os.write(inside, f"{words}\n".encode())
        out, _ = process.communicate(timeout=300)
    os.close(outside)
    os.close(inside)

    assert process.returncode == 0
    assert "Acme" in out.decode()
    assert "does not open" in said
    assert "words" not in said


@pytest.mark.parametrize("is_encrypted", [True, False])
def test_a_report_of_a_mistake_quotes_nothing_of_an_encrypted_file(
    call, protected, tmp_path, is_encrypted
):
    words = ("--file", protected, "--passphrase-file", tmp_path / "words.txt")
    call("list", *words)
    if not is_encrypted:
        call("decrypt", *words)
    key = protection.unlock(protected, WORDS) if is_encrypted else None
    with closing(connect(protected, key)) as connection:
        connection.execute("UPDATE customer SET stage = 'Quoted Ltd' WHERE id = 1")

    answer = call("show", "id:1", *words)

    assert answer.code == 1
    assert "made a mistake" in answer.err
    (report,) = (tmp_path / "home").rglob("error-*.txt")
    said = report.read_text("utf-8")
    assert "KeyError" in said
    assert ("Quoted" in said) is not is_encrypted


def read_until(terminal, text):
    said = ""
    while text not in said:
        said += os.read(terminal, 1000).decode()
    return said
