"""What a scanned code opens: the card or the visit of a brief, or the person of a vCard."""

from dataclasses import dataclass

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.code_links import CodeKind, CodeLink
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.problems import InputError
from crm_desktop.domain.scanned_people import ScannedPerson
from crm_desktop.language.emails import normalise_email
from crm_desktop.language.phones import parse_phone
from crm_desktop.storage import search
from crm_desktop.storage.database import Database
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.scanned import by_uid

MOST = 20
SAME_DIGITS, _LEAST_DIGITS = 9, 6


@dataclass(frozen=True, slots=True)
class Place:
    """A customer, and the visit that is meant."""

    customer_id: int
    visit_id: int | None = None


def place_of(database: Database, link: CodeLink) -> Place:
    """Return what a code of ours opens. May take 50 ms; runs off the UI thread.

    Raises InputError ``code_of_nothing``, or ``code_of_binned`` for a customer in the bin.
    """
    with database.read() as reading:
        place = find_place(reading, link)
    if place is None:
        raise InputError("code_of_nothing")
    return place


def find_place(reading: Reading, link: CodeLink) -> Place | None:
    """Return what a code opens, None for one of another file; raises ``code_of_binned``."""
    visit = None
    if link.kind is CodeKind.VISIT:
        visit_id = by_uid(reading, Kind.VISIT, link.uid)
        visit = reading.get(Kind.VISIT, visit_id) if visit_id is not None else None
        customer_id = visit.customer_id if visit is not None else None
    else:
        customer_id = by_uid(reading, Kind.CUSTOMER, link.uid)
    customer = reading.get(Kind.CUSTOMER, customer_id) if customer_id is not None else None
    if customer is None or customer.id is None:
        return None
    if customer.binned_at is not None:
        raise InputError("code_of_binned", name=customer.name)
    return Place(customer.id, visit.id if visit is not None else None)


def customers_of(database: Database, person: ScannedPerson) -> list[int]:
    """Return the customers that know a person by an address or a number, the best first.

    May run off the UI thread.
    """
    wanted = _wanted(person)
    found: dict[int, None] = {}
    with database.read() as reading:
        for text in (*person.emails, *(_tail(one) for one in person.phones)):
            for key in search.find(reading, text, limit=MOST):
                if key not in found and wanted & _points(reading, key):
                    found[key] = None
    return list(found)


def _wanted(person: ScannedPerson) -> set[str]:
    mails = {normalise_email(one).key or one.casefold() for one in person.emails}
    return mails | {_tail(one) for one in person.phones if _tail(one)}


def _points(reading: Reading, customer_id: int) -> set[str]:
    people = [
        one.contact_id for one in reading.by_ids(Kind.AFFILIATION, "customer_id", [customer_id])
    ]
    points = [
        *reading.by_ids(Kind.CONTACT_POINT, "customer_id", [customer_id]),
        *reading.by_ids(Kind.CONTACT_POINT, "contact_id", people),
    ]
    return {
        (one.normalised or one.value).casefold()
        if one.kind is PointKind.EMAIL
        else _tail(one.normalised or one.value)
        for one in points
    }


def _tail(number: str) -> str:
    """The last digits of a number, which are the same with its country and without."""
    digits = parse_phone(number, None).digits
    return digits[-SAME_DIGITS:] if len(digits) >= _LEAST_DIGITS else ""
