"""Which cards are past their term, and when the bin is emptied (D28)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.bin_terms import BIN_DAYS, days_left
from crm_desktop.domain.customers import Stage
from crm_desktop.domain.retention import (
    DEFAULT_TERMS,
    CardLife,
    RetentionRule,
    past_term,
    terms_from_settings,
    terms_to_settings,
)

TODAY = date(2026, 3, 4)
DAY = timedelta(days=1)


def life(**more: object) -> CardLife:
    given: dict[str, object] = {"stage": Stage.LEAD, "known_since": date(2019, 1, 1)}
    return CardLife(1, "Northgate", **(given | more))  # type: ignore[arg-type]


def rule_of(one: CardLife, today: date = TODAY) -> RetentionRule | None:
    found = past_term(one, DEFAULT_TERMS, today)
    return found.rule if found else None


@pytest.mark.parametrize(
    ("card", "rule"),
    [
        (life(), RetentionRule.SILENT_LEAD),
        (life(last_contact=date(2024, 3, 4)), RetentionRule.SILENT_LEAD),
        (life(last_contact=date(2024, 3, 5)), None),
        (life(known_since=date(2025, 1, 1)), None),
        (life(stage=Stage.LOST, stage_since=date(2025, 3, 4)), RetentionRule.LOST_LEAD),
        (life(stage=Stage.LOST, stage_since=date(2025, 3, 5)), None),
        (life(last_purchase=date(2021, 3, 4)), RetentionRule.ENDED_CUSTOMER),
        (life(last_purchase=date(2021, 3, 5)), None),
        (life(last_purchase=date(2020, 1, 1), last_contact=date(2025, 1, 1)), None),
        (
            life(
                last_purchase=date(2020, 1, 1), last_contact=date(2025, 1, 1), stage=Stage.DORMANT
            ),
            RetentionRule.ENDED_CUSTOMER,
        ),
        (life(has_running_contract=True), None),
        (life(has_open_business=True), None),
        (
            life(known_since=date(2026, 1, 1), withdrawn_on=date(2026, 2, 4)),
            RetentionRule.WITHDRAWN,
        ),
        (life(known_since=date(2026, 1, 1), withdrawn_on=date(2026, 2, 5)), None),
    ],
)
def test_a_card_is_past_its_term_on_the_day_and_not_before(card, rule):
    assert rule_of(card) is rule


def test_the_reason_names_the_day_that_counts_and_the_end_of_the_term():
    found = past_term(life(last_contact=date(2024, 2, 29)), DEFAULT_TERMS, TODAY)

    assert found is not None
    assert (found.since, found.months, found.ended_on) == (
        date(2024, 2, 29), 24, date(2026, 2, 28),
    )  # fmt: skip


def test_a_rule_of_no_months_keeps_everybody():
    assert past_term(life(), dict.fromkeys(RetentionRule, 0), TODAY) is None


@pytest.mark.parametrize("stored", [None, 3, {"silent_lead": -1}, {"silent_lead": True}, {"x": 1}])
def test_what_is_no_number_of_months_keeps_the_default(stored):
    assert terms_from_settings(stored) == DEFAULT_TERMS


def test_terms_survive_being_stored():
    terms = DEFAULT_TERMS | {RetentionRule.SILENT_LEAD: 0}  # type: ignore[operator]

    assert terms_from_settings(terms_to_settings(terms)) == terms


def test_thirty_days_of_work_end_the_rest_in_the_bin():
    worked = [TODAY + DAY * number for number in range(0, 30, 3)]

    assert days_left(TODAY, worked, TODAY + DAY * 29, term=BIN_DAYS) == 1
    assert days_left(TODAY, worked, TODAY + DAY * 30, term=BIN_DAYS) == 0


def test_a_clock_that_jumps_years_empties_nothing():
    worked = [TODAY + DAY]

    assert days_left(TODAY, worked, date(2036, 1, 1), term=BIN_DAYS) == BIN_DAYS - 8
    assert days_left(TODAY, [date(2036, 1, 1)], TODAY + DAY * 2, term=BIN_DAYS) == BIN_DAYS - 2
    assert days_left(TODAY, worked, TODAY - DAY, term=BIN_DAYS) == BIN_DAYS


@given(st.lists(st.integers(-50, 400)), st.integers(-50, 400))
def test_nobody_goes_before_the_days_are_over(worked, now):
    left = days_left(TODAY, [TODAY + DAY * one for one in worked], TODAY + DAY * now, term=BIN_DAYS)

    assert max(BIN_DAYS - max(now, 0), 0) <= left <= BIN_DAYS
