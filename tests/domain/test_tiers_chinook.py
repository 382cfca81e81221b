"""Tiers of a real shop whose figures are known, read straight from its files."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.periods import twelve_months
from crm_desktop.domain.tier_plan import TierPlan
from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier
from crm_desktop.domain.tiers import Standing, assign
from crm_desktop.domain.value_index import MICRO, Facts

AS_OF = date(2013, 12, 31)


@pytest.fixture(scope="module")
def facts(shared_data: Path) -> list[Facts]:
    bought: dict[int, list[tuple[date, int]]] = defaultdict(list)
    with (shared_data / "chinook" / "Invoice.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["InvoiceDate"][:10])
            bought[int(row["CustomerId"])].append((day, int(Decimal(row["Total"]) * MICRO)))
    return [customer(key, purchases) for key, purchases in sorted(bought.items())]


def customer(key: int, purchases: list[tuple[date, int]]) -> Facts:
    days = [day for day, _ in purchases]
    recent = [amount for day, amount in purchases if day in twelve_months(AS_OF)]
    return Facts(
        key,
        CustomerKind.PERSON,
        revenue_12m=sum(recent),
        revenue_total=sum(amount for _, amount in purchases),
        purchases_12m=len(recent),
        first_purchase=min(days),
        last_purchase=max(days),
    )


def run(facts: list[Facts], scheme: Scheme) -> TierPlan:
    return assign(facts, scheme=scheme, standing=Standing(), as_of=AS_OF)


def test_the_known_totals_come_out(facts: list[Facts]) -> None:
    totals = {row.id: Decimal(row.revenue_total) / MICRO for row in facts}
    assert sum(totals.values()) == Decimal("2328.60")
    best = {key: totals[key] for key in (6, 26, 57, 45, 46)}
    assert sorted(best.values(), reverse=True) == sorted(totals.values(), reverse=True)[:5]
    assert (best[6], best[26], best[57]) == (Decimal("49.62"), Decimal("47.62"), Decimal("46.62"))
    assert best[45] == best[46] == Decimal("45.62")


def test_fifty_nine_customers_split_nine_fifteen_thirty_five(facts: list[Facts]) -> None:
    plan = run(facts, Scheme())
    assert tuple(plan.counts.values()) == (9, 15, 35)
    assert {term.term for term in plan.terms(6)}.isdisjoint({Term.GROWTH, Term.STRATEGIC})


def test_pareto_a_customers_bring_just_over_eighty_percent(facts: list[Facts]) -> None:
    plan = run(facts, Scheme(method=Method.PARETO))
    best = [row.revenue_12m for row in plan.placements if row.tier is Tier.A]
    total = sum(row.revenue_12m for row in facts)
    assert sum(best[:-1]) < Decimal("0.8") * total <= sum(best)
    assert [row.revenue_12m for row in plan.placements] == sorted(
        (row.revenue_12m for row in facts), reverse=True
    )
