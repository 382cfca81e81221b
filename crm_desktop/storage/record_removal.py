"""Taking a record out with everything that hangs on it, as one operation."""

from collections.abc import Iterable, Mapping

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contacts import Affiliation
from crm_desktop.domain.problems import InputError
from crm_desktop.storage.reading import Reading
from crm_desktop.storage.writing import Writing

DEPENDENTS: Mapping[Kind, tuple[tuple[Kind, str], ...]] = {
    Kind.PURCHASE: ((Kind.PURCHASE_LINE, "purchase_id"),),
    Kind.INTERACTION: (
        (Kind.INTERACTION_CONTACT, "interaction_id"),
        (Kind.COMPLAINT, "interaction_id"),
    ),
    Kind.VISIT: ((Kind.VISIT_CONTACT, "visit_id"), (Kind.PREFERENCE_USE, "visit_id")),
    Kind.PREFERENCE: ((Kind.PREFERENCE_USE, "preference_id"),),
    Kind.MAN_SNAPSHOT: ((Kind.MAN_ANSWER, "snapshot_id"),),
    Kind.CONTACT: (
        (Kind.AFFILIATION, "contact_id"),
        (Kind.CONTACT_LINK, "from_contact_id"),
        (Kind.CONTACT_LINK, "to_contact_id"),
        (Kind.CONTACT_POINT, "contact_id"),
        (Kind.IMPORTANT_DATE, "contact_id"),
        (Kind.COMMUNICATION_STYLE, "contact_id"),
        (Kind.CONSENT, "contact_id"),
        (Kind.ATTACHMENT, "contact_id"),
        (Kind.TABOO, "contact_id"),
        (Kind.PREFERENCE, "contact_id"),
        (Kind.SPECIAL_NEED, "contact_id"),
        (Kind.INTERACTION_CONTACT, "contact_id"),
        (Kind.VISIT_CONTACT, "contact_id"),
    ),
}
"""What goes with a record."""

LOOSENED: Mapping[Kind, tuple[tuple[Kind, str], ...]] = {
    Kind.INTERACTION: (
        (Kind.PROMISE, "interaction_id"),
        (Kind.RELATIONSHIP_ACTION, "interaction_id"),
    ),
    Kind.VISIT: ((Kind.INTERACTION, "visit_id"), (Kind.PRINTED_BRIEF, "visit_id")),
    Kind.OPPORTUNITY: ((Kind.MAN_SNAPSHOT, "opportunity_id"),),
    Kind.CONTACT: (
        (Kind.PROMISE, "contact_id"),
        (Kind.RELATIONSHIP_ACTION, "contact_id"),
        (Kind.PAIN_POINT, "contact_id"),
    ),
}
"""What stays and no longer points at it."""

_ELSEWHERE = (
    (Kind.TABOO, "customer_id"),
    (Kind.PREFERENCE, "customer_id"),
    (Kind.SPECIAL_NEED, "customer_id"),
    (Kind.PAIN_POINT, "customer_id"),
    (Kind.PROMISE, "customer_id"),
    (Kind.RELATIONSHIP_ACTION, "customer_id"),
)
_SOLD = ((Kind.PURCHASE_LINE, "product_id"), (Kind.OPPORTUNITY, "product_id"))


def remove_whole(work: Writing, kind: Kind, record_id: int) -> None:
    """Remove a record with what hangs on it; what only mentions it stays.

    Raises InputError ``record_gone``, ``product_in_use``, or ``customer_not_removable`` since
    customers go to the bin.
    """
    if kind is Kind.CUSTOMER:
        raise InputError("customer_not_removable")
    if kind is Kind.AFFILIATION:
        _leave(work, record_id)
        return
    if kind is Kind.PRODUCT and any(_refers(work, other, record_id) for other in _SOLD):
        raise InputError("product_in_use")
    for dependent, column in DEPENDENTS.get(kind, ()):
        for key in _keys(work, dependent, column, record_id):
            if dependent in DEPENDENTS:
                remove_whole(work, dependent, key)
            else:
                work.remove(dependent, key)
    for other, column in LOOSENED.get(kind, ()):
        work.change_many(other, _keys(work, other, column, record_id), **{column: None})
    work.remove(kind, record_id)


def _leave(work: Writing, affiliation_id: int) -> None:
    """A contact leaves a customer; who belongs to nobody else any more goes altogether."""
    place: Affiliation | None = work.get(Kind.AFFILIATION, affiliation_id)
    if place is None:
        raise InputError("record_gone", kind=Kind.AFFILIATION.value, id=affiliation_id)
    if not belongs_elsewhere(work, place.contact_id, {place.customer_id}):
        _remove_person(work, place.contact_id)
        return
    links = work.values(
        Kind.CONTACT_LINK,
        "WHERE customer_id = ? AND ? IN (from_contact_id, to_contact_id)",
        (place.customer_id, place.contact_id),
    )
    work.remove_many(Kind.CONTACT_LINK, [one.id for one in links])
    work.remove(Kind.AFFILIATION, affiliation_id)


def _remove_person(work: Writing, contact_id: int) -> None:
    for key in _keys(work, Kind.AFFILIATION, "contact_id", contact_id):
        work.remove(Kind.AFFILIATION, key)
    remove_whole(work, Kind.CONTACT, contact_id)


def belongs_elsewhere(reading: Reading, contact_id: int, customers: set[int]) -> bool:
    """True for who stands in the card of another customer than these in any way."""
    owners = {
        row[0]
        for kind, column in ((Kind.AFFILIATION, "customer_id"), *_ELSEWHERE)
        for row in reading.rows(
            f"SELECT {column} FROM {kind.value} WHERE contact_id = ?", (contact_id,)
        )
    }
    for kind, owner in ((Kind.VISIT, "visit_id"), (Kind.INTERACTION, "interaction_id")):
        owners |= {
            row[0]
            for row in reading.rows(
                f"SELECT o.customer_id FROM {kind.value}_contact m JOIN {kind.value} o"
                f" ON o.id = m.{owner} WHERE m.contact_id = ?",
                (contact_id,),
            )
        }
    return bool(owners - customers)


def _keys(work: Writing, kind: Kind, column: str, record_id: int) -> list[int]:
    sql = f"SELECT id FROM {kind.value} WHERE {column} = ? ORDER BY id"
    return [row[0] for row in work.rows(sql, (record_id,))]


def _refers(work: Writing, other: tuple[Kind, str], record_id: int) -> Iterable[int]:
    return _keys(work, *other, record_id)
