"""Older backups hold nobody who was erased: they are rewritten or deleted, and a restore tells."""

from contextlib import ExitStack, closing

import pytest
from builders import customer, store_customer, taboo
from erase_cards import NAME, remnants, store_full_card

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Older, Subject
from crm_desktop.domain.problems import FailureError
from crm_desktop.domain.progress import CancelledError, NoProgress
from crm_desktop.domain.trust_log import TrustCode
from crm_desktop.paths import find_paths
from crm_desktop.services import backups, erase_backups, restores, trust_log
from crm_desktop.services.card_edits import set_fields
from crm_desktop.services.erase_everywhere import erase_everywhere, plan_everywhere
from crm_desktop.storage.database import open_file


@pytest.fixture
def paths(tmp_path):
    return find_paths({"CRM_DESKTOP_HOME": str(tmp_path / "home")})


@pytest.fixture
def places(database):
    from crm_desktop.services.backup_places import places_of

    return places_of(database.path)


def made(database, places) -> backups.Backup:
    return backups.make(database, Reason.WORKED, places).backup


def erase_with(database, paths, key, older=Older.REWRITE):
    whole = plan_everywhere(database, Subject(Kind.CUSTOMER, key), paths.config)
    return whole, erase_everywhere(database, whole, paths, older, progress=NoProgress())


@pytest.mark.parametrize("older", Older)
def test_backups_since_somebody_came_are_cleaned_and_the_others_stay(
    database, paths, places, tmp_path, older
):
    store_customer(database, customer("Borges"), taboo())
    before = made(database, places)
    key = store_full_card(database)
    since = made(database, places)
    untouched = before.path.read_bytes()

    whole, (_, cleaned) = erase_with(database, paths, key, older)

    assert [one.path for one in whole.backups] == [since.path]
    assert remnants(tmp_path) == []
    assert before.path.read_bytes() == untouched
    known = {one.path: one for one in backups.all_of(database.path, places)}
    if older is Older.DELETE:
        assert (cleaned.deleted, set(known)) == (1, {before.path})
    else:
        assert cleaned.rewritten == 1
        assert known[since.path].is_verified
        with closing(open_file(since.path)) as then, then.read() as reading:
            assert [one.name for one in reading.values(Kind.CUSTOMER)] == ["Borges"]


def test_a_restore_of_a_backup_that_was_kept_elsewhere_erases_again(
    database, paths, places, tmp_path
):
    key = store_full_card(database)
    kept = made(database, places)
    aside = tmp_path / "stick" / kept.path.name
    aside.parent.mkdir()
    aside.write_bytes(kept.path.read_bytes())
    erase_with(database, paths, key)
    database.close()

    done = restores.restore(database.path, restores.backup_at(aside), places)

    assert done.erased == 1
    aside.unlink()
    assert remnants(tmp_path) == []
    with closing(open_file(database.path)) as restored:
        codes = {one.line.code for one in trust_log.entries(restored)}
        assert {TrustCode.ERASED, TrustCode.RESTORED, TrustCode.ERASED_AGAIN} <= codes
        assert trust_log.check_chain(restored) is None


def test_a_rewritten_backup_restores_and_the_log_goes_on(database, paths, places):
    store_customer(database, customer("Borges"))
    key = store_customer(database, customer(NAME))
    since = made(database, places)
    erase_with(database, paths, key)
    (found,) = (one for one in backups.all_of(database.path, places) if one.path == since.path)
    database.close()

    done = restores.restore(database.path, found, places)

    assert done.erased == 0
    with closing(open_file(database.path)) as restored:
        codes = [one.line.code for one in reversed(trust_log.entries(restored))]
        assert codes == [TrustCode.ERASED, TrustCode.BACKUP_ERASED, TrustCode.RESTORED]
        assert trust_log.check_chain(restored) is None


def test_a_backup_that_cannot_be_read_is_deleted(database, paths, places, tmp_path):
    key = store_full_card(database)
    since = made(database, places)
    content = bytearray(since.path.read_bytes())
    content[5_000:9_000] = bytes(4_000)
    since.path.write_bytes(content)

    _, (_, cleaned) = erase_with(database, paths, key)

    assert cleaned.deleted == 1
    assert remnants(tmp_path) == []


def test_a_backup_that_is_being_made_is_waited_for(database, paths, places, monkeypatch):
    key = store_full_card(database)
    kept = made(database, places)
    under_way, waited = ExitStack(), []
    under_way.enter_context(backups.held_folder(kept.path.parent, database.path))

    def sleep(seconds):
        waited.append(seconds)
        under_way.close()

    monkeypatch.setattr(erase_backups.time, "sleep", sleep)
    _, (_, cleaned) = erase_with(database, paths, key)

    assert (cleaned.rewritten, cleaned.deleted, len(waited)) == (1, 0, 1)


class EndsAfter:
    """Progress that ends a job after some steps."""

    def __init__(self, steps, error):
        self.steps, self.error = steps, error

    def report(self, done, total):
        if done >= self.steps:
            raise self.error


def test_who_stops_the_cleaning_is_told_which_backups_hold_the_erased(database, paths, places):
    key = store_full_card(database)
    older = made(database, places)
    set_fields(database, Kind.CUSTOMER, key, {"city": "Ulm"})
    newer = made(database, places)
    whole = plan_everywhere(database, Subject(Kind.CUSTOMER, key), paths.config)

    stopped = EndsAfter(1, CancelledError())
    done, cleaned = erase_everywhere(database, whole, paths, Older.REWRITE, progress=stopped)

    assert not done.changes.is_empty
    assert cleaned.rewritten == 1
    assert [one.params for one in cleaned.troubles] == [{"path": str(older.path)}]
    assert names_in(newer) == []


def names_in(backup):
    with closing(open_file(backup.path)) as then, then.read() as reading:
        return [one.name for one in reading.values(Kind.CUSTOMER)]


def test_trouble_with_the_backups_does_not_hide_that_somebody_is_gone(database, paths, places):
    key = store_full_card(database)
    made(database, places)
    whole = plan_everywhere(database, Subject(Kind.CUSTOMER, key), paths.config)

    full = EndsAfter(0, FailureError("disk_full", path="x"))
    done, _ = erase_everywhere(database, whole, paths, Older.DELETE, progress=full)

    assert not done.changes.is_empty
    assert done.trouble.problem.code == "disk_full"


def test_a_copy_in_the_second_folder_is_cleaned_too(database, paths, tmp_path):
    from crm_desktop.services.backup_places import choose_folders, places_of

    second = tmp_path / "second"
    second.mkdir()
    choose_folders(paths.config, None, second)
    key = store_full_card(database)
    since = made(database, places_of(database.path, paths.config))

    erase_with(database, paths, key)

    assert len(since.copies) == 1
    assert since.copies[0].read_bytes() == since.path.read_bytes()
    assert remnants(tmp_path) == []


def test_what_a_damaged_file_knew_is_taken_from_its_newest_backup(
    database, paths, places, tmp_path
):
    key = store_full_card(database)
    kept = made(database, places)
    aside = tmp_path / kept.path.name
    aside.write_bytes(kept.path.read_bytes())
    erase_with(database, paths, key)
    made(database, places)
    database.close()
    database.path.write_bytes(b"flooded " * 500)

    done = restores.restore(database.path, restores.backup_at(aside), places)

    assert done.erased == 1
