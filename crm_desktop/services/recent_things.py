"""The cards, visits and briefs a person looked at lately, remembered in the file they belong to.

Only keys are kept: what was erased leaves no name behind, and a taboo is never told twice.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.domain.changes import Kind
from crm_desktop.storage import state
from crm_desktop.storage.database import Database
from crm_desktop.storage.list_page import page
from crm_desktop.storage.reading import Reading

KEPT = 12
_KEY = "recent:things"


class ThingKind(StrEnum):
    """What was looked at."""

    CARD = "card"
    VISIT = "visit"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was looked at; ``visit_id`` is None for cards and for a new plan."""

    kind: ThingKind
    customer_id: int
    visit_id: int | None = None


@dataclass(frozen=True, slots=True)
class RecentThing:
    """A thing with whom it is of; ``visit_on`` is the day of a visit, None for another thing."""

    thing: Thing
    name: str
    tier: str
    city: str
    visit_on: date | None = None


def remember(database: Database, things: Sequence[Thing]) -> None:
    """Put things in front of those remembered, the newest first; leaves no entry in the log."""
    with database.write("recent") as work:
        known = dict.fromkeys([*things, *_stored(work)])
        content = [[one.kind.value, one.customer_id, one.visit_id] for one in list(known)[:KEPT]]
        state.write(work, _KEY, json.dumps(content))


def recent_things(database: Database, newest: Sequence[Thing] = ()) -> list[RecentThing]:
    """Return what is remembered, the newest first; ``newest`` is not remembered yet.

    What is in the bin or gone is left out.
    """
    with database.read() as reading:
        things = list(dict.fromkeys([*newest, *_stored(reading)]))[:KEPT]
        rows = {row.id: row for row in page(reading, sorted({one.customer_id for one in things}))}
        visits = _days(reading, things)
    return [
        RecentThing(one, row.name, row.tier, row.city, visits.get(one.visit_id or 0))
        for one in things
        if (row := rows.get(one.customer_id)) is not None
        if one.visit_id is None or one.visit_id in visits
    ]


def _days(reading: Reading, things: Iterable[Thing]) -> dict[int, date]:
    wanted = [one.visit_id for one in things if one.visit_id is not None]
    return {one.id: one.visit_on for one in reading.by_ids(Kind.VISIT, "id", wanted)}


def _stored(reading: Reading) -> list[Thing]:
    """Return what the file has; anything that is none of ours counts as not there."""
    found = dict(state.starting(reading, "recent:")).get(_KEY, "[]")
    try:
        content = json.loads(found)
        return [Thing(ThingKind(kind), int(key), visit) for kind, key, visit in content]
    except (ValueError, TypeError):
        return []
