"""How we stand with the people who decide: a status and its alarms (D1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.contacts import Affiliation, Coverage, Role

UNTOUCHED_DAYS = 30
KEY_INFLUENCE = 3
_DECIDING = frozenset({Role.DECIDER, Role.APPROVER})
_KEY = _DECIDING | {Role.SPONSOR}
REAL_COVERAGE = frozenset({Coverage.MULTIPLE, Coverage.DEEP})

SIGNS: Mapping[int | None, str] = {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−", None: "?"}
"""The stance as a sign, which is read without colours too."""
COVERED: Mapping[Coverage, int | None] = {
    Coverage.UNKNOWN: None,
    Coverage.NONE: 0,
    Coverage.BRIEF: 1,
    Coverage.MULTIPLE: 2,
    Coverage.DEEP: 3,
}
"""How many thirds of the ring around a person are closed; None where nobody said."""


class MapStatus(StrEnum):
    """Red: no key player supports us; amber: one does; green: one who decides or approves."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class MapAlarm(StrEnum):
    """What is missing on the map."""

    NO_DECIDER = "no_decider"
    NO_CHAMPION = "no_champion"
    SINGLE_THREAD = "single_thread"
    CHAMPION_UNTOUCHED = "champion_untouched"


@dataclass(frozen=True, slots=True)
class MapReading:
    """The status of a map with its alarms, in a fixed order."""

    status: MapStatus
    alarms: tuple[MapAlarm, ...]


def read_map(
    people: Iterable[Affiliation], last_contact: Mapping[int, date], *, today: date
) -> MapReading:
    """Return status and alarms of a customer's people; who has left does not count.

    ``last_contact`` says by contact when we last met or talked.
    """
    present = [one for one in people if is_present(one, today)]
    champions = [one for one in present if one.role is Role.CHAMPION]
    covered = [one for one in present if one.coverage in REAL_COVERAGE]
    alarms = {
        MapAlarm.NO_DECIDER: not any(one.role is Role.DECIDER for one in present),
        MapAlarm.NO_CHAMPION: not champions,
        MapAlarm.SINGLE_THREAD: len(covered) == 1,
        MapAlarm.CHAMPION_UNTOUCHED: any(
            is_untouched(last_contact.get(one.contact_id), today) for one in champions
        ),
    }
    return MapReading(_status(present), tuple(alarm for alarm, rings in alarms.items() if rings))


def is_key_player(one: Affiliation) -> bool:
    """True for influence 3 and up, a decider, an approver or a sponsor."""
    return (one.influence or 0) >= KEY_INFLUENCE or one.role in _KEY


def key_supporters(people: Iterable[Affiliation], *, today: date) -> list[int]:
    """Return the contacts who make the status better than red, who decides or approves first."""
    friends = [
        one for one in people if is_present(one, today) and is_key_player(one) and supports(one)
    ]
    friends.sort(key=lambda one: (one.role not in _DECIDING, -(one.influence or 0)))
    return [one.contact_id for one in friends]


def is_present(one: Affiliation, today: date) -> bool:
    """False for who has left the customer by the day."""
    return one.left_on is None or one.left_on > today


def supports(one: Affiliation) -> bool:
    """True for a stance of 1 and up."""
    return (one.stance or 0) >= 1


def _status(present: Iterable[Affiliation]) -> MapStatus:
    friends = [one for one in present if is_key_player(one) and supports(one)]
    if any(one.role in _DECIDING for one in friends):
        return MapStatus.GREEN
    return MapStatus.AMBER if friends else MapStatus.RED


def is_untouched(last: date | None, today: date) -> bool:
    """True for who was not met or talked to for more than 30 days, or never."""
    return last is None or (today - last).days > UNTOUCHED_DAYS
