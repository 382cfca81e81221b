"""The log of prints, exports and erasures only grows, and tells the first line that was touched."""

import pytest
from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.trust_log import Breach, Broken, TrustCode, TrustNote
from crm_desktop.storage import tombstones, trust_log
from crm_desktop.storage.engine import connect

SAYS_NO = (
    "UPDATE trust_log SET author = 'Mallory' WHERE sequence = 2",
    "UPDATE trust_log SET name = 'other.pdf'",
    "DELETE FROM trust_log WHERE sequence = 3",
    (
        "INSERT OR REPLACE INTO trust_log (sequence, happened_at, code, previous, hash)"
        " VALUES (2, 0, 'x', '', '')"
    ),
    "UPDATE tombstone SET erased_at = 0",
    "DELETE FROM tombstone",
    "INSERT OR REPLACE INTO tombstone SELECT * FROM tombstone",
    (
        "INSERT OR REPLACE INTO tombstone (kind, salt, digest, erased_at)"
        " SELECT kind, salt, digest, 0 FROM tombstone"
    ),
)


@pytest.fixture
def filled(database):
    """A file with three lines and a tombstone."""
    with database.write("printed") as work:
        trust_log.append_all(work, (printed(number) for number in range(1, 4)))
        tombstones.add(work, Kind.CUSTOMER, [b"somebody's identity"])
    return database


def printed(number):
    name, params = f"王{number}.pdf", {"n": 1}
    return TrustNote(TrustCode.BRIEF_PRINTED, "李娜", f"customer:{number}", params, name)


def checked(database):
    with database.read() as reading:
        return trust_log.check(reading)


def tampered(path, *statements):
    """Do as somebody who knows SQLite and not the program."""
    connection = connect(path)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("statement", SAYS_NO)
def test_a_line_is_never_changed_taken_out_or_replaced(filled, statement):
    connection = connect(filled.path)
    with pytest.raises(dbapi2.IntegrityError, match="append only"):
        connection.execute(statement)
    connection.close()

    assert checked(filled) is None


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE trust_log SET author = 'Li' WHERE sequence = 2", Broken(2, Breach.CHANGED)),
        ("UPDATE trust_log SET params = '{}' WHERE sequence = 3", Broken(3, Breach.CHANGED)),
        ("UPDATE trust_log SET happened_at = 1 WHERE sequence = 1", Broken(1, Breach.CHANGED)),
        ("UPDATE trust_log SET name = 'x.pdf' WHERE sequence = 2", Broken(2, Breach.NAME_CHANGED)),
        ("DELETE FROM trust_log WHERE sequence = 1", Broken(1, Breach.MISSING)),
        ("DELETE FROM trust_log WHERE sequence = 2", Broken(2, Breach.MISSING)),
        ("DELETE FROM trust_log WHERE sequence = 3", Broken(3, Breach.CUT_OFF)),
        ("DELETE FROM trust_log", Broken(1, Breach.CUT_OFF)),
    ],
)
def test_the_first_line_that_was_touched_is_told(filled, statement, expected):
    tampered(filled.path, statement)

    assert checked(filled) == expected


def test_a_line_after_a_lost_one_does_not_hide_it(filled):
    tampered(filled.path, "DELETE FROM trust_log WHERE sequence = 3")

    with filled.write("printed") as work:
        trust_log.append_all(work, [TrustNote(TrustCode.BRIEF_PRINTED)])

    assert checked(filled) == Broken(3, Breach.MISSING)


def test_the_name_of_a_file_may_be_emptied_and_the_chain_holds(filled):
    with filled.write("erased") as work:
        work.execute("UPDATE trust_log SET name = '', nonce = '' WHERE sequence = 2")

    with filled.read() as reading:
        found = trust_log.lines(reading, "ORDER BY sequence")
    assert [one.name for one in found] == ["王1.pdf", "", "王3.pdf"]
    assert [one.is_name_erased for one in found] == [False, True, False]
    assert checked(filled) is None


def test_a_tombstone_knows_the_erased_again_and_nobody_else(database):
    with database.write("added") as work:
        keys = [work.add(one) for one in (Customer("Acme"), Customer("王芳"))]
        (uid,) = work.one("SELECT uid FROM customer WHERE id = ?", (keys[1],))
        tombstones.add(work, Kind.CUSTOMER, [uid])
        tombstones.add(work, Kind.CONTACT, [uid])
        again = tombstones.carry(work, tombstones.stored(work))

    with database.read() as reading:
        assert tombstones.risen(reading) == [(Kind.CUSTOMER, keys[1])]
        assert len(tombstones.stored(reading)) == 2
    assert again == []
