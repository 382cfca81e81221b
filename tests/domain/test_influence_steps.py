"""What to do next about the people who decide: never an alarm without a step (D1)."""

from datetime import date, timedelta

import pytest
from builders import place
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import Coverage, Role
from crm_desktop.domain.influence_map import MapAlarm, MapStatus, read_map
from crm_desktop.domain.influence_steps import Act, NextStep, next_steps

TODAY = date(2026, 6, 15)
people = st.lists(
    st.builds(
        place,
        st.integers(1, 9),
        role=st.none() | st.sampled_from(Role),
        influence=st.none() | st.integers(0, 4),
        stance=st.none() | st.integers(-2, 2),
        coverage=st.sampled_from(Coverage),
        left_on=st.none() | st.just(TODAY),
    ),
    max_size=6,
    unique_by=lambda one: one.contact_id,
)


def steps(*places, last=None):
    reading = read_map(places, last or {}, today=TODAY)
    return next_steps(reading, places, last or {}, today=TODAY)


@given(people)
def test_every_alarm_has_a_step_and_it_is_possible(places):
    reading = read_map(places, {}, today=TODAY)
    found = steps(*places)
    here = {one.contact_id for one in places if one.left_on is None}

    assert [one.reason for one in found if one.reason] == list(reading.alarms)
    for one in found:
        assert (one.act is Act.ADD) == (one.contact_id is None)
        assert one.contact_id is None or one.contact_id in here


@given(people)
def test_a_status_that_is_not_green_names_a_key_player_to_win_if_there_is_one(places):
    reading = read_map(places, {}, today=TODAY)
    to_win = [one for one in steps(*places) if one.reason is None]

    assert len(to_win) <= 1
    if reading.status is MapStatus.GREEN:
        assert not to_win


def test_of_two_key_players_the_one_nearer_to_us_is_to_be_won():
    decider = place(1, role=Role.DECIDER, stance=-1)
    approver = place(2, role=Role.APPROVER, stance=0)

    assert steps(decider, approver)[0] == NextStep(None, Act.VISIT, 2)


@pytest.mark.parametrize(
    ("alarm", "places", "step"),
    [
        (MapAlarm.NO_DECIDER, [], NextStep(MapAlarm.NO_DECIDER, Act.ADD, role=Role.DECIDER)),
        (MapAlarm.NO_CHAMPION, [], NextStep(MapAlarm.NO_CHAMPION, Act.ADD, role=Role.CHAMPION)),
        (
            MapAlarm.NO_CHAMPION,
            [place(1, stance=1), place(2, stance=2)],
            NextStep(MapAlarm.NO_CHAMPION, Act.VISIT, 2),
        ),
        (
            MapAlarm.SINGLE_THREAD,
            [place(1, coverage=Coverage.DEEP), place(2, influence=1), place(3, influence=3)],
            NextStep(MapAlarm.SINGLE_THREAD, Act.VISIT, 3),
        ),
        (
            MapAlarm.SINGLE_THREAD,
            [place(1, coverage=Coverage.DEEP)],
            NextStep(MapAlarm.SINGLE_THREAD, Act.ADD),
        ),
    ],
)
def test_each_alarm_asks_for_what_ends_it(alarm, places, step):
    assert next(one for one in steps(*places) if one.reason is alarm) == step


def test_of_two_champions_the_one_not_met_for_longest_is_visited():
    champions = [place(key, role=Role.CHAMPION) for key in (1, 2, 3)]
    last = {1: TODAY - timedelta(days=40), 2: TODAY - timedelta(days=90), 3: TODAY}

    found = steps(*champions, last=last)

    assert NextStep(MapAlarm.CHAMPION_UNTOUCHED, Act.VISIT, 2) in found
