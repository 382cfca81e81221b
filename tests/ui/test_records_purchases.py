"""The purchases tab: figures, lines with products by name, amounts, contracts, and 2,000 rows."""

import gc
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from builders import customer as customer_named
from builders import purchase, store, store_customer
from PySide6.QtWidgets import QApplication, QPushButton
from records_desk import Desk, problem

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.purchases import Product, Purchase, PurchaseLine
from crm_desktop.services.card_views import load_view
from crm_desktop.ui.card.records.purchases_tab import PurchasesTab
from crm_desktop.ui.navigation import CardTab

DAY = date(2026, 3, 1)


@pytest.fixture
def bought(host):
    """A card with one purchase of 100 CNY."""
    key = store_customer(host.workspace.database, customer_named("Buyer Ltd"), purchase(100, DAY))
    return Desk(host, CardTab.PURCHASES, key)


def opened(desk: Desk):
    row = next(iter(desk.list_of(Kind.PURCHASE).rows.values()))
    row.open()
    desk.person.wait()
    return row


def add_line(desk: Desk, row, *typed: tuple[str, str]):
    desk.person.click(row.body.lines.add_button)
    desk.fill(row.body.lines.new_form.fields, typed)
    desk.person.click_button("Save", row.body.lines.new_form)


def test_a_line_takes_a_product_by_name_and_makes_a_new_one(bought):
    row = opened(bought)
    add_line(bought, row, ("product_id", "Gear box <X>"), ("quantity", "3"), ("unit_price", "25"))

    (line,) = bought.card.lines
    product = next(one for one in bought.card.products if one.id == line.product_id)
    assert (product.name, line.quantity, line.unit_price) == ("Gear box <X>", 3, 25)
    assert "Gear box <X>" in row.summary.text

    bought.press_undo()
    assert not bought.card.lines


def test_a_known_product_is_found_again_and_not_made_twice(bought):
    known = store(bought.host.workspace.database, Product("Pump"))[0]
    bought.host.window.page.reload()
    row = opened(bought)

    add_line(bought, row, ("product_id", "Pump"), ("unit_price", "10"))

    assert bought.card.lines[0].product_id == known


def test_a_name_that_begins_like_another_product_stays_as_typed(bought):
    store(bought.host.workspace.database, Product("Pump XL"))
    bought.host.window.page.reload()
    row = opened(bought)

    add_line(bought, row, ("product_id", "Pump"), ("unit_price", "10"))

    assert [one.name for one in bought.card.products] == ["Pump"]


def test_lines_that_differ_from_the_amount_offer_theirs(bought):
    row = opened(bought)
    add_line(bought, row, ("description", "Work"), ("quantity", "2"), ("unit_price", "60.5"))
    assert bought.person.reads("The lines come to CN¥121.")

    bought.person.click(row.body.findChild(QPushButton, "take-total"))

    assert bought.card.purchases[0].amount == 121
    assert not bought.person.reads("The lines come to")


def test_a_discount_above_everything_is_refused(bought):
    row = opened(bought)
    bought.person.click(row.body.lines.add_button)
    fields = row.body.lines.new_form.fields
    bought.fill(fields, [("unit_price", "5"), ("discount", "1.5")])
    bought.person.click_button("Save", row.body.lines.new_form)

    assert problem(fields["discount"]) == "Give a share from 0 to 100%."


def test_an_overdue_invoice_is_marked_and_paid_by_a_click(host):
    late = purchase(50, DAY - timedelta(days=60), due_on=DAY - timedelta(days=30))
    key = store_customer(host.workspace.database, customer_named("Late Ltd"), late)
    desk = Desk(host, CardTab.PURCHASES, key)
    row = next(iter(desk.list_of(Kind.PURCHASE).rows.values()))
    assert row.summary.look == "danger"
    assert "overdue" in row.summary.badge

    desk.person.click_button("Paid today", row)

    assert desk.card.purchases[0].paid_on == host.workspace.today()
    assert row.summary.badge == ""


def test_a_contract_near_its_renewal_is_marked(bought):
    records = bought.list_of(Kind.CONTRACT)
    bought.person.click(records.add_button)
    fields = records.new_form.fields
    bought.fill(
        fields, [("name", "Frame"), ("starts_on", "2025-04-01"), ("renews_on", "2026-04-01")]
    )
    bought.person.click_button("Save", records.new_form)

    (row,) = records.rows.values()
    assert (row.summary.badge, row.summary.look) == ("renews on Apr 1, 2026", "warning")


def test_a_purchase_without_currency_is_refused_beside_it(bought):
    row = opened(bought)
    fields = row.body._form.form.fields
    bought.fill(fields, [("currency", "")])
    assert problem(fields["currency"]) == "This can't be left empty."
    assert bought.card.purchases[0].currency == "CNY"


def test_two_thousand_purchases_open_at_once(host):
    database = host.workspace.database
    days = [DAY - timedelta(days=number) for number in range(2000)]
    key = store_customer(
        database,
        customer_named("Big Ltd"),
        *(purchase(10 + at, day) for at, day in enumerate(days)),
    )
    ids = [one.id for one in Desk(host, CardTab.OVERVIEW, key).card.purchases]
    store(database, *(PurchaseLine(one, Decimal(1), Decimal(9)) for one in ids))
    today, playbook = host.workspace.today(), host.workspace.playbook
    view = load_view(database, key, today=today, playbook=playbook)
    tab = PurchasesTab(host.workspace, host.window.icons)
    tab.resize(1000, 700)
    small = load_view(database, 2, today=today, playbook=playbook)
    tab.show_view(small)
    tab.show()
    QApplication.processEvents()

    gc.collect()  # what a thousand tests before left is none of this tab's
    gc.disable()
    started = time.thread_time()
    tab.show_view(view)
    took_ms = (time.thread_time() - started) * 1000
    gc.enable()

    tab.close()
    assert took_ms < 50


def test_an_empty_card_says_where_purchases_come_from(host):
    key = store_customer(host.workspace.database, customer_named("New Ltd"))
    desk = Desk(host, CardTab.PURCHASES, key)
    assert desk.person.reads("No purchase yet.")
    assert not desk.tab.figures.isVisible()


def test_the_figures_stand_on_top(chinese_host):
    desk = Desk(chinese_host, CardTab.PURCHASES)
    assert desk.person.reads("近 12 个月")
    assert desk.person.reads("平均交易间隔")


def test_a_purchase_is_removed_with_its_lines_and_comes_back_with_them(bought):
    row = opened(bought)
    add_line(bought, row, ("description", "Work"), ("unit_price", "60"))
    key = row.key
    row.setFocus()

    bought.person.press("Del")
    assert not bought.card.purchases
    assert not bought.card.lines

    bought.press_undo()
    assert [one.id for one in bought.card.purchases] == [key]
    assert len(bought.card.lines) == 1
    assert isinstance(bought.card.purchases[0], Purchase)
