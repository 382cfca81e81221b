"""Finds cards that may be of the same customer: keys first, then a close look at what shares one.

Comparing all pairs of 100,000 cards would take hours. Two cards are only compared when they share a
key (a number, an address, a sound, a birthday); a key that many cards share tells nothing and is
left out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations

from crm_desktop.domain.duplicates import Likeness, Suspicion, suspect
from crm_desktop.domain.progress import Progress
from crm_desktop.services.duplicate_reading import sounds_of

MOST_OF_A_KEY, MOST_OF_A_HEAD = 24, 6
"""A key more cards share, such as a common name, leads to nobody; fewer for beginnings alone."""

_HEAD = 3
_BLOCKED, _COMPARED, _ALL = 20, 50, 100
_REPORTED_EVERY = 5_000
_HIGH = 32
_LOW = (1 << _HIGH) - 1

Keys = Callable[[Likeness], Iterable[str]]
Pair = tuple[int, int]


def compare(
    cards: Mapping[int, Likeness], *, progress: Progress, known: Collection[Pair] = ()
) -> list[Suspicion]:
    """Return the suspicions among these cards, the surest first.

    ``known`` are pairs a person said are not the same, the smaller key first. Reports the steps
    20 to 100 of 100; raises CancelledError.
    """
    from rapidfuzz.distance import JaroWinkler

    pairs = candidate_pairs(cards.values(), progress)
    pairs.difference_update(_packed(*pair) for pair in known)
    sounds = _Sounds()
    found = []
    for number, pair in enumerate(pairs):
        if number % _REPORTED_EVERY == 0:
            progress.report(_COMPARED + _COMPARED * number // len(pairs), _ALL)
        first, second = cards[pair >> _HIGH], cards[pair & _LOW]
        one = suspect(first, second, JaroWinkler.similarity, sounds)
        if one is not None:
            found.append(one)
    progress.report(_ALL, _ALL)
    return sorted(found, key=lambda one: (-one.points, one.first, one.second))


class _Sounds:
    """How names sound; that of companies is found out for those alone that are asked about."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, ...]] = {}

    def __call__(self, card: Likeness) -> tuple[str, ...]:
        if not card.is_company:
            return card.sounds
        if card.customer_id not in self._known:
            self._known[card.customer_id] = sounds_of(card.names, is_company=True)
        return self._known[card.customer_id]


def candidate_pairs(cards: Collection[Likeness], progress: Progress) -> set[int]:
    """Return the pairs worth a close look, the smaller key in the upper half of each number."""
    pairs: set[int] = set()
    for number, (keys, most) in enumerate(_KEYS):
        progress.report(_BLOCKED + (_COMPARED - _BLOCKED) * number // len(_KEYS), _ALL)
        for block in _blocks(cards, keys, most):
            pairs.update(_packed(*pair) for pair in combinations(sorted(block), 2))
    return pairs


def _blocks(cards: Iterable[Likeness], keys: Keys, most: int) -> Iterator[list[int]]:
    """Yield the cards of each key more than one has; a key of one card takes no list."""
    first: dict[int, int] = {}
    shared: dict[int, list[int]] = {}
    for card in cards:
        # Two keys of one hash would only cost a look; the texts themselves cost 40 MB.
        for key in set(map(hash, keys(card))):
            other = first.setdefault(key, card.customer_id)
            if other != card.customer_id:
                shared.setdefault(key, [other]).append(card.customer_id)
    return (block for block in shared.values() if len(block) <= most)


def _packed(first: int, second: int) -> int:
    return first << _HIGH | second


def _ways(card: Likeness) -> Iterable[str]:
    return (*card.emails, *card.phones, *card.numbers)


def _names(card: Likeness) -> Iterator[str]:
    """A name makes no suspicion by itself: without a birthday or a street it leads nowhere new."""
    if not (card.birthday or card.street):
        return
    yield from card.sounds
    for name in card.names:
        yield " ".join(sorted(name.split()))


def _name_heads(card: Likeness) -> Iterator[str]:
    if not (card.birthday or card.street):
        return
    words = card.names[0].split() if card.names else []
    if len(words) > 1:
        yield f"f{words[0][:4]}-{words[-1][:2]}"
        yield f"l{words[0][:2]}-{words[-1][:4]}"


def _birthdays(card: Likeness) -> Iterator[str]:
    if card.birthday is None:
        return
    year, month, day = card.birthday
    yield f"b{year}-{month}-{day}"


def _birthday_heads(card: Likeness) -> Iterator[str]:
    if card.birthday is None:
        return
    year, month, _ = card.birthday
    for head in _heads(card):
        yield f"m{month}-{head}"
        if year:
            yield f"y{year}-{head}"


def _places(card: Likeness) -> Iterator[str]:
    if not card.street:
        return
    yield f"a{card.street[:12]}-{card.place[:4]}"


def _street_heads(card: Likeness) -> Iterator[str]:
    if not card.street:
        return
    for head in _heads(card):
        yield f"t{card.street[:6]}-{head}"
        if card.postal_code:
            yield f"c{card.postal_code}-{head}"


def _heads(card: Likeness) -> set[str]:
    return {word[:_HEAD] for name in card.names for word in name.split()}


_KEYS: tuple[tuple[Keys, int], ...] = (
    (_ways, MOST_OF_A_KEY),
    (_names, MOST_OF_A_KEY),
    (_birthdays, MOST_OF_A_KEY),
    (_places, MOST_OF_A_KEY),
    (_name_heads, MOST_OF_A_HEAD),
    (_birthday_heads, MOST_OF_A_HEAD),
    (_street_heads, MOST_OF_A_HEAD),
)
"""What two cards of one customer are likely to share one of, a kind at a time to save memory."""
