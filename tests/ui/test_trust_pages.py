"""The log of prints and the page that erases, as a person uses them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.erasures import Subject
from crm_desktop.domain.trust_log import TrustCode, TrustNote
from crm_desktop.services import trust_log, user_settings
from crm_desktop.services.card_edits import add_contact, create_customer, set_fields
from crm_desktop.services.erase import erase
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.customers.bin_view import BinView
from crm_desktop.ui.notices import NoticeKind

NOTES = (
    TrustNote(TrustCode.BRIEF_PRINTED, "Li", "customer:1", {"privacy": "full"}, "brief.pdf"),
    TrustNote(TrustCode.CALENDAR_EXPORTED, "Wang", params={"events": 3}, name="all.ics"),
)


def name_of(host, key=1):
    with host.workspace.database.read() as reading:
        return reading.get(Kind.CUSTOMER, key).name


@pytest.fixture
def log_page(host):
    trust_log.note_alone(host.workspace.database, *NOTES)
    host.window.window_actions[ActionCode.TRUST_LOG].trigger()
    host.tasks.drain()
    return host.window.page


@pytest.fixture
def erase_page(host):
    """The page that erases the first customer, reached from the card."""
    host.window.open_card(1)
    host.tasks.drain()
    host.window.window_actions[ActionCode.ERASE].trigger()
    host.tasks.drain()
    return host.window.page


def cells(page):
    table = page.list.table
    rows = range(table.rowCount())
    return [[table.item(row, column).text() for column in range(1, 7)] for row in rows]


def chip(page, words):
    return next(one for one in page.findChildren(QPushButton) if one.text() == words)


def test_the_log_shows_who_took_what_out(host, log_page):
    newest, older = cells(log_page)

    assert newest[1:] == ["Calendar", "Wang", "", "3 events", "all.ics"]
    assert older[1:] == ["Visit brief", "Li", name_of(host), "Full, for us only", "brief.pdf"]
    assert "The log is whole" in log_page._sound.text()


def test_the_log_is_narrowed_down_by_kind_days_and_words(host, log_page, qtbot):
    chip(log_page, "Prints").click()
    host.tasks.drain()
    assert [row[1] for row in cells(log_page)] == ["Visit brief"]

    chip(log_page, "Everything").click()
    log_page.words.setText("wang")
    qtbot.waitUntil(lambda: [row[1] for row in cells(log_page)] == ["Calendar"])
    log_page.words.setText("nobody")
    qtbot.waitUntil(lambda: not log_page.list.isVisible())
    assert "Nothing of this kind" in log_page._empty.text()


def test_what_is_shown_is_written_out_and_that_is_a_line_too(host, log_page, tmp_path, monkeypatch):
    path = tmp_path / "log"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "CSV table (*.csv)"))

    log_page.export_button.click()
    host.tasks.drain()
    host.tasks.drain()  # the list reads again when the file is written

    assert "brief.pdf" in path.with_name("log.csv").read_text("utf-8-sig")
    assert cells(log_page)[0][1] == "Export of this log"


def test_a_customer_is_erased_when_its_name_was_typed(host, erase_page, qtbot):
    name, database = name_of(host), host.workspace.database
    gone = [erase_page.gone.lines.item(at).text() for at in range(erase_page.gone.lines.count())]
    host.workspace.write(lambda: set_fields(database, Kind.CUSTOMER, 1, {"note": "Soon gone"}))
    host.tasks.drain()

    assert gone[0] == f"The whole card of {name}"
    assert not erase_page.erase_button.isEnabled()
    erase_page.name.setText(f"  {name.upper()} ")
    assert erase_page.erase_button.isEnabled()
    qtbot.keyClick(erase_page.name, Qt.Key.Key_Return)
    host.tasks.drain()

    assert host.window.page is host.window._pages.customers
    assert not host.workspace.history.can_undo
    with database.read() as reading:
        assert reading.get(Kind.CUSTOMER, 1) is None
    assert name.encode() not in host.workspace.file.path.read_bytes()


def test_nothing_the_window_remembers_names_the_erased(host, erase_page, private_paths, qtbot):
    name = name_of(host)
    customers = host.window._pages.customers
    customers.wish_for(customers._wish.typing(name))
    host.tasks.drain()
    host.keep_settings()
    assert name in str(user_settings.load(private_paths.config))

    erase_page.name.setText(name)
    erase_page.erase_button.click()
    host.tasks.drain()
    host.keep_settings()

    assert name not in str(user_settings.load(private_paths.config))


def test_a_person_of_the_card_may_be_chosen_instead(host, erase_page):
    _, (subject, name), *_ = erase_page._people

    chip(erase_page, name).click()
    host.tasks.drain()
    erase_page.name.setText(name)
    erase_page.erase_button.click()
    host.tasks.drain()

    with host.workspace.database.read() as reading:
        assert reading.get(Kind.CONTACT, subject.key) is None
        assert reading.get(Kind.CUSTOMER, 1) is not None


def test_a_name_is_shown_as_it_is_to_be_typed_and_many_people_find_room(host, qtbot):
    database = host.workspace.database
    name = "Schmidt & Co. <b>KG</b> " + "und so weiter " * 8
    key, _ = create_customer(database, Customer(name))
    for number in range(30):
        add_contact(database, key, Contact(f"Person {number}"))

    host.workspace.navigation.erase_wanted.emit(Subject(Kind.CUSTOMER, key))
    host.tasks.drain()
    page = host.window.page

    assert f"Erase {name.strip()} for good" in page._title.text()
    assert "Schmidt && Co. <b>KG</b>" in page._ask.text()
    assert "Schmidt && Co." in page.who.chips[Subject(Kind.CUSTOMER, key)].text()
    assert len(page.who.chips) == 31
    assert page.minimumSizeHint().width() < 1000


def test_an_erase_of_somebody_whom_another_window_erased_is_told(host, erase_page, private_paths):
    told = []
    host.workspace.noticed.connect(told.append)
    erase_page.name.setText(name_of(host))
    folders = {"config": private_paths.config, "logs": private_paths.logs}
    erase(host.workspace.database, Subject(Kind.CUSTOMER, 1), **folders)
    erase_page.erase_button.click()
    host.tasks.drain()
    host.tasks.drain()

    assert told[0].kind is NoticeKind.PROBLEM
    assert erase_page._title.text() == "Erase for good"
    assert not erase_page.erase_button.isEnabled()


def test_a_plan_of_somebody_who_is_gone_is_told(host):
    told = []
    host.workspace.noticed.connect(told.append)

    host.workspace.navigation.erase_wanted.emit(Subject(Kind.CUSTOMER, 99_999))
    host.tasks.drain()

    assert len(told) == 1
    assert host.window.page._title.text() == "Erase for good"
    assert not host.window.page.erase_button.isEnabled()


def test_somebody_in_the_bin_is_looked_at_from_there(host):
    database = host.workspace.database
    with database.write("customers_binned") as work:
        work.change(Kind.CUSTOMER, 2, binned_at=work.now)
    view = BinView(host.workspace, host.window.icons)
    view.reload()
    host.tasks.drain()

    view.erase_button.click()
    host.tasks.drain()

    assert host.window.page._whole.plan.subject == Subject(Kind.CUSTOMER, 2)
    view.deleteLater()
