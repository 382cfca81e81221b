"""Encrypted customer files: unreadable without their key, whole with it."""

import gzip
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath
from random import Random

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.progress import NoProgress
from crm_desktop.storage.addresses import file_address
from crm_desktop.storage.database import SCHEMA_VERSION, create, open_file, schema_version
from crm_desktop.storage.encryption.data_key import MAGIC, DataKey
from crm_desktop.storage.encryption.header import is_protected, key_path
from crm_desktop.storage.encryption.key_file import write_slots
from crm_desktop.storage.encryption.wrapping import Cost, wrap
from crm_desktop.storage.reencryption import Keys, write_again

KEY = DataKey(bytes(range(32)))
NEEDLES = ("Needle in a haystack", "大海捞针")


@pytest.fixture
def protected(tmp_path):
    """A closed encrypted file with a customer for each needle."""
    path = tmp_path / "mine.crm"
    with closing(create(path, KEY)) as database, database.write("added") as work:
        for name in NEEDLES:
            work.add(Customer(name=name))
    return path


def names(path, key):
    with closing(open_file(path, key)) as database, database.read() as reading:
        return sorted(one.name for one in reading.values(Kind.CUSTOMER))


def code_of(work, *arguments):
    with pytest.raises(InputError) as caught:
        work(*arguments)
    return caught.value.problem.code


def test_an_encrypted_file_opens_with_its_key_alone(protected):
    assert is_protected(protected)
    assert names(protected, KEY) == sorted(NEEDLES)
    assert code_of(open_file, protected) == "file_protected"
    assert code_of(open_file, protected, DataKey.new()) == "key_of_other_file"


def test_a_key_is_not_used_for_a_file_that_is_not_encrypted(tmp_path):
    with closing(create(tmp_path / "open.crm")):
        pass

    with closing(open_file(tmp_path / "open.crm", KEY)) as database:
        assert database.key is None


def test_a_key_shows_itself_nowhere():
    assert KEY.raw.hex() not in f"{KEY!r} {KEY} {[KEY]}"
    assert "raw" not in repr(KEY)


def test_a_damaged_start_is_told_from_another_key_and_keeps_nothing_from_opening(protected):
    content = bytearray(protected.read_bytes())
    content[len(MAGIC) + 1] ^= 8
    protected.write_bytes(content)

    assert names(protected, KEY) == sorted(NEEDLES)


def test_a_file_of_any_name_is_known(tmp_path, protected):
    for name in ("a#b.crm", "what?.crm", "50%20 off.crm", "大海 捞针.crm", "a&mode=rw.crm"):
        odd = protected.rename(tmp_path / name)
        assert is_protected(odd)
        assert names(odd, KEY) == sorted(NEEDLES)
        protected = odd


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath("C:/my files/a.crm"), "file:///C:/my%20files/a.crm?mode=ro"),
        (PureWindowsPath("//server/share/a.crm"), "file:////server/share/a.crm?mode=ro"),
        (PurePosixPath("/a?b.crm"), "file:///a%3Fb.crm?mode=ro"),
    ],
)
def test_an_address_names_no_host(path, address):
    assert file_address(path, "mode=ro") == address


def test_every_flipped_bit_is_noticed(protected):
    whole = protected.read_bytes()
    random = Random(6)

    for _ in range(25):
        content = bytearray(whole)
        content[random.randrange(len(MAGIC) + 10, len(whole))] ^= 1 << random.randrange(8)
        protected.write_bytes(content)
        assert not is_whole(protected)


def is_whole(path):
    """False too for a page nothing was read of: SQLCipher's own check reads all of them."""
    try:
        with closing(open_file(path, KEY)) as database, database.read() as reading:
            return reading.rows("PRAGMA cipher_integrity_check") == []
    except InputError as error:
        return error.problem.code != "file_damaged"


def test_an_older_encrypted_file_is_brought_up_to_date_by_its_key_and_so_is_its_copy(tmp_path):
    stored = Path(__file__).parents[1] / "databases" / "schema-0003.crm.gz"
    path = tmp_path / "mine.crm"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    write_again(path, Keys(None, KEY), NoProgress())
    write_slots(path, [wrap(KEY, "the words", Cost(64, 1, 1))])

    open_file(path, KEY).close()

    copy = tmp_path / "mine.before-schema-3.crm"
    assert schema_version(path, KEY) == SCHEMA_VERSION
    assert is_protected(copy)
    assert schema_version(copy, KEY) == 3
    assert key_path(copy).read_bytes() == key_path(path).read_bytes()
