"""Reading what the log knows of all records of a card, those removed since among them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.domain.cards import Card
from crm_desktop.domain.changes import Action, Kind, Operation
from crm_desktop.storage.cards import load_card
from crm_desktop.storage.change_log import as_operation
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.records import kind_of
from crm_desktop.storage.removed import OWNED_BY, removed_from

Places = dict[Kind, set[int]]
"""Keys of records by kind."""

_NOT_OF_THE_CARD = frozenset({Kind.PRODUCT, Kind.TIER_RUN})
_LOGGED = (
    "SELECT c.id, o.id, o.code, o.params, o.author, o.happened_at, o.undone_by, o.undoes,"
    " c.record_id, c.action, c.before, c.after FROM change c JOIN operation o"
    " ON o.id = c.operation_id WHERE c.kind = ? AND c.record_id IN ({ids})"
    " AND c.action <> 'added_range' ORDER BY c.id DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One line of the log; ``before`` and ``after`` are stored values."""

    place: tuple[int, int]
    operation: Operation
    kind: Kind
    record_id: int
    action: Action
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def places_of(reading: Reading, card: Card) -> Places:
    """Return every record of a card, and what was removed from it or from one of them."""
    found = _present(card)
    waiting = [(kind, key) for kind, keys in found.items() for key in keys]
    owners = set(OWNED_BY.values())
    while waiting:
        kind, key = waiting.pop()
        if kind not in owners:
            continue
        for removed in removed_from(reading, kind, key):
            if removed[1] not in found[removed[0]]:
                found[removed[0]].add(removed[1])
                waiting.append(removed)
                if removed[0] is Kind.AFFILIATION and (
                    person := _removed_person(reading, removed[1])
                ):
                    found[Kind.CONTACT].add(person)
                    waiting.append((Kind.CONTACT, person))
    return found


def _removed_person(reading: Reading, affiliation_id: int) -> int | None:
    """Return whose place was removed, where the person is gone from the file altogether."""
    rows = reading.rows(
        "SELECT json_extract(before, '$.contact_id') FROM change"
        " WHERE kind = 'affiliation' AND record_id = ? AND action = 'removed'",
        (affiliation_id,),
    )
    gone = (key for (key,) in rows if reading.get(Kind.CONTACT, key) is None)
    return next(gone, None)


def logged(reading: Reading, places: Places, limit: int) -> list[LoggedChange]:
    """Return the newest lines of the log about these records, the newest first."""
    lines = []
    for kind, keys in places.items():
        rows = reading.rows(_LOGGED.format(ids=id_list(keys)), (kind.value, limit))
        lines += [_line(kind, row) for row in rows]
    return sorted(lines, key=lambda one: one.place, reverse=True)[:limit]


def added_with_others(reading: Reading, places: Places, limit: int) -> list[LoggedChange]:
    """Return when records came that were added in a run, such as an import, newest first.

    The log knows only the run; the moment a record was made leads to its operation.
    """
    made: dict[int, list[tuple[Kind, int]]] = defaultdict(list)
    for kind, keys in places.items():
        alone = "SELECT record_id FROM change WHERE kind = ? AND action = 'added' AND record_id IN"
        known = {row[0] for row in reading.rows(f"{alone} ({id_list(keys)})", (kind.value,))}
        if keys <= known:  # an empty list would be looked for in every row
            continue
        sql = f"SELECT created_at, id FROM {kind.value} WHERE id IN ({id_list(keys - known)})"
        for moment, key in reading.rows(sql):
            made[moment].append((kind, key))
    lines: list[LoggedChange] = []
    for moment in sorted(made, reverse=True):
        operation = _operation_at(reading, moment)
        if operation is not None:
            lines += [_added(operation, *place) for place in made[moment]]
        if len(lines) >= limit:
            break
    return lines[:limit]


def card_of(reading: Reading, customer_id: int) -> Card:
    """Return the card itself; raises InputError ``customer_unknown``."""
    return load_card(reading, customer_id)


def _present(card: Card) -> Places:
    found: Places = defaultdict(set)
    found[Kind.CUSTOMER].add(card.customer.id or 0)
    for part in card.__slots__:
        records: Iterable[Any] = getattr(card, part) if part != "customer" else ()
        for one in records:
            if not isinstance(one, str) and kind_of(one) not in _NOT_OF_THE_CARD:
                found[kind_of(one)].add(one.id)
    return found


def _line(kind: Kind, row: tuple[Any, ...]) -> LoggedChange:
    key, *operation, record_id, action, before, after = row
    known = as_operation(operation)
    states = (json.loads(state) if state else {} for state in (before, after))
    return LoggedChange((known.id, key), known, kind, record_id, Action(action), *states)


def _added(operation: Operation, kind: Kind, key: int) -> LoggedChange:
    return LoggedChange((operation.id, 0), operation, kind, key, Action.ADDED, {}, {})


def _operation_at(reading: Reading, moment: int) -> Operation | None:
    """Find an operation by its moment: keys grow with time, so halving the range finds it."""
    low, high = 1, (reading.one("SELECT max(id) FROM operation") or (0,))[0] or 0
    while low <= high:
        middle = (low + high) // 2
        row = reading.one(
            "SELECT id, code, params, author, happened_at, undone_by, undoes FROM operation"
            " WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1",
            (middle, high),
        )
        if row is None or row[4] > moment:
            high = middle - 1
        elif row[4] < moment:
            low = row[0] + 1
        else:
            return as_operation(row)
    return None
