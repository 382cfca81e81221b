"""What belongs to a customer or a person and goes with them for good (D28)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.duplicate_pairs import pair_of
from crm_desktop.domain.problems import InputError
from crm_desktop.storage import merging
from crm_desktop.storage.log_places import OWNERS, LogPlaces, merged_into, read_places
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.record_removal import LOOSENED, belongs_elsewhere

Keys = dict[Kind, set[int]]
_MENTIONS = frozenset(one for places in LOOSENED.values() for one in places)
"""Kinds and columns that only point at somebody: a promise to a person is the customer's."""


@dataclass(frozen=True, slots=True)
class EraseScope:
    """Keys by kind: ``living`` are in the file, ``gone`` were removed before and stand in the log.

    ``kept_people`` are known at other customers too and stay.
    """

    living: Mapping[Kind, frozenset[int]]
    gone: Mapping[Kind, frozenset[int]]
    kept_people: frozenset[int] = frozenset()

    def keys(self, kind: Kind) -> frozenset[int]:
        """All keys of a kind, living and gone."""
        return self.living.get(kind, frozenset()) | self.gone.get(kind, frozenset())

    @property
    def kinds(self) -> frozenset[Kind]:
        """Every kind of record there is any of."""
        return frozenset(self.living) | frozenset(self.gone)


def scope_of_customer(reading: Reading, customer_id: int) -> EraseScope:
    """Return what goes with a customer: the cards merged into it and people met there alone too.

    Raises InputError ``record_gone``.
    """
    _check(reading, Kind.CUSTOMER, customer_id)
    return scope_of_customers(reading, {customer_id, *merged_into(reading, customer_id)})


def scope_of_customers(reading: Reading, customers: set[int]) -> EraseScope:
    """Return what goes with these cards, and people met there alone; one look at the log."""
    places = reading.rows(
        f"SELECT DISTINCT contact_id FROM affiliation WHERE customer_id IN ({id_list(customers)})"
    )
    met = {key for (key,) in places} | _mentioned(reading, customers)
    kept = {key for key in met if belongs_elsewhere(reading, key, customers)}
    return _scope(reading, customers, met - kept, frozenset(kept))


def scope_of_person(reading: Reading, contact_id: int) -> EraseScope:
    """Return what goes with a person, wherever they are known.

    Raises InputError ``record_gone``.
    """
    _check(reading, Kind.CONTACT, contact_id)
    return _scope(reading, set(), {contact_id}, frozenset())


def was_there(reading: Reading, kind: Kind, key: int) -> bool:
    """True where a record of this key ever was in a file; keys are never given twice."""
    found = reading.one("SELECT seq FROM sqlite_sequence WHERE name = ?", (kind.value,))
    return found is not None and bool(found[0] >= key)


def _check(reading: Reading, kind: Kind, key: int) -> None:
    if reading.one(f"SELECT 1 FROM {kind.value} WHERE id = ?", (key,)) is None:
        raise InputError("record_gone", kind=kind.value, id=key)


def _mentioned(reading: Reading, customers: set[int]) -> set[int]:
    """People who stand on a card without a place there any more."""
    found: set[int] = set()
    for kind in set(merging.kinds_with("contact_id")) & set(merging.kinds_with("customer_id")):
        rows = reading.rows(
            f"SELECT contact_id FROM {kind.value} WHERE contact_id IS NOT NULL"
            f" AND customer_id IN ({id_list(customers)})"
        )
        found |= {key for (key,) in rows}
    return found


def _scope(
    reading: Reading, customers: set[int], people: set[int], kept: frozenset[int]
) -> EraseScope:
    log = read_places(reading)
    found: Keys = defaultdict(set)
    found[Kind.CUSTOMER] |= customers
    found[Kind.CONTACT] |= people | _former(reading, log, people)
    living = _living(reading, found)
    erased = {kind: set(keys) for kind, keys in living.items()}
    gone = _gone(reading, log, erased | {kind: set(keys) for kind, keys in found.items()})
    return EraseScope(_frozen(living), _frozen(gone), kept)


def _former(reading: Reading, log: LogPlaces, people: set[int]) -> set[int]:
    """Who became one of these people by a merge and is no more."""
    waiting = list(people)
    found: set[int] = set()
    while waiting:
        for key in log.became.get(waiting.pop(), set()) - found - people:
            if reading.one("SELECT 1 FROM contact WHERE id = ?", (key,)) is None:
                found.add(key)
                waiting.append(key)
    return found


def _living(reading: Reading, roots: Keys) -> Keys:
    """Return the records in the file that hang on the roots, however far down."""
    found: Keys = defaultdict(set)
    waiting = [(kind, keys) for kind, keys in roots.items() if keys]
    while waiting:
        owner, keys = waiting.pop()
        new = _there(reading, owner, keys) - found[owner]
        found[owner] |= new
        if not new:
            continue
        for column in (column for column, kind in OWNERS.items() if kind is owner):
            for kind in merging.kinds_with(column):
                if (kind, column) not in _MENTIONS:
                    rows = reading.rows(
                        f"SELECT id FROM {kind.value} WHERE {column} IN ({id_list(new)})"
                    )
                    waiting.append((kind, {key for (key,) in rows}))
    found[Kind.IMPORT_IDENTITY] |= _identities(reading, found)
    found[Kind.DISMISSAL] |= _told_apart(reading, found[Kind.CUSTOMER])
    return {kind: keys for kind, keys in found.items() if keys}


def _told_apart(reading: Reading, customers: set[int]) -> set[int]:
    """What says that one of the customers is not another one."""
    rows = reading.rows("SELECT id, subject FROM dismissal WHERE subject LIKE 'same:%'")
    return {key for key, subject in rows if customers & set(pair_of(subject) or ())}


def _identities(reading: Reading, found: Keys) -> set[int]:
    keys: set[int] = set()
    for kind, records in found.items():
        sql = "SELECT id FROM import_identity WHERE entity = ? AND record_id IN"
        keys |= {key for (key,) in reading.rows(f"{sql} ({id_list(records)})", (kind.value,))}
    return keys


def _gone(reading: Reading, log: LogPlaces, erased: Keys) -> Keys:
    """Return what was removed before and belonged to what is erased, read from the log."""
    found: Keys = defaultdict(set)
    candidates = dict(log.owners)
    is_new = True
    while is_new:
        is_new = False
        for (kind, key), owners in list(candidates.items()):
            if key in erased.get(kind, ()):
                if key not in _there(reading, kind, {key}):
                    found[kind].add(key)
                del candidates[kind, key]
                is_new |= kind is Kind.CONTACT
            elif _is_of(kind, owners, erased):
                del candidates[kind, key]
                if not _there(reading, kind, {key}):
                    found[kind].add(key)
                    erased.setdefault(kind, set()).add(key)
                    is_new = True
        for key in _people_gone(reading, log, erased):
            erased[Kind.CONTACT].add(key)
            is_new = True
    return {kind: keys for kind, keys in found.items() if keys}


def _is_of(kind: Kind, owners: Iterable[tuple[str, int]], erased: Keys) -> bool:
    return any(
        key in erased.get(OWNERS[column], ()) and (kind, column) not in _MENTIONS
        for column, key in owners
    )


def _people_gone(reading: Reading, log: LogPlaces, erased: Keys) -> set[int]:
    """Who had a place at the erased customers alone and was removed before."""
    places: dict[int, set[int]] = defaultdict(set)
    for (kind, _), owners in log.owners.items():
        if kind is Kind.AFFILIATION:
            customers = {key for column, key in owners if column == "customer_id"}
            for column, key in owners:
                if column == "contact_id":
                    places[key] |= customers
    customers = erased.get(Kind.CUSTOMER, set())
    return {
        key
        for key, known in places.items()
        if key not in erased[Kind.CONTACT]
        and known <= customers
        and not _there(reading, Kind.CONTACT, {key})
    }


def _there(reading: Reading, kind: Kind, keys: Iterable[int]) -> set[int]:
    return {
        key for (key,) in reading.rows(f"SELECT id FROM {kind.value} WHERE id IN ({id_list(keys)})")
    }


def _frozen(keys: Keys) -> Mapping[Kind, frozenset[int]]:
    return {kind: frozenset(one) for kind, one in keys.items()}
