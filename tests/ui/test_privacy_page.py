"""Sensitive facts are settled, withdrawn and erased, and cards past their term decided on (D28)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.consents import Consent, ConsentScope, Footing, LegalGround
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.customers import Customer, Stage
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.retention import RetentionRule
from crm_desktop.domain.taboos import Taboo, TabooCategory
from crm_desktop.services import card_edits, customer_bin, retention
from crm_desktop.services.sensitive_facts import listed_facts, losing_ground
from crm_desktop.storage.cards import load_card
from crm_desktop.ui.actions import ActionCode
from crm_desktop.ui.card.records.consent_rows import consent_actions
from crm_desktop.ui.card.records.shown import Shown
from crm_desktop.ui.customers.bin_view import BinView
from crm_desktop.ui.labels import Label
from crm_desktop.ui.navigation import CardTab, Page
from crm_desktop.ui.privacy.privacy_page import Part
from crm_desktop.ui.privacy.withdraw_dialog import Becomes, WithdrawDialog


def settle(host):
    """Until a write is done, told, and what it changed is read again."""
    for _ in range(3):
        host.tasks.drain()


@pytest.fixture
def card(workspace, today):
    """A lead nobody has met for years, with Ann, who must not eat nuts."""
    database = workspace.database
    owner, _ = card_edits.create_customer(database, Customer("Aaa Trading", stage=Stage.LEAD))
    ann, _ = card_edits.add_contact(database, owner, Contact("Ann"))
    old = today - timedelta(days=1000)
    for draft in (
        Interaction(owner, old, InteractionKind.CALL, "Talked"),
        Taboo(owner, "Nuts", TabooCategory.ALLERGY, contact_id=ann),
    ):
        card_edits.add_record(database, draft)
    return owner, ann


@pytest.fixture
def page(host, card):
    host.window.window_actions[ActionCode.PRIVACY].trigger()
    settle(host)
    return host.window.page


def choose(view, text):
    """Choose the line of a text alone."""
    lines = view.table.lines.lines
    row = next(at for at, (_, texts) in enumerate(lines) if texts[0] == text)
    view.table.clearSelection()
    view.table.selectRow(row)


def footings(workspace, today):
    return {one.fact.text: one.footing for one in listed_facts(workspace.database, today)}


def test_a_fact_is_settled_by_keys(qtbot, host, workspace, page, today):
    choose(page.facts, "Nuts")
    purpose = page.facts.form.fields["purpose"].editor.widget
    qtbot.keyClicks(purpose, "hospitality")
    qtbot.keyClick(page.facts.record, Qt.Key.Key_Space)
    settle(host)

    assert footings(workspace, today)["Nuts"] is Footing.COVERED
    assert "Nuts" not in [texts[0] for _, texts in page.facts.table.lines.lines]
    workspace.undo()
    settle(host)
    assert footings(workspace, today)["Nuts"] is Footing.PENDING


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_recorded(
    qtbot, host, workspace, page, today
):
    choose(page.facts, "Nuts")
    qtbot.mouseClick(page.facts.record, Qt.MouseButton.LeftButton)
    settle(host)

    labels = page.facts.form.fields["purpose"].findChildren(Label)
    assert [one.text() for one in labels if one.property("look") == "problem"] == [
        "This can't be left empty."
    ]
    assert footings(workspace, today)["Nuts"] is Footing.PENDING


def test_a_fact_is_erased_only_after_a_second_look(qtbot, host, workspace, page, today):
    choose(page.facts, "Nuts")
    qtbot.keyClick(page.facts.table, Qt.Key.Key_Delete)
    settle(host)
    assert "Nuts" in footings(workspace, today)

    qtbot.keyClick(page.facts.sure, Qt.Key.Key_Space)
    settle(host)

    assert "Nuts" not in footings(workspace, today)


def test_enter_opens_the_card_where_the_fact_stands(qtbot, host, page, card):
    choose(page.facts, "Nuts")
    qtbot.keyClick(page.facts.table, Qt.Key.Key_Return)
    settle(host)

    assert host.window.page.tabs.current is CardTab.PREFERENCES


def test_a_card_past_its_term_is_kept_with_a_reason(qtbot, host, workspace, page, today):
    page.show_part(Part.RETENTION)
    choose(page.retention, "Aaa Trading")
    qtbot.mouseClick(page.retention.keep, Qt.MouseButton.LeftButton)
    settle(host)
    assert retention.kept_on(workspace.database, today) == ()

    qtbot.keyClicks(page.retention.form.fields["reason"].editor.widget, "Talks in spring")
    qtbot.mouseClick(page.retention.keep, Qt.MouseButton.LeftButton)
    settle(host)

    (kept,) = retention.kept_on(workspace.database, today)
    assert (kept.name, kept.reason) == ("Aaa Trading", "Talks in spring")
    assert page.retention.table.lines.lines == []


def test_delete_puts_a_card_past_its_term_into_the_bin(qtbot, host, workspace, page, card, today):
    page.show_part(Part.RETENTION)
    choose(page.retention, "Aaa Trading")
    qtbot.keyClick(page.retention.table, Qt.Key.Key_Delete)
    settle(host)

    assert [one.id for one in customer_bin.binned(workspace.database, today)] == [card[0]]


def test_a_card_past_its_term_is_looked_at_before_it_is_erased(qtbot, host, page):
    page.show_part(Part.RETENTION)
    choose(page.retention, "Aaa Trading")
    qtbot.mouseClick(page.retention.erase, Qt.MouseButton.LeftButton)
    settle(host)

    assert type(host.window.page).__name__ == "ErasePage"


def test_the_terms_are_changed_by_hand(qtbot, host, workspace, page, today):
    page.show_part(Part.RETENTION)
    page.retention.rules_shown.click()
    box = page.retention.rules.boxes[RetentionRule.SILENT_LEAD]
    box.selectAll()
    qtbot.keyClicks(box, "40")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle(host)

    assert retention.terms_of(workspace.database)[RetentionRule.SILENT_LEAD] == 40
    assert page.retention.table.lines.lines == []


@pytest.mark.parametrize(
    ("becomes", "expected"),
    [
        (Becomes.LATER, {"Nuts": Footing.LOST}),
        (Becomes.KEPT, {"Nuts": Footing.COVERED}),
        (Becomes.ERASED, {}),
    ],
)
def test_a_withdrawal_asks_what_becomes_of_the_facts(
    qtbot, host, workspace, card, today, becomes, expected
):
    owner, ann = card
    database = workspace.database
    consent = Consent("meals", given_on=today, contact_id=ann, covers=ConsentScope.ALL)
    key, _ = card_edits.add_record(database, consent)
    lost = losing_ground(database, key, today)
    dialog = WithdrawDialog(workspace, replace(consent, id=key), lost, host.window)
    dialog.choose(becomes)
    if becomes is Becomes.KEPT:
        qtbot.keyClicks(dialog.form.fields["basis"].editor.widget, "Meals are ordered")
    dialog.show()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    settle(host)

    own = {text: one for text, one in footings(workspace, today).items() if text == "Nuts"}
    assert own == expected
    with database.read() as reading:
        grounds = {one.ground for one in load_card(reading, owner).consents}
    assert grounds == (
        {LegalGround.CONSENT} | ({LegalGround.LAW} if becomes is Becomes.KEPT else set())
    )


def test_a_consent_on_the_card_that_carries_nothing_is_withdrawn_at_once(
    host, workspace, card, today
):
    owner, _ = card
    key, _ = card_edits.add_record(
        workspace.database, Consent("newsletter", given_on=today, customer_id=owner)
    )
    host.window.open_card(owner, CardTab.BASICS)
    settle(host)

    shown = Shown(workspace)
    with workspace.database.read() as reading:
        consent = reading.get(Kind.CONSENT, key)
    consent_actions(shown, consent)[0].act()
    settle(host)

    with workspace.database.read() as reading:
        assert reading.get(Kind.CONSENT, key).withdrawn_on == today


def test_today_says_in_one_line_what_is_to_be_decided(qtbot, host, workspace, card):
    host.window.go(Page.TODAY)
    host.window.page.reload()
    settle(host)
    line = host.window.page.body.privacy

    assert not line.isHidden()
    qtbot.mouseClick(line.open, Qt.MouseButton.LeftButton)
    settle(host)
    assert type(host.window.page).__name__ == "PrivacyPage"


def test_the_bin_is_emptied_by_hand_after_a_second_look(qtbot, host, workspace, card, today):
    owner, database = card[0], workspace.database
    workspace.write(lambda: card_edits.bin_customers(database, [owner]))
    customers = host.window._pages.customers
    customers.head.bin.setChecked(True)
    settle(host)
    view = customers.findChild(BinView)
    assert view.bin_model.data(view.bin_model.index(0, 2)) == "in 30 days"

    qtbot.mouseClick(view.empty_button, Qt.MouseButton.LeftButton)
    assert customer_bin.binned(workspace.database, today)
    qtbot.mouseClick(view.sure_button, Qt.MouseButton.LeftButton)
    settle(host)

    assert customer_bin.binned(workspace.database, today) == []
    assert not workspace.history.can_undo
