"""What to do next about the people who decide: one step for each alarm of the map (D1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.contacts import Affiliation, Role
from crm_desktop.domain.influence_map import (
    REAL_COVERAGE,
    MapAlarm,
    MapReading,
    MapStatus,
    is_key_player,
    is_present,
    is_untouched,
    supports,
)


class Act(StrEnum):
    """What a step asks for: to plan a visit to somebody, or to add a person with a role."""

    VISIT = "visit"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step with its reason, None where it is the status itself.

    A visit names the contact; a person to be added has the role, None for any.
    """

    reason: MapAlarm | None
    act: Act
    contact_id: int | None = None
    role: Role | None = None


def next_steps(
    reading: MapReading,
    people: Iterable[Affiliation],
    last_contact: Mapping[int, date],
    *,
    today: date,
) -> tuple[NextStep, ...]:
    """Return a step for the status while nobody who decides supports us, then one an alarm."""
    present = [one for one in people if is_present(one, today)]
    found = [] if reading.status is MapStatus.GREEN else _win(present)
    for alarm in reading.alarms:
        found.append(_step(alarm, present, last_contact, today))
    return tuple(found)


def _win(present: Sequence[Affiliation]) -> list[NextStep]:
    """The key player who is nearest to supporting us and does not yet."""
    open_ones = [one for one in present if is_key_player(one) and not supports(one)]
    best = max(open_ones, key=_friendliness, default=None)
    return [] if best is None else [NextStep(None, Act.VISIT, best.contact_id)]


def _step(
    alarm: MapAlarm, present: Sequence[Affiliation], last: Mapping[int, date], today: date
) -> NextStep:
    match alarm:
        case MapAlarm.NO_DECIDER:
            return NextStep(alarm, Act.ADD, role=Role.DECIDER)
        case MapAlarm.NO_CHAMPION:
            friends = [one for one in present if supports(one)]
            friend = max(friends, key=_friendliness, default=None)
            if friend is not None:
                return NextStep(alarm, Act.VISIT, friend.contact_id)
            return NextStep(alarm, Act.ADD, role=Role.CHAMPION)
        case MapAlarm.SINGLE_THREAD:
            strangers = [one for one in present if one.coverage not in REAL_COVERAGE]
            first = max(strangers, key=_weight, default=None)
            if first is not None:
                return NextStep(alarm, Act.VISIT, first.contact_id)
            return NextStep(alarm, Act.ADD)
        case MapAlarm.CHAMPION_UNTOUCHED:
            lonely = [
                one
                for one in present
                if one.role is Role.CHAMPION and is_untouched(last.get(one.contact_id), today)
            ]
            longest = min(lonely, key=lambda one: last.get(one.contact_id, date.min))
            return NextStep(alarm, Act.VISIT, longest.contact_id)


def _friendliness(one: Affiliation) -> tuple[int, int]:
    return one.stance or 0, one.influence or 0


def _weight(one: Affiliation) -> tuple[bool, int]:
    return is_key_player(one), one.influence or 0
