"""Makes the pictures of the window: `python packaging/pictures/window.py [FOLDER]`.

Every screen on our sample file, in both languages, light and dark, on a day that stands still, so
that a picture changes only when its screen does; the history alone tells when the file was made.
Needs the environment of the tests; no screen.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PIL.Image import Dither
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.backups import Places, Reason
from crm_desktop.domain.problems import Problem
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.taboos import Taboo
from crm_desktop.domain.visits import VisitState
from crm_desktop.paths import find_paths
from crm_desktop.services import backups, files, visits
from crm_desktop.services.backup_places import places_of
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.card_edits import add_record
from crm_desktop.services.customers import find_customer
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.change_log import undo
from crm_desktop.storage.database import Database
from crm_desktop.text import LanguageCode
from crm_desktop.ui.backups.backups_page import BackupsPage
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.people.people_tab import PeopleTab
from crm_desktop.ui.theme import Look
from crm_desktop.ui.workspace import Workspace

TARGET = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "window"
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SIZE = (1280, 800)
COLOURS = 128
# Each language shows a customer its readers can read.
CUSTOMERS = {LanguageCode.ENGLISH: "Aldermoor", LanguageCode.CHINESE: "澜汐"}
AUTHORS = {LanguageCode.ENGLISH: "Harriet Quill", LanguageCode.CHINESE: "苏晚晴"}
SOUGHT = {LanguageCode.ENGLISH: "pri", LanguageCode.CHINESE: "lan"}
"""What is typed into the palette."""
PROMISES = {
    LanguageCode.ENGLISH: ("Send the new terms", "Call back about the delivery"),
    LanguageCode.CHINESE: ("寄送新条款", "就交货时间回电"),
}
BACKUPS = ((52, Reason.OPENED), (46, Reason.BEFORE_IMPORT), (28, Reason.CLOSED))
"""How many hours ago each was made."""
NOT_DRAWN = 50
"""A customer of whom no picture is made."""
LOOKS = (Look.LIGHT, Look.DARK)
IN_DARK = {"customers", "card-overview", "brief"}
"""Dark pictures tell whether the look holds together; the guide needs no more of them."""

Shot = tuple[str, Callable[[], None]]


def main(target: Path) -> None:
    """Draw every picture into a folder, replacing those of before."""
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as home:
        paths = find_paths({"CRM_DESKTOP_HOME": home})
        path = Path(home) / "sample.crm"
        made_on = NOW.date() - timedelta(days=1)  # its first visits are those of the next day
        files.close(files.sample_file(path, paths.resources, made_on))
        for code in LanguageCode:
            # A file that was opened before would show where this machine keeps it.
            (paths.config / "recent.toml").unlink(missing_ok=True)
            host = Host(application, paths, code, clock=lambda: NOW)
            host.care.backs_up_at_close = False
            _draw_start(host, target)
            host.choose_author(AUTHORS[code])
            host.start(path)
            for look in LOOKS:
                host.choose_look(look)
                _draw_all(host, target, look)
            _draw_recovery(host, path, target)
            host.quit()


def _draw_start(host: Host, target: Path) -> None:
    host.choose_look(Look.LIGHT)
    host.show_start()
    _draw(host, target / f"start.{host.language.code}.png")


def _draw_recovery(host: Host, path: Path, target: Path) -> None:
    """The way on from a damaged file that has backups."""
    damaged = Path(shutil.copyfile(path, path.with_name("customers.crm")))
    file = files.open_held(damaged)
    for hours, reason in BACKUPS:
        _back_up(file.database, places_of(damaged), hours, reason)
    files.close(file)
    host.choose_look(Look.LIGHT)
    host.care.recover(damaged, Problem("file_damaged", {"path": damaged.name}))
    _draw(host, target / f"recovery.{host.language.code}.png")
    shutil.rmtree(places_of(damaged).own)


def _draw_all(host: Host, target: Path, look: Look) -> None:
    for name, show in _shots(host):
        if look is Look.DARK and name not in IN_DARK:
            continue
        show()
        ending = "" if look is Look.LIGHT else f".{look}"
        _draw(host, target / f"{name}.{host.language.code}{ending}.png")


def _shots(host: Host) -> Iterator[Shot]:
    window, workspace = host.window, host.workspace
    assert isinstance(window, MainWindow)
    assert workspace is not None
    with workspace.database.read() as reading:
        customer = find_customer(reading, CUSTOMERS[host.language.code])
    planned = visits.visits_between(workspace.database, NOW.date(), NOW.date().replace(month=12))
    own = next((one for one in planned if one.visit.customer_id == customer), None)
    visit = own.visit.id if own is not None else None
    for page in Page:
        yield page.value, lambda page=page: window.go(page)
    for tab in CardTab:
        yield f"card-{tab.value}", lambda tab=tab: window.open_card(customer, tab)
    yield "card-people-map", lambda: _show_map(window, customer)
    yield "visit", lambda: window.plan_visit(customer, visit)
    held = _last_held(workspace, customer)
    yield "visit-after", lambda: window.plan_visit(customer, held)
    with _second_card(workspace, customer):
        yield "duplicates", lambda: window.look_at_duplicates([])
    yield "consent", window.show_privacy
    yield "palette", lambda: _type(window, SOUGHT[host.language.code])
    yield "brief", lambda: window.preview_briefs([BriefOrder(customer, visit)])
    with _some_backups(workspace):
        yield "backups", lambda: _show_backups(window)


def _show_backups(window: MainWindow) -> None:
    window.search.clear()
    window.show_backups()
    window.workspace.tasks.drain()
    page = window.findChild(BackupsPage)
    assert page is not None
    page.list.table.setCurrentCell(1, 0)


def _show_map(window: MainWindow, customer: int) -> None:
    window.open_card(customer, CardTab.PEOPLE)
    tab = window.findChild(PeopleTab)
    assert tab is not None
    tab.show_mode("map")


def _last_held(workspace: Workspace, customer: int) -> int:
    """Return the visit whose outcome is shown: the newest that took place."""
    first = NOW.date() - timedelta(days=400)
    past = visits.visits_between(workspace.database, first, NOW.date())
    own = [one.visit for one in past if one.visit.customer_id == customer]
    held = [one.id for one in own if one.state is VisitState.HELD and one.id is not None]
    return held[-1]


def _type(window: MainWindow, text: str) -> None:
    window.go(Page.CUSTOMERS)
    QApplication.processEvents()  # the page takes the keyboard first
    window.activateWindow()
    window.search.open_palette()
    QTest.keyClicks(window.search, text)


@contextmanager
def _second_card(workspace: Workspace, customer: int) -> Iterator[None]:
    """Have a customer twice for as long as the picture is drawn: the sample has no duplicates."""
    database = workspace.database
    with database.write("pictured") as work:
        card = load_card(work, customer)
        name = card.customer.name.removesuffix("集团").removesuffix(" LLP")
        slip = {"name": name, "industry": "", "owner": ""}
        twin = work.add(replace(card.customer, id=None, note="", background="", **slip))
        for point in card.points[:3]:
            if point.customer_id is not None:
                work.add(replace(point, id=None, customer_id=twin))
        work.add(Taboo(twin, card.taboos[0].text))
    yield
    assert work.changes.operation_id is not None
    workspace.tasks.drain()
    undo(database, work.changes.operation_id)


@contextmanager
def _some_backups(workspace: Workspace) -> Iterator[None]:
    """Have backups of the days before, and work since, for as long as they are drawn."""
    database, places = workspace.database, workspace.backups.places
    usual, operations = database.clock, []
    for hours, reason in BACKUPS:
        _back_up(database, places, hours, reason)
        for text in PROMISES[workspace.language.code]:
            _, changes = add_record(database, Promise(NOT_DRAWN, text))
            assert changes.operation_id is not None
            operations.append(changes.operation_id)
    yield
    workspace.tasks.drain()
    for operation in reversed(operations):
        undo(database, operation)
    database.clock = usual
    shutil.rmtree(places.own)


def _back_up(database: Database, places: Places, hours: int, reason: Reason) -> None:
    database.clock = lambda: NOW - timedelta(hours=hours)
    backups.make(database, reason, places)


def _draw(host: Host, path: Path) -> None:
    assert host.window is not None
    host.window.resize(*SIZE)
    for _ in range(6):
        QApplication.processEvents()
        host.tasks.drain()
    host.window.grab().save(str(path))
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Dither.NONE)
    small.save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
