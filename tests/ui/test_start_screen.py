"""The first screen: a sample, one's own lists, an empty file, and files that won't open."""

import pytest
from protected import without_passphrase
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QPushButton

from crm_desktop import __version__
from crm_desktop.text import LanguageCode
from crm_desktop.ui.main_window import MainWindow, usual_size
from crm_desktop.ui.start.file_commands import FileCommands
from crm_desktop.ui.start.start_window import StartWindow


def button_named(window: QMainWindow, name: str) -> QPushButton:
    buttons = window.findChildren(QPushButton)
    return next(one for one in buttons if name in (one.accessibleName(), one.text()))


def words_of(window: QMainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


@pytest.fixture
def chosen_name(monkeypatch, tmp_path):
    """Answer the system's dialog for a new file with a name of this test."""
    path = tmp_path / "mine.crm"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def test_without_a_file_the_start_screen_offers_four_ways(make_host):
    host = make_host(None)

    assert isinstance(host.window, StartWindow)
    for name in (
        "Try it with sample customers",
        "Import your lists",
        "Begin with an empty file",
        "Open a file",
    ):
        assert button_named(host.window, name).isEnabled()


def test_the_sample_is_made_where_the_person_says_and_opens(make_host, chosen_name, qtbot):
    host = make_host(None)

    qtbot.mouseClick(
        button_named(host.window, "Try it with sample customers"), Qt.MouseButton.LeftButton
    )
    host.tasks.drain()

    assert isinstance(host.window, MainWindow)
    assert host.workspace.file.path == chosen_name


def test_an_empty_file_opens_and_is_remembered(make_host, chosen_name, qtbot):
    host = make_host(None)

    qtbot.mouseClick(
        button_named(host.window, "Begin with an empty file"), Qt.MouseButton.LeftButton
    )
    without_passphrase(host.window)
    host.tasks.drain()
    host.quit()

    again = make_host(None)
    assert chosen_name.stem in words_of(again.window)


def test_giving_the_name_dialog_up_changes_nothing(make_host, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    host = make_host(None)

    qtbot.mouseClick(
        button_named(host.window, "Begin with an empty file"), Qt.MouseButton.LeftButton
    )

    assert isinstance(host.window, StartWindow)


@pytest.mark.parametrize("content", [b"", b"no customer file at all " * 500])
def test_a_file_that_is_none_of_ours_is_told_in_a_sentence(make_host, tmp_path, content):
    path = tmp_path / "letter.crm"
    path.write_bytes(content)

    host = make_host(path)

    assert isinstance(host.window, StartWindow)
    assert any(str(path) in words for words in words_of(host.window))
    assert path.read_bytes() == content


def test_a_last_file_that_is_gone_is_told_in_a_sentence(make_host, tmp_path):
    host = make_host(tmp_path / "gone.crm")

    assert any("gone.crm" in words for words in words_of(host.window))


def test_the_start_screen_speaks_the_other_language_at_once(make_host, qtbot):
    host = make_host(None)

    qtbot.mouseClick(button_named(host.window, "简体中文"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "打开文件" in words_of(host.window))
    assert host.settings["language"] == LanguageCode.CHINESE


def test_the_version_told_is_that_of_the_package(request):
    text = (request.config.rootpath / "pyproject.toml").read_text(encoding="utf-8")

    assert f'version = "{__version__}"' in text


def test_enter_on_the_start_screen_begins_with_the_first_choice(make_host, qtbot):
    host = make_host(None)
    qtbot.waitUntil(lambda: host.window.focusWidget() is not None)

    assert host.window.focusWidget().accessibleName() == "Try it with sample customers"


def test_another_language_leaves_the_start_screen_where_it_stands(make_host):
    host = make_host(None)
    host.window.setGeometry(20, 30, 700, 600)

    host.switch_language(LanguageCode.CHINESE)

    assert host.window.geometry().getRect() == (20, 30, 700, 600)


@pytest.mark.parametrize(
    ("free", "size"),
    [
        (QSize(1366, 768), QSize(1280, 728)),
        (QSize(1920, 1080), QSize(1280, 800)),
        (QSize(800, 500), QSize(960, 600)),
    ],
)
def test_a_first_window_is_wholly_to_be_seen_on_a_small_screen(free, size):
    assert usual_size(free) == size


def test_the_file_that_is_open_is_not_offered_again_and_no_trouble_to_open(make_host, chosen_name):
    host = make_host(None)
    button_named(host.window, "Begin with an empty file").click()
    without_passphrase(host.window)
    host.tasks.drain()
    told = []
    host.workspace.noticed.connect(lambda notice: told.append(notice.text))
    commands, window = FileCommands(host), host.window

    assert chosen_name not in commands.recent
    commands.open_path(chosen_name)

    assert told == ["This file is open already."]
    assert host.window is window
