"""What befalls an open file: a sentence, a way on, and what is typed stays."""

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from card_window import TOOLS, OpenCard
from person import Person
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from crm_desktop.domain.customers import Customer
from crm_desktop.services import card_edits, files, typing_drafts
from crm_desktop.services.list_pages import base_currency
from crm_desktop.text import LanguageCode
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.notices import NoticeKind, NoticeRow
from crm_desktop.ui.recovery.at_opening import KNOWN
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.start.start_window import StartWindow

ROOT = Path(__file__).resolve().parents[2]


def notices(host) -> list[str]:
    return [row.notice.text for row in host.window.findChildren(NoticeRow)]


def settle(host) -> None:
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()


@pytest.fixture
def read_only(small_disk, customer_file) -> Path:
    """A file of two customers on a disk that may only be read."""
    file = files.open_held(customer_file)
    for name in ("Acme", "Bolt"):
        card_edits.create_customer(file.database, Customer(name))
    files.close(file)
    path = Path(shutil.copyfile(customer_file, small_disk / "sample.crm"))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    return path


def copy_to(monkeypatch, path: Path) -> Path:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def test_a_file_on_a_read_only_disk_is_looked_at_and_says_why_it_takes_nothing(
    make_host, read_only
):
    host = make_host(read_only)
    settle(host)
    person = Person(host)
    assert isinstance(host.window, MainWindow)
    assert person.reads("Read only")
    assert [one for one in notices(host) if "may only be read" in one]

    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    card.field("city")._left()
    card.wait()

    assert "may only be read" in card.field("city").editor.widget.accessibleDescription()
    assert card.field("city").editor.raw() == "Kunshan"
    assert [one.name for one in read_only.parent.iterdir()] == ["sample.crm"]


def test_a_copy_of_a_read_only_file_is_worked_on_with_what_was_typed(
    make_host, read_only, tmp_path, monkeypatch
):
    host = make_host(read_only)
    settle(host)
    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    card.field("city")._left()
    card.wait()
    copy = copy_to(monkeypatch, tmp_path / "copy.crm")
    person = Person(host)

    person.click_button("Save a copy as…")
    person.click_button("Go on with the copy")
    person.wait()

    assert host.workspace.file.path == copy
    places = [one.place.field for one in typing_drafts.kept(host.workspace.database, TOOLS)]
    assert places == ["city"]


def test_a_replaced_file_is_noticed_before_the_next_write(host, sample_path, tmp_path, monkeypatch):
    card = OpenCard(host)
    other = Path(shutil.copyfile(sample_path, tmp_path / "other"))
    before = other.read_bytes()
    other.replace(sample_path)

    card.type_into("city", "Kunshan")
    card.field("city")._left()
    card.wait()

    assert sample_path.read_bytes() == before
    assert card.field("city").editor.raw() == "Kunshan"
    assert [one for one in notices(host) if "was replaced" in one]
    copy = copy_to(monkeypatch, tmp_path / "copy.crm")
    Person(host).click_button("Save a copy as…")
    assert copy.is_file()


def test_a_file_put_back_is_written_again_and_told_of_once(host, sample_path):
    away = sample_path.rename(sample_path.with_name("away"))
    for _ in range(3):
        host.watch.watch_file()
    assert len([one for one in notices(host) if "no longer there" in one]) == 1
    away.rename(sample_path)

    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    card.leave()

    assert card.stored.customer.city == "Kunshan"


def test_a_file_somebody_else_changed_is_opened_again(make_host, read_only, small_disk):
    host = make_host(read_only)
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    other = files.open_held(Path(shutil.copyfile(read_only, small_disk / "other.crm")))
    card_edits.create_customer(other.database, Customer("Cole"))
    files.close(other)
    read_only.write_bytes((small_disk / "other.crm").read_bytes())
    person = Person(host)
    for _ in range(2):
        host.watch.watch_file()
    assert len([one for one in notices(host) if "changed by somebody else" in one]) == 1

    person.click_button("Open it again")
    person.wait()

    assert isinstance(host.window, MainWindow)
    assert not host.workspace.database.is_read_only
    assert host.workspace.database.path == read_only


def test_a_hard_link_is_told_at_the_start(make_host, sample_path):
    sample_path.with_name("second.crm").hardlink_to(sample_path)

    host = make_host(sample_path)

    assert isinstance(host.window, StartWindow)
    labels = [one.text() for one in host.window.findChildren(QLabel)]
    assert [one for one in labels if "second.crm" in one]


CALL = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from crm_desktop.ui.start.second_start import raise_first
print(raise_first(Path(sys.argv[2])))
"""


def test_a_second_start_brings_the_first_window_to_the_front(host, sample_path, tmp_path, qtbot):
    settle(host)
    link = tmp_path / "link.crm"
    link.symlink_to(sample_path)
    host.window.showMinimized()

    with subprocess.Popen(
        [sys.executable, "-c", CALL, str(ROOT), str(link)], stdout=subprocess.PIPE, text=True
    ) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.stdout.read().strip() == "True"

    assert not host.window.isMinimized()


def test_a_held_file_nobody_answers_for_is_a_sentence(make_host, sample_path):
    with closing_hold(files.open_held(sample_path)):
        host = make_host(sample_path)

        assert isinstance(host.window, StartWindow)
        labels = [one.text() for one in host.window.findChildren(QLabel)]
        assert [one for one in labels if "is open in a window" in one]


def closing_hold(file):
    return closing(type("Held", (), {"close": lambda _: files.close(file)})())


@pytest.mark.parametrize(
    ("language", "word"),
    [(LanguageCode.ENGLISH, "copies this file"), (LanguageCode.CHINESE, "坚果云 Nutstore 会把")],
)
def test_a_folder_that_is_copied_elsewhere_is_warned_of_until_it_is_known(
    make_host, sample_path, tmp_path, language, word
):
    (tmp_path / "我的坚果云").mkdir()
    path = Path(shutil.copyfile(sample_path, tmp_path / "我的坚果云" / "c.crm"))
    host = make_host(path, language)
    settle(host)
    rows = [row for row in host.window.findChildren(NoticeRow) if word in row.notice.text]
    assert [row.notice.kind for row in rows] == [NoticeKind.PROBLEM]

    Person(host).click(rows[0].button)
    host.quit()
    again = make_host(path, language)
    settle(again)

    assert again.settings[KNOWN] == [str(path)]
    assert not [one for one in notices(again) if word in one]


@pytest.mark.parametrize("years", [-3, 4])
def test_a_clock_that_jumped_years_is_told_quietly(make_host, sample_path, monkeypatch, years):
    file = files.open_held(sample_path)
    now = file.database.clock()
    file.database.clock = lambda: now - timedelta(days=years * 365)
    card_edits.create_customer(file.database, Customer("Acme"))
    files.close(file)

    host = make_host(sample_path)
    settle(host)

    rows = [one for one in host.window.findChildren(NoticeRow) if "newest entry" in one.notice.text]
    assert [row.notice.kind for row in rows] == [NoticeKind.INFO]
    assert "by its age" in rows[0].notice.text


def test_a_copy_is_never_written_over_a_file(host, sample_path, tmp_path, monkeypatch):
    taken = tmp_path / "taken.crm"
    taken.write_bytes(b"mine")
    copy_to(monkeypatch, taken)

    FileCommands(host).save_copy()
    settle(host)

    assert taken.read_bytes() == b"mine"
    assert [one for one in notices(host) if "already there" in one]
    assert base_currency(host.workspace.database)
