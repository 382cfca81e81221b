"""Indexes reckoned by columns are those of the facts, and only what differs is written."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.customers import Customer, CustomerKind
from crm_desktop.domain.purchases import Purchase
from crm_desktop.domain.tier_scheme import Scheme
from crm_desktop.storage import listing, rated_columns, ratings

TODAY = date(2026, 6, 15)


def fill(database, customers=60):
    random = Random(5)
    with database.write("imported") as work:
        kinds = [random.choice(list(CustomerKind)) for _ in range(customers)]
        drafts = [
            Customer(f"C {at}", kind, strategic_value=random.choice([None, 0, 4]))
            for at, kind in enumerate(kinds)
        ]
        keys = work.add_many(Kind.CUSTOMER, drafts)
        days = [TODAY - timedelta(days=random.randrange(1500)) for _ in range(customers * 2)]
        amounts = [Decimal(random.randrange(1, 10_000)) for _ in days]
        bought = [
            Purchase(random.choice(keys), day, amount, "")
            for day, amount in zip(days, amounts, strict=True)
        ]
        work.add_many(Kind.PURCHASE, bought)
    return keys


@pytest.mark.parametrize("scheme", [Scheme(), Scheme(kinds_apart=True)])
def test_columns_give_the_indexes_of_the_facts(database, scheme):
    fill(database)
    with database.read() as reading:
        day = listing.listed_day(reading)
        facts = listing.stored_facts(reading)

        found = rated_columns.stored_indexes(reading, day, scheme)

        assert found == ratings.value_indexes(facts, as_of=day, scheme=scheme)
        assert len(found) > 30


def test_nobody_rated_has_no_index(database):
    with database.read() as reading:
        assert rated_columns.stored_indexes(reading, TODAY, Scheme()) == {}


@pytest.mark.parametrize("spoilt", ["customer_id = 7", "1"], ids=["one", "all"])
def test_ratings_that_went_astray_are_put_right(database, spoilt):
    fill(database)
    with database.read() as reading:
        day = listing.listed_day(reading)
        right = reading.rows("SELECT * FROM rating ORDER BY customer_id")
    with database.write("spoilt") as work:
        work.execute(f"UPDATE rating SET value_index = 1, standing = 2, tier = 'A' WHERE {spoilt}")
        work.execute("INSERT INTO rating (customer_id, tier, standing) VALUES (999, 'B', 3)")

        ratings.rebuild(work, day=day, scheme=Scheme(), revision=1)

        assert work.rows("SELECT * FROM rating ORDER BY customer_id") == right
