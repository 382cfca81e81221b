"""The drill restores for real, beside everybody's work, and says what it found."""

import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.progress import CancelledError
from crm_desktop.services import backup_places, backups
from crm_desktop.services.restore_drills import drills, hold_drill, is_drill_due

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def private_folders(tmp_path, monkeypatch):
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def places(customer_file):
    return backup_places.places_of(customer_file)


@pytest.fixture
def backup(database, places):
    with database.write("customer_added") as work:
        work.add(Customer("Acme"))
    return backups.make(database, Reason.WORKED, places).backup


def at(moment):
    return lambda: moment


def test_a_drill_tells_that_the_newest_backup_comes_back(
    customer_file, places, backup, private_folders
):
    drill = hold_drill(customer_file, places, clock=at(NOW))

    assert drill.is_passed
    assert (drill.backup, drill.customers) == (backup.path.name, 1)
    assert drills(places) == (drill,)
    assert list(private_folders.iterdir()) == []
    logged = json.loads((places.own / "drills.json").read_text())
    assert logged[0]["passed"] is True


def test_a_backup_that_went_bad_fails_the_drill(customer_file, places, backup):
    content = bytearray(backup.path.read_bytes())
    for place in range(4096 * 2 + 5, len(content), 4096):
        content[place] ^= 0xFF
    backup.path.write_bytes(content)

    drill = hold_drill(customer_file, places, clock=at(NOW))

    assert drill.trouble == "backup_damaged"


def test_a_backup_that_failed_is_tried_again_after_a_day_and_a_newer_one_at_once(
    customer_file, database, places, backup
):
    hold_drill(customer_file, places, clock=at(NOW - timedelta(days=7)))
    backup.path.write_bytes(bytes(backup.size))
    hold_drill(customer_file, places, clock=at(NOW))

    assert not is_drill_due(customer_file, places, NOW + timedelta(minutes=10))
    assert is_drill_due(customer_file, places, NOW + timedelta(days=1))

    backups.make(database, Reason.BY_HAND, places)

    assert is_drill_due(customer_file, places, NOW + timedelta(minutes=10))


def test_a_drill_in_a_folder_chosen_since_counts_before_those_beside_the_file(
    customer_file, database, places, backup, tmp_path
):
    hold_drill(customer_file, places, clock=at(NOW - timedelta(days=30)))
    chosen = replace(places, own=tmp_path / "chosen")
    newer = backups.make(database, Reason.BY_HAND, chosen).backup
    hold_drill(customer_file, chosen, clock=at(NOW))

    assert drills(chosen)[0].backup == newer.path.name
    assert not is_drill_due(customer_file, chosen, NOW)


def test_a_drill_of_a_copy_counts_where_the_main_folder_is_gone(
    customer_file, database, places, tmp_path
):
    second = replace(places, own=tmp_path / "chosen", second=tmp_path / "second")
    made = backups.make(database, Reason.BY_HAND, second).backup
    backups.remove(replace(made, copies=()))

    hold_drill(customer_file, second, clock=at(NOW))

    assert not is_drill_due(customer_file, second, NOW)


def test_without_a_backup_there_is_no_drill(customer_file, places):
    assert not is_drill_due(customer_file, places, NOW)
    assert hold_drill(customer_file, places) is None


@pytest.mark.parametrize(
    ("later", "is_due"),
    [
        (timedelta(days=6), False),
        (timedelta(days=7), True),
        (timedelta(days=3650), True),
        (timedelta(days=-3650), True),
    ],
)
def test_a_drill_is_due_after_a_week(customer_file, places, backup, later, is_due):
    assert is_drill_due(customer_file, places, NOW)
    hold_drill(customer_file, places, clock=at(NOW))

    assert is_drill_due(customer_file, places, NOW + later) is is_due


def test_a_drill_leaves_the_backups_as_they_are(customer_file, places, backup):
    before = backup.path.read_bytes()

    hold_drill(customer_file, places)
    hold_drill(customer_file, places)

    assert backup.path.read_bytes() == before
    assert backups.all_of(customer_file, places) == (backup,)
    assert len(drills(places)) == 2


def test_a_drill_that_is_stopped_is_none(customer_file, places, backup, private_folders):
    class Stopping:
        def report(self, done, total):
            raise CancelledError

    with pytest.raises(CancelledError):
        hold_drill(customer_file, places, progress=Stopping())

    assert drills(places) == ()
    assert list(private_folders.iterdir()) == []
