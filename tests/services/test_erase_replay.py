"""Who was erased stays erased when an older file comes back, and the log goes on."""

import shutil
from contextlib import closing

import pytest
from builders import contact, customer, place, store, store_customer, taboo
from erase_cards import NAME, remnants, store_full_card
from whole_exports import export

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Subject
from crm_desktop.domain.progress import NoProgress
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import trust_log
from crm_desktop.services.erase import erase
from crm_desktop.services.erase_replay import remembered_at, replay
from crm_desktop.services.full_import import import_everything
from crm_desktop.storage.database import open_file

RESTORED = TrustNote(TrustCode.RESTORED, "Li", name="000012-opened.crm")


@pytest.fixture
def old(database, tmp_path):
    """An older state of the file, that knows somebody who is erased from the file now."""
    store_customer(database, customer("Borges"), taboo())
    trust_log.note_alone(database, TrustNote(TrustCode.CALENDAR_EXPORTED, "Li", name="a.ics"))
    key = store_full_card(database)
    folder = tmp_path / "old"
    folder.mkdir()
    with database.read() as reading:
        reading.execute("SELECT 1")
    database.connections.take().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = shutil.copyfile(database.path, folder / "old.crm")
    trust_log.note_alone(database, TrustNote(TrustCode.TIERS_EXPORTED, "Li", name="t.csv"))
    erase(database, Subject(Kind.CUSTOMER, key), config=tmp_path, logs=tmp_path / "logs")
    return path


def codes(database):
    return [one.line.code for one in reversed(trust_log.entries(database))]


def test_a_restored_file_erases_again_and_goes_on_with_the_log(database, old):
    memory = remembered_at(database.path, None)

    with closing(open_file(old)) as restored:
        count = replay(restored, memory, RESTORED)

        assert count == 1
        assert codes(restored) == [
            TrustCode.CALENDAR_EXPORTED,
            TrustCode.TIERS_EXPORTED,
            TrustCode.ERASED,
            TrustCode.RESTORED,
            TrustCode.ERASED_AGAIN,
        ]
        assert trust_log.check_chain(restored) is None
        with restored.read() as reading:
            assert [one.name for one in reading.values(Kind.CUSTOMER)] == ["Borges"]
    assert remnants(old.parent) == []


def test_the_log_of_another_file_is_not_mixed_in(database, old, blank_file, tmp_path):
    other = shutil.copyfile(blank_file, tmp_path / "other.crm")
    with closing(open_file(other)) as strange:
        trust_log.note_alone(strange, TrustNote(TrustCode.WEEK_PRINTED, "Wang"))

    with closing(open_file(other)) as strange:
        assert replay(strange, remembered_at(database.path, None), RESTORED) == 0
        assert codes(strange) == [TrustCode.WEEK_PRINTED, TrustCode.RESTORED]
        assert trust_log.check_chain(strange) is None


def test_a_file_that_cannot_be_read_remembers_nothing(tmp_path):
    (tmp_path / "broken.crm").write_bytes(b"not a file of ours" * 100)

    assert remembered_at(tmp_path / "broken.crm", None) is None
    assert remembered_at(tmp_path / "nowhere.crm", None) is None


def test_an_import_of_everything_erases_again_whom_the_file_knows_as_erased(database, tmp_path):
    key = store_customer(database, customer(NAME), taboo(NAME))
    (person,) = store(database, contact("Tom"))
    store(database, place(person, customer_id=key))
    taken_out = tmp_path / "all.zip"
    export(database, taken_out)
    erase(database, Subject(Kind.CUSTOMER, key), config=tmp_path, logs=tmp_path / "logs")

    taken = import_everything(database, taken_out, NoProgress())

    taken_out.unlink()
    assert taken.erased == 1
    assert codes(database)[-2:] == [TrustCode.EVERYTHING_IMPORTED, TrustCode.ERASED_AGAIN]
    with database.read() as reading:
        assert reading.values(Kind.CUSTOMER) == reading.values(Kind.CONTACT) == []
        assert reading.one("PRAGMA integrity_check") == ("ok",)
    assert remnants(tmp_path) == []
