"""RFM quintiles, the at-risk rule (D17) and the periods they count in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.at_risk import Activity, RiskCode, risks
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.pareto import curve
from crm_desktop.domain.periods import Period, months_before, quarter_of, twelve_months
from crm_desktop.domain.rfm import score
from crm_desktop.domain.value_index import Facts

TODAY = date(2024, 12, 31)


def customers(revenues: list[int]) -> list[Facts]:
    return [
        Facts(key, CustomerKind.PERSON, revenue_12m=revenue, last_purchase=TODAY)
        for key, revenue in enumerate(revenues)
    ]


def money_quintiles(revenues: list[int]) -> list[int]:
    return [row.quintiles[2] for row in score(customers(revenues), as_of=TODAY) if row.quintiles]


def test_below_fifty_customers_only_raw_values_are_given() -> None:
    assert {row.quintiles for row in score(customers(list(range(49))), as_of=TODAY)} == {None}


def test_fifty_different_values_fill_five_equal_buckets() -> None:
    assert money_quintiles(list(range(50))) == [bucket for bucket in range(1, 6) for _ in range(10)]


@given(st.lists(st.integers(0, 9), min_size=50, max_size=80))
def test_ties_share_a_bucket_and_more_is_never_worse(revenues: list[int]) -> None:
    pairs = sorted(zip(revenues, money_quintiles(revenues), strict=True))
    assert len(set(pairs)) == len(set(revenues))
    assert [bucket for _, bucket in pairs] == sorted(bucket for _, bucket in pairs)
    assert all(1 <= bucket <= 5 for _, bucket in pairs)


def test_recency_is_told_in_days_and_missing_without_a_purchase() -> None:
    facts = [
        Facts(1, CustomerKind.PERSON, last_purchase=TODAY - timedelta(days=12)),
        Facts(2, CustomerKind.PERSON),
    ]
    assert [row.recency_days for row in score(facts, as_of=TODAY)] == [12, None]


@pytest.mark.parametrize(
    ("silent_days", "purchase_days", "is_at_risk"),
    [(60, 4, False), (61, 4, True), (400, 2, False)],
)
def test_silence_counts_beyond_twice_the_own_rhythm(
    silent_days: int, purchase_days: int, is_at_risk: bool
) -> None:
    last = TODAY - timedelta(days=silent_days)
    first = last - timedelta(days=30 * (purchase_days - 1))
    found = risks(Activity(first, last, purchase_days), today=TODAY)
    assert [risk.code for risk in found] == ([RiskCode.SILENT] if is_at_risk else [])


@pytest.mark.parametrize(
    ("renewal_in", "contact_ago", "is_at_risk"),
    [(90, None, True), (91, None, False), (30, 60, False), (30, 61, True), (-1, None, False)],
)
def test_a_renewal_ahead_without_contact_is_a_risk(
    renewal_in: int, contact_ago: int | None, is_at_risk: bool
) -> None:
    contact = None if contact_ago is None else TODAY - timedelta(days=contact_ago)
    activity = Activity(last_contact=contact, next_renewal=TODAY + timedelta(days=renewal_in))
    codes = [risk.code for risk in risks(activity, today=TODAY)]
    assert codes == ([RiskCode.RENEWAL_UNTOUCHED] if is_at_risk else [])


def test_twelve_months_to_29_february_begin_after_the_28th() -> None:
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert twelve_months(date(2024, 2, 29)) == Period(date(2023, 3, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
        (date(2023, 12, 31), date(2023, 10, 1), date(2023, 12, 31)),
    ],
)
def test_a_day_lies_in_its_calendar_quarter(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == Period(first, last)
    assert day in quarter_of(day)


@given(st.lists(st.integers(-5, 100), max_size=60), st.integers(1, 20))
def test_the_pareto_curve_rises_bent_above_the_diagonal(revenues: list[int], points: int) -> None:
    found = curve(revenues, points=points)
    assert bool(found) == any(value > 0 for value in revenues)
    assert len(found) <= points + 1
    assert all(point.revenue >= point.customers - 1e-12 for point in found)
    assert not found or (found[-1].customers, found[-1].revenue) == (1, 1)
