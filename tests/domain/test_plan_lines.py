"""A line of the plan: amount, chance and day are read out of it, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.plan_lines import read_opportunity, read_plan

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("line", "text", "value", "currency", "chance", "day"),
    [
        ("Second line, 120,000 at 40% by Friday", "Second line", 120000, "", 40, (3, 13)),
        ("二号线 12万 40% 下周五前", "二号线", 120000, "", 40, (3, 20)),
        ("展台打包 ¥720000, 45%", "展台打包", 720000, "CNY", 45, None),
        ("US$ 5,000 pilot 20%", "pilot", 5000, "USD", 20, None),
        ("EUR 30k service contract", "service contract", 30000, "EUR", None, None),
        ("年度框架，68万，70％，3/20", "年度框架", 680000, "", 70, (3, 20)),
        ("3 new sites", "3 new sites", None, "", None, None),
        ("Audit 2027", "Audit 2027", None, "", None, None),
        ("Room 4500 tables", "Room 4500 tables", None, "", None, None),
        ("Grow by 140%", "Grow by 140%", None, "", None, None),
        ("50%", "50%", None, "", None, None),
        ("12,000", "12,000", None, "", None, None),
    ],
)
def test_what_is_understood_is_taken_out_of_the_text(line, text, value, currency, chance, day):
    found = read_opportunity(line, TODAY)

    assert found.text == text
    assert found.value == (None if value is None else Decimal(value))
    assert (found.currency, found.probability) == (currency, chance)
    assert found.day == (date(2026, *day) if day else None)


def test_an_action_keeps_its_numbers_and_loses_its_day():
    found = read_plan("Invite 4 people to the fair, 30% off, by Mar 20", TODAY)

    assert found.text == "Invite 4 people to the fair, 30% off"
    assert found.day == date(2026, 3, 20)
    assert found.value is None


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_line_breaks_it_or_comes_to_nothing(line):
    found = read_opportunity(line, TODAY)

    assert found.text or not line.strip(" ,;，；。.、\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")
    assert found.probability is None or 0 <= found.probability <= 100
