"""Amounts of any currency in the file's own: by the rate of their day, exact to the last unit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.development import Opportunity
from crm_desktop.domain.purchases import ExchangeRate, Purchase
from crm_desktop.storage.change_log import undo
from crm_desktop.storage.settings import BASE_CURRENCY, write_setting
from crm_desktop.storage.types import from_micro

DAY = date(2026, 3, 1)


@pytest.fixture
def customer(database):
    with database.write("stored") as work:
        write_setting(work, BASE_CURRENCY, "EUR")
        work.add(ExchangeRate("USD", DAY, Decimal("0.9")))
        work.add(ExchangeRate("USD", DAY + timedelta(days=10), Decimal("0.8")))
        return work.add(Customer("Acme"))


def base_amount(database, draft):
    table, column = ("purchase", "base_amount")
    if isinstance(draft, Opportunity):
        table, column = ("opportunity", "base_value")
    with database.write("stored") as work:
        key = work.add(draft)
    with database.read() as reading:
        (stored,) = reading.one(f"SELECT {column} FROM {table} WHERE id = ?", (key,))
    return None if stored is None else from_micro(stored)


@pytest.mark.parametrize(
    ("day", "currency", "wanted"),
    [
        (DAY, "EUR", "100"),
        (DAY, "", "100"),
        (DAY - timedelta(days=1), "USD", None),
        (DAY, "USD", "90"),
        (DAY + timedelta(days=9), "USD", "90"),
        (DAY + timedelta(days=10), "USD", "80"),
        (DAY, "JPY", None),
    ],
)
@pytest.mark.parametrize("amount", [100, -100])
def test_a_purchase_takes_the_rate_of_its_day(database, customer, *, day, currency, wanted, amount):
    found = base_amount(database, Purchase(customer, day, Decimal(amount), currency))

    assert found == (None if wanted is None else Decimal(wanted) * amount / 100)


@pytest.mark.parametrize(("opened", "wanted"), [(None, "80"), (DAY, "90")])
def test_an_opportunity_takes_the_newest_rate_or_that_of_its_opening(
    database, customer, opened, wanted
):
    draft = Opportunity(customer, "More", value=Decimal(100), currency="USD", opened_on=opened)

    assert base_amount(database, draft) == Decimal(wanted)


def test_an_opportunity_without_a_value_has_no_base_value(database, customer):
    assert base_amount(database, Opportunity(customer, "More", currency="USD")) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    amount=st.integers(-(10**17), 10**17).map(lambda micro: Decimal(micro).scaleb(-6)),
    rate=st.integers(1, 20_000_000).map(lambda micro: Decimal(micro).scaleb(-6)),
)
def test_large_amounts_convert_to_the_last_unit(database, customer, amount, rate):
    with database.write("stored") as work:
        work.execute("DELETE FROM exchange_rate WHERE currency = 'CHF'")
        work.add(ExchangeRate("CHF", DAY, rate))

    found = base_amount(database, Purchase(customer, DAY, amount, "CHF"))

    assert abs(found - amount * rate) < Decimal("0.000002")


def test_a_new_rate_and_its_undo_reach_every_amount(database, customer):
    with database.write("stored") as work:
        key = work.add(Purchase(customer, DAY, Decimal(100), "JPY"))
    with database.write("rate_added") as work:
        work.add(ExchangeRate("JPY", DAY, Decimal("0.006")))

    def stored():
        with database.read() as reading:
            return reading.one("SELECT base_amount FROM purchase WHERE id = ?", (key,))[0]

    converted = stored()
    undo(database, work.changes.operation_id)

    assert (converted, stored()) == (600_000, None)


def test_another_base_currency_reaches_every_amount(database, customer):
    with database.write("stored") as work:
        work.add(Purchase(customer, DAY, Decimal(100), "EUR"))
        work.add(Purchase(customer, DAY, Decimal(100), "USD"))
    with database.write("setting_changed") as work:
        write_setting(work, BASE_CURRENCY, "USD")

    with database.read() as reading:
        found = [row[0] for row in reading.rows("SELECT base_amount FROM purchase ORDER BY id")]
        revenue = reading.one("SELECT revenue_total FROM listing")
    assert found == [None, 100_000_000]
    assert revenue == (100_000_000,)


def test_undoing_the_first_base_currency_reaches_every_amount(database):
    with database.write("stored") as work:
        work.add(Purchase(work.add(Customer("Acme")), DAY, Decimal(100), "EUR"))
    with database.write("setting_changed") as work:
        write_setting(work, BASE_CURRENCY, "EUR")

    undo(database, work.changes.operation_id)

    with database.read() as reading:
        assert reading.rows("SELECT base_amount FROM purchase") == [(None,)]
        assert reading.rows("SELECT revenue_total FROM listing") == [(0,)]


def test_rows_added_in_bulk_are_converted(database, customer):
    columns = ("customer_id", "purchased_on", "amount", "currency")
    with database.write("imported") as work:
        work.add_rows(Kind.PURCHASE, columns, [(customer, DAY.isoformat(), 10_000_000, "USD")] * 3)

    with database.read() as reading:
        assert reading.rows("SELECT base_amount FROM purchase") == [(9_000_000,)] * 3
