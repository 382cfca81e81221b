"""Files that are full, held, gone, replaced, damaged or none: a sentence, and typing stays."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from card_window import TOOLS, OpenCard
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.problems import CrmError
from crm_desktop.services import card_edits, typing_drafts
from crm_desktop.services.typing_drafts import DraftPlace
from crm_desktop.text import LanguageCode
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.notices import NoticeRow
from crm_desktop.ui.start.start_window import StartWindow

WAITED_S = 5


@pytest.fixture
def complaints(host):
    """What reached the handler of bugs; must stay empty."""
    found: list[object] = []
    host.tasks.crashed.connect(found.append)
    yield found
    assert not found


@contextlib.contextmanager
def held_by_another(path: Path):
    """Somebody else is writing into the file."""
    other = dbapi2.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def notices(host) -> list[str]:
    rows = host.window.findChildren(NoticeRow)
    return [row.notice.text for row in rows]


def settle(host) -> None:
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()


def said(card: OpenCard, name: str) -> str:
    return card.field(name).editor.widget.accessibleDescription()


def test_a_file_somebody_writes_into_takes_the_edit_when_it_is_free(host, complaints):
    card = OpenCard(host)
    with held_by_another(host.workspace.file.path):
        card.type_into("city", "Kunshan")
        card.field("city")._left()
        QApplication.processEvents()
    card.wait()
    assert card.stored.customer.city == "Kunshan"
    assert not said(card, "city")


def test_a_file_held_too_long_is_told_and_the_typing_stays(host, complaints):
    card = OpenCard(host)
    with held_by_another(host.workspace.file.path):
        card.type_into("city", "Kunshan")
        card.field("city")._left()
        card.wait()
        assert said(card, "city") or notices(host)
        assert card.field("city").editor.raw() == "Kunshan"
    card.field("city").save()
    card.wait()
    assert card.stored.customer.city == "Kunshan"


def test_a_full_disk_is_told_and_the_typing_stays(small_disk, make_host, customer_file):
    host = make_host(Path(shutil.copyfile(customer_file, small_disk / "c.crm")))
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    key, _ = card_edits.create_customer(host.workspace.database, Customer("Nora"))
    card = OpenCard(host, key)
    fill(small_disk / "ballast")
    text = "a long thought " * 400
    field = card.field("background")
    field.editor.widget.setPlainText(text)
    field._left()
    card.wait()
    assert "full" in said(card, "background"), notices(host)
    assert field.editor.raw() == text
    (small_disk / "ballast").unlink()
    field.save()
    card.wait()
    assert card.stored.customer.background == text.strip()
    fill(small_disk / "ballast")
    host.quit()
    assert not complaints


def fill(path: Path) -> None:
    """Leave not a byte on a disk."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass


@pytest.mark.parametrize("way", ["removed", "replaced", "damaged"])
def test_a_file_that_goes_away_under_the_window_is_no_crash(way, host, complaints):
    card, path = OpenCard(host), host.workspace.file.path
    if way == "removed":
        path.unlink()
    elif way == "replaced":
        Path(shutil.copyfile(path, path.with_name("other"))).replace(path)
    else:
        content = bytearray(path.read_bytes())
        content[4096:200_000] = b"\xff" * (200_000 - 4096)
        path.write_bytes(content)
    card.type_into("city", "Kunshan")
    card.field("city")._left()
    card.wait()
    try:
        host.window.open_card(3)
    except CrmError as error:  # a click comes to the one handler
        host.tell_bug(error)
    settle(host)
    for _ in range(3):
        host.watch.watch_file()
        settle(host)
    word = {"damaged": "damaged", "removed": "no longer there", "replaced": "was replaced"}[way]
    assert [one for one in notices(host) if word in one], (notices(host), said(card, "city"))


@pytest.mark.parametrize("kind", ["folder", "empty", "text", "newer", "missing", "held", "half"])
def test_what_is_no_file_of_ours_is_told_in_a_sentence(kind, host, sample_template, tmp_path):
    path = tmp_path / "wrong.crm"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("dear diary " * 999)
    elif kind == "newer":
        shutil.copyfile(sample_template, path)
        other = dbapi2.connect(str(path))
        other.execute("PRAGMA user_version=999")
        other.close()
    elif kind == "held":
        path = host.workspace.file.path
    elif kind == "half":
        path.write_bytes(sample_template.read_bytes()[:50_000])
    before = host.window
    from crm_desktop.ui.start.file_commands import FileCommands

    FileCommands(host).open_path(path)
    settle(host)
    if kind == "half" and host.window is not before:
        return
    assert host.window is before
    assert notices(host)
    assert "Error" not in notices(host)[-1]


def test_a_start_on_a_wrong_file_shows_the_start_screen_with_a_sentence(make_host, tmp_path):
    path = tmp_path / "wrong.crm"
    path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 5000)
    host = make_host(path)
    assert isinstance(host.window, StartWindow)


def test_a_command_may_write_while_the_window_is_open(host, complaints):
    card = OpenCard(host)
    environ = os.environ | {"CRM_DESKTOP_HOME": str(host.paths.config / "other")}
    path = str(host.workspace.file.path)

    def run(*words: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "crm_desktop", *words, "--file", path]
        return subprocess.run(
            command, env=environ, capture_output=True, text=True, timeout=60, check=False
        )

    briefed = run("brief", "2", "--out", str(host.paths.config / "out"))
    assert briefed.returncode == 0, briefed.stderr
    lists = host.paths.config / "l.csv"
    lists.write_text("id,name\n1,New\n")
    refused = run("import", str(lists), "--source", "s", "--currency", "CNY")
    assert refused.returncode != 0
    assert "Traceback" not in refused.stderr
    host.watch.watch_file()
    settle(host)
    assert card.page.isVisible()


def test_undo_after_somebody_else_changed_the_field_is_told(host, complaints):
    card = OpenCard(host)
    card.type_into("city", "Kunshan")
    card.leave()
    card.other_writes(city="Elsewhere")
    host.workspace.undo()
    card.wait()
    assert card.stored.customer.city == "Elsewhere"
    assert notices(host)


@pytest.mark.parametrize("place", ["card", "visit", "brief"])
def test_a_customer_binned_while_looked_at(place, host, complaints):
    from crm_desktop.services.briefs import BriefOrder

    window = host.window
    assert isinstance(window, MainWindow)
    if place == "card":
        window.open_card(TOOLS)
    elif place == "visit":
        window.plan_visit(TOOLS, None)
    else:
        window.preview_briefs([BriefOrder(TOOLS)])
    settle(host)
    workspace = host.workspace
    workspace.write(lambda: card_edits.bin_customers(workspace.database, [TOOLS]))
    settle(host)
    window.back()
    settle(host)
    workspace.undo()
    settle(host)
    window.open_card(TOOLS)
    settle(host)


def test_typing_for_a_record_that_is_gone_is_no_crash(host, complaints):
    database = host.workspace.database
    for place in (
        DraftPlace(Kind.CUSTOMER, 10**6, 10**6, "city"),
        DraftPlace(Kind.PROMISE, 10**6, TOOLS, "text"),
        DraftPlace(Kind.VISIT, 0, TOOLS, "objective"),
        DraftPlace(Kind.CUSTOMER, TOOLS, TOOLS, "no_such_field"),
    ):
        typing_drafts.keep(database, place, "lost?")
    OpenCard(host)
    host.window.open_card(10**6)
    settle(host)
    host.window.plan_visit(10**6, None)
    settle(host)


def test_closing_with_queued_commands_loses_none(make_host, sample_path):
    host = make_host(sample_path)
    card = OpenCard(host)
    workspace = host.workspace
    for number in range(30):
        workspace.write(
            lambda number=number: card_edits.set_fields(
                workspace.database, Kind.CUSTOMER, TOOLS, {"headcount": number}
            )
        )
    card.type_into("city", "Kunshan")
    host.quit()
    again = make_host(sample_path)
    stored = OpenCard(again).stored.customer
    assert (stored.headcount, stored.city) == (29, "Kunshan")


def test_closing_while_a_job_runs_cancels_it(make_host, sample_path):
    host = make_host(sample_path)
    stopped: list[bool] = []

    def work(progress) -> None:
        for step in range(10**9):
            progress.report(step, 10**9)

    host.tasks.start_job(
        "Endless",
        work,
        lambda _: None,
        failed=host.workspace.tell_problem,
        cancelled=lambda: stopped.append(True),
    )
    while host.tasks.job is None:
        QApplication.processEvents()
    was_needed: list[bool] = []
    job = host.tasks.job
    closer = threading.Timer(WAITED_S, lambda: (was_needed.append(True), job.cancel()))
    closer.start()
    host.quit()
    closer.cancel()
    assert stopped
    assert not was_needed


def test_another_language_waits_for_a_job_without_holding_anybody(host, complaints):
    host.window.open_card(TOOLS)
    goes_on, results = threading.Event(), []
    host.tasks.start_job(
        "Slow", lambda _: goes_on.wait(WAITED_S), results.append, failed=host.workspace.tell_problem
    )
    while host.tasks.job is None:
        QApplication.processEvents()
    host.switch_language(LanguageCode.CHINESE)
    assert host.language.code is LanguageCode.ENGLISH
    assert any("Slow" in one for one in notices(host))
    goes_on.set()
    settle(host)
    assert results == [True]
    assert host.language.code is LanguageCode.CHINESE
    assert host.window.isVisible()


def test_jobs_that_wait_are_cancelled_too(make_host, sample_path):
    host = make_host(sample_path)
    begun, stopped = [], []

    def work(progress) -> None:
        begun.append(True)
        for step in range(10**9):
            progress.report(step, 10**9)

    for _ in range(3):
        host.tasks.start_job(
            "Endless",
            work,
            lambda _: None,
            failed=host.workspace.tell_problem,
            cancelled=lambda: stopped.append(True),
        )
    host.quit()
    assert len(stopped) == 3
    assert len(begun) <= 1
