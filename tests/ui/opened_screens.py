"""What opens on a screen or over it when somebody asks for it, for tests that walk all of them."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.erasures import Subject
from crm_desktop.domain.playbook_entries import Book
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.today import TodayAct
from crm_desktop.domain.visits import Visit
from crm_desktop.services.card_edits import add_record
from crm_desktop.services.visits import plan_visit
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.calendar.calendar_page import CalendarPage
from crm_desktop.ui.calendar.months import Reach
from crm_desktop.ui.card.records.service_tab import ServiceTab
from crm_desktop.ui.guide.guide_window import GuideWindow
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.playbook.playbook_page import PlaybookPage
from crm_desktop.ui.privacy.privacy_page import Part
from crm_desktop.ui.today.today_page import TodayPage


def opened(host: Host, window: MainWindow, customer_id: int) -> Iterator[tuple[str, QWidget]]:
    """Open one after the other, each with the window that holds it."""
    yield from _today(host, window, customer_id)
    yield from _calendar(host, window)
    yield from _service(host, window, customer_id)
    yield from _playbook(host, window)
    window.show_privacy()
    for part in Part:
        window.page.show_part(part)
        yield settled(host, f"privacy {part}", window)
    window.window_actions[ActionCode.TRUST_LOG].trigger()
    yield settled(host, "log of prints", window)
    host.workspace.navigation.erase_wanted.emit(Subject(Kind.CUSTOMER, customer_id))
    yield settled(host, "erase", window)
    window.search.open_palette()
    yield settled(host, "palette", window)
    window.search.leave()
    window.window_actions[ActionCode.GUIDE].trigger()
    guide = window.findChild(GuideWindow)
    assert guide is not None
    yield settled(host, "guide", guide)
    guide.close()


def settled(host: Host, name: str, window: QWidget) -> tuple[str, QWidget]:
    """Let everything that was asked for be done and shown."""
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()
    return name, window


def _today(host: Host, window: MainWindow, customer_id: int) -> Iterator[tuple[str, QWidget]]:
    """A visit soon with its minute, a promise, what a week has room for, and a line to type."""
    assert host.workspace is not None
    database, now = host.workspace.database, host.clock()
    soon = now + timedelta(minutes=40)
    plan_visit(database, Visit(customer_id, soon.date(), soon.time().replace(tzinfo=None)))
    add_record(database, Promise(customer_id, "1", due_on=now.date()))
    window.go(Page.TODAY)
    page = window.page
    assert isinstance(page, TodayPage)
    page.reload()
    settled(host, "today", window)
    page.body.minute._take.setChecked(True)
    page.open_cadence()
    proposal = next(row.proposal for row in page.view.rows.rows if row.proposal is not None)
    for act in (TodayAct.NEXT_STEP, TodayAct.LOG_CALL):
        page.body.entry.ask(proposal, act)
        yield settled(host, f"today, {act}", window)
    page.body.entry.close_line()
    page.body.capacity.details.setChecked(False)


def _calendar(host: Host, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A week, and what its print asks."""
    window.go(Page.CALENDAR)
    page = window.page
    assert isinstance(page, CalendarPage)
    page.restore({"view": Reach.WEEK.value})
    yield settled(host, "week", window)
    menu = page.head.print_week.menu()
    assert menu is not None
    assert len(menu.actions()) > 5
    yield settled(host, "week print", menu)
    page.restore({})


def _service(host: Host, window: MainWindow, customer_id: int) -> Iterator[tuple[str, QWidget]]:
    """The whole form of an entry, everything unfolded."""
    window.open_card(customer_id, CardTab.SERVICE)
    settled(host, "card service", window)
    tab = window.findChild(ServiceTab)
    assert isinstance(tab, ServiceTab)
    tab.entry.open_form()
    assert tab.entry.composer is not None
    for section in tab.entry.composer.form.sections.values():
        section.unfold()
    yield settled(host, "card service, the whole form", window)
    tab.entry.composer.given_up.emit()


def _playbook(host: Host, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """An entry of every book, open to be written."""
    window.go(Page.PLAYBOOK)
    page = window.page
    assert isinstance(page, PlaybookPage)
    for book in Book:
        page.books.choose(book)
        settled(host, "playbook", window)
        page.document.open(next(iter(page.document.faces)))
        yield settled(host, f"playbook, an entry of {book}", window)
        page.document.close_form()
    page.books.choose(Book.TIERS)
