"""Who stands below whom on an influence map, and in which order, so that few arrows cross."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.domain.brief_values import MapEdge
from crm_desktop.domain.contacts import LinkKind

_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of people: the ``children`` of each in their order from left to right.

    ``led`` are those who hang where they do because they report there.
    """

    roots: tuple[int, ...]
    children: Mapping[int, tuple[int, ...]]
    led: frozenset[int]

    def below(self, root: int) -> list[int]:
        """Return a root and everybody under it, each after whom they stand below."""
        found = [root]
        for key in found:
            found += self.children.get(key, ())
        return found


def grow(order: Sequence[int], edges: Sequence[MapEdge]) -> Forest:
    """Return the trees of those who have links; ``order`` says who comes first among equals.

    A second superior, and a link that would close a circle, make nobody stand elsewhere.
    """
    above = _superiors(edges)
    led = frozenset(above)
    _hang_influencers(above, edges)
    linked = {key for edge in edges for key in (edge.start, edge.end)}
    children: dict[int, list[int]] = {}
    roots = []
    for key in order:
        if key in above:
            children.setdefault(above[key], []).append(key)
        elif key in linked:
            roots.append(key)
    return _uncrossed(roots, children, above, edges, led)


def _superiors(edges: Iterable[MapEdge]) -> dict[int, int]:
    above: dict[int, int] = {}
    for edge in edges:
        if edge.kind is LinkKind.REPORTS_TO:
            _hang(above, edge.start, edge.end)
    return above


def _hang_influencers(above: dict[int, int], edges: Iterable[MapEdge]) -> None:
    """Put who reports to nobody and leads nobody below the first person they influence."""
    placed = set(above) | set(above.values())
    for edge in edges:
        if edge.kind is LinkKind.INFLUENCES and edge.start not in placed:
            _hang(above, edge.start, edge.end)


def _hang(above: dict[int, int], key: int, boss: int) -> None:
    if key in above:
        return
    at: int | None = boss
    while at is not None:
        if at == key:
            return
        at = above.get(at)
    above[key] = boss


def _uncrossed(
    roots: list[int],
    children: dict[int, list[int]],
    above: Mapping[int, int],
    edges: Sequence[MapEdge],
    led: frozenset[int],
) -> Forest:
    """Order brothers by whom their houses are linked with, as long as the arrows get shorter."""
    others = [one for one in edges if above.get(one.start) != one.end]
    best = _forest(roots, children, led)
    if not others:
        return best
    friends: dict[int, list[int]] = {}
    for one in others:
        friends.setdefault(one.start, []).append(one.end)
        friends.setdefault(one.end, []).append(one.start)
    shortest = _length(best, others)
    tried = best
    for _ in range(_SWEEPS):
        tried = _swept(tried, friends)
        length = _length(tried, others)
        if length < shortest:
            best, shortest = tried, length
    return best


def _forest(
    roots: Sequence[int], children: Mapping[int, Sequence[int]], led: frozenset[int]
) -> Forest:
    return Forest(tuple(roots), {key: tuple(some) for key, some in children.items()}, led)


def _swept(forest: Forest, friends: Mapping[int, Sequence[int]]) -> Forest:
    places = _places(forest)
    pulls = {root: _pull(forest.below(root), friends, places) for root in forest.roots}
    for some in forest.children.values():
        for key in some:
            pulls[key] = _pull(forest.below(key), friends, places)
    children = {
        key: sorted(some, key=lambda one: pulls[one]) for key, some in forest.children.items()
    }
    return _forest(sorted(forest.roots, key=lambda one: pulls[one]), children, forest.led)


def _pull(
    house: Iterable[int], friends: Mapping[int, Sequence[int]], places: Mapping[int, float]
) -> float:
    """Return where the links of a house lead to; without any it stays where it is."""
    members = list(house)
    inside = set(members)
    away = [places[one] for key in members for one in friends.get(key, ()) if one not in inside]
    return sum(away) / len(away) if away else places[members[0]]


def _places(forest: Forest) -> dict[int, float]:
    """Return how far from the left everybody stands: leaves one by one, others above theirs."""
    visited = list(_visited(forest))
    places: dict[int, float] = {}
    column = 0
    for key in visited:
        if not forest.children.get(key):
            places[key] = float(column)
            column += 1
    for key in reversed(visited):
        some = forest.children.get(key)
        if some:
            places[key] = (places[some[0]] + places[some[-1]]) / 2
    return places


def _visited(forest: Forest) -> Iterator[int]:
    """Yield everybody from left to right, each before those below."""
    waiting = list(reversed(forest.roots))
    while waiting:
        key = waiting.pop()
        yield key
        waiting += reversed(forest.children.get(key, ()))


def _length(forest: Forest, edges: Iterable[MapEdge]) -> float:
    places = _places(forest)
    return sum(abs(places[one.start] - places[one.end]) for one in edges)
