"""Everything goes out from the File menu, and comes in again as a file of its own."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from protected import without_passphrase
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog, QMenu

from crm_desktop.storage.digest import file_digest
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.customers.export_chosen import export_chosen
from crm_desktop.ui.importing.lists import dropped_lists
from crm_desktop.ui.navigation import Page


def digest_of(workspace) -> str:
    with workspace.database.read() as reading:
        return file_digest(reading)


@pytest.fixture
def answers(monkeypatch):
    """What a person chooses in the dialogs, in order; an empty text is Cancel."""
    waiting: list[str] = []

    def choose(*_, **__):
        return waiting.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    return waiting


def test_the_menu_writes_a_zip_that_opens_as_a_new_file(host, workspace, answers, tmp_path):
    before = digest_of(workspace)
    answers += [str(tmp_path / "out"), str(tmp_path / "out.zip"), str(tmp_path / "again.crm")]

    host.window.window_actions[ActionCode.EXPORT_ALL].trigger()
    host.tasks.drain()
    assert "customers.vcf" in ZipFile(tmp_path / "out.zip").namelist()
    host.window.window_actions[ActionCode.OPEN_FILE].trigger()
    without_passphrase(host.window)
    host.tasks.drain()

    assert host.workspace.file.path == tmp_path / "again.crm"
    assert digest_of(host.workspace) == before


def test_an_export_that_is_dropped_or_chosen_as_a_list_opens_as_a_new_file(
    host, workspace, answers, tmp_path
):
    before = digest_of(workspace)
    answers += [str(tmp_path / "out.zip"), str(tmp_path / "again.crm")]
    host.window.window_actions[ActionCode.EXPORT_ALL].trigger()
    host.tasks.drain()
    drop = QMimeData()
    drop.setUrls([QUrl.fromLocalFile(str(tmp_path / "out.zip"))])

    host.window.look_at_lists(dropped_lists(drop))
    without_passphrase(host.window)
    host.tasks.drain()

    assert host.workspace.file.path == tmp_path / "again.crm"
    assert digest_of(host.workspace) == before


def test_giving_up_writes_nothing(host, answers, tmp_path):
    here = {path.name for path in tmp_path.iterdir()}
    answers.append("")

    host.window.window_actions[ActionCode.EXPORT_ALL].trigger()
    host.tasks.drain()

    assert {path.name for path in tmp_path.iterdir()} == here


def test_another_ending_is_told_in_a_notice(host, workspace, answers, qtbot, tmp_path):
    answers.append(str(tmp_path / "all.pdf"))

    with qtbot.waitSignal(workspace.noticed) as told:
        host.window.window_actions[ActionCode.EXPORT_ALL].trigger()

    assert ".zip" in told.args[0].text
    assert not Path(tmp_path / "all.pdf").exists()


def test_the_calendar_is_written_from_the_menu(host, answers, tmp_path):
    answers.append(str(tmp_path / "mine"))

    host.window.window_actions[ActionCode.EXPORT_CALENDAR].trigger()
    host.tasks.drain()

    assert (tmp_path / "mine.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.vcf", b"BEGIN:VCARD"), ("a.csv", b"\xef\xbb\xbf"), ("a", b"BEGIN:VCARD")],
)
def test_the_chosen_customers_are_written(host, workspace, answers, tmp_path, name, start):
    answers.append(str(tmp_path / name))

    export_chosen(host.window, workspace, [1, 2])
    host.tasks.drain()

    path = tmp_path / (name if "." in name else f"{name}.vcf")
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("code", [ActionCode.HANDOVER, ActionCode.SUBJECT_ACCESS])
def test_the_card_s_menu_writes_a_paper_and_a_file(host, monkeypatch, tmp_path, code):
    folder = tmp_path / "pack"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    host.window.open_card(1)
    host.tasks.drain()

    host.window.window_actions[code].trigger()
    menu = host.window.findChild(QMenu, "menu-subjects")
    if menu is not None:
        menu.actions()[0].trigger()
        menu.close()
    host.tasks.drain()

    assert sorted(path.suffix for path in folder.iterdir())[1:] == [
        ".zip" if code is ActionCode.HANDOVER else ".pdf"
    ]


def test_the_calendar_page_offers_its_export(host, answers, tmp_path):
    answers.append(str(tmp_path / "mine.ics"))
    host.window.go(Page.CALENDAR)
    menu = host.window.page.head.print_week.menu()

    menu.actions()[-1].trigger()
    host.tasks.drain()

    assert (tmp_path / "mine.ics").exists()
