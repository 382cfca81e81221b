"""Where people stand on the influence map: never on each other, and always in the same places."""

from itertools import combinations, pairwise

from builders import place
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.contacts import FARTHEST, LinkKind
from crm_desktop.domain.influence_layout import (
    MARGIN,
    Box,
    arrange,
    box_size,
    nearest_free,
    saved_places,
)
from crm_desktop.domain.influence_layout_routes import routes

REPORTS, INFLUENCES, CONFLICTS = LinkKind

influences = st.none() | st.integers(0, 4)


@st.composite
def maps(draw, *, may_be_saved=True, most=30):
    """People with any links between them, circles and strangers among them."""
    count = draw(st.integers(0, most))
    spots = st.none() | st.tuples(st.integers(0, 3000), st.integers(0, 2000))
    people = []
    for key in range(1, count + 1):
        spot = draw(spots) if may_be_saved else None
        x, y = spot or (None, None)
        people.append(place(key, influence=draw(influences), map_x=x, map_y=y))
    keys = st.integers(0, count + 1)
    links = st.lists(st.builds(MapEdge, keys, keys, st.sampled_from(LinkKind)), max_size=40)
    return people, draw(links)


def chain(count, kind=REPORTS):
    people = [place(key) for key in range(1, count + 1)]
    return people, [MapEdge(key, key - 1, kind) for key in range(2, count + 1)]


def overlaps(boxes):
    return [pair for pair in combinations(boxes.values(), 2) if pair[0].overlaps(pair[1])]


@given(maps(may_be_saved=False))
def test_nobody_stands_on_anybody_and_everybody_stands_inside(drawn):
    people, edges = drawn

    layout = arrange(people, edges)

    assert set(layout.boxes) == {one.contact_id for one in people}
    assert not overlaps(layout.boxes)
    for box in layout.boxes.values():
        assert box.left >= MARGIN - 0.01
        assert box.top >= MARGIN - 0.01
        assert box.right <= layout.width - MARGIN + 0.01
        assert box.bottom <= layout.height - MARGIN + 0.01


@given(maps())
def test_the_same_people_always_stand_in_the_same_places(drawn):
    people, edges = drawn

    assert arrange(people, edges) == arrange(list(people), list(edges))


@given(maps(may_be_saved=False))
def test_a_superior_stands_above_who_reports_there_unless_in_a_circle(drawn):
    people, edges = drawn
    boxes = arrange(people, edges).boxes
    above = {}
    for edge in edges:
        if edge.kind is REPORTS and edge.start in boxes and edge.end in boxes:
            above.setdefault(edge.start, edge.end)

    for key, boss in above.items():
        met, at = {key}, boss
        while at in above and at not in met:
            met.add(at)
            at = above[at]
        if at not in met:
            assert boxes[boss].y < boxes[key].y


@given(maps())
def test_a_saved_place_is_kept_and_newcomers_stand_beside_it(drawn):
    people, edges = drawn
    boxes = arrange(people, edges).boxes
    saved = [one for one in people if one.map_x is not None]

    for one, other in pairwise(saved):
        first, second = boxes[one.contact_id], boxes[other.contact_id]
        assert round(second.x - first.x) == other.map_x - one.map_x
        assert round(second.y - first.y) == other.map_y - one.map_y
    new = [boxes[one.contact_id] for one in people if saved and one.map_x is None]
    for box in new:
        assert not any(box.overlaps(one) for one in boxes.values() if one is not box)


@given(maps(may_be_saved=False))
def test_a_layout_that_is_saved_as_it_stands_stays_as_it_is(drawn):
    people, edges = drawn
    layout = arrange(people, edges)
    spots = saved_places(layout.boxes) if people else {}
    placed = [
        place(one.contact_id, influence=one.influence, map_x=x, map_y=y)
        for one in people
        for x, y in [spots[one.contact_id]]
    ]

    again = arrange(placed, edges)

    for key, box in layout.boxes.items():
        assert abs(again.boxes[key].x - box.x) <= 1
        assert abs(again.boxes[key].y - box.y) <= 1


@given(maps())
def test_saved_places_are_whole_and_never_negative(drawn):
    people, edges = drawn
    boxes = {key: box.moved(-900, -700) for key, box in arrange(people, edges).boxes.items()}

    for x, y in saved_places(boxes).values() if boxes else ():
        assert 0 <= x <= FARTHEST
        assert 0 <= y <= FARTHEST


@given(maps())
def test_every_link_between_two_of_the_map_runs_from_one_to_the_other(drawn):
    people, edges = drawn
    boxes = arrange(people, edges).boxes
    wanted = [one for one in edges if one.start != one.end and {one.start, one.end} <= boxes.keys()]

    found = routes(boxes, edges)

    assert [one.edge for one in found] == wanted
    for route in found:
        for key, (x, y) in (
            (route.edge.start, route.points[0]),
            (route.edge.end, route.points[-1]),
        ):
            box = boxes[key]
            assert abs(x - box.x) <= box.width / 2 + 20.01
            assert abs(y - box.y) <= box.height / 2 + 20.01


@given(st.integers(1, 40), st.integers(1, 4))
def test_links_to_a_superior_cross_nobody_in_a_layout_of_our_own(count, spread):
    people = [place(key) for key in range(1, count + 1)]
    edges = [MapEdge(key, max(1, key // (spread + 1)), REPORTS) for key in range(2, count + 1)]
    boxes = arrange(people, edges).boxes

    for route in routes(boxes, edges):
        others = [
            box for key, box in boxes.items() if key not in (route.edge.start, route.edge.end)
        ]
        for x, y in route.points:
            assert not any(
                abs(x - b.x) < b.width / 2 and abs(y - b.y) < b.height / 2 for b in others
            )


def test_who_has_no_link_stands_by_influence():
    people = [place(key, influence=key % 5) for key in range(1, 13)]

    boxes = arrange(people, []).boxes
    read = sorted(people, key=lambda one: (boxes[one.contact_id].y, boxes[one.contact_id].x))

    assert [one.influence for one in read] == sorted(
        (one.influence for one in people), reverse=True
    )


def test_a_circle_of_two_hundred_is_laid_out():
    people, edges = chain(200)

    layout = arrange(people, [*edges, MapEdge(1, 200, REPORTS)])

    assert len(layout.boxes) == 200
    assert not overlaps(layout.boxes)


def test_a_wide_team_stands_in_stacks_instead_of_one_endless_row():
    people = [place(key) for key in range(1, 62)]
    edges = [MapEdge(key, 1, REPORTS) for key in range(2, 62)]

    layout = arrange(people, edges)

    assert layout.width < 3.5 * layout.height


def test_two_links_between_the_same_people_keep_apart():
    people = [place(1), place(2)]
    edges = [MapEdge(1, 2, INFLUENCES), MapEdge(2, 1, INFLUENCES), MapEdge(1, 2, CONFLICTS)]

    middles = [one.middle for one in routes(arrange(people, edges).boxes, edges)]

    assert len({(round(x), round(y)) for x, y in middles}) == 3


def test_a_point_on_a_line_is_on_it_and_one_aside_is_not():
    people, edges = chain(2)
    (route,) = routes(arrange(people, edges).boxes, edges)
    x, y = route.middle

    assert route.distance(x, y) < 0.1
    assert 29 < route.distance(x + 30, y) < 31


def test_more_influence_makes_a_larger_box():
    sizes = [box_size(level) for level in range(5)]

    assert sizes == sorted(sizes)
    assert box_size(None) == box_size(1)


boxes_anywhere = st.builds(Box, st.integers(0, 900), st.integers(0, 500), st.just(164), st.just(50))


@given(st.lists(boxes_anywhere, max_size=8), boxes_anywhere)
def test_who_is_dropped_onto_somebody_steps_aside(others, dropped):
    apart = []
    for one in others:
        if not any(one.overlaps(other, 15) for other in apart):
            apart.append(one)

    found = nearest_free(dropped, apart)

    assert not any(found.overlaps(one) for one in apart)
    if not any(dropped.overlaps(one, 20) for one in apart):
        assert found == dropped
