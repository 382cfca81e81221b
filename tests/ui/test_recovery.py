"""A file that is damaged or gone: what is wrong in plain words, and every way on from there."""

import shutil
from pathlib import Path

import pytest
from card_window import TOOLS
from person import Person
from protected import CHEAP
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from sqlcipher3 import dbapi2

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Kind
from crm_desktop.services import backups, card_edits, files, protection
from crm_desktop.services.backup_places import places_of
from crm_desktop.text import LanguageCode
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.notices import NoticeRow
from crm_desktop.ui.recovery.recovery_window import RecoveryWindow
from crm_desktop.ui.recovery.report_window import ReportWindow
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.start.start_window import StartWindow


@pytest.fixture
def backed_up(sample_path, private_paths) -> Path:
    """A file with a backup of 60 customers, and one customer more since."""
    file = files.open_held(sample_path)
    backups.make(file.database, Reason.CLOSED, places_of(sample_path, private_paths.config))
    card_edits.set_fields(file.database, Kind.CUSTOMER, TOOLS, {"city": "Hull"})
    files.close(file)
    return sample_path


def damage(path: Path) -> bytes:
    """Overwrite the pages of a file behind the first, and return what is there now."""
    content = bytearray(path.read_bytes())
    content[4096:400_000] = b"\xff" * (400_000 - 4096)
    path.write_bytes(content)
    return bytes(content)


def cut(path: Path) -> bytes:
    """Leave the first half of a file."""
    content = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(content)
    return content


def empty(path: Path) -> bytes:
    path.write_bytes(b"")
    return b""


def choices(host) -> list[str]:
    found = host.window.findChildren(QPushButton)
    return [one.accessibleName() for one in found if one.property("look") == "choice"]


def told(host) -> str:
    return " ".join(row.notice.text for row in host.window.findChildren(NoticeRow))


@pytest.mark.parametrize("harm", [damage, cut, empty])
def test_a_damaged_file_offers_its_backups_and_comes_back_with_keys_alone(
    make_host, backed_up, harm
):
    left = harm(backed_up)
    host = make_host(backed_up)
    person = Person(host)
    assert isinstance(host.window, RecoveryWindow)
    person.wait()
    assert "just now" in choices(host)[0] or "ago" in choices(host)[0]
    assert person.reads("60 customers")

    person.press("Space")
    person.press("Space")

    assert isinstance(host.window, MainWindow)
    with host.workspace.database.read() as reading:
        assert reading.get(Kind.CUSTOMER, TOOLS).city != "Hull"
    aside = backups.all_of(backed_up, host.workspace.backups.places)[0]
    assert aside.reason is Reason.BEFORE_RESTORE
    assert aside.path.read_bytes() == left


def test_a_file_that_is_gone_comes_back_from_its_backups(make_host, backed_up):
    backed_up.unlink()
    host = make_host(backed_up)
    assert isinstance(host.window, RecoveryWindow)
    assert choices(host)[1:] == []  # there is nothing to save rows out of

    person = Person(host)
    person.click(next(b for b in host.window.findChildren(QPushButton) if b.accessibleName()))
    person.click_button("Restore")

    assert isinstance(host.window, MainWindow)


def test_an_empty_file_without_backups_is_told_on_the_start_screen(make_host, tmp_path):
    path = tmp_path / "new.crm"
    path.touch()

    host = make_host(path)

    assert isinstance(host.window, StartWindow)
    labels = [one.text() for one in host.window.findChildren(QLabel)]
    assert [one for one in labels if "empty (0 bytes)" in one], labels


def test_what_can_be_read_is_saved_to_a_new_file_with_a_report(
    make_host, sample_path, tmp_path, monkeypatch
):
    before = cut(sample_path)
    host = make_host(sample_path)
    person = Person(host)
    assert person.reads("No good backup")
    target = tmp_path / "saved.crm"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    person.click_button("Save it to a new file…")

    assert isinstance(host.window, ReportWindow)
    assert person.reads("records were saved to")
    assert sample_path.read_bytes() == before
    person.press("Space")
    assert isinstance(host.window, MainWindow)
    assert host.workspace.file.path == target


def test_a_file_of_which_nothing_is_left_says_so_and_offers_the_rest(
    make_host, backed_up, tmp_path, monkeypatch
):
    content = backed_up.read_bytes()[:100] + b"\xff" * 20_000
    backed_up.write_bytes(content)
    host = make_host(backed_up)
    person = Person(host)
    target = tmp_path / "saved.crm"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    person.click_button("Save it to a new file…")

    assert isinstance(host.window, RecoveryWindow)
    assert not target.exists()
    assert backed_up.read_bytes() == content


def test_damage_met_while_open_leads_to_the_same_screen(make_host, backed_up):
    host = make_host(backed_up)
    damage(backed_up)
    host.workspace.backups.make_if_changed(Reason.WORKED)
    person = Person(host)
    person.wait()
    assert "damaged" in told(host)

    person.click_button("What can be done…")

    assert isinstance(host.window, RecoveryWindow)
    assert person.reads("60 customers")


def test_a_flipped_bit_of_an_index_is_noticed_by_a_backup_and_mended(make_host, backed_up):
    connection = dbapi2.connect(str(backed_up))
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_interaction_customer_day'"
    ).fetchone()
    connection.close()
    content = bytearray(backed_up.read_bytes())
    content[root * 4096 - 10] ^= 1
    backed_up.write_bytes(content)
    host = make_host(backed_up)
    person = Person(host)

    host.workspace.backups.make_if_changed(Reason.OPENED)
    person.wait()
    person.click_button("What can be done…")
    person.wait()
    person.click_button("Mend it where it is")

    assert isinstance(host.window, MainWindow)
    assert "mended" in told(host)


def test_another_damaged_file_leaves_the_open_one_until_it_is_chosen(
    make_host, backed_up, tmp_path
):
    host = make_host(backed_up)
    other = Path(shutil.copyfile(backed_up, tmp_path / "other.crm"))
    damage(other)
    before, person = host.window, Person(host)

    FileCommands(host).open_path(other)
    person.wait()

    assert host.window is before
    person.click_button("What can be done…")
    assert isinstance(host.window, RecoveryWindow)


def test_the_screen_speaks_chinese_and_another_language_keeps_it(make_host, backed_up):
    damage(backed_up)
    host = make_host(backed_up, LanguageCode.CHINESE)
    person = Person(host)
    assert person.reads("恢复到备份")

    host.switch_language(LanguageCode.ENGLISH)
    person.wait()

    assert isinstance(host.window, RecoveryWindow)
    assert person.reads("Go back to a backup")


def test_an_encrypted_backup_asks_for_its_passphrase(make_host, sample_path, private_paths):
    protection.protect(sample_path, "correct horse", cost=CHEAP)
    key = protection.unlock(sample_path, "correct horse")
    file = files.open_held(sample_path, key)
    backups.make(file.database, Reason.CLOSED, places_of(sample_path, private_paths.config))
    files.close(file)
    sample_path.unlink()
    host = make_host(sample_path)
    person = Person(host)
    assert isinstance(host.window, RecoveryWindow)
    person.wait()

    person.press("Space")
    person.press("Space")
    person.type("wrong")
    person.press("Return")
    assert person.reads("passphrase")
    assert isinstance(host.window, RecoveryWindow)
    host.window.secret.field.clear()
    person.type("correct horse")
    person.press("Return")

    assert isinstance(host.window, MainWindow)
    assert host.workspace.is_protected
