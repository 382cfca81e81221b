"""Today by keys and clicks: what is due, its one action, later, done with it, and the empty day."""

from datetime import date, time, timedelta

import pytest
from conftest import NOW
from person import Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.development import Opportunity
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.tier_history import TierPin
from crm_desktop.domain.today import TodayKind, TodayPart
from crm_desktop.domain.visits import Visit
from crm_desktop.services import files
from crm_desktop.text import LanguageCode
from crm_desktop.ui.briefs.brief_page import BriefPage
from crm_desktop.ui.card.card_page import CardPage
from crm_desktop.ui.customers.customers_page import CustomersPage
from crm_desktop.ui.navigation import Page
from crm_desktop.ui.today.rows import RowKind
from crm_desktop.ui.today.today_page import TodayPage
from crm_desktop.ui.visits.visit_page import VisitPage

TODAY = NOW.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def empty_path(tmp_path):
    """A file without customers that stands on the day of the tests."""
    path = tmp_path / "mine.crm"
    file = files.create_file(path, tmp_path / "other")
    files.bring_up_to_date(file.database, TODAY)
    files.close(file)
    return path


@pytest.fixture
def at_today(make_host, empty_path):
    """Start on Today with some records: `at_today(Customer("Acme"), Promise(0, ...))`."""

    def start(*records, language=LanguageCode.ENGLISH):
        host = make_host(empty_path, language, Page.TODAY)
        if records:
            with host.workspace.database.write("stored") as work:
                key = 0
                for one in records:
                    if isinstance(one, Customer):
                        key = work.add(one)
                    else:
                        work.add(type(one)(**{**_fields(one), "customer_id": key}))
            host.window.page.reload()
        person = Person(host)
        person.wait()
        return person

    return start


def _fields(record):
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}


def page(person) -> TodayPage:
    found = person.window.page
    assert isinstance(found, TodayPage)
    return found


def titles(person, kind=RowKind.PROPOSAL):
    return [one.title for one in page(person).view.rows.rows if one.kind is kind]


def choose(person, title, at=0):
    view = page(person).view
    found = [n for n, one in enumerate(view.rows.rows) if one.title == title]
    view.setCurrentIndex(view.rows.index(found[at]))
    view.setFocus()
    person.wait()


def click_row(person, where):
    """Click into the chosen row: `name`, `verb` or `menu`."""
    view = page(person).view
    index = view.currentIndex()
    area, row = view.visualRect(index), view.current()
    painter = view.painter
    places = {
        "name": painter._name(area, row).center(),
        "verb": painter._pill(area).center(),
        "menu": painter._dots(area).center(),
        "beside": QPoint(painter._name(area, row).right() + 30, area.center().y()),
    }
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=places[where])
    person.wait()


def records(person, kind):
    with person.host.workspace.database.read() as reading:
        return reading.values(kind)


def test_a_file_with_customers_begins_on_today_and_an_empty_one_on_its_customers(
    qapp, private_paths, sample_path, empty_path
):
    from conftest import fixed_clock

    from crm_desktop.ui.host import Host

    for path, kind in ((sample_path, TodayPage), (empty_path, CustomersPage)):
        host = Host(qapp, private_paths, LanguageCode.ENGLISH, clock=fixed_clock)
        host.start(path)
        host.tasks.drain()
        assert isinstance(host.window.page, kind)
        host.quit()


@pytest.mark.parametrize("language", list(LanguageCode))
def test_an_empty_day_teaches_what_to_do(at_today, language):
    nobody = at_today(language=language)
    words = {
        LanguageCode.ENGLISH: ("Nobody to think of yet", "Nothing is due", "To the customers"),
        LanguageCode.CHINESE: ("还没有客户", "今天没有待办", "查看客户"),
    }[language]
    assert nobody.reads(words[0])

    with nobody.host.workspace.database.write("stored") as work:
        work.add(Customer("Acme", stage="expansion"))
    nobody.press("F5")

    assert nobody.reads(words[1])
    nobody.click_button(words[2])
    assert isinstance(nobody.window.page, CustomersPage)


@pytest.mark.parametrize("language", list(LanguageCode))
def test_enter_keeps_a_promise_and_undo_brings_it_back(at_today, language):
    person = at_today(
        Customer("Acme", stage="expansion"),
        Promise(0, "Send the offer", due_on=ago(3)),
        Promise(0, "Send the list", due_on=ago(1)),
        language=language,
    )
    assert titles(person) == ["Acme", "Acme"]
    row = page(person).view.current()
    assert row.proposal.due == ago(3)
    assert row.when == ("overdue by 3 days", "逾期 3 天")[language is LanguageCode.CHINESE]

    page(person).view.setFocus()
    person.press("Return")

    assert next(one.state for one in records(person, Kind.PROMISE)) is PromiseState.KEPT
    assert page(person).view.current().proposal.due == ago(1)
    person.press("Ctrl+Z")
    assert titles(person) == ["Acme", "Acme"]


def test_clicks_mean_what_they_are_on(at_today):
    acme = Customer("Acme", stage="expansion")
    person = at_today(acme, Promise(0, "Send the offer", due_on=ago(3)))
    page(person).view.setFocus()

    click_row(person, "beside")
    assert isinstance(person.window.page, TodayPage)
    click_row(person, "verb")
    assert records(person, Kind.PROMISE)[0].state is PromiseState.KEPT
    person.press("Ctrl+Z")
    click_row(person, "name")

    assert isinstance(person.window.page, CardPage)
    person.press("Esc")
    assert isinstance(person.window.page, TodayPage)


def test_the_menu_puts_off_and_delete_is_done_with_it(at_today):
    person = at_today(
        Customer("Acme", stage="expansion"),
        Promise(0, "Send the offer", due_on=ago(3)),
        Promise(0, "Send the list", due_on=ago(1)),
    )
    page(person).view.setFocus()

    person.press("Space")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    later = next(one.menu() for one in menu.actions() if one.menu() is not None)
    later.actions()[0].trigger()
    menu.close()
    person.wait()

    (put_off,) = records(person, Kind.DISMISSAL)
    assert (put_off.until, put_off.occurs_on) == (TODAY + timedelta(days=1), ago(3))
    assert [one.proposal.due for one in page(person).view.rows.rows[1:]] == [ago(1)]
    person.press("Del")
    assert person.reads("Nothing is due")
    person.press("Ctrl+Z")
    person.press("Ctrl+Z")
    assert len(titles(person)) == 2


def test_a_call_is_logged_in_a_line_over_the_day(at_today, qtbot):
    person = at_today(
        Customer("Acme", stage="expansion"), TierPin(0, "B", "key account", "", ago(200))
    )
    row = page(person).view.current()
    assert row.proposal.kind is TodayKind.CADENCE
    assert row.detail == "No contact yet; tier B asks for one every 60 days"
    assert "planned this quarter" in row.tip
    page(person).view.setFocus()

    person.press("Ctrl+L")
    person.type("Spoke about May")
    person.press("Return")

    (logged,) = records(person, Kind.INTERACTION)
    assert (logged.kind, logged.summary) == (InteractionKind.CALL, "Spoke about May")
    assert page(person).body.entry.isHidden()
    assert page(person).view.hasFocus()
    person.press("Return")
    person.type("Sent the survey")
    person.press("Escape")
    assert len(records(person, Kind.INTERACTION)) == 1


def test_pressing_enter_twice_logs_one_call(at_today):
    person = at_today(
        Customer("Acme", stage="expansion"), TierPin(0, "B", "key account", "", ago(200))
    )
    page(person).view.setFocus()
    person.press("Ctrl+L")
    person.type("Spoke about May")
    entry = page(person).body.entry

    entry.save()
    entry.save()
    person.wait()

    assert len(records(person, Kind.INTERACTION)) == 1


def test_a_next_step_is_set_with_its_day(at_today):
    person = at_today(Customer("Acme", stage="expansion"), Opportunity(0, "Second line"))
    page(person).view.setFocus()

    person.press("Return")
    person.type("Send the quote")
    entry = page(person).body.entry
    entry.day.setText("not a day")
    person.press("Return")
    assert not entry.isHidden()
    assert entry._problem.isVisible()
    entry.day.setText("2026-03-13")
    person.press("Return")

    (chance,) = records(person, Kind.OPPORTUNITY)
    assert (chance.next_step, chance.next_step_on) == ("Send the quote", date(2026, 3, 13))
    assert person.reads("Nothing is due")


def test_the_visits_of_the_day_are_printed_together_and_one_alone(at_today):
    person = at_today(
        Customer("Acme", stage="expansion"),
        Visit(0, TODAY, time(14)),
        Visit(0, TODAY, time(9, 30)),
        Visit(0, ago(1), time(9, 30)),
    )
    kinds = [one.proposal.kind for one in page(person).view.rows.rows if one.proposal]
    assert kinds == [TodayKind.HOW_DID_IT_GO, TodayKind.VISIT, TodayKind.VISIT]
    assert [one.lead for one in page(person).view.rows.rows[2:4]] == ["09:30", "14:00"]

    person.click_button("Print all 2 briefs…")
    assert isinstance(person.window.page, BriefPage)
    person.press("Esc")
    person.press("Ctrl+Shift+P")
    assert isinstance(person.window.page, BriefPage)
    person.press("Esc")
    choose(person, "Acme")
    person.press("Return")

    assert isinstance(person.window.page, VisitPage)


def test_a_minute_is_offered_before_a_visit_and_waved_away_for_it(at_today):
    person = at_today(Customer("Acme", stage="expansion"), Visit(0, TODAY, time(9, 50)))
    strip = page(person).body.minute
    assert person.reads("Acme at 09:50: a minute for yourself before you go in?")

    person.click_button("Take a minute")
    assert person.reads("Breathe out slowly.")
    person.click_button("Not now")
    person.press("F5")

    assert strip.isHidden()


def test_no_minute_long_before_a_visit_or_when_it_is_off(at_today):
    person = at_today(Customer("Acme", stage="expansion"), Visit(0, TODAY, time(11)))
    assert page(person).body.minute.isHidden()
    with person.host.workspace.database.write("stored") as work:
        work.add(Visit(1, TODAY, time(9, 30)))
    person.press("F5")
    assert not page(person).body.minute.isHidden()

    person.press("Ctrl+,")
    person.button("Offer a quiet minute before a visit").click()
    person.press("Ctrl+1")
    person.press("F5")

    assert page(person).body.minute.isHidden()
    assert person.host.settings["habits"]["shows_minute"] is False


def test_more_overdue_customers_than_fit_are_a_list_of_customers(at_today):
    people = []
    for number in range(11):
        people += [
            Customer(f"Acme {number:02}", stage="expansion"),
            TierPin(0, "B", "key account", "", ago(181 + number)),
        ]
    person = at_today(*people)
    assert titles(person, RowKind.MORE) == ["and 3 more"]
    assert titles(person)[0] == "Acme 10"

    choose(person, "and 3 more")
    person.press("Return")

    assert isinstance(person.window.page, CustomersPage)
    assert person.window.page.model.rowCount() == 11


def test_more_promises_than_fit_are_shown_in_place(at_today):
    many = [Promise(0, f"Promise {n}", due_on=ago(n)) for n in range(1, 21)]
    person = at_today(Customer("Acme", stage="expansion"), *many)
    assert titles(person, RowKind.MORE) == ["and 8 more"]

    choose(person, "and 8 more")
    person.press("Return")

    assert len(titles(person)) == 20


def test_the_head_leads_to_a_part(at_today):
    person = at_today(
        Customer("Acme", stage="expansion"),
        Promise(0, "Send the offer", due_on=ago(3)),
        Opportunity(0, "Second line"),
    )

    person.click_button("Loose ends (1)")

    assert page(person).view.current().part is TodayPart.TIDY


def test_the_capacity_of_a_week_is_set_and_intervals_that_fit_are_taken(at_today, qtbot):
    people = []
    for number in range(9):
        people += [Customer(f"A{number}", stage="expansion"), TierPin(0, "A", "r", "", ago(1))]
    person = at_today(*people)
    assert person.reads("Your tiers ask for 3 contacts a week")

    person.click_button("Capacity…")
    bar = page(person).body.capacity
    person.wait()
    person.type("1")
    person.press("Tab")
    person.type("1")
    qtbot.waitUntil(bar.body.take.isVisible)
    person.click_button("Take these intervals")

    (contact, *_), *_ = page(person).body.capacity._check.cadence.values()
    assert contact.days == 63
    assert not bar.body.take.isVisible()
    person.press("Ctrl+Z")
    qtbot.waitUntil(bar.body.take.isVisible)


def test_the_playbook_leads_to_the_intervals_even_before_there_are_tiers(at_today):
    person = at_today(Customer("Acme", stage="expansion"))
    bar = page(person).body.capacity
    assert bar.isHidden()

    person.host.workspace.navigation.cadence_wanted.emit()
    person.wait()

    assert bar.body.contacts.isVisible()
    assert person.reads("Nobody has a tier yet.")


def test_an_interval_is_changed_by_hand(at_today, qtbot):
    person = at_today(
        Customer("Acme", stage="expansion"), TierPin(0, "A", "key account", "", ago(30))
    )
    assert titles(person) == ["Acme", "Acme"]

    person.click_button("Capacity…")
    box = next(iter(page(person).body.capacity.body.intervals._boxes.values()))
    box.setFocus()
    person.wait()
    person.type("40")
    qtbot.waitUntil(lambda: len(titles(person)) == 1)

    person.click_button("Back to the usual intervals")
    qtbot.waitUntil(lambda: len(titles(person)) == 2)


def test_the_chosen_customer_stands_beside_the_list_where_there_is_room(at_today, qtbot):
    person = at_today(Customer("Acme", stage="expansion"), Promise(0, "Offer", due_on=ago(3)))
    person.window.resize(1400, 800)
    person.wait()
    side = page(person).body.side
    qtbot.waitUntil(side.isVisible)
    assert "Acme" in [one.text() for one in side.findChildren(QLabel)]

    person.window.resize(960, 600)
    person.wait()

    assert not side.isVisible()


def test_the_sample_is_told_in_chinese(make_host, sample_path):
    host = make_host(sample_path, LanguageCode.CHINESE, Page.TODAY)
    person = Person(host)
    person.wait()

    heads = titles(person, RowKind.HEAD)

    assert heads[0] == "待办"
    details = [one.detail for one in page(person).view.rows.rows if one.proposal]
    assert any(one.startswith("本应在 2026年2月27日") for one in details)
    verbs = {one.verb for one in page(person).view.rows.rows if one.proposal}
    assert {"已答复", "已兑现"} <= verbs
