"""What a starting window shows until it is whole, and when it rather waits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from person import Person
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.services import files, recent_files, user_settings
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.customers.row_painter import ROW_HEIGHT
from crm_desktop.ui.first_sight import PICTURE, FirstSight, open_at_first_sight
from crm_desktop.ui.host import Host
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.starting import Starting
from crm_desktop.ui.theme import Look

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAINT = """
import os, sys
from crm_desktop.paths import find_paths
from crm_desktop.ui.first_sight import FirstSight
from crm_desktop.ui.starting import Starting
Starting._import = lambda self: None
paint = FirstSight.paintEvent
def painted(self, event):
    paint(self, event)
    print(*sys.modules, flush=True)
    os._exit(0)
FirstSight.paintEvent = painted
from crm_desktop.__main__ import main
sys.argv = ["crm-desktop"]
main()
"""
NOT_YET = (
    "sqlmodel", "sqlalchemy", "pydantic", "reportlab", "pypinyin", "babel", "phonenumbers",
    "pypdfium2", "tomllib", "crm_desktop.cli.main",
    "crm_desktop.domain.customers", "crm_desktop.domain.imports", "crm_desktop.domain.playbook",
    "crm_desktop.services.briefs", "crm_desktop.services.card_edits",
    "crm_desktop.services.imports", "crm_desktop.services.playbook",
    "crm_desktop.storage.records", "crm_desktop.ui.host", "crm_desktop.ui.theme",
    "crm_desktop.ui.workspace", "crm_desktop.ui.customers.customers_page",
    "crm_desktop.wording.imports",
)  # fmt: skip


@pytest.fixture(params=LanguageCode)
def language(request, private_paths) -> Language:
    return Language.load(request.param, private_paths.locale)


@pytest.fixture
def leave(qapp, private_paths, sample_path):
    """Leave a window as a person does: `leave(language, act)`."""

    def once(code: LanguageCode, act=lambda host: None) -> None:
        host = Host(qapp, private_paths, code)
        host.start(sample_path)
        host.window.go(Page.CUSTOMERS)
        _rest(host)
        act(host)
        _rest(host)
        host.quit()
        host.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return once


def _rest(host) -> None:
    for _ in range(3):
        QApplication.processEvents()
        host.tasks.drain()


@pytest.fixture
def look_at(qapp, private_paths, sample_path):
    """Return what is seen at first of the sample, None where the usual way is gone."""
    opened = []

    def look(language: Language) -> FirstSight | None:
        state = user_settings.load(private_paths.config)
        found = open_at_first_sight(qapp, private_paths, state, (sample_path, language))
        if found is None:
            return None
        opened.append(found[0])
        return found[1]

    yield look
    for file in opened:
        files.close(file)


def test_a_window_shows_its_rows_where_they_will_stay(
    qapp, qtbot, leave, look_at, language, private_paths, sample_path
):
    pictures = []
    leave(language.code, lambda host: pictures.append(_rows_of(host)))

    sight = look_at(language)
    qtbot.addWidget(sight)
    size = user_settings.load(private_paths.config)["window"]["sight"]["size"]
    sight.resize(*size)
    place, before = pictures[0]
    rows = sight.grab(place).toImage()

    assert rows.size() == before.size()
    same = sum(
        rows.pixel(x, y) == before.pixel(x, y)
        for x in range(0, rows.width(), 7)
        for y in range(0, rows.height(), 3)
    )
    assert same >= 0.98 * len(range(0, rows.width(), 7)) * len(range(0, rows.height(), 3))


def _rows_of(host):
    table, window = host.window.page.table, host.window
    view = table.viewport()
    place = view.rect().translated(view.mapTo(window, view.rect().topLeft()))
    return place, view.grab().toImage()


def test_the_picture_holds_no_customer(leave, private_paths):
    seen = []
    leave(LanguageCode.ENGLISH, lambda host: seen.append(_inks(host)))

    sight = user_settings.load(private_paths.config)["window"]["sight"]
    width, _ = sight["size"]
    pixels = memoryview((private_paths.config / PICTURE).read_bytes()).cast("I")
    x, y, w, h = sight["place"]
    inks = {pixels[row * width + column] for row in range(y, y + h) for column in range(x, x + w)}
    assert seen[0] > 10
    assert len(inks) == 1


def _inks(host) -> int:
    image = host.window.page.table.viewport().grab().toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(200)})


def _filter(host) -> None:
    person = Person(host)
    person.press("Ctrl+F")
    person.type("berlin")


@pytest.mark.parametrize(
    "act",
    [
        _filter,
        lambda host: host.window.open_card(1),
        lambda host: host.window.page.start_adding(),
        lambda host: host.window.page.head.bin.click(),
    ],
    ids=["filtered", "card", "adding", "bin"],
)
def test_anything_but_the_plain_list_starts_the_usual_way(leave, look_at, private_paths, act):
    english = Language.load(LanguageCode.ENGLISH, private_paths.locale)
    leave(LanguageCode.ENGLISH, act)

    assert look_at(english) is None


def test_another_language_look_or_file_starts_the_usual_way(
    qapp, leave, look_at, private_paths, sample_path, tmp_path
):
    leave(LanguageCode.ENGLISH)
    english, chinese = (Language.load(code, private_paths.locale) for code in LanguageCode)
    state = user_settings.load(private_paths.config)
    other = tmp_path / "other.crm"
    dark = {**state, "look": Look.DARK.value}

    assert look_at(chinese) is None
    assert open_at_first_sight(qapp, private_paths, dark, (sample_path, english)) is None
    assert open_at_first_sight(qapp, private_paths, state, (other, english)) is None
    assert look_at(english) is not None


@pytest.mark.parametrize("harm", ["missing", "held", "damaged", "older", "picture"])
def test_a_file_that_needs_more_is_left_as_it_is(
    leave, look_at, private_paths, sample_path, harm, request
):
    leave(LanguageCode.ENGLISH)
    english = Language.load(LanguageCode.ENGLISH, private_paths.locale)
    _harm(harm, sample_path, private_paths, request)
    before = sample_path.read_bytes() if sample_path.exists() else b""

    assert look_at(english) is None
    assert (sample_path.read_bytes() if sample_path.exists() else b"") == before


def _harm(harm, path, paths, request) -> None:
    if harm == "missing":
        path.unlink()
    elif harm == "held":
        held = files.open_held(path)
        request.addfinalizer(lambda: files.close(held))
    elif harm == "damaged":
        path.write_bytes(b"no database at all" * 400)
    elif harm == "older":
        content = bytearray(path.read_bytes())
        content[60:64] = (1).to_bytes(4, "big")
        path.write_bytes(content)
    else:
        (paths.config / PICTURE).write_bytes(b"\x00" * 10)


def test_the_same_window_becomes_whole_and_takes_what_was_typed(
    qapp, qtbot, leave, private_paths, sample_path, language
):
    leave(language.code)
    state = user_settings.load(private_paths.config)
    found = open_at_first_sight(qapp, private_paths, state, (sample_path, language))
    starting = Starting(state, lambda: Host(qapp, private_paths, language.code), private_paths)
    starting.go_on_from(*found)
    sight = found[1]
    shown = sight.window()
    qtbot.waitSignal(sight.painted).wait()
    geometry = shown.geometry()
    QTest.keyClick(sight, "k", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(sight, "lxjd")

    qtbot.waitUntil(lambda: starting.host is not None and shown.is_furnished, timeout=20_000)
    host = starting.host
    qtbot.waitUntil(lambda: bool(host.window.search.text()))

    assert host.window is shown
    assert shown.geometry() == geometry
    assert shown.search.text() == "lxjd"
    assert recent_files.last_file(private_paths.config) == sample_path
    starting.end()
    host.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_little_is_imported_before_the_first_rows(leave, private_paths):
    leave(LanguageCode.ENGLISH)
    started = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        env={**os.environ, "CRM_DESKTOP_HOME": str(private_paths.config), "LANG": "en_GB.UTF-8",
             "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, cwd=ROOT, timeout=60,
    )  # fmt: skip

    loaded = set(started.stdout.split())
    assert "crm_desktop.ui.first_sight" in loaded
    assert sorted(loaded & set(NOT_YET)) == []


@pytest.fixture
def begin(qapp, qtbot, leave, private_paths, sample_path):
    """Start at first sight: `begin(make_host)` returns what starts, its window and the sight."""
    begun = []

    def start(make_host=None):
        leave(LanguageCode.ENGLISH)
        state = user_settings.load(private_paths.config)
        words = Language.load(LanguageCode.ENGLISH, private_paths.locale)
        found = open_at_first_sight(qapp, private_paths, state, (sample_path, words))
        usual = lambda: Host(qapp, private_paths, LanguageCode.ENGLISH)  # noqa: E731
        starting = Starting(state, make_host or usual, private_paths)
        begun.append(starting)
        starting.go_on_from(*found)
        qtbot.waitSignal(found[1].painted).wait()
        return starting, found[1].window(), found[1]

    yield start
    for starting in begun:
        starting.end()
        if starting.host is not None:
            starting.host.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_click_on_the_picture_is_done_when_the_window_is_whole(begin, qtbot):
    starting, window, sight = begin()
    third = sight._place.topLeft() + QPoint(40, ROW_HEIGHT * 2 + 10)
    QTest.mouseClick(sight, Qt.MouseButton.LeftButton, pos=third)

    qtbot.waitUntil(lambda: starting.host is not None and window.is_furnished, timeout=20_000)
    qtbot.waitUntil(lambda: window.page.table.currentIndex().row() == 2)


def test_a_mistake_while_the_window_is_made_is_told_in_place_of_the_picture(begin, private_paths):
    def broken():
        raise RuntimeError("no window today")

    starting, window, _ = begin(broken)
    starting._take_over()

    told = window.centralWidget().text()
    assert told.startswith("The program made a mistake")
    assert "no window today" in next(private_paths.logs.iterdir()).read_text("utf-8")


def test_a_look_that_changes_while_the_window_is_made_comes_after_it(begin, qtbot):
    starting, window, _ = begin()
    qtbot.waitUntil(lambda: starting.host is not None, timeout=20_000)
    assert not window.is_furnished
    starting.host.choose_look(Look.DARK)

    qtbot.waitUntil(lambda: starting.host.window is not window, timeout=20_000)

    assert starting.host.theme.scheme == Look.DARK.value
    assert starting.host.window.is_furnished
