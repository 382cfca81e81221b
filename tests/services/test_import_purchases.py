"""Amounts of imported purchases: the stated total, else the sum of the lines."""

from decimal import Decimal

import pytest
from builders import set_base_currency
from hypothesis import given
from hypothesis import strategies as st
from import_lists import codes, counts, reasons

from crm_desktop.domain.changes import Kind
from crm_desktop.services.import_amounts import line_value, rounded

LINES = "line id,order id,product,quantity,unit price,discount"
ORDERS = "order id,customer id,order date,total"


@pytest.fixture
def shop(lists):
    lists.write("customers.csv", "customer id,name", "C1,Acme")
    return lists


def amounts(lists):
    return [one.amount for one in lists.values(Kind.PURCHASE)]


def test_a_purchase_without_a_total_gets_the_sum_of_its_lines(shop):
    shop.write("orders.csv", ORDERS, "O1,C1,2026-01-05,", "O2,C1,2026-01-06,9.99")
    shop.write("order lines.csv", LINES, "1,O1,Tea,3,19.99,0.1", "2,O1,Cup,-1,0.005,")

    report = shop.take()

    assert amounts(shop) == [Decimal("9.99"), Decimal("53.968")]
    assert codes(report) == []


def test_a_stated_total_wins_over_its_lines_aloud(shop):
    shop.write("orders.csv", ORDERS, "O1,C1,2026-01-05,100", "O2,C1,2026-01-06,20.001")
    shop.write("order lines.csv", LINES, "1,O1,Tea,3,30,0", "2,O2,Tea,2,10,0")

    report = shop.take()

    assert amounts(shop) == [Decimal(100), Decimal("20.001")]
    (note,) = report.plan.notes
    assert (note.code, note.line, note.params["lines"]) == ("total_differs", 2, Decimal(90))


def test_lines_that_come_later_raise_a_sum_but_no_total(shop):
    shop.write("orders.csv", ORDERS, "O1,C1,2026-01-05,", "O2,C1,2026-01-06,10")
    lines = shop.write("order lines.csv", LINES, "1,O1,Tea,1,5,0", "2,O2,Tea,1,10,0")
    shop.take()
    shop.write("order lines.csv", LINES, "1,O1,Tea,1,7,0", "2,O2,Tea,1,10,0", "3,O1,Tea,2,4,0",
               "4,O2,Tea,1,1,0")  # fmt: skip

    report = shop.take(lines)

    assert counts(report) == {"order lines.csv": (2, 1, 1, 0)}
    assert sorted(amounts(shop)) == [Decimal(10), Decimal(15)]
    assert shop.take(lines).changes.is_empty


def test_lines_may_bring_their_purchase_and_product(shop):
    shop.write(
        "order lines.csv",
        "line id,order id,customer id,order date,sku,product,quantity,unit price",
        "1,O1,C1,2026-01-05,T-1,Tea,2,1.50",
        "2,O1,C1,2026-01-05,,Cup,1,4",
        "3,O2,C9,2026-01-06,T-1,Tea,1,1.50",
        "4,O3,C1,2026-01-07,T-1,Tea,1,1.50",
    )

    report = shop.take()

    assert reasons(report) == [(4, "reference_unknown", "customer_id")]
    assert amounts(shop) == [Decimal(7), Decimal("1.5")]
    assert [(one.code, one.name) for one in shop.values(Kind.PRODUCT)] == [
        ("T-1", "Tea"),
        ("", "Cup"),
    ]
    assert counts(shop.take())["order lines.csv"] == (0, 0, 3, 1)


def test_a_line_amount_gives_the_price(shop):
    shop.write("orders.csv", ORDERS, "O1,C1,2026-01-05,")
    shop.write("order lines.csv", "line id,order id,quantity,line total", "1,O1,4,10")

    shop.take()

    assert shop.column(Kind.PURCHASE_LINE, "unit_price") == [2_500_000]
    assert amounts(shop) == [Decimal(10)]


def test_the_currency_of_a_row_goes_before_that_of_the_file(shop):
    set_base_currency(shop.database)
    shop.write(
        "orders.csv", f"{ORDERS},currency", "O1,C1,2026-01-05,1,USD", "O2,C1,2026-01-05,€2,",
        "O3,C1,2026-01-05,3,",
    )  # fmt: skip

    shop.take()

    assert shop.column(Kind.PURCHASE, "currency") == ["USD", "EUR", "CNY"]


def test_a_line_no_amount_can_hold_is_refused(shop):
    shop.write("orders.csv", ORDERS, "O1,C1,2026-01-05,")
    shop.write("order lines.csv", LINES, "1,O1,Tea,9000000000,9000000000,0", "2,O1,Tea,1,2,0")

    report = shop.take()

    assert reasons(report) == [(2, "number_too_large", "quantity")]
    assert amounts(shop) == [Decimal(2)]


SIX_PLACES = st.decimals(-10_000, 10_000, places=6)


@given(SIX_PLACES, SIX_PLACES, st.decimals(0, 1, places=4))
def test_a_line_comes_to_quantity_times_price_less_discount(quantity, price, discount):
    exact = quantity * price * (1 - discount)
    stored = [int(value * 10**6) for value in (quantity, price, discount)]

    found = Decimal(rounded(line_value(*stored))).scaleb(-6)

    assert abs(found - exact) <= Decimal("0.0000005")
