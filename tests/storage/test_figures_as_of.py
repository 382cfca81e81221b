"""The sums of SQL are those a person would count by hand, on any day."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from crm_desktop.domain.customers import Customer, CustomerKind, Stage
from crm_desktop.domain.development import Opportunity, OpportunityState
from crm_desktop.domain.figures import Figures
from crm_desktop.domain.interactions import Interaction, InteractionKind
from crm_desktop.domain.periods import twelve_months
from crm_desktop.domain.purchases import Contract, Purchase
from crm_desktop.storage.figures import figures
from crm_desktop.storage.types import to_micro

START = date(2024, 1, 1)
DAYS = [START + timedelta(days=days) for days in (0, 59, 60, 365, 366, 400, 731, 800, 2000)]


def on(random):
    return START + timedelta(days=random.randrange(900))


def random_records(random, keys):
    for _ in range(60):
        key, day = random.choice(keys), on(random)
        amount = Decimal(random.randrange(-10_000, 100_000)) / 100
        yield random.choice(
            [
                Purchase(key, day, amount, random.choice(["", "XXX"])),
                Interaction(key, day, InteractionKind.CALL, "Talked"),
                Contract(
                    key, "Service", random.choice([None, day]), random.choice([None, on(random)])
                ),
                Opportunity(
                    key,
                    "More",
                    value=random.choice([None, abs(amount)]),
                    probability=random.choice([None, 0, 35, 100]),
                    state=random.choice(list(OpportunityState)),
                    opened_on=random.choice([None, day]),
                    closed_on=random.choice([None, on(random)]),
                ),
            ]
        )


def by_hand(customer, records, day):
    """The figures of one customer, counted over plain values."""
    of = [one for one in records if one.customer_id == customer.id]
    bought = [one for one in of if isinstance(one, Purchase) and one.purchased_on <= day]
    recent = [one for one in bought if one.purchased_on in twelve_months(day)]
    talks = [
        one.happened_on for one in of if isinstance(one, Interaction) and one.happened_on <= day
    ]
    chances = [one for one in of if isinstance(one, Opportunity) and is_open(one, day)]
    return Figures(
        customer.id,
        customer.kind,
        customer.stage,
        customer.strategic_value,
        len(bought),
        len(recent),
        sum(to_micro(one.amount) for one in bought if not one.currency),
        sum(to_micro(one.amount) for one in recent if not one.currency),
        sum(bool(one.currency) for one in bought),
        min((one.purchased_on for one in bought), default=None),
        max((one.purchased_on for one in bought), default=None),
        any(runs(one, day) for one in of if isinstance(one, Contract)),
        max(talks, default=None),
        sum(to_micro(one.value or Decimal(0)) * (one.probability or 0) // 100 for one in chances),
        len(chances),
    )


def runs(contract, day):
    return (contract.starts_on or date.min) <= day <= (contract.ends_on or date.max)


def is_open(chance, day):
    if chance.opened_on and chance.opened_on > day:
        return False
    if chance.closed_on:
        return chance.closed_on > day
    return chance.state in (OpportunityState.OPEN, OpportunityState.QUOTED)


@pytest.fixture(params=range(3))
def facts(request, database):
    random = Random(request.param)
    customers = [
        Customer(
            f"Customer {key}",
            random.choice(list(CustomerKind)),
            key,
            stage=random.choice(list(Stage)),
            strategic_value=random.choice([None, 0, 4]),
        )
        for key in range(1, 7)
    ]
    records = list(random_records(random, range(1, 6)))
    with database.write("stored") as work:
        for value in (*customers, *records):
            work.add(value)
    return customers, records


@pytest.mark.parametrize("day", DAYS)
def test_figures_are_those_counted_by_hand(database, facts, day):
    customers, records = facts

    with database.read() as reading:
        found = figures(reading, day)

    assert found == {one.id: by_hand(one, records, day) for one in customers}


@pytest.mark.parametrize("keys", [[2, 5], range(2, 5), [], [99]])
def test_figures_of_some_customers_are_the_same(database, facts, keys):
    with database.read() as reading:
        everybody = figures(reading, DAYS[5])
        some = figures(reading, DAYS[5], keys)

    assert some == {key: one for key, one in everybody.items() if key in keys}


def test_who_is_in_the_bin_has_no_figures(database):
    with database.write("stored") as work:
        work.add(Customer("Acme", binned_at=database.clock()))

    with database.read() as reading:
        assert figures(reading, START) == {}
