"""Finding people: by name wherever they are, or who is known at another customer already."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact
from crm_desktop.language.folding import fold
from crm_desktop.language.pinyin import toneless
from crm_desktop.language.search_tokens import Token, index_tokens, is_met, query_tokens
from crm_desktop.storage import search
from crm_desktop.storage.database import Database
from crm_desktop.storage.people_places import PersonPlace, numbers_of, people_at
from crm_desktop.storage.reading import Reading, id_list
from crm_desktop.storage.visits import customer_names

SHOWN = 20
NAMED = 5
_CUSTOMERS = 200
_NEAR = 40
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person with where they are known and as what."""

    contact: Contact
    customer: str
    title: str


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person whose own name or number is asked for, at one of their customers."""

    affiliation_id: int
    customer_id: int
    name: str
    title: str
    customer: str
    tier: str


def people_named(database: Database, text: str, *, limit: int = NAMED) -> list[PersonMatch]:
    """Return people whose name (native, Latin, pinyin, initials) or number begins as asked.

    Words that their customer's name has too may narrow it down. The people of the best matching
    customers come first; each person once. May run off the UI thread.
    """
    tokens = query_tokens(text)
    if not tokens:
        return []
    has_digits = sum(one.isdigit() for one in text) >= _DIGITS
    with database.read() as reading:
        customers = search.find(reading, text, limit=_NEAR)
        places = people_at(reading, customers)
        numbers = numbers_of(reading, {one.contact_id for one in places}) if has_digits else {}
    order = {key: at for at, key in enumerate(customers)}
    places.sort(key=lambda one: order[one.customer_id])
    found: dict[int, PersonMatch] = {}
    for one in places:
        if one.contact_id not in found and _is_meant(one, numbers.get(one.contact_id, ()), tokens):
            found[one.contact_id] = PersonMatch(
                one.affiliation_id, one.customer_id, one.name, one.title, one.customer, one.tier
            )
        if len(found) == limit:
            break
    return list(found.values())


def _is_meant(place: PersonPlace, numbers: Sequence[str], tokens: list[Token]) -> bool:
    own = index_tokens([place.name, place.latin_name], numbers, numbers, ())
    if not any(is_met(own, token) for token in tokens):
        return False
    around = index_tokens([place.customer], (), (), [place.title])
    return all(is_met(own, token) or is_met(around, token) for token in tokens)


def find_people(
    database: Database, text: str, *, not_at: int, limit: int = SHOWN
) -> list[PersonHit]:
    """Return people whose name (native, Latin, pinyin) or company holds ``text``, names first.

    Who is at the customer ``not_at`` already is left out. May run off the UI thread.
    """
    wanted = fold(text).replace(" ", "")
    with database.read() as reading:
        customers = [key for key in search.find(reading, text, limit=_CUSTOMERS) if key != not_at]
        places = reading.by_ids(Kind.AFFILIATION, "customer_id", customers)
        people = {one.id: one for one in _contacts(reading, places)}
        there = {
            one.contact_id for one in reading.by_ids(Kind.AFFILIATION, "customer_id", [not_at])
        }
        names = customer_names(reading, customers)
    order = {key: at for at, key in enumerate(customers)}
    found: dict[int, tuple[bool, int, PersonHit]] = {}
    for place in places:
        one = people.get(place.contact_id)
        if one is None or place.contact_id in there or place.contact_id in found:
            continue
        hit = PersonHit(one, names.get(place.customer_id, ""), place.title)
        found[place.contact_id] = (not _is_named(one, wanted), order[place.customer_id], hit)
    return [hit for *_, hit in sorted(found.values(), key=lambda one: one[:2])][:limit]


def _contacts(reading: Reading, places: list[Affiliation]) -> list[Contact]:
    keys = id_list({one.contact_id for one in places})
    return reading.values(Kind.CONTACT, f"WHERE id IN ({keys}) AND binned_at IS NULL")


def _is_named(contact: Contact, wanted: str) -> bool:
    syllables = toneless(contact.name)
    keys = (
        fold(contact.name),
        fold(contact.latin_name),
        "".join(syllables),
        "".join(one[:1] for one in syllables),
    )
    return any(wanted in key.replace(" ", "") for key in keys)
