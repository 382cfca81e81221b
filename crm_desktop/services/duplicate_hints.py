"""Who a customer about to be written may already be, told by exact keys alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.domain.contacts import ContactPoint, PointKind
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.duplicates import EvidenceCode
from crm_desktop.language.folding import fold
from crm_desktop.services.duplicate_reading import (
    MOST_NAMES,
    email_key,
    official_numbers,
    phone_key,
)
from crm_desktop.services.duplicates import told_apart
from crm_desktop.storage import likeness as stored
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.search import hits

_MOST_FOUND = 20
_MOST_NAMED = 3
_BY_WEIGHT = (EvidenceCode.NUMBER, EvidenceCode.EMAIL, EvidenceCode.PHONE, EvidenceCode.NAME)

Key = tuple[EvidenceCode, str]


@dataclass(frozen=True, slots=True)
class KnownBy:
    """What tells a customer from all others, as it was typed or stands in a list."""

    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tax_number: str = ""
    registration_number: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A card that may be of the same customer, and the weightiest reason."""

    customer_id: int
    name: str
    code: EvidenceCode
    value: str = ""


def likely_same(reading: Reading, known_by: KnownBy, *, of: int | None = None) -> tuple[Hint, ...]:
    """Return the living cards that share a key with this customer, the surest reason first.

    ``of`` is the card that is being edited: neither itself nor whom it was told apart from is
    named. The same name alone is told too, since here a person decides; official numbers are not
    looked for. Asks indexes, a few milliseconds at 100,000 customers.
    """
    found: dict[int, Hint] = {}
    for code, value in _ways(known_by):
        for key, name in _having(reading, code, value):
            found.setdefault(key, Hint(key, name, code, value))
    for key, name in _named(reading, known_by.name):
        found.setdefault(key, Hint(key, name, EvidenceCode.NAME))
    if of is not None and found:
        apart = {key for pair in told_apart(reading) if of in pair for key in pair}
        found = {key: one for key, one in found.items() if key not in apart | {of}}
    return tuple(sorted(found.values(), key=lambda one: _BY_WEIGHT.index(one.code)))


def hints_after(database: Database, changes: Changes) -> tuple[int, tuple[Hint, ...]] | None:
    """Return whom a card may be since somebody typed a name, phone or address into it.

    The card and its hints; None where a write was about something else, or about many cards.
    """
    with database.read() as reading:
        typed = _typed(reading, changes)
        if typed is None:
            return None
        customer_id, known_by = typed
        found = likely_same(reading, known_by, of=customer_id)
    return (customer_id, found) if found else None


def likely_same_rows(
    reading: Reading, rows: Sequence[KnownBy], *, limit: int | None = None
) -> dict[int, Hint]:
    """Return for the place of a row of a list which card it looks like; others are left out.

    E-mail, phone and official numbers count, names alone do not, and nothing that more than three
    cards share. Reads the whole file once, half a second at 100,000 customers; ends after
    ``limit`` finds.
    """
    owners = _owners(reading)
    found: dict[int, Hint] = {}
    for place, row in enumerate(rows):
        for code, value in _keys(row):
            having = owners.get((code, value))
            if having is not None and len(having) <= MOST_NAMES:
                found[place] = Hint(having[0], "", code, value)
                break
        if limit is not None and len(found) >= limit:
            break
    looked_like = {one.customer_id for one in found.values()}
    names = {row[0]: row[1] for row in stored.card_names(reading, looked_like)}
    return {
        place: replace(one, name=names[one.customer_id])
        for place, one in found.items()
        if one.customer_id in names
    }


def double_keys(reading: Reading) -> dict[Key, list[int]]:
    """Return every e-mail, phone and official number that two or three living cards share."""
    return {
        key: having for key, having in _owners(reading).items() if 1 < len(having) <= MOST_NAMES
    }


def _typed(reading: Reading, changes: Changes) -> tuple[int, KnownBy] | None:
    points = changes.ids.get(Kind.CONTACT_POINT, frozenset())
    if len(points) == 1:
        return _typed_way(reading, *points)
    customers = changes.ids.get(Kind.CUSTOMER, frozenset())
    operation = changes.operation
    if len(customers) != 1 or operation is None or points:
        return None
    is_named = operation.code == "fields_set" and "name" in str(operation.params.get("fields"))
    (key,) = customers
    who: Customer | None = reading.get(Kind.CUSTOMER, key) if is_named else None
    return None if who is None else (key, KnownBy(who.name))


def _typed_way(reading: Reading, key: int) -> tuple[int, KnownBy] | None:
    point: ContactPoint | None = reading.get(Kind.CONTACT_POINT, key)
    if point is None:
        return None
    owners = [point.customer_id] if point.customer_id else stored.places(reading, point.contact_id)
    if len(owners) != 1:
        return None
    values = (point.normalised or point.value,)
    if point.kind is PointKind.EMAIL:
        return owners[0], KnownBy(emails=values)
    is_phone = point.kind in (PointKind.PHONE, PointKind.MOBILE)
    return (owners[0], KnownBy(phones=values)) if is_phone else None


def _keys(known_by: KnownBy) -> Iterator[Key]:
    """Yield what a customer is known by, the weightiest first."""
    for number in official_numbers(known_by.tax_number, known_by.registration_number):
        yield EvidenceCode.NUMBER, number
    yield from _ways(known_by)


def _ways(known_by: KnownBy) -> Iterator[Key]:
    for email in filter(None, map(email_key, known_by.emails)):
        yield EvidenceCode.EMAIL, email
    for phone in filter(None, map(phone_key, known_by.phones)):
        yield EvidenceCode.PHONE, phone


def _having(reading: Reading, code: EvidenceCode, value: str) -> list[tuple[int, str]]:
    """Return who is reached this way: the search index proposes, the stored values decide."""
    proposed = set(hits(reading, value, most=_MOST_FOUND))
    if not proposed:
        return []
    is_email = code is EvidenceCode.EMAIL
    folded = email_key if is_email else phone_key
    points = stored.points_of(reading, proposed, is_email=is_email)
    having = {key for key, point in points if folded(point) == value}
    return [(row[0], row[1]) for row in stored.card_names(reading, having)]


def _named(reading: Reading, name: str) -> list[tuple[int, str]]:
    wanted = fold(name.strip())
    return (
        [(row[0], row[1]) for row in stored.named(reading, wanted, _MOST_NAMED)] if wanted else []
    )


def _owners(reading: Reading) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    living = stored.living(reading)
    for code, values in (
        (EvidenceCode.EMAIL, ((key, email_key(one)) for key, one in stored.emails(reading))),
        (EvidenceCode.PHONE, ((key, phone_key(one)) for key, one in stored.phones(reading))),
        (
            EvidenceCode.NUMBER,
            (
                (key, one)
                for key, *two in stored.official(reading)
                for one in official_numbers(*two)
            ),
        ),
    ):
        _gather(found, code, values, living)
    return found


def _gather(
    found: dict[Key, list[int]],
    code: EvidenceCode,
    values: Iterable[tuple[int, str]],
    living: set[int],
) -> None:
    for key, value in values:
        if value and key in living:
            having = found.setdefault((code, value), [])
            if key not in having:
                having.append(key)
