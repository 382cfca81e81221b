"""A tiering scheme survives being stored as JSON."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.scheme_settings import from_settings, to_settings
from crm_desktop.domain.tier_scheme import Method, Scheme, Term, check

shares = st.decimals(0, 1, places=3)
schemes = st.builds(
    Scheme,
    method=st.sampled_from(Method),
    weights=st.fixed_dictionaries(dict.fromkeys(Term, shares)),
    quota_a=shares,
    quota_b=shares,
    border_points=st.decimals(0, 100, places=1),
    hold_days=st.integers(0, 400),
    kinds_apart=st.booleans(),
)


@given(schemes)
def test_a_scheme_comes_back_through_json(scheme):
    stored = json.loads(json.dumps(to_settings(scheme)))

    assert from_settings(stored) == scheme
    assert stored["key"] == from_settings(stored).key


def test_weights_not_named_come_back_as_zero():
    found = from_settings(to_settings(Scheme(weights={Term.REVENUE: Decimal(1)})))

    assert found.weights[Term.GROWTH] == 0
    assert found.key == Scheme(weights={Term.REVENUE: Decimal(1)}).key


@pytest.mark.parametrize("stored", [{}, {"future": 1}, {"key": "quota:"}])
def test_what_is_missing_or_unknown_leaves_the_default(stored):
    assert from_settings(stored) == Scheme()


def test_one_stored_setting_changes_only_itself():
    found = from_settings({"quota_a": "0.2"})

    check(found)
    assert found == replace(Scheme(), quota_a=Decimal("0.2"))
