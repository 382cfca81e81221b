"""The people of two cards that become one: who stands on both is one person afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, Coverage
from crm_desktop.domain.duplicates import name_likeness
from crm_desktop.domain.merge_choices import joined
from crm_desktop.language.company_names import plain_name
from crm_desktop.services.duplicate_reading import email_key, phone_key, sounds_of
from crm_desktop.storage import merging
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing

_ALIKE = 0.82
_JOINED = ("cares_about", "note")


@dataclass(frozen=True, slots=True)
class _Person:
    place: Affiliation
    contact: Contact
    names: tuple[str, ...]
    sounds: tuple[str, ...]
    ways: frozenset[str]


def same_people(reading: Reading, kept: int, other: int) -> list[tuple[Contact, Contact]]:
    """Return who of the kept card is who of the other one; each stands in one pair at most.

    The same person is known by a name that is equal, or by an e-mail or phone under a name that is
    not another one.
    """
    mine, free = _people(reading, kept), _people(reading, other)
    found = []
    for is_same in (_is_same_key, _is_same_way, _is_same_name):
        for one in list(mine):
            its = next((each for each in free if is_same(one, each)), None)
            if its is not None:
                mine.remove(one)
                free.remove(its)
                found.append((one.contact, its.contact))
    return found


def unite_people(work: Writing, kept: int, other: int) -> None:
    """Bring everybody of the other card to the kept one, and unite who stands on both."""
    pairs = same_people(work, kept, other)
    for one, double in pairs:
        assert one.id is not None
        assert double.id is not None
        if one.id != double.id:
            _unite(work, one, double)
    has_main = any(place.is_main for place in _places(work, "customer_id", kept))
    for place in _places(work, "customer_id", other):
        assert place.id is not None
        twin = next(
            (
                each
                for each in _places(work, "customer_id", kept)
                if each.contact_id == place.contact_id
            ),
            None,
        )
        if twin is not None:
            _fill(work, Kind.AFFILIATION, twin, place)
            work.remove(Kind.AFFILIATION, place.id)
        else:
            is_main = place.is_main and not has_main
            work.change(Kind.AFFILIATION, place.id, customer_id=kept, is_main=is_main)


def _unite(work: Writing, one: Contact, double: Contact) -> None:
    assert one.id is not None
    assert double.id is not None
    _fill(work, Kind.CONTACT, one, double)
    known = {place.customer_id: place for place in _places(work, "contact_id", one.id)}
    for place in _places(work, "contact_id", double.id):
        assert place.id is not None
        twin = known.get(place.customer_id)
        if twin is None:
            work.change(Kind.AFFILIATION, place.id, contact_id=one.id)
        else:
            _fill(work, Kind.AFFILIATION, twin, place)
            work.remove(Kind.AFFILIATION, place.id)
    merging.leave_one_photo(work, "contact_id", double.id, one.id)
    for column in merging.CONTACT_COLUMNS:
        moved = merging.move(work, column, double.id, one.id)
        merging.drop_doubles(work, column, one.id, moved)
    _drop_links_to_oneself(work, one.id)
    merging.move_identities(work, Kind.CONTACT.value, double.id, one.id)
    work.remove(Kind.CONTACT, double.id)


def _drop_links_to_oneself(work: Writing, contact_id: int) -> None:
    where = "WHERE from_contact_id = ? AND to_contact_id = ?"
    links = work.values(Kind.CONTACT_LINK, where, (contact_id, contact_id))
    work.remove_many(Kind.CONTACT_LINK, [one.id for one in links])


def _fill(work: Writing, kind: Kind, kept: Any, other: Any) -> None:
    """Take from the other record what the kept one does not say; of notes both are kept."""
    filled = {}
    for field in fields(kept):
        mine, its = getattr(kept, field.name), getattr(other, field.name)
        is_unsaid = mine in ("", None, Coverage.UNKNOWN)
        if is_unsaid and its not in ("", None) and field.name not in ("id", "binned_at", "left_on"):
            filled[field.name] = its
        elif field.name in _JOINED and (both := joined(mine, its)) != mine:
            filled[field.name] = both
    if kind is Kind.AFFILIATION and other.left_on is None and kept.left_on is not None:
        filled["left_on"] = None
    if kind is Kind.AFFILIATION and other.is_main and other.customer_id == kept.customer_id:
        filled["is_main"] = True
    if filled:
        work.change(kind, kept.id, **filled)


def _places(reading: Reading, column: str, key: int) -> list[Affiliation]:
    return reading.values(Kind.AFFILIATION, f"WHERE {column} = ? ORDER BY id", (key,))


def _people(reading: Reading, customer_id: int) -> list[_Person]:
    return [_person(reading, place) for place in _places(reading, "customer_id", customer_id)]


def _person(reading: Reading, place: Affiliation) -> _Person:
    contact: Contact = reading.get(Kind.CONTACT, place.contact_id) or Contact("")
    points = reading.values(Kind.CONTACT_POINT, "WHERE contact_id = ?", (place.contact_id,))
    names = tuple(plain_name(one) for one in (contact.name, contact.latin_name) if one)
    ways = (_way(point.kind.value, point.normalised or point.value) for point in points)
    sounds = sounds_of(names, is_company=False)
    return _Person(
        place, replace(contact, id=place.contact_id), names, sounds, frozenset(filter(None, ways))
    )


def _way(kind: str, value: str) -> str:
    return email_key(value) if kind == "email" else phone_key(value)


def _is_same_key(one: _Person, other: _Person) -> bool:
    return one.place.contact_id == other.place.contact_id


def _is_same_name(one: _Person, other: _Person) -> bool:
    return _has_common(one.names, other.names) or _has_common(one.sounds, other.sounds)


def _is_same_way(one: _Person, other: _Person) -> bool:
    from rapidfuzz.distance import JaroWinkler

    if one.ways.isdisjoint(other.ways):
        return False
    if _is_same_name(one, other):
        return True
    alike = JaroWinkler.similarity
    return any(
        name_likeness(mine, its, alike) >= _ALIKE or set(mine.split()) & set(its.split()) != set()
        for mine in one.names
        for its in other.names
    )


def _has_common(mine: Iterable[str], its: Iterable[str]) -> bool:
    return not set(mine).isdisjoint(its)
