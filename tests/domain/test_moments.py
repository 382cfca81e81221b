"""Moments of truth: six for everybody, more for a line of business (D6)."""

from pathlib import Path

import pytest

from crm_desktop.domain.moments import moments_for
from crm_desktop.language.folding import fold
from crm_desktop.services.playbook import load_playbook

PLAYBOOK = load_playbook(Path(__file__).parents[2] / "resources" / "playbook")
GENERAL = ["first_contact", "purchase", "delivery", "problem", "renewal", "feedback"]


def codes(industry: str) -> list[str]:
    return [moment.code for moment in moments_for(PLAYBOOK, industry, fold=fold)]


def test_the_six_moments_come_in_the_order_of_a_customers_journey():
    assert codes("") == GENERAL


@pytest.mark.parametrize("industry", ["Airline", "Low-cost airlines", "航空", "民用航空"])
def test_an_industrys_own_moments_come_before_the_general_ones(industry):
    own = [code for code in codes(industry) if code not in GENERAL]
    assert {"airline_boarding", "airline_baggage", "airline_delay"} <= set(own)
    assert codes(industry) == own + GENERAL
    assert all(code.startswith("airline_") for code in own)


@pytest.mark.parametrize("industry", ["Steel", "Embankment works", "钢铁", "Shopfitting"])
def test_a_line_of_business_no_pack_knows_has_the_general_ones(industry):
    assert codes(industry) == GENERAL


def test_two_lines_of_business_bring_the_moments_of_both():
    industries = {PLAYBOOK.moments[code].industry for code in codes("Hotel and restaurant")}
    assert industries == {"hotel", "restaurant", ""}


def test_every_pack_has_moments_and_every_moment_points_of_its_own():
    packed = {moment.industry for moment in PLAYBOOK.moments.values()}
    assert packed == {*PLAYBOOK.industries, ""}
    for moment in PLAYBOOK.moments.values():
        codes_of_points = [point.code for point in moment.points]
        assert len(set(codes_of_points)) == len(codes_of_points) >= 2
