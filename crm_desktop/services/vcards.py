"""Customers and their people as vCards, many at a time and few in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation, Contact, DateKind, ImportantDate
from crm_desktop.domain.customers import Attachment, Customer, CustomerKind
from crm_desktop.formats.vcard_writer import DayOfYear, PostalAddress, Vcard
from crm_desktop.language.surnames import compound_surname
from crm_desktop.storage.blobs import blob
from crm_desktop.storage.customer_choice import all_living
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.record_lines import stamps_of
from crm_desktop.storage.types import from_moment

_AT_ONCE = 400
_HAN = ("\u3400", "\u9fff")


def customers_as_vcards(
    reading: Reading,
    customer_ids: Collection[int] | None = None,
    *,
    with_sensitive: bool,
) -> Iterator[Vcard]:
    """Yield a card of each customer, followed by those of its people; None stands for all.

    A person with places at several customers comes once, at the first of them. Who is in the bin
    stays out. No card carries a taboo, and notes and days that are marked as sensitive stand there
    ``with_sensitive`` alone: a vCard is made to be handed on (D28).
    """
    keys = _keys(reading, customer_ids)
    told: set[int] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        yield from _Batch(reading, some, with_sensitive=with_sensitive).cards(told)


def _keys(reading: Reading, customer_ids: Collection[int] | None) -> list[int]:
    wanted = None if customer_ids is None else set(customer_ids)
    return [key for key in all_living(reading) if wanted is None or key in wanted]


class _Batch:
    """Some customers with all that their cards say, read by a dozen queries."""

    def __init__(self, reading: Reading, keys: Sequence[int], *, with_sensitive: bool) -> None:
        self._reading, self._with_sensitive = reading, with_sensitive
        by = reading.by_ids
        self._customers: list[Customer] = by(Kind.CUSTOMER, "id", keys)
        self._places = grouped(by(Kind.AFFILIATION, "customer_id", keys), "customer_id")
        people = {one.contact_id for each in self._places.values() for one in each}
        self._people: dict[int, Contact] = {
            one.id: one for one in by(Kind.CONTACT, "id", people) if one.binned_at is None
        }
        self._own = {
            kind: grouped(by(kind, "customer_id", keys), "customer_id")
            for kind in (Kind.ADDRESS, Kind.TAG, Kind.CUSTOM_FIELD)
        }
        self._of: dict[Kind, tuple[dict[int, list[Any]], dict[int, list[Any]]]] = {
            kind: (
                grouped(by(kind, "customer_id", keys), "customer_id"),
                grouped(by(kind, "contact_id", people), "contact_id"),
            )
            for kind in (Kind.CONTACT_POINT, Kind.IMPORTANT_DATE, Kind.ATTACHMENT)
        }
        self._stamps = {
            kind: stamps_of(reading, kind, found)
            for kind, found in ((Kind.CUSTOMER, keys), (Kind.CONTACT, people))
        }

    def cards(self, told: set[int]) -> Iterator[Vcard]:
        """Yield the cards; the contacts that were told grow in ``told``."""
        for customer in self._customers:
            assert customer.id is not None
            yield self._customer(customer, customer.id)
            places = self._places.get(customer.id, [])
            for place in sorted(places, key=lambda one: (not one.is_main, one.id)):
                person = self._people.get(place.contact_id)
                if person is not None and place.contact_id not in told:
                    told.add(place.contact_id)
                    yield self._person(person, place, customer)

    def _customer(self, customer: Customer, key: int) -> Vcard:
        is_company = customer.kind is CustomerKind.COMPANY
        names = ("", "") if is_company else parted_name(customer.name)
        stamp = self._stamps[Kind.CUSTOMER][key]
        dates = self._days(0, key)
        return Vcard(
            customer.name,
            as_uuid(stamp.uid),
            is_company,
            *names,
            nickname=customer.short_name,
            phonetic=customer.phonetic,
            points=self._of[Kind.CONTACT_POINT][0].get(key, []),
            websites=[customer.website] if customer.website else [],
            addresses=self._addresses(customer, key),
            birthday=dates.get(DateKind.BIRTHDAY),
            anniversary=dates.get(DateKind.ANNIVERSARY),
            categories=[one.name for one in self._own[Kind.TAG].get(key, [])],
            language=customer.language,
            note=customer.note,
            own_fields=[(one.name, one.value) for one in self._own[Kind.CUSTOM_FIELD].get(key, [])],
            photo=self._photo(0, key),
            revised_at=from_moment(stamp.updated_at),
        )

    def _person(self, person: Contact, place: Affiliation, customer: Customer) -> Vcard:
        assert person.id is not None
        stamp = self._stamps[Kind.CONTACT][person.id]
        dates = self._days(1, person.id)
        is_there = place.left_on is None and customer.kind is CustomerKind.COMPANY
        return Vcard(
            person.name,
            as_uuid(stamp.uid),
            False,
            *parted_name(person.name),
            phonetic=person.phonetic,
            organisation=customer.name if is_there else "",
            department=place.department if is_there else "",
            title=place.title if is_there else "",
            points=self._of[Kind.CONTACT_POINT][1].get(person.id, []),
            birthday=dates.get(DateKind.BIRTHDAY),
            anniversary=dates.get(DateKind.ANNIVERSARY),
            language=person.language,
            note=person.note if self._may_tell(person) else "",
            photo=self._photo(1, person.id),
            revised_at=from_moment(stamp.updated_at),
        )

    def _addresses(self, customer: Customer, key: int) -> list[PostalAddress]:
        main = PostalAddress(
            customer.street,
            customer.city,
            customer.region,
            customer.postal_code,
            customer.country,
        )
        others = [
            PostalAddress(one.street, one.city, one.region, one.postal_code, one.country, one.label)
            for one in self._own[Kind.ADDRESS].get(key, [])
        ]
        return [one for one in (main, *others) if one != PostalAddress(label=one.label)]

    def _days(self, side: int, key: int) -> dict[DateKind, DayOfYear]:
        """The first solar day of each kind; a lunar one has no place in a vCard."""
        found: dict[DateKind, DayOfYear] = {}
        dates: Iterable[ImportantDate] = self._of[Kind.IMPORTANT_DATE][side].get(key, [])
        for one in dates:
            if not one.lunar and self._may_tell(one):
                found.setdefault(one.kind, DayOfYear(one.month, one.day, one.year))
        return found

    def _may_tell(self, one: Contact | ImportantDate) -> bool:
        return self._with_sensitive or not one.sensitive

    def _photo(self, side: int, key: int) -> tuple[str, bytes] | None:
        files: Iterable[Attachment] = self._of[Kind.ATTACHMENT][side].get(key, [])
        photo = next((one for one in files if one.is_photo), None)
        content = blob(self._reading, photo.sha256) if photo else None
        return (photo.media_type, content) if photo and content else None


def parted_name(name: str) -> tuple[str, str]:
    """Return family and given name as well as a name tells; a single word is a given name."""
    words = name.split()
    if len(words) > 1:
        return words[-1], " ".join(words[:-1])
    if len(name) > 1 and _HAN[0] <= name[0] <= _HAN[1]:
        cut = len(compound_surname(name)) or 1
        return name[:cut], name[cut:]
    return "", name


def grouped(records: Iterable[Any], column: str) -> dict[int, list[Any]]:
    """Return records by what one of their columns refers to."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for one in records:
        found[getattr(one, column)].append(one)
    return found


def as_uuid(uid: bytes) -> str:
    """Return an identity as the world writes a UUID."""
    text = uid.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
