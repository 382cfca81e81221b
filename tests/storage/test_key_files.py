"""Key files and recovery codes: who may open what, and what is said of a damage."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.problems import InputError
from crm_desktop.storage.encryption.data_key import DataKey
from crm_desktop.storage.encryption.header import key_path
from crm_desktop.storage.encryption.key_file import read_slots, write_slots
from crm_desktop.storage.encryption.recovery_code import MistypedError, key_of_code, recovery_code
from crm_desktop.storage.encryption.wrapping import Cost, unwrap, wrap

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
KEY = DataKey(bytes(range(32)))
KEYS = st.binary(min_size=32, max_size=32).map(DataKey)


@given(KEYS)
def test_a_recovery_code_is_the_key_however_it_is_typed(key):
    code = recovery_code(key)

    assert key_of_code(code) == key
    assert key_of_code(code.lower().replace(" ", "-").replace("0", "o").replace("1", "l")) == key
    assert key_of_code("".join(chr(ord(one) + 0xFEE0) for one in code if one.isalnum())) == key


def test_a_recovery_code_is_four_lines_of_four_groups():
    lines = recovery_code(KEY).splitlines()

    assert [[len(group) for group in line.split()] for line in lines] == [[4] * 4] * 4


@given(KEYS, st.integers(0, 63), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_slip_is_found_in_its_line(key, place, sign):
    plain = "".join(recovery_code(key).split())
    slipped = plain[:place] + sign + plain[place + 1 :]

    if slipped != plain:
        with pytest.raises(MistypedError) as caught:
            key_of_code(slipped)
        assert caught.value.line == place // 16 + 1


def test_lines_in_the_wrong_order_are_noticed():
    first, second, *rest = recovery_code(KEY).splitlines()

    with pytest.raises(MistypedError):
        key_of_code("\n".join([second, first, *rest]))


def test_a_passphrase_is_no_recovery_code():
    assert key_of_code("correct horse battery staple") is None
    assert key_of_code("大海捞针" * 16) is None


def test_a_passphrase_opens_its_slot_from_every_keyboard():
    slot = wrap(KEY, "Caf\u00e9 42 大海捞针", CHEAP)

    assert unwrap(slot, "Cafe\u0301 ４２ 大海捞针") == KEY
    assert unwrap(slot, "cafe 42 大海捞针") is None
    assert unwrap(slot, "") is None


def test_slots_are_read_as_they_were_written_and_hold_no_key(tmp_path):
    path = tmp_path / "mine.crm"
    slots = (wrap(KEY, "one", CHEAP), wrap(DataKey.new(), "two", CHEAP))
    write_slots(path, slots)

    assert read_slots(path) == slots
    assert KEY.raw.hex() not in key_path(path).read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["mine.crm.key"]


def code_of(path):
    with pytest.raises(InputError) as caught:
        read_slots(path)
    return caught.value.problem.code


def test_every_damage_of_a_key_file_is_told_as_damage(tmp_path):
    path, random = tmp_path / "mine.crm", Random(1)
    write_slots(path, [wrap(KEY, "one", CHEAP)])
    slots, whole = read_slots(path), key_path(path).read_bytes()

    for _ in range(300):
        content = bytearray(whole)
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        key_path(path).write_bytes(content)
        # A flip that says the same in JSON, such as another blank, is no damage.
        assert slots_or_code(path) in (slots, "key_file_damaged")


def slots_or_code(path):
    try:
        return read_slots(path)
    except InputError as error:
        return error.problem.code


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"checksum": 1}'])
def test_other_files_are_damaged_key_files(tmp_path, content):
    (tmp_path / "mine.crm.key").write_bytes(content)

    assert code_of(tmp_path / "mine.crm") == "key_file_damaged"


def test_a_key_file_that_would_only_keep_the_machine_busy_is_refused(tmp_path):
    path = tmp_path / "mine.crm"
    record = wrap(KEY, "one", CHEAP).as_json()

    for name in ("memory_kib", "passes", "lanes"):
        with pytest.raises(ValueError, match="slot"):
            type(wrap(KEY, "one", CHEAP)).from_json(record | {name: 10**9})
    assert code_of(path) == "key_file_missing"


def test_a_key_file_of_a_newer_program_says_so(tmp_path, monkeypatch):
    path = tmp_path / "mine.crm"
    monkeypatch.setattr("crm_desktop.storage.encryption.key_file._VERSION", 2)
    write_slots(path, [wrap(KEY, "one", CHEAP)])
    monkeypatch.undo()

    assert json.loads(key_path(path).read_text(encoding="utf-8"))["version"] == 2
    assert code_of(path) == "key_file_newer"
