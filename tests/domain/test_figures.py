"""Who is a prospect, who is tiered and where MAN belongs (D2, D3, D4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.customers import CustomerKind, Stage
from crm_desktop.domain.figures import Figures

figures = st.builds(
    Figures,
    customer_id=st.just(1),
    kind=st.sampled_from(CustomerKind),
    stage=st.sampled_from(Stage),
    purchases=st.integers(0, 2),
    has_contract=st.booleans(),
    open_opportunities=st.integers(0, 2),
)


@pytest.mark.parametrize(
    ("fields", "is_prospect"),
    [({}, True), ({"purchases": 1}, False), ({"has_contract": True}, False)],
)
def test_a_prospect_never_bought_and_has_no_contract(fields, is_prospect):
    assert Figures(1, CustomerKind.PERSON, Stage.LEAD, **fields).is_prospect is is_prospect


@given(figures)
def test_a_prospect_is_never_tiered_and_always_has_man(one):
    if one.is_prospect:
        assert (one.is_in_population, one.shows_man) == (False, True)


@given(figures)
def test_man_belongs_to_an_existing_customer_only_with_an_open_chance(one):
    if not one.is_prospect:
        assert one.shows_man is (one.open_opportunities > 0)


@given(figures)
def test_the_lost_and_dormant_are_not_tiered(one):
    if one.stage in (Stage.LOST, Stage.DORMANT):
        assert not one.is_in_population
    else:
        assert one.is_in_population is not one.is_prospect
