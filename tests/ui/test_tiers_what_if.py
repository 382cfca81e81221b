"""What is set on the page of the tiers and what comes of it, without a widget."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.tier_history import TierPin, TierRun
from crm_desktop.domain.tier_plan import Held
from crm_desktop.domain.tier_scheme import Method, Scheme, Term, Tier
from crm_desktop.domain.tiers import Standing
from crm_desktop.domain.value_index import Facts
from crm_desktop.paths import find_paths
from crm_desktop.services.tier_what_if import Ground, shares_now
from crm_desktop.text import Language, LanguageCode
from crm_desktop.ui.tiers.outlook_words import apply_words, standing, summary, why_not
from crm_desktop.ui.tiers.what_if import CUTS, STAYING, WEIGHTS, Direction, look

DAY = date(2026, 3, 10)
ENGLISH = Language.load(LanguageCode.ENGLISH, find_paths({}).locale)
MILLION = 10**6


def facts(count: int) -> list[Facts]:
    day = DAY - timedelta(30)
    return [
        Facts(key, CustomerKind.COMPANY, key * MILLION, key * MILLION, 1, day, day)
        for key in range(1, count + 1)
    ]


def ground(count: int = 20, held: dict[int, Held] | None = None, **fields) -> Ground:
    last = TierRun(DAY - timedelta(1), "quota", "{}", "Ann") if held is not None else None
    values = {"scheme": Scheme(), "standing": Standing(previous=held or {}), "last": last} | fields
    return Ground(as_of=DAY, facts=facts(count), **values)


def held_by(scheme: Scheme, count: int = 20, days: int = 400) -> dict[int, Held]:
    plan = look(ground(count), scheme).plan
    since = DAY - timedelta(days)
    return {row.id: Held(row.tier, since, scheme.key) for row in plan.placements}


def knob(code: str):
    every = [*WEIGHTS, *STAYING, *(one for knobs in CUTS.values() for one in knobs)]
    return next(one for one in every if one.code == code)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("quota_a", 90, ("0.9", "0.1")),
        ("quota_b", 30, ("0.15", "0.3")),
        ("threshold_a", 40, ("40", "40")),
        ("threshold_b", 80, ("80", "80")),
        ("pareto_a", 97, ("0.97", "0.97")),
        ("pareto_b", 50, ("0.5", "0.5")),
    ],
)
def test_a_cut_pushes_the_other_so_far_that_both_still_go_together(code, value, expected):
    turned = knob(code).turn(Scheme(), Decimal(value))
    name = code.rpartition("_")[0]
    found = (getattr(turned, f"{name}_a"), getattr(turned, f"{name}_b"))
    assert found == tuple(map(Decimal, expected))
    look(ground(), turned)


def test_every_number_reads_back_as_it_was_set():
    for one in [*WEIGHTS, *STAYING, *(each for knobs in CUTS.values() for each in knobs)]:
        assert one.read(one.turn(Scheme(), Decimal(7))) == 7


def test_a_weight_is_set_in_per_cent():
    turned = knob("weight_growth").turn(Scheme(), Decimal(45))
    assert turned.weights[Term.GROWTH] == Decimal("0.45")
    assert turned.weights[Term.REVENUE] == Decimal("0.30")


def test_no_weight_at_all_is_refused_in_words_a_person_gets():
    scheme = Scheme()
    for one in WEIGHTS:
        scheme = one.turn(scheme, Decimal(0))
    with pytest.raises(InputError, match="weights_sum_to_zero"):
        look(ground(), scheme)


def test_a_first_run_gives_everybody_a_first_tier():
    found = look(ground(), Scheme())
    assert found.is_first
    assert len(found.keys[Direction.NEW]) == len(found.keys[Direction.ALL]) == 20
    assert apply_words(found, ENGLISH) == "Apply the first tiers"
    assert "never applied" in standing(found, ENGLISH)


def test_moves_are_told_by_direction_and_leavers_with_them():
    held = held_by(Scheme()) | {99: Held(Tier.A, DAY - timedelta(400), Scheme().key)}
    found = look(ground(held=held), replace(Scheme(), quota_a=Decimal("0.4")))
    assert found.keys[Direction.UP]
    assert not found.keys[Direction.DOWN]
    assert found.keys[Direction.LEAVING] == (99,)
    assert set(found.keys[Direction.ALL]) == {*found.keys[Direction.UP], 99}


def test_who_was_just_moved_keeps_the_tier_and_is_counted_aloud():
    held = held_by(Scheme(), days=10)
    found = look(ground(held=held), replace(Scheme(), quota_a=Decimal("0.4")))
    assert not found.keys[Direction.ALL]
    assert len(found.keys[Direction.KEPT]) == 10
    said = summary(found, ENGLISH)
    assert said.startswith("Nobody moves · 10 keep their tier")
    assert "against the quota: A -5" in said


def test_the_same_settings_change_nothing_and_say_so():
    found = look(ground(held=held_by(Scheme())), Scheme())
    assert found.changes_nothing
    assert why_not(found, ENGLISH, is_counting=False)
    other = look(ground(held=held_by(Scheme())), replace(Scheme(), hold_days=30))
    assert why_not(other, ENGLISH, is_counting=False) == ""
    assert apply_words(other, ENGLISH) == "Apply the settings"


def test_nobody_to_tier_is_no_error():
    found = look(ground(0), Scheme(method=Method.PARETO))
    assert found.is_empty
    assert found.course == ()
    assert why_not(found, ENGLISH, is_counting=False) == "Nobody can be tiered yet."


def test_shares_now_count_a_pin_before_the_run():
    held = {1: Held(Tier.C, DAY), 2: Held(Tier.C, DAY)}
    pins = {2: TierPin(2, "A", "Flagship")}
    found = shares_now(ground(2, standing=Standing(held, pins)))
    assert (found[Tier.A].count, found[Tier.C].count) == (1, 1)
    assert found[Tier.A].revenue == 2 * MILLION
