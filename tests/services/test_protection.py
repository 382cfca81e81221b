"""Encrypting a customer file: who opens it afterwards, what is said, and what is left readable."""

import json
from contextlib import closing

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError
from crm_desktop.domain.progress import CancelledError, NoProgress
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.services import protection, trust_log
from crm_desktop.services.files import close, open_existing
from crm_desktop.storage import restore_journal
from crm_desktop.storage.backup import contents_of
from crm_desktop.storage.database import create, open_file
from crm_desktop.storage.encryption.header import key_path
from crm_desktop.storage.engine import connect
from crm_desktop.storage.reencryption import Keys, write_again

CHEAP = protection.Cost(memory_kib=64, passes=1, lanes=1)
WORDS, OTHER_WORDS = "correct horse battery", "大海捞针 2026"


@pytest.fixture
def path(tmp_path):
    """A plain closed file with two customers."""
    path = tmp_path / "mine.crm"
    with closing(create(path)) as database, database.write("added") as work:
        for name in ("Meier AG", "海纳贸易"):
            work.add(Customer(name=name))
    return path


def code_of(work, *arguments, **options):
    with pytest.raises(CrmError) as caught:
        work(*arguments, **options)
    return caught.value.problem.code


def encrypt(path):
    return protection.protect(path, WORDS, cost=CHEAP)


def contents(path, key=None):
    with closing(connect(path, key)) as connection:
        return contents_of(connection).counts


def names(path, key=None):
    with closing(open_file(path, key)) as database, database.read() as reading:
        return [one.name for one in reading.values(Kind.CUSTOMER)]


def test_an_encrypted_file_opens_by_passphrase_and_by_code(path):
    before = contents(path)

    code = encrypt(path)

    assert protection.is_protected(path)
    key = protection.unlock(path, WORDS)
    assert protection.unlock(path, code) == key
    assert contents(path, key) == before
    assert sorted(one.name for one in path.parent.iterdir()) == ["mine.crm", "mine.crm.key"]


def test_wrong_secret_damaged_key_file_and_damaged_file_are_three_things(path):
    encrypt(path)
    whole = key_path(path).read_bytes()
    key = protection.unlock(path, WORDS)

    assert code_of(protection.unlock, path, "correct horse") == "passphrase_wrong"
    key_path(path).write_bytes(whole[:-40])
    assert code_of(protection.unlock, path, WORDS) == "key_file_damaged"
    key_path(path).unlink()
    assert code_of(protection.unlock, path, WORDS) == "key_file_missing"
    key_path(path).write_bytes(whole)
    path.write_bytes(path.read_bytes()[:40] + bytes(4096))
    assert protection.unlock(path, WORDS) == key
    assert code_of(open_file, path, key) == "file_damaged"


def test_a_code_opens_without_the_key_file_and_gives_a_new_passphrase(path):
    code = encrypt(path)
    key_path(path).unlink()

    protection.change_passphrase(path, code, OTHER_WORDS, cost=CHEAP)

    assert names(path, protection.unlock(path, OTHER_WORDS)) == ["Meier AG", "海纳贸易"]
    assert code_of(protection.unlock, path, WORDS) == "passphrase_wrong"


def test_codes_of_other_files_and_slips_are_told_apart(path, tmp_path):
    code = encrypt(path)
    create(tmp_path / "other.crm").close()
    other = protection.protect(tmp_path / "other.crm", WORDS, cost=CHEAP)
    slip = ("A" if code[0] != "A" else "B") + code[1:]

    assert code_of(protection.unlock, path, other) == "recovery_code_wrong"
    assert code_of(protection.unlock, path, slip) == "recovery_code_mistyped"
    key_path(tmp_path / "other.crm").replace(key_path(path))
    assert code_of(protection.unlock, path, WORDS) == "key_of_other_file"


def test_a_new_passphrase_leaves_the_file_and_its_code_as_they_are(path):
    code = encrypt(path)

    protection.change_passphrase(path, WORDS, OTHER_WORDS, cost=CHEAP)

    assert code_of(protection.unlock, path, WORDS) == "passphrase_wrong"
    assert protection.unlock(path, OTHER_WORDS) == protection.unlock(path, code)


def test_a_new_key_ends_the_old_code_and_passphrase(path):
    code = encrypt(path)
    old = protection.unlock(path, WORDS)

    new_code = protection.rotate_key(path, WORDS, OTHER_WORDS, cost=CHEAP)

    assert code_of(protection.unlock, path, code) == "recovery_code_wrong"
    assert code_of(protection.unlock, path, WORDS) == "passphrase_wrong"
    key = protection.unlock(path, new_code)
    assert key == protection.unlock(path, OTHER_WORDS) != old
    assert names(path, key) == ["Meier AG", "海纳贸易"]


def test_decrypting_leaves_a_plain_file_and_no_key_file(path):
    encrypt(path)

    protection.unprotect(path, WORDS)

    assert names(path) == ["Meier AG", "海纳贸易"]
    assert [one.name for one in path.parent.iterdir()] == ["mine.crm"]


def test_the_log_notes_what_was_done(path):
    encrypt(path)
    protection.change_passphrase(path, WORDS, OTHER_WORDS, cost=CHEAP)
    protection.rotate_key(path, OTHER_WORDS, WORDS, cost=CHEAP)

    with closing(open_file(path, protection.unlock(path, WORDS))) as database:
        codes = [one.line.code for one in trust_log.entries(database)]

    assert codes == [TrustCode.KEY_ROTATED, TrustCode.WORDS_CHANGED, TrustCode.PROTECTED]


def test_a_file_that_is_open_is_left_alone(path, tmp_path):
    held = open_existing(path, tmp_path)
    assert code_of(encrypt, path) == "file_held"
    close(held)

    keys = Keys(None, protection.DataKey.new())
    with closing(open_file(path)) as database, database.read():
        assert code_of(write_again, path, keys, NoProgress(), busy_timeout_ms=20) == "file_locked"

    assert names(path) == ["Meier AG", "海纳贸易"]
    assert not key_path(path).exists()


@pytest.mark.parametrize("stop_at", [1, 2, 3])
def test_stopped_work_leaves_all_as_it_was(path, stop_at):
    calls = []

    class Stop:
        def report(self, done, total):
            calls.append(done)
            if len(set(calls)) == stop_at:
                raise CancelledError

    with pytest.raises(CancelledError):
        protection.protect(path, WORDS, Stop(), cost=CHEAP)

    assert names(path) == ["Meier AG", "海纳贸易"]
    assert [one.name for one in path.parent.iterdir()] == ["mine.crm"]


def test_what_was_written_last_is_in_the_encrypted_file(path):
    """A process that died left its log beside the file."""
    with closing(open_file(path)) as database:
        with database.write("added") as work:
            work.add(Customer(name="Late AG"))
        wal = path.with_name("mine.crm-wal").read_bytes()
        whole = path.read_bytes()
    path.write_bytes(whole)
    path.with_name("mine.crm-wal").write_bytes(wal)

    encrypt(path)

    assert "Late AG" in names(path, protection.unlock(path, WORDS))


def test_a_guess_costs_as_much_as_is_advised(path):
    """RFC 9106's second choice is 64 MiB and 3 passes."""
    protection.protect(path, WORDS)

    (slot,) = json.loads(key_path(path).read_text(encoding="utf-8"))["slots"]
    assert slot["memory_kib"] >= 64 * 1024
    assert slot["passes"] >= 3


def test_a_file_keeps_a_log_again_after_a_kill_in_the_last_moment(path):
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")

    open_file(path).close()

    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_restore_that_was_cut_short_is_finished_first(path):
    draft = restore_journal.draft_path(path)
    with closing(create(draft)) as database, database.write("added") as work:
        work.add(Customer(name="Restored"))
    aside = path.with_name("mine.crm.backups") / "aside.crm"
    aside.parent.mkdir()
    exchange = restore_journal.Exchange(aside, stays=False, takes_key=False)
    restore_journal.begin(path, exchange)

    encrypt(path)

    assert names(path, protection.unlock(path, WORDS)) == ["Restored"]


def test_refusals(path):
    assert code_of(protection.protect, path, "short", cost=CHEAP) == "passphrase_short"
    assert code_of(protection.unlock, path, WORDS) == "file_not_protected"
    encrypt(path)
    assert code_of(encrypt, path) == "file_already_protected"
    assert code_of(open_file, path) == "file_protected"
    before = key_path(path).read_bytes()
    assert code_of(protection.change_passphrase, path, WORDS, "短") == "passphrase_short"
    assert code_of(protection.rotate_key, path, WORDS, "短") == "passphrase_short"
    assert key_path(path).read_bytes() == before


def test_a_file_is_made_encrypted_from_the_beginning(tmp_path):
    path = tmp_path / "new.crm"

    with protection.prepared(path, WORDS, cost=CHEAP) as key:
        create(path, key).close()

    assert protection.unlock(path, WORDS) == key
    with pytest.raises(RuntimeError), protection.prepared(tmp_path / "none.crm", WORDS, cost=CHEAP):
        raise RuntimeError
    assert not key_path(tmp_path / "none.crm").exists()


@pytest.mark.parametrize(
    ("passphrase", "least", "most"),
    [
        ("password1", 0, 0),
        ("woaini1314", 0, 2),
        ("Meier AG 2026", 0, 2),
        ("qwertyuiop", 0, 1),
        ("啊啊啊啊啊啊啊啊", 0, 1),
        ("短", 0, 0),
        ("correct horse battery staple", 4, 4),
        ("飞鸟衔来半页旧账本", 3, 4),
    ],
)
def test_strength(passphrase, least, most):
    found = protection.strength(passphrase, ["Meier AG"])

    assert least <= found.score <= most
    assert bool(found.hints) is (found.score < 3)
