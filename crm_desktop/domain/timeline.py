"""Everything that happened with a customer in one stream, the newest first (D1, D9, D13, D22)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from crm_desktop.domain.cards import Card
from crm_desktop.domain.complaint_clock import SECOND_FAILURE_DAYS, is_second_failure
from crm_desktop.domain.development import RelationshipAction
from crm_desktop.domain.interactions import Complaint, Initiative, Interaction, InteractionKind
from crm_desktop.domain.promises import Promise, PromiseState
from crm_desktop.domain.visits import PrintedBrief, VisitState

MOODS = 5
"""So many emotions make the trend of a card (D13)."""
PERIOD_DAYS = 365
"""The period of the share of proactive contacts (D22)."""


class Group(StrEnum):
    """What the stream is narrowed down by."""

    VISITS = "visits"
    CALLS = "calls"
    MESSAGES = "messages"
    MEETINGS = "meetings"
    SERVICE = "service"
    GIFTS = "gifts"
    SURVEYS = "surveys"
    COMPLAINTS = "complaints"
    PROMISES = "promises"
    PURCHASES = "purchases"
    STANDING = "standing"
    BRIEFS = "briefs"


class Event(StrEnum):
    """What an entry of the stream tells."""

    INTERACTION = "interaction"
    VISIT_HELD = "visit_held"
    PROMISED = "promised"
    KEPT = "kept"
    BROKEN = "broken"
    DONE = "done"
    BOUGHT = "bought"
    ASSESSED = "assessed"
    TIER = "tier"
    PRINTED = "printed"


FollowUp = Promise | RelationshipAction
"""What an interaction led to: a promise or something to do."""

_GROUPS: Mapping[InteractionKind, Group] = {
    InteractionKind.VISIT: Group.VISITS,
    InteractionKind.EXECUTIVE_VISIT: Group.VISITS,
    InteractionKind.CALL: Group.CALLS,
    InteractionKind.EMAIL: Group.MESSAGES,
    InteractionKind.MESSAGE: Group.MESSAGES,
    InteractionKind.MEETING: Group.MEETINGS,
    InteractionKind.EVENT: Group.MEETINGS,
    InteractionKind.GIFT: Group.GIFTS,
    InteractionKind.SERVICE: Group.SERVICE,
    InteractionKind.SURVEY: Group.SURVEYS,
    InteractionKind.COMPLAINT: Group.COMPLAINTS,
}
_PROACTIVE = frozenset({Initiative.PREVENTIVE, Initiative.VALUE_CREATING})
_RANKS = {event: rank for rank, event in enumerate(reversed(Event))}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the stream with the record it tells of.

    ``follow_ups`` are what an interaction led to and ``complaint`` its clock. ``count`` is how many
    of the kind there were on that day, where they stand as one.
    """

    event: Event
    group: Group
    on: date
    record: Any
    at: time | None = None
    people: Collection[int] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    complaint: Complaint | None = None
    count: int = 1

    @property
    def key(self) -> tuple[Event, int]:
        """What tells it from every other entry of the card."""
        return self.event, self.record.id


def stream(card: Card) -> tuple[Entry, ...]:
    """Return every entry of a card, the newest first; of a day those with a time on top.

    A visit that was logged and a promise made in an interaction stand with that interaction.
    """
    found = [
        *_interactions(card),
        *_visits(card),
        *_promises(card),
        *_actions(card),
        *_business(card),
    ]
    found.sort(key=_place, reverse=True)
    return tuple(found)


def _place(one: Entry) -> tuple[date, time, int, int]:
    return one.on, one.at or time.min, _RANKS[one.event], one.record.id


def _interactions(card: Card) -> Iterator[Entry]:
    people: dict[int, list[int]] = defaultdict(list)
    for one in card.interaction_contacts:
        people[one.interaction_id].append(one.contact_id)
    led_to = follow_ups(card)
    complaints = {one.interaction_id: one for one in card.complaints}
    for happened in card.interactions:
        key = happened.id or 0
        yield Entry(
            Event.INTERACTION,
            _GROUPS[happened.kind],
            happened.happened_on,
            happened,
            happened.happened_at,
            people.get(key, ()),
            led_to.get(key, ()),
            complaints.get(key),
        )


def follow_ups(card: Card) -> dict[int, tuple[FollowUp, ...]]:
    """Return what each interaction led to, by its key: promises, then what is to do."""
    found: dict[int, list[FollowUp]] = defaultdict(list)
    some: tuple[FollowUp, ...] = (*card.promises, *card.actions)
    for one in some:
        if one.interaction_id is not None:
            found[one.interaction_id].append(one)
    return {key: tuple(ones) for key, ones in found.items()}


def _visits(card: Card) -> Iterator[Entry]:
    logged = {one.visit_id for one in card.interactions}
    people: dict[int, list[int]] = defaultdict(list)
    for one in card.visit_contacts:
        people[one.visit_id].append(one.contact_id)
    for visit in card.visits:
        if visit.state is VisitState.HELD and visit.id not in logged:
            some = people.get(visit.id or 0, ())
            yield Entry(
                Event.VISIT_HELD, Group.VISITS, visit.visit_on, visit, visit.visit_time, some
            )


def _promises(card: Card) -> Iterator[Entry]:
    known = {one.id for one in card.interactions}
    for one in card.promises:
        people = (one.contact_id,) if one.contact_id is not None else ()
        if one.made_on is not None and one.interaction_id not in known:
            yield Entry(Event.PROMISED, Group.PROMISES, one.made_on, one, people=people)
        if one.closed_on is not None and one.state is not PromiseState.OPEN:
            event = Event.KEPT if one.state is PromiseState.KEPT else Event.BROKEN
            yield Entry(event, Group.PROMISES, one.closed_on, one, people=people)


def _actions(card: Card) -> Iterator[Entry]:
    for one in card.actions:
        if one.done_on is not None:
            people = (one.contact_id,) if one.contact_id is not None else ()
            yield Entry(Event.DONE, Group.PROMISES, one.done_on, one, people=people)


def _business(card: Card) -> Iterator[Entry]:
    for sale in card.purchases:
        yield Entry(Event.BOUGHT, Group.PURCHASES, sale.purchased_on, sale)
    for assessed in card.man_snapshots:
        yield Entry(Event.ASSESSED, Group.STANDING, assessed.assessed_on, assessed)
    for moved in card.tier_records:
        if moved.since is not None and moved.tier != moved.previous:
            yield Entry(Event.TIER, Group.STANDING, moved.since, moved)
    yield from _printed(card)


def _printed(card: Card) -> Iterator[Entry]:
    """The briefs of a day stand as one: who prints again after a change has told nothing new."""
    days: dict[date, list[PrintedBrief]] = defaultdict(list)
    for brief in card.printed_briefs:
        days[brief.printed_on].append(brief)
    for day, briefs in days.items():
        yield Entry(Event.PRINTED, Group.BRIEFS, day, briefs[0], count=len(briefs))


@dataclass(frozen=True, slots=True)
class Trend:
    """The last emotions seen at a customer, the newest first (D13).

    ``turn`` is -1 where it calms down, 1 where it grows, 0 where neither can be said.
    """

    last: tuple[Interaction, ...] = ()
    turn: int = 0


def trend(interactions: Iterable[Interaction]) -> Trend:
    """Return the last emotions of interactions that stand with the newest first."""
    last: list[Interaction] = []
    for one in interactions:
        if one.emotion is not None:
            last.append(one)
        if len(last) == MOODS:
            break
    levels = [one.emotion_intensity or 2 for one in last]
    before = levels[1:]
    turn = 0
    if before:
        newest, usual = levels[0] * len(before), sum(before)
        turn = (newest > usual) - (newest < usual)
    return Trend(tuple(last), turn)


@dataclass(frozen=True, slots=True)
class Ladder:
    """How many contacts of a period stood on each rung of the proactive ladder (D22)."""

    counts: Mapping[Initiative, int]

    @property
    def told(self) -> int:
        """Contacts of which somebody said who started them."""
        return sum(self.counts.values())

    @property
    def proactive(self) -> int:
        """Those of them that were preventive or value-creating."""
        return sum(count for rung, count in self.counts.items() if rung in _PROACTIVE)


def ladder(interactions: Iterable[Interaction], today: date) -> Ladder:
    """Return the rungs of the last 12 months, those of complaints left out: they start those."""
    counts = dict.fromkeys(Initiative, 0)
    since = today - timedelta(days=PERIOD_DAYS)
    for one in interactions:
        is_contact = one.kind is not InteractionKind.COMPLAINT and since < one.happened_on <= today
        if is_contact and one.initiative is not None:
            counts[one.initiative] += 1
    return Ladder(counts)


def failures(
    complaints: Iterable[Complaint], today: date, zone: tzinfo = UTC
) -> tuple[Complaint, ...]:
    """Return the complaints of the last 180 days where they are two or more, else none (D9)."""

    def day(moment: datetime) -> date:
        return moment.astimezone(zone).date()

    some = sorted(complaints, key=lambda one: one.received_at, reverse=True)
    if not is_second_failure((day(one.received_at) for one in some), today):
        return ()
    return tuple(
        one for one in some if 0 <= (today - day(one.received_at)).days <= SECOND_FAILURE_DAYS
    )
