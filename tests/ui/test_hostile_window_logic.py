"""Undo in any order, odd days and amounts, midnight, other languages in the middle of it."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from card_window import TOOLS, OpenCard
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contacts import Contact, DateKind, ImportantDate
from crm_desktop.domain.customers import Customer, Tag
from crm_desktop.domain.visits import Visit
from crm_desktop.services import card_edits
from crm_desktop.services.briefs import BriefOrder
from crm_desktop.services.card_views import load_view
from crm_desktop.services.visits import plan_visit
from crm_desktop.text import LanguageCode
from crm_desktop.ui.forms.record_list import RecordList
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.theme import Look

OPERATIONS = 150
CUSTOMERS = (2, 3, 4)
WORDS = ("Kunshan", "上海", "", "R&D", "{x}", "a\nb")


class Seen(NamedTuple):
    """What an operation of the walk may change of one customer."""

    city: str
    background: str
    tags: frozenset[str]
    dates: tuple[int, ...]
    is_binned: bool


def settle(host) -> None:
    for _ in range(4):
        QApplication.processEvents()
        host.tasks.drain()


@pytest.fixture
def complaints(host):
    """What reached the handler of bugs; must stay empty."""
    found: list[object] = []
    host.tasks.crashed.connect(found.append)
    yield found
    assert not found


def seen(host) -> tuple[Seen, ...]:
    workspace = host.workspace
    return tuple(_seen(workspace, key) for key in CUSTOMERS)


def _seen(workspace, key: int) -> Seen:
    card = load_view(
        workspace.database, key, today=workspace.today(), playbook=workspace.playbook
    ).card
    return Seen(
        card.customer.city,
        card.customer.background,
        frozenset(one.name for one in card.tags),
        tuple(sorted(one.month for one in card.dates)),
        card.customer.binned_at is not None,
    )


def random_write(database, chance: random.Random) -> Callable[[], Changes | tuple[int, Changes]]:
    key, word = chance.choice(CUSTOMERS), chance.choice(WORDS)
    name = chance.choice(("city", "background"))
    month = chance.randint(1, 12)
    ways = (
        lambda: card_edits.set_fields(
            database, Kind.CUSTOMER, key, {name: word.replace("\n", " ")}
        ),
        lambda: card_edits.add_record(database, Tag(key, word.strip() or "x")),
        lambda: card_edits.untag_many(database, [key], word.strip() or "x"),
        lambda: card_edits.add_record(
            database, ImportantDate(DateKind.ANNIVERSARY, month, 1, customer_id=key)
        ),
        lambda: card_edits.bin_customers(database, [key]),
        lambda: card_edits.restore_customers(database, [key]),
    )
    return chance.choice(ways)


@pytest.mark.parametrize("seed", [1, 2])
def test_undo_and_redo_in_any_order_agree_with_a_model(seed, host, complaints):
    chance, workspace = random.Random(seed), host.workspace
    host.window.open_card(CUSTOMERS[0], CardTab.BASICS)
    past, future = [], []
    now = seen(host)
    for _ in range(OPERATIONS):
        way = chance.random()
        before = workspace.history.next_undo
        if way < 0.3:
            workspace.undo()
            host.tasks.drain()
            if past:
                future.append(now)
                now = past.pop()
        elif way < 0.45:
            workspace.redo()
            host.tasks.drain()
            if future:
                past.append(now)
                now = future.pop()
        else:
            workspace.write(random_write(workspace.database, chance), failed=lambda _: None)
            host.tasks.drain()
            if workspace.history.next_undo is not before:
                past.append(now)
                future.clear()
                now = seen(host)
        assert seen(host) == now
        assert workspace.history.can_undo is bool(past)
        assert workspace.history.can_redo is bool(future)
    settle(host)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("headcount", "-1"),
        ("headcount", "1.5"),
        ("headcount", "9" * 30),
        ("headcount", "1e999999999"),
        ("annual_revenue", "-5"),
        ("annual_revenue", "9" * 29),
        ("annual_revenue", "NaN"),
        ("annual_revenue", "Infinity"),
        ("annual_revenue", "١٢٣"),
        ("name", "   "),
        ("owner", "x" * 501),
        ("currency", "ZZZ"),
    ],
)
def test_numbers_nobody_means_are_answered_beside_the_field(name, text, host, complaints):
    card = OpenCard(host)
    try:
        field = card.field(name)
    except AssertionError:
        pytest.skip(f"{name} is chosen, not typed")
    widget = field.editor.widget
    line = widget if isinstance(widget, QLineEdit) else widget.lineEdit()
    if line is None:
        pytest.skip(f"{name} is chosen, not typed")
    line.setText(text)
    field._left()
    card.wait()
    assert widget.accessibleDescription() or not field.editor.is_dirty()
    if widget.accessibleDescription():
        assert field.editor.raw() == text


def test_an_owner_of_three_hundred_letters_fits_everywhere(host, complaints):
    card = OpenCard(host)
    card.other_writes(owner="Anna Maria " * 27)
    for tab in CardTab:
        card.go(TOOLS, tab)
    host.window.go(Page.CUSTOMERS)
    settle(host)
    host.window.preview_briefs([BriefOrder(TOOLS)])
    settle(host)
    assert host.window.width() <= 1400


@pytest.mark.parametrize(
    "day",
    [
        ImportantDate(DateKind.BIRTHDAY, 2, 29, 2000),
        ImportantDate(DateKind.BIRTHDAY, 2, 29),
        ImportantDate(DateKind.BIRTHDAY, 1, 1, 1900),
        ImportantDate(DateKind.BIRTHDAY, 12, 31, 2200),
        ImportantDate(DateKind.BIRTHDAY, 12, 30, 1950, lunar=True),
        ImportantDate(DateKind.BIRTHDAY, 6, 15, 2025, lunar=True, leap_month=True),
        ImportantDate(DateKind.BIRTHDAY, 4, 30, lunar=True, leap_month=True),
    ],
    ids=str,
)
def test_days_that_are_not_in_every_year(day, host, complaints):
    from dataclasses import replace

    card = OpenCard(host)
    card.add(replace(day, customer_id=TOOLS))
    for tab in (CardTab.OVERVIEW, CardTab.BASICS, CardTab.HISTORY):
        card.go(TOOLS, tab)
    host.window.preview_briefs([BriefOrder(TOOLS)])
    settle(host)
    host.window.go(Page.CALENDAR)
    settle(host)


def test_midnight_leaves_what_is_typed(host, complaints):
    card = OpenCard(host)
    field = card.type_into("city", "Kunsh")
    later = host.clock() + timedelta(days=1, hours=15)
    host.clock = host.workspace.clock = lambda: later
    host.watch.watch_day()
    card.wait()
    assert field.editor.raw() == "Kunsh"
    assert host.workspace.today() == later.date()
    long_ago = later - timedelta(days=3000)
    host.clock = host.workspace.clock = lambda: long_ago
    host.watch.watch_day()
    card.wait()
    assert field.editor.raw() == "Kunsh"


@pytest.mark.parametrize("change", ["language", "look"])
def test_another_language_or_look_keeps_a_new_record_that_is_typed(change, host, complaints):
    card = OpenCard(host, TOOLS, CardTab.SERVICE)
    records = next(one for one in card.page.findChildren(RecordList) if one.kind is Kind.PROMISE)
    records.add_button.click()
    card.wait()
    field = records.new_form.fields["text"]
    field.editor.widget.setFocus()
    field.editor.type_raw("Call back on Fri")
    if change == "language":
        host.switch_language(LanguageCode.CHINESE)
    else:
        host.choose_look(Look.DARK)
    card.wait()
    host.window.open_card(TOOLS, CardTab.SERVICE)
    card.wait()
    typed = [
        one.text() if isinstance(one, QLineEdit) else one.toPlainText()
        for one in host.window.findChildren(QLineEdit) + texts(host)
    ]
    assert "Call back on Fri" in typed


def texts(host) -> list:
    from PySide6.QtWidgets import QPlainTextEdit

    return host.window.findChildren(QPlainTextEdit)


def test_a_popup_that_is_open_survives_another_language(host, complaints):
    card = OpenCard(host)
    button = card.page.header
    assert button.isVisible()
    for popover in host.window.menuBar().actions():
        menu = popover.menu()
        if menu is not None:
            menu.popup(host.window.pos())
            QApplication.processEvents()
    host.switch_language(LanguageCode.CHINESE)
    settle(host)
    assert host.window.isVisible()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def test_a_contact_removed_while_chosen_for_a_visit(host, complaints):
    database = host.workspace.database
    key, _ = card_edits.add_contact(database, TOOLS, Contact("Nora"))
    visit, _ = plan_visit(database, Visit(TOOLS, host.workspace.today()), (key,))
    host.window.plan_visit(TOOLS, visit)
    settle(host)
    view = load_view(
        database, TOOLS, today=host.workspace.today(), playbook=host.workspace.playbook
    )
    place = next(one.id for one in view.card.affiliations if one.contact_id == key)
    host.workspace.write(lambda: card_edits.remove_record(database, Kind.AFFILIATION, place))
    settle(host)
    host.window.preview_briefs([BriefOrder(TOOLS, visit_id=visit)])
    settle(host)
    host.workspace.undo()
    settle(host)


def test_a_file_of_nobody_and_of_one_without_family_name(make_host, customer_file):
    host = make_host(customer_file)
    complaints: list[object] = []
    host.tasks.crashed.connect(complaints.append)
    for page in Page:
        host.window.go(page)
        settle(host)
    database, created = host.workspace.database, []
    host.workspace.write(
        lambda: card_edits.create_customer(database, Customer("·")), then=created.append
    )
    settle(host)
    [(key, _)] = created
    for tab in CardTab:
        host.window.open_card(key, tab)
        settle(host)
    host.window.preview_briefs([BriefOrder(key)])
    settle(host)
    assert not complaints
