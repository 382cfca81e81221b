"""What the purchases of a card come to, without a window."""

from datetime import date, timedelta
from decimal import Decimal

from builders import customer, purchase

from crm_desktop.domain.cards import Card
from crm_desktop.domain.purchases import PurchaseLine
from crm_desktop.ui.card.records.purchase_figures import lines_total, purchase_figures

TODAY = date(2026, 3, 10)


def figures(*purchases, **fields):
    return purchase_figures(Card(customer(**fields), purchases=purchases), TODAY)


def test_sums_stand_by_currency_and_returns_count_against_them():
    found = figures(
        purchase(100, TODAY),
        purchase(-30, TODAY),
        purchase(7, TODAY, currency="EUR"),
        purchase(500, TODAY - timedelta(days=400)),
    )
    assert found.last_year == {"CNY": 70, "EUR": 7}
    assert found.lifetime == {"CNY": 570, "EUR": 7}


def test_the_gap_is_that_between_purchase_days():
    days = [TODAY - timedelta(days=back) for back in (0, 0, 10, 40)]
    assert figures(*(purchase(1, day) for day in days)).average_gap_days == 20
    assert figures(purchase(1, TODAY)).average_gap_days is None


def test_late_is_what_was_paid_after_its_day_or_the_terms():
    start = TODAY - timedelta(days=100)
    late = purchase(1, start, paid_on=start + timedelta(days=31))
    good = purchase(1, start, paid_on=start + timedelta(days=30))
    own_day = purchase(1, start, due_on=start, paid_on=start + timedelta(days=1))
    found = figures(late, good, own_day, payment_terms_days=30)
    assert (found.paid, found.paid_late) == (3, 2)


def test_overdue_is_an_open_invoice_whose_day_has_passed():
    yesterday = TODAY - timedelta(days=1)
    found = figures(
        purchase(1, yesterday, due_on=yesterday),
        purchase(1, yesterday, due_on=TODAY),
        purchase(-1, yesterday, due_on=yesterday),
        purchase(1, yesterday),
    )
    assert found.overdue == 1


def test_what_is_dated_later_does_not_count():
    assert figures(purchase(1, TODAY + timedelta(days=1))).lifetime == {}


def test_lines_come_to_quantity_times_price_less_discount():
    lines = [
        PurchaseLine(1, Decimal(2), Decimal("60.5"), discount=Decimal("0.1")),
        PurchaseLine(1, Decimal("0.5"), Decimal(10)),
    ]
    assert lines_total(lines) == Decimal("113.9")
