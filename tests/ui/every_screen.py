"""Every screen of the window, one after the other, for tests that walk all of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from opened_screens import opened, settled
from protection_screens import protection_screens
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.visits import Visit
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.card_edits import create_customer
from crm_desktop.services.visits import plan_visit
from crm_desktop.storage.cards import load_customer
from crm_desktop.ui.calendar.calendar_head import AGENDA
from crm_desktop.ui.calendar.calendar_page import CalendarPage
from crm_desktop.ui.help_dialogs import AboutDialog
from crm_desktop.ui.host import Host
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.people.people_tab import LIST, MAP, PeopleTab
from crm_desktop.ui.shortcuts_overlay import ShortcutsOverlay
from crm_desktop.ui.visits.after_panel import AfterPanel


def screens(host: Host, customer_id: int) -> Iterator[tuple[str, QWidget]]:
    """Show each screen and give its name with the window that holds it."""
    window = host.window
    assert isinstance(window, MainWindow)
    for page in Page:
        window.go(page)
        yield settled(host, page.value, window)
    yield from _agenda(host, window)
    for tab in CardTab:
        window.open_card(customer_id, tab)
        yield settled(host, f"card {tab.value}", window)
    yield from _people_map(host, window, customer_id)
    window.plan_visit(customer_id, None)
    yield settled(host, "visit", window)
    yield from _after_a_visit(host, window, customer_id)
    window.preview_briefs([BriefOrder(customer_id)])
    yield settled(host, "brief", window)
    window.look_at_duplicates([customer_id, _twin(host, customer_id)])
    yield settled(host, "duplicates", window)
    host.workspace.backups.make(lambda _: None)
    window.show_backups()
    yield settled(host, "backups", window)
    yield from opened(host, window, customer_id)
    assert host.workspace is not None
    for dialog in (
        ShortcutsOverlay(host.workspace, window.icons, window),
        AboutDialog(host.language, window.icons, window),
    ):
        dialog.show()
        yield settled(host, type(dialog).__name__, dialog)
        dialog.close()
    for name, widget in protection_screens(host, window):
        yield settled(host, name, widget)


def _twin(host: Host, customer_id: int) -> int:
    """A second card of a customer, known at another place."""
    assert host.workspace is not None
    database = host.workspace.database
    with database.read() as reading:
        who = load_customer(reading, customer_id)
    key, _ = create_customer(database, replace(who, id=None, city="4", industry="", note=""))
    return key


def _agenda(host: Host, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The calendar has two views, and a line that asks whom to visit."""
    window.go(Page.CALENDAR)
    page = window.page
    assert isinstance(page, CalendarPage)
    page.restore({"view": AGENDA})
    page.whom.ask(host.clock().date())
    yield settled(host, "agenda", window)
    page.restore({})


def _after_a_visit(
    host: Host, window: MainWindow, customer_id: int
) -> Iterator[tuple[str, QWidget]]:
    """The page of a visit whose time has passed, with a row of each kind, and its other foot."""
    assert host.workspace is not None
    day = host.workspace.today() - timedelta(days=1)
    visit, _ = plan_visit(host.workspace.database, Visit(customer_id, day))
    window.plan_visit(customer_id, visit)
    settled(host, "visit", window)
    panel = window.findChild(AfterPanel)
    assert panel is not None
    for lines, text in ((panel.form.promises, "3: 4"), (panel.form.noted, "忌：5")):
        lines.line.entered.emit(text)
    panel.form.noted.line.entered.emit("6")
    yield settled(host, "after a visit", window)
    panel.bar.ask_instead()
    yield settled(host, "after a visit that was not", window)


def _people_map(host: Host, window: MainWindow, customer_id: int) -> Iterator[tuple[str, QWidget]]:
    """The People tab has two views, of which the map edits a person beside it."""
    window.open_card(customer_id, CardTab.PEOPLE)
    settled(host, "card people", window)
    tab = window.findChild(PeopleTab)
    assert isinstance(tab, PeopleTab)
    tab.show_mode(MAP)
    yield settled(host, "card people map", window)
    assert tab.map is not None
    for key in list(tab.map.canvas.nodes)[:1]:
        tab.map.choose(key)
        yield settled(host, "card people map, somebody chosen", window)
    tab.map.start_adding()
    yield settled(host, "card people map, somebody new", window)
    tab.show_mode(LIST)
