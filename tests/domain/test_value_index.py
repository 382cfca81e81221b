"""The value index against a slow, independent reckoning of D3."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.tier_scheme import DEFAULT_WEIGHTS, Scheme, Term
from crm_desktop.domain.value_index import MICRO, Facts, rate

TODAY = date(2024, 12, 31)
PERSON, COMPANY = CustomerKind.PERSON, CustomerKind.COMPANY


@st.composite
def facts_lists(draw: st.DrawFn, max_size: int = 12) -> list[Facts]:
    """Small populations with many ties, ids out of order."""
    ids = draw(st.lists(st.integers(1, 999), unique=True, max_size=max_size))
    return [draw(facts_of(key)) for key in ids]


def facts_of(key: int) -> st.SearchStrategy[Facts]:
    days = st.none() | st.integers(0, 1500).map(lambda back: TODAY - timedelta(days=back))
    few = st.sampled_from([-5, 0, 1, 2, 10])
    kinds = st.sampled_from(CustomerKind)
    levels = st.none() | st.integers(0, 4)
    return st.builds(
        lambda kind, revenue, total, count, first, last, growth, level: Facts(
            key, kind, revenue * MICRO, total * MICRO, count, first, last, growth * MICRO, level
        ),
        *(kinds, few, few, st.integers(0, 3), days, days, few, levels),
    )


def naive_terms(row: Facts) -> dict[Term, Fraction]:
    years = Fraction((TODAY - (row.first_purchase or TODAY)).days) / Fraction("365.25")
    return {
        Term.REVENUE: Fraction(row.revenue_12m),
        Term.FREQUENCY: Fraction(row.purchases_12m),
        Term.RECENCY: Fraction(row.last_purchase.toordinal() if row.last_purchase else 0),
        Term.EXPECTED: row.revenue_total / max(Fraction(1), years) // 1,
        Term.GROWTH: Fraction(row.growth),
        Term.STRATEGIC: Fraction(row.strategic or 0),
    }


def naive_percentile(value: Fraction, column: list[Fraction]) -> Fraction:
    below = sum(other < value for other in column)
    ranks = [below + place for place in range(1, column.count(value) + 1)]
    return 100 * (Fraction(sum(ranks), len(ranks)) - Fraction(1, 2)) / len(column)


def naive_index(facts: list[Facts]) -> list[Fraction]:
    rows = [naive_terms(row) for row in facts]
    columns = {term: [row[term] for row in rows] for term in Term}
    telling = [term for term in Term if len(set(columns[term])) > 1]
    total = sum(Fraction(DEFAULT_WEIGHTS[term]) for term in telling)
    if not telling:
        return [Fraction(50)] * len(rows)
    return [
        sum(
            (
                Fraction(DEFAULT_WEIGHTS[term])
                / total
                * (
                    25 * row[term]
                    if term is Term.STRATEGIC
                    else naive_percentile(row[term], columns[term])
                )
                for term in telling
            ),
            Fraction(0),
        )
        for row in rows
    ]


@given(facts_lists())
def test_the_index_is_the_one_of_a_slow_independent_reckoning(facts: list[Facts]) -> None:
    rated = rate(facts, scheme=Scheme(), as_of=TODAY)
    assert list(rated.index_micro) == [
        int(index * MICRO + Fraction(1, 2)) for index in naive_index(facts)
    ]


@given(facts_lists())
def test_the_terms_of_a_customer_sum_to_its_index(facts: list[Facts]) -> None:
    rated = rate(facts, scheme=Scheme(), as_of=TODAY)
    for position, index in enumerate(rated.index_micro):
        terms = rated.explain(position)
        if terms:
            assert abs(sum(term.contribution for term in terms) * MICRO - index) <= Decimal(
                "0.5001"
            )
            assert abs(sum(term.weight for term in terms) - 1) < Decimal("1e-20")


@given(facts_lists())
def test_kinds_apart_is_each_kind_ranked_alone(facts: list[Facts]) -> None:
    apart = rate(facts, scheme=Scheme(kinds_apart=True), as_of=TODAY)
    for kind in CustomerKind:
        alone = rate([row for row in facts if row.kind is kind], scheme=Scheme(), as_of=TODAY)
        found = [
            index for row, index in zip(facts, apart.index_micro, strict=True) if row.kind is kind
        ]
        assert found == list(alone.index_micro)


def test_a_term_equal_for_all_drops_out_and_the_others_are_rescaled() -> None:
    facts = [Facts(1, COMPANY, revenue_12m=10), Facts(2, COMPANY, revenue_12m=30)]
    rated = rate(facts, scheme=Scheme(), as_of=TODAY)
    assert list(rated.index_micro) == [25 * MICRO, 75 * MICRO]
    assert [(term.term, term.weight) for term in rated.explain(0)] == [(Term.REVENUE, 1)]


def test_the_strategic_value_counts_25_points_a_level_without_a_percentile() -> None:
    facts = [Facts(key, PERSON, strategic=level) for key, level in ((1, 0), (2, 1), (3, 4))]
    rated = rate(facts, scheme=Scheme(), as_of=TODAY)
    assert list(rated.index_micro) == [0, 25 * MICRO, 100 * MICRO]


def test_fewer_days_since_the_last_purchase_are_better_and_none_is_worst() -> None:
    facts = [
        Facts(1, PERSON, last_purchase=TODAY - timedelta(days=300)),
        Facts(2, PERSON, last_purchase=TODAY),
        Facts(3, PERSON),
    ]
    rated = rate(facts, scheme=Scheme(), as_of=TODAY)
    assert rated.index_micro[1] > rated.index_micro[0] > rated.index_micro[2]


@pytest.mark.parametrize(
    ("first", "yearly"),
    [(TODAY, 100), (date(2024, 6, 1), 100), (date(2020, 12, 31), 25)],
)
def test_expected_value_spreads_lifetime_revenue_over_at_least_one_year(
    first: date, yearly: int
) -> None:
    scheme = Scheme(weights={Term.EXPECTED: Decimal(1)})
    just_below, just_above = (
        Facts(key, PERSON, revenue_total=amount, first_purchase=TODAY)
        for key, amount in ((2, (yearly - 1) * MICRO), (3, (yearly + 1) * MICRO))
    )
    spread = Facts(1, PERSON, revenue_total=100 * MICRO, first_purchase=first)
    rated = rate([just_above, spread, just_below], scheme=scheme, as_of=TODAY)
    assert sorted(rated.index_micro, reverse=True) == list(rated.index_micro)
    assert len(set(rated.index_micro)) == 3


def test_a_population_nothing_tells_apart_stands_at_fifty() -> None:
    rated = rate([Facts(1, PERSON)], scheme=Scheme(), as_of=TODAY)
    assert list(rated.index_micro) == [50 * MICRO]
    assert rated.explain(0) == ()


def test_nobody_gives_an_empty_list() -> None:
    assert list(rate([], scheme=Scheme(), as_of=TODAY).index_micro) == []
