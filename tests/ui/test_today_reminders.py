"""The desktop is told once a day of each thing, says no more than it may, and nothing when off."""

from datetime import time, timedelta

import pytest
from conftest import NOW
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from crm_desktop.domain.customers import Customer
from crm_desktop.domain.interactions import Complaint, Interaction, InteractionKind
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.visits import Visit
from crm_desktop.services import files
from crm_desktop.text import LanguageCode
from crm_desktop.ui.habits import Habits, Reminding
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.today.reminders import Reminders
from crm_desktop.ui.today.today_page import TodayPage

TODAY = NOW.date()
SECRET = "Never mention the merger"


@pytest.fixture
def reminded(make_host, tmp_path):
    """A program with somebody to visit at 9:25, and what it told: `reminded(language)`."""

    def start(language=LanguageCode.ENGLISH):
        path = tmp_path / "mine.crm"
        file = files.create_file(path, tmp_path / "other")
        files.bring_up_to_date(file.database, TODAY)
        with file.database.write("stored") as work:
            key = work.add(Customer("Acme", stage="expansion"))
            work.add(Visit(key, TODAY, time(9, 25), objective=SECRET))
            work.add(Promise(key, SECRET, due_on=TODAY))
            work.add(Promise(key, SECRET, due_on=TODAY - timedelta(days=1)))
        files.close(file)
        host = make_host(path, language, Page.TODAY)
        told = []
        reminders = Reminders(host, told.append)
        return host, reminders, told

    return start


def look(host, reminders, at=None):
    if at is not None:
        host.workspace.clock = lambda: at
    reminders.look()
    host.tasks.drain()
    QApplication.processEvents()


def words(told):
    return [(one.title, one.text) for one in told]


def test_the_day_and_a_visit_soon_are_told_once(reminded):
    host, reminders, told = reminded()

    look(host, reminders)
    look(host, reminders)

    assert words(told) == [
        ("Today", "1 visit and 2 things due"),
        ("Visit at 09:25", "Acme: In 25 minutes"),
    ]


def test_it_speaks_the_language_of_the_window(reminded):
    host, reminders, told = reminded(LanguageCode.CHINESE)

    look(host, reminders)

    assert words(told)[1] == ("09:25 的拜访", "Acme：25 分钟后")


def test_without_names_nobody_is_named_and_nothing_written_is_ever_told(reminded):
    host, reminders, told = reminded()
    host.choose_habits(Habits(Reminding.NAMELESS))

    look(host, reminders)
    look(host, reminders, NOW.replace(hour=15, minute=30))

    text = " ".join(f"{one.title} {one.text}" for one in told)
    assert "Acme" not in text
    assert SECRET not in text
    assert ("Before the day ends", "1 promise is due today") in words(told)


def test_nothing_is_told_when_it_is_off(reminded):
    host, reminders, told = reminded()
    host.choose_habits(Habits(Reminding.OFF))

    look(host, reminders)

    assert told == []


def test_what_is_late_hides_nothing_that_is_soon(reminded):
    host, reminders, told = reminded()
    with host.workspace.database.write("stored") as work:
        for _ in range(15):
            work.add(Promise(1, SECRET, due_on=TODAY - timedelta(days=9)))

    look(host, reminders, NOW.replace(hour=15, minute=30))

    assert ("Before the day ends", "1 promise is due today") in words(told)


def test_the_clock_of_a_complaint_is_told_an_hour_before(reminded):
    host, reminders, told = reminded()
    with host.workspace.database.write("stored") as work:
        work.add(TierPin(1, "A", "key account", "", TODAY))
        happened = work.add(Interaction(1, TODAY, InteractionKind.COMPLAINT, SECRET))
        work.add(Complaint(happened, 1, NOW - timedelta(minutes=70)))

    look(host, reminders)

    assert ("A complaint is due at 09:50", "Acme") in words(told)


def test_the_next_day_is_told_anew(reminded):
    host, reminders, told = reminded()
    look(host, reminders)
    told.clear()

    look(host, reminders, NOW + timedelta(days=1))

    assert words(told) == [("Today", "2 things due")]


def test_a_system_without_a_tray_is_told_nothing_and_nothing_breaks(reminded, monkeypatch):
    host, _, _ = reminded()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)

    reminders = Reminders(host)
    reminders.start()
    host.tasks.drain()
    QApplication.processEvents()

    assert reminders.findChildren(QSystemTrayIcon) == []


def test_with_a_tray_a_click_leads_to_today(reminded, monkeypatch):
    host, _, _ = reminded()
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *words: shown.append(words[:2]))
    host.window.go(Page.CUSTOMERS)
    reminders = Reminders(host)

    look(host, reminders)
    (tray,) = reminders.findChildren(QSystemTrayIcon)
    tray.messageClicked.emit()

    assert shown[0] == ("Today", "1 visit and 2 things due")
    assert isinstance(host.window.page, TodayPage)
    host.choose_habits(Habits(Reminding.OFF))
    look(host, reminders)


def test_a_closed_file_is_not_looked_at(reminded):
    host, reminders, told = reminded()
    host.show_start()

    look(host, reminders)

    assert told == []


@pytest.mark.parametrize("stored", [None, [], {"reminding": "loud"}, {"shows_minute": "no"}])
def test_habits_nobody_understands_are_the_usual_ones(stored):
    assert Habits.remembered(stored) == Habits()
    assert Habits.remembered(Habits(Reminding.OFF, False).as_json()) == Habits(Reminding.OFF, False)


def test_between_two_readings_the_clock_alone_tells_what_is_soon(reminded):
    host, reminders, told = reminded()
    with host.workspace.database.write("stored") as work:
        work.add(Visit(1, TODAY, time(11)))
    look(host, reminders)
    told.clear()

    host.clock = host.workspace.clock = lambda: NOW.replace(hour=10, minute=35)
    reminders._timer.timeout.emit()

    assert words(told) == [("Visit at 11:00", "Acme: In 25 minutes")]
