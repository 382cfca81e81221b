"""Work off the UI thread: order, results, trouble, cancel, and widgets that are gone."""

import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from crm_desktop.domain.problems import CrmError, FailureError
from crm_desktop.ui import garbage
from crm_desktop.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.stop()
    shiboken6.delete(made)


def refuse(error: CrmError) -> None:
    raise AssertionError(error)


def test_commands_run_one_after_the_other_and_tell_on_the_ui_thread(tasks, qapp):
    told, ran = [], []

    for number in range(50):
        tasks.command(
            lambda number=number: ran.append(number) or number,
            lambda number: told.append((number, QThread.currentThread() is qapp.thread())),
            failed=refuse,
        )
    assert tasks.is_writing
    tasks.drain()

    assert ran == list(range(50))
    assert told == [(number, True) for number in range(50)]
    assert not tasks.is_writing


def test_expected_trouble_reaches_who_asked_and_bugs_the_one_handler(tasks):
    codes, bugs = [], []
    tasks.crashed.connect(bugs.append)

    def fail():
        raise FailureError("disk_full")

    tasks.command(fail, refuse, failed=lambda error: codes.append(error.problem.code))
    tasks.command(lambda: 1 // 0, refuse, failed=refuse)
    tasks.drain()

    assert codes == ["disk_full"]
    assert [type(error) for error in bugs] == [ZeroDivisionError]


def test_a_write_asked_for_after_the_end_is_left(tasks):
    told = []

    tasks.stop()
    tasks.command(lambda: told.append("ran"), told.append, failed=refuse)

    assert told == []
    assert not tasks.is_writing


def test_of_look_ups_on_one_topic_only_the_newest_is_told(tasks):
    gate, told = threading.Event(), []

    tasks.look_up("search", gate.wait, lambda _: told.append("first"), failed=refuse)
    for word in ("z", "zh", "zhang"):
        tasks.look_up("search", lambda word=word: word, told.append, failed=refuse)
    gate.set()
    tasks.drain()

    assert told == ["zhang"]


def test_a_short_look_up_does_not_wait_for_a_long_one(tasks, qtbot):
    gate, told = threading.Event(), []

    tasks.look_up("keys", gate.wait, lambda _: told.append("long"), failed=refuse, is_long=True)
    tasks.look_up("rows", lambda: "short", told.append, failed=refuse)
    qtbot.waitUntil(lambda: told == ["short"])
    gate.set()
    tasks.drain()

    assert told == ["short", "long"]


def test_a_widget_that_is_gone_is_told_nothing(tasks):
    owner, told = QObject(), []
    gate = threading.Event()

    tasks.command(gate.wait, told.append, failed=refuse, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    tasks.drain()

    assert told == []
    assert not tasks.is_writing


def test_a_job_reports_and_stops_when_it_is_cancelled(tasks, qtbot):
    told, reached = [], threading.Event()

    def work(progress):
        for step in range(1, 10_000_000):
            progress.report(step, 10_000_000)
            reached.set()

    job = tasks.start_job(
        "Counting", work, told.append, failed=refuse, cancelled=lambda: told.append("cancelled")
    )
    qtbot.waitUntil(lambda: tasks.job is job and job.done > 0)
    job.cancel()
    tasks.drain()

    assert told == ["cancelled"]
    assert tasks.job is None


def test_a_look_asked_for_after_the_end_is_left(tasks):
    told = []

    tasks.stop()
    tasks.look_up("late", lambda: 1, told.append, failed=refuse)
    tasks.drain()

    assert told == []


class Loop:
    """Refers to itself, so that only a search for garbage finds it; tells where it ended."""

    def __init__(self, told):
        self.itself, self._told = self, told

    def __del__(self):
        self._told.append(threading.current_thread())


def test_no_worker_ends_what_the_ui_thread_left(tasks, qtbot, monkeypatch):
    """A widget or a timer that ended there would take the program with it."""
    monkeypatch.setattr(garbage, "QUIET_S", 0.0)
    ended = []
    for _ in range(50):
        Loop(ended)

    kept = []
    tasks.look_up("busy", lambda: [[] for _ in range(300_000)], kept.append, failed=refuse)
    tasks.drain()

    qtbot.waitUntil(lambda: len(ended) == 50)
    assert set(ended) == {threading.main_thread()}


def test_a_long_search_waits_until_nobody_is_there(tasks, monkeypatch):
    gc.collect()
    ended, many = [], [[] for _ in range(300_000)]
    Loop(ended)
    tasks.garbage.idle.touch()
    tasks.garbage.search()
    assert (ended, len(many)) == ([], 300_000)

    monkeypatch.setattr(garbage, "QUIET_S", 0.0)
    tasks.garbage.search()
    assert len(ended) == 1


def test_python_searches_by_itself_again_without_workers(qapp):
    made = Tasks()
    assert not gc.isenabled()

    made.stop()

    assert gc.isenabled()
    shiboken6.delete(made)
