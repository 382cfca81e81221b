"""How we stand with the people who decide (D1)."""

from datetime import date, timedelta
from itertools import product

import pytest
from builders import place
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contacts import Coverage, Role
from crm_desktop.domain.influence_map import (
    MapAlarm,
    MapStatus,
    is_key_player,
    key_supporters,
    read_map,
    supports,
)

TODAY = date(2026, 6, 15)
KEY_ROLES = {Role.DECIDER, Role.APPROVER, Role.SPONSOR}
people = st.lists(
    st.builds(
        place,
        st.integers(1, 9),
        role=st.none() | st.sampled_from(Role),
        influence=st.none() | st.integers(0, 4),
        stance=st.none() | st.integers(-2, 2),
        coverage=st.sampled_from(Coverage),
    ),
    max_size=6,
)


def read(*places, last=None):
    return read_map(places, last or {}, today=TODAY)


@pytest.mark.parametrize(("role", "influence"), list(product([None, *Role], [None, 0, 2, 3, 4])))
def test_a_key_player_has_influence_3_or_decides_approves_or_sponsors(role, influence):
    expected = (influence or 0) >= 3 or role in KEY_ROLES

    assert is_key_player(place(role=role, influence=influence)) is expected


@pytest.mark.parametrize(("stance", "expected"), [(None, False), (0, False), (1, True), (2, True)])
def test_support_begins_at_a_stance_of_1(stance, expected):
    assert supports(place(stance=stance)) is expected


@pytest.mark.parametrize(
    ("role", "influence", "stance", "status"),
    [
        (Role.DECIDER, 4, 0, MapStatus.RED),
        (Role.USER, 2, 2, MapStatus.RED),
        (Role.SPONSOR, 1, 1, MapStatus.AMBER),
        (Role.USER, 3, 1, MapStatus.AMBER),
        (Role.DECIDER, None, 1, MapStatus.GREEN),
        (Role.APPROVER, 0, 2, MapStatus.GREEN),
    ],
)
def test_the_status_follows_the_best_friend(role, influence, stance, status):
    assert read(place(role=role, influence=influence, stance=stance)).status is status


def test_an_empty_map_is_red_and_says_who_is_missing():
    found = read()

    assert found.status is MapStatus.RED
    assert found.alarms == (MapAlarm.NO_DECIDER, MapAlarm.NO_CHAMPION)


@given(people, st.sampled_from(Role))
def test_one_more_friend_never_makes_the_status_worse(places, role):
    order = [MapStatus.RED, MapStatus.AMBER, MapStatus.GREEN]
    friend = place(10, role=role, stance=2)

    before, after = read(*places).status, read(*places, friend).status

    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize(
    ("coverages", "rings"),
    [
        ([], False),
        ([Coverage.BRIEF, Coverage.DEEP], True),
        ([Coverage.MULTIPLE, Coverage.DEEP], False),
        ([Coverage.NONE, Coverage.BRIEF], False),
    ],
)
def test_one_real_contact_is_a_single_thread(coverages, rings):
    places = [place(key, coverage=one) for key, one in enumerate(coverages, 1)]

    assert (MapAlarm.SINGLE_THREAD in read(*places).alarms) is rings


@pytest.mark.parametrize(("days", "rings"), [(None, True), (30, False), (31, True)])
def test_a_champion_untouched_for_more_than_30_days_rings(days, rings):
    last = {} if days is None else {1: TODAY - timedelta(days=days)}

    alarms = read(place(role=Role.CHAMPION), last=last).alarms

    assert (MapAlarm.CHAMPION_UNTOUCHED in alarms) is rings
    assert MapAlarm.NO_CHAMPION not in alarms


@given(people)
def test_who_has_left_counts_for_nothing(places):
    gone = place(10, role=Role.DECIDER, stance=2, coverage=Coverage.DEEP, left_on=TODAY)

    assert read(*places, gone) == read(*places)


def test_who_leaves_tomorrow_still_counts():
    leaving = place(role=Role.DECIDER, stance=2, left_on=TODAY + timedelta(days=1))

    assert read(leaving).status is MapStatus.GREEN


@given(people)
def test_somebody_makes_every_status_that_is_not_red(places):
    friends = key_supporters(places, today=TODAY)

    assert bool(friends) == (read(*places).status is not MapStatus.RED)


def test_of_those_who_support_us_who_decides_is_named_first():
    sponsor = place(1, role=Role.SPONSOR, influence=4, stance=2)
    decider = place(2, role=Role.DECIDER, influence=1, stance=1)
    gone = place(3, role=Role.DECIDER, stance=2, left_on=TODAY)

    assert key_supporters([sponsor, decider, gone], today=TODAY) == [2, 1]
