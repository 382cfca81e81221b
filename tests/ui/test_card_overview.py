"""The first tab of a card: one look, and a click to everything it tells of."""

from datetime import timedelta
from decimal import Decimal

import pytest
from card_window import TOOLS, OpenCard
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from crm_desktop.domain.development import Goal
from crm_desktop.domain.promises import Direction, Promise
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.visits import Visit
from crm_desktop.ui.card.lines import LineBlock
from crm_desktop.ui.card.month_bars import MonthBars
from crm_desktop.ui.card.overview_tab import OverviewTab
from crm_desktop.ui.card.panel import Panel
from crm_desktop.ui.navigation import CardTab


@pytest.fixture
def card(host) -> OpenCard:
    return OpenCard(host, TOOLS, CardTab.OVERVIEW)


def lines_of(card: OpenCard, title: str) -> str:
    panels = card.page.findChildren(Panel)
    panel = next(one for one in panels if one.accessibleName() == title)
    return "\n".join(one.text() for one in panel.findChildren(LineBlock) if not one.isHidden())


def test_the_next_visit_leads_to_its_plan(card, host):
    wanted = []
    host.workspace.navigation.visit_wanted.disconnect()
    host.workspace.navigation.visit_wanted.connect(lambda *where: wanted.append(where))
    card.click(card.child(QPushButton, "next-visit"))
    visits = {one.id: one for one in card.stored.visits}
    ((customer, visit),) = wanted
    assert customer == TOOLS
    assert visits[visit].visit_on >= host.workspace.today()


def test_a_visit_nobody_told_of_is_asked_for(card, host):
    assert card.page.findChild(QPushButton, "untold-visit").isHidden()
    day = host.workspace.today() - timedelta(1)
    card.add(Visit(TOOLS, day))
    button = card.child(QPushButton, "untold-visit")
    assert button.text() == "How did the visit of Mar 9, 2026 go?"

    card.click(button)

    assert card.person.reads("Did it go as planned?")


def test_promises_of_both_sides_stand_apart_and_overdue_first(card, host):
    today = host.workspace.today()
    card.add(Promise(TOOLS, "send the plan", Direction.OURS, due_on=today - timedelta(900)))
    card.add(Promise(TOOLS, "sign it", Direction.THEIRS, due_on=today + timedelta(3)))
    text = lines_of(card, "Open promises")
    ours, theirs = text.split("They owe")
    assert ours.splitlines()[1].startswith("send the plan")
    assert "overdue by 900 days" in ours
    assert "sign it due in 3 days" in theirs


def test_a_phone_number_is_copied_by_a_click(card):
    point = next(one for one in card.stored.points if one.contact_id is not None)
    card.click(card.person.button(f"Copy {point.value}"))
    assert QGuiApplication.clipboard().text() == point.value
    assert card.person.reads(f"Copied: {point.value}")


def test_the_months_are_told_to_who_cannot_see_the_bars(card):
    words = card.child(MonthBars).accessibleDescription().split("; ")
    assert len(words) in (12, 13)
    assert all(word[4] == "-" for word in words)


def test_a_purchase_without_a_rate_is_left_out_and_told_of(card, host):
    card.add(Purchase(TOOLS, host.workspace.today(), Decimal(7), "XPF"))
    told = "1 purchase is left out: its currency has no exchange rate."
    assert told in lines_of(card, "Twelve months")


def test_goals_lead_to_the_tab_that_has_them_all(card):
    card.add(Goal(TOOLS, "<i>first</i> choice & partner"))
    assert "<i>first</i> choice & partner" in lines_of(card, "Goals")
    card.click(card.person.button("All: Goals"))
    assert card.page.tabs.current is CardTab.DEVELOPMENT


def test_panels_stand_beside_each_other_where_there_is_room(card, host):
    tab = card.child(OverviewTab)
    host.window.resize(1400, 800)
    card.wait()
    assert tab.is_beside
    host.window.resize(1000, 700)
    card.wait()
    assert not tab.is_beside
