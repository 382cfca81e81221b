"""Whether two cards are of the same customer: evidence for and against, weighed and told.

Each agreement or difference carries points, after the logic of Fellegi and Sunter (1969): how much
more often it is seen between two cards of one customer than between those of two. A name alone
never makes a suspicion, since people share names. The points are ours.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Birthday = tuple[int | None, int, int]
"""Year where known, month and day."""
Similarity = Callable[[str, str], float]
"""How alike two texts are, 0-1."""

SUSPECT = 8.0
"""So many points are worth a person's look."""
SURE = 12.0
"""So many, with the same name or number and nothing against it, leave hardly a doubt."""
_SAME_NAME, _LIKE_NAME, _OTHER_NAME = 0.97, 0.9, 0.66
_SAME_STREET, _LIKE_STREET, _OTHER_STREET = 0.92, 0.8, 0.5
_SAME_WORD = 0.8
_NUMBER = re.compile(r"\d+")
_SHORT_NAME = 4
"""A Chinese personal name is not longer; one other character makes another name of it."""


class EvidenceCode(StrEnum):
    """What two cards share, and what tells them apart."""

    EMAIL = "same_email"
    PHONE = "same_phone"
    NUMBER = "same_number"
    NAME = "same_name"
    SOUND = "same_sound"
    LIKE_NAME = "like_name"
    PART_NAME = "part_name"
    BIRTHDAY = "same_birthday"
    LIKE_BIRTHDAY = "like_birthday"
    ADDRESS = "same_address"
    LIKE_ADDRESS = "like_address"
    PLACE = "same_place"
    OTHER_NAME = "other_name"
    OTHER_BIRTHDAY = "other_birthday"
    OTHER_ADDRESS = "other_address"
    OTHER_NUMBER = "other_number"


POINTS = {
    EvidenceCode.EMAIL: 7.0,
    EvidenceCode.PHONE: 5.0,
    EvidenceCode.NUMBER: 8.0,
    EvidenceCode.NAME: 5.0,
    EvidenceCode.SOUND: 4.5,
    EvidenceCode.LIKE_NAME: 3.5,
    EvidenceCode.PART_NAME: 2.0,
    EvidenceCode.BIRTHDAY: 5.0,
    EvidenceCode.LIKE_BIRTHDAY: 3.0,
    EvidenceCode.ADDRESS: 4.0,
    EvidenceCode.LIKE_ADDRESS: 2.5,
    EvidenceCode.PLACE: 1.0,
    EvidenceCode.OTHER_NAME: -5.0,
    EvidenceCode.OTHER_BIRTHDAY: -2.0,
    EvidenceCode.OTHER_ADDRESS: -0.5,
    EvidenceCode.OTHER_NUMBER: -6.0,
}
_WHOLE_NAMES = frozenset({EvidenceCode.NAME, EvidenceCode.SOUND, EvidenceCode.LIKE_NAME})
_OF_NAMES = _WHOLE_NAMES | {EvidenceCode.PART_NAME, EvidenceCode.PLACE}
_MAKES_SURE = frozenset({EvidenceCode.NAME, EvidenceCode.SOUND, EvidenceCode.NUMBER})
_MOST_OF_NAMES = POINTS[EvidenceCode.NAME]
_MOST_OF_STREETS = POINTS[EvidenceCode.ADDRESS]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a card is compared, everything folded.

    ``names`` are the forms of its name without legal forms, its words in order; ``sounds`` the
    same in pinyin, in one word; ``numbers`` are official ones and ids of lists, each with what it
    is (``tax:DE1``).
    """

    customer_id: int
    is_company: bool
    names: tuple[str, ...]
    sounds: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    birthday: Birthday | None = None
    street: str = ""
    place: str = ""
    postal_code: str = ""


Sounds = Callable[[Likeness], tuple[str, ...]]


def _own_sounds(card: Likeness) -> tuple[str, ...]:
    return card.sounds


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against, with what it rests on where there is one value."""

    code: EvidenceCode
    value: str = ""

    @property
    def points(self) -> float:
        """How much it counts; negative speaks against."""
        return POINTS[self.code]


_PLAIN = {code: Evidence(code) for code in EvidenceCode}
"""The reasons that rest on no one value, made once."""
_SAME_BIRTHDAY = (_PLAIN[EvidenceCode.BIRTHDAY], _PLAIN[EvidenceCode.LIKE_BIRTHDAY])


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two cards that may be of one customer; ``first`` is the older card."""

    first: int
    second: int
    evidence: tuple[Evidence, ...]

    @property
    def points(self) -> float:
        """The sum of all evidence."""
        return sum(one.points for one in self.evidence)

    @property
    def is_sure(self) -> bool:
        """True where hardly anything else is thinkable; merging is asked for all the same."""
        speaks_for = any(one.code in _MAKES_SURE for one in self.evidence)
        is_doubted = any(one.points < 0 for one in self.evidence)
        return speaks_for and not is_doubted and self.points >= SURE


def suspect(
    one: Likeness, other: Likeness, alike: Similarity, sounds: Sounds = _own_sounds
) -> Suspicion | None:
    """Return why two cards may be of one customer, or None where too little says so.

    ``sounds`` tells how the names of a card sound, where that is worked out when it is asked for.
    """
    found = _ways(one, other)
    is_mixed = one.is_company != other.is_company
    if is_mixed and not found:
        return None
    found += _birthdays(one, other)
    if _is_near(one, other):
        found.append(_PLAIN[EvidenceCode.PLACE])
    # Most pairs end here or after the names: comparing letters is what takes the time.
    most = _MOST_OF_STREETS if one.street and other.street else 0
    if _sum(found) + most + _MOST_OF_NAMES < SUSPECT:
        return None
    may_be_family = not (one.is_company or any(each in _SAME_BIRTHDAY for each in found))
    code = _name_code(one, other, alike, sounds, may_be_family=may_be_family)
    if code is not None:
        found.append(_PLAIN[code])
    if _sum(found) + most < SUSPECT or (is_mixed and code not in _WHOLE_NAMES):
        return None
    found += _streets(one, other, alike)
    is_more = any(each.points > 0 and each.code not in _OF_NAMES for each in found)
    if not is_more or _sum(found) < SUSPECT:
        return None
    first, second = sorted((one.customer_id, other.customer_id))
    return Suspicion(first, second, tuple(sorted(found, key=lambda each: -each.points)))


def _sum(found: list[Evidence]) -> float:
    return sum([POINTS[one.code] for one in found])


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    if not (mine and theirs) or (len(mine) == 1 and mine[0] not in theirs):
        return []
    return [one for one in mine if one in theirs]


def _ways(one: Likeness, other: Likeness) -> list[Evidence]:
    found = []
    if shared := _shared(one.emails, other.emails):
        found.append(Evidence(EvidenceCode.EMAIL, min(shared)))
    if shared := _shared(one.phones, other.phones):
        found.append(Evidence(EvidenceCode.PHONE, min(shared)))
    if one.numbers and other.numbers:
        if shared := _shared(one.numbers, other.numbers):
            found.append(Evidence(EvidenceCode.NUMBER, min(shared)))
        elif _kinds(one) & _kinds(other):
            found.append(_PLAIN[EvidenceCode.OTHER_NUMBER])
    return found


def _kinds(one: Likeness) -> set[str]:
    """The official numbers of a card by what they are; ids of lists may differ by their list."""
    return {kind for number in one.numbers if (kind := number.partition(":")[0]) in ("tax", "reg")}


def _name_code(
    one: Likeness, other: Likeness, alike: Similarity, sounds: Sounds, *, may_be_family: bool
) -> EvidenceCode | None:
    """A family shares surname, street and phone; who shares the birthday too is one person."""
    if not (one.names and other.names):
        return None
    if _shared(one.names, other.names):
        return EvidenceCode.NAME
    pairs = [(mine, its) for mine in one.names for its in other.names]
    if _shared(sounds(one), sounds(other)):
        is_turned = any(sorted(mine.split()) == sorted(its.split()) for mine, its in pairs)
        return EvidenceCode.NAME if is_turned else EvidenceCode.SOUND
    best = max([name_likeness(mine, its, alike) for mine, its in pairs])
    if may_be_family and _is_another(pairs, best, alike):
        return EvidenceCode.OTHER_NAME
    return _likeness_code(pairs, best)


def _likeness_code(pairs: list[tuple[str, str]], best: float) -> EvidenceCode | None:
    if best >= _SAME_NAME:
        return EvidenceCode.NAME
    if best >= _LIKE_NAME:
        return EvidenceCode.LIKE_NAME
    if any(_is_part(*pair) for pair in pairs):
        return EvidenceCode.PART_NAME
    return EvidenceCode.OTHER_NAME if best < _OTHER_NAME else None


def _is_another(pairs: list[tuple[str, str]], best: float, alike: Similarity) -> bool:
    """True for people of one family: the surname agrees, the rest of the name does not."""
    if all(_is_short(mine) and _is_short(its) for mine, its in pairs):
        return True
    if best >= _LIKE_NAME or any(_is_part(*pair) for pair in pairs):
        return False
    return all(_has_other_word(mine.split(), its.split(), alike) for mine, its in pairs)


def _is_short(name: str) -> bool:
    return not name.isascii() and " " not in name and len(name) <= _SHORT_NAME


def _has_other_word(mine: list[str], its: list[str], alike: Similarity) -> bool:
    fewer, more = sorted((mine, its), key=len)
    best = [max((alike(word, its_word) for its_word in more), default=0.0) for word in fewer]
    return len(fewer) > 1 and max(best) >= _LIKE_NAME and min(best) < _SAME_WORD


def _is_part(one: str, other: str) -> bool:
    """True where one name lacks words of the other, as a surname alone does."""
    mine, its = set(one.split()), set(other.split())
    return mine < its or its < mine


def name_likeness(one: str, other: str, alike: Similarity) -> float:
    """Return how alike two names are, whichever of their words stands first."""
    straight = alike(one, other)
    mine, its = one.split(), other.split()
    if len(mine) < 2 and len(its) < 2:
        return straight
    turned = alike(" ".join(sorted(mine)), " ".join(sorted(its)))
    return max(straight, turned)


def _birthdays(one: Likeness, other: Likeness) -> list[Evidence]:
    mine, its = one.birthday, other.birthday
    if mine is None or its is None:
        return []
    has_years = mine[0] is not None and its[0] is not None
    if mine[1:] == its[1:] and (not has_years or mine[0] == its[0]):
        code = EvidenceCode.BIRTHDAY if has_years else EvidenceCode.LIKE_BIRTHDAY
    elif has_years and _is_slip(mine, its):
        code = EvidenceCode.LIKE_BIRTHDAY
    else:
        code = EvidenceCode.OTHER_BIRTHDAY
    return [_PLAIN[code]]


def _is_slip(one: Birthday, other: Birthday) -> bool:
    """True for day and month turned round, or one part of the day with a wrong digit or two that
    changed places."""
    if one[0] == other[0] and one[1:] == other[:0:-1]:
        return True
    if (one[0] != other[0]) + (one[1] != other[1]) + (one[2] != other[2]) != 1:
        return False
    ((mine, its),) = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return _is_typed_wrong(f"{mine:04}", f"{its:04}")


def _is_typed_wrong(one: str, other: str) -> bool:
    wrong = [at for at, (mine, its) in enumerate(zip(one, other, strict=True)) if mine != its]
    if len(wrong) <= 1:
        return True
    return len(wrong) == 2 and sorted(one) == sorted(other) and wrong[1] - wrong[0] == 1


def _is_near(one: Likeness, other: Likeness) -> bool:
    if one.postal_code and one.postal_code == other.postal_code:
        return True
    return bool(one.place) and one.place == other.place


def _streets(one: Likeness, other: Likeness, alike: Similarity) -> list[Evidence]:
    if not (one.street and other.street):
        return []
    mine, its = _house(one.street), _house(other.street)
    if mine and its and mine.isdisjoint(its):
        return []
    best = name_likeness(one.street, other.street, alike)
    if best >= _SAME_STREET:
        return [_PLAIN[EvidenceCode.ADDRESS]]
    if best >= _LIKE_STREET:
        return [_PLAIN[EvidenceCode.LIKE_ADDRESS]]
    return [_PLAIN[EvidenceCode.OTHER_ADDRESS]] if best < _OTHER_STREET else []


def _house(street: str) -> set[str]:
    """The numbers of a street address: neighbours live in one street."""
    return set(_NUMBER.findall(street))
